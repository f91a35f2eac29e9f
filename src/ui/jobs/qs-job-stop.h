#pragma once

#include <adwaita.h>

#include "qs-engine.h"

G_BEGIN_DECLS

/*
 * Cancels or terminates one job after asking, naming it; the outcome is a toast on @parent. What
 * was agreed to is done even when @parent is gone by then.
 */
void qs_job_stop_ask (GtkWidget  *parent,
                      QsEngine   *engine,
                      const char *job_id,
                      const char *name,
                      gboolean    terminate);

G_END_DECLS
