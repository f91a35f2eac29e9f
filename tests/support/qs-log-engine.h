#pragma once

#include "qs-engine.h"

G_BEGIN_DECLS

#define QS_TYPE_LOG_ENGINE (qs_log_engine_get_type ())
G_DECLARE_FINAL_TYPE (QsLogEngine,
                      qs_log_engine,
                      QS,
                      LOG_ENGINE,
                      GObject)

/*
 * An engine that has nothing but GetLogEvents, from a log that is made up as it is asked for: line
 * n is "line n" and filling. Pages and tokens behave as those of CloudWatch Logs.
 */

QsLogEngine *qs_log_engine_new (guint n_lines,
                                guint line_length) G_GNUC_WARN_UNUSED_RESULT;

void         qs_log_engine_set_n_lines (QsLogEngine *self,
                                        guint        n_lines);
void         qs_log_engine_set_absent (QsLogEngine *self,
                                       gboolean     absent);
guint        qs_log_engine_count_calls (QsLogEngine *self);

G_END_DECLS
