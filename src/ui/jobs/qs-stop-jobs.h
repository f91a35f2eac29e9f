#pragma once

#include <adwaita.h>

#include "qs-account.h"

G_BEGIN_DECLS

/*
 * Cancels or terminates jobs after asking, naming what is stopped; the outcome is a toast. What was
 * agreed to is done even when @parent is gone by then. @names are those of @job_ids, in their
 * order.
 */
void qs_stop_jobs_ask (GtkWidget          *parent,
                       QsAccount          *account,
                       const char * const *job_ids,
                       const char * const *names,
                       gboolean            terminate);

G_END_DECLS
