#pragma once

#include <adwaita.h>

#include "qs-account.h"

G_BEGIN_DECLS

/*
 * Cancels or terminates jobs after asking, naming what is stopped; the outcome is a toast. What was
 * agreed to is done even when @parent is gone by then.
 */
void qs_stop_jobs_ask (GtkWidget  *parent,
                       QsAccount  *account,
                       GListModel *jobs,
                       gboolean    terminate);

G_END_DECLS
