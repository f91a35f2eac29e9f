#pragma once

#include <gtk/gtk.h>

#include "qs-log-stream.h"
#include "qs-record.h"

G_BEGIN_DECLS

#define QS_TYPE_LOG_SAVER (qs_log_saver_get_type ())
G_DECLARE_FINAL_TYPE (QsLogSaver,
                      qs_log_saver,
                      QS,
                      LOG_SAVER,
                      QsRecord)

/*
 * Saves a log into a file the person chooses, and says so. Properties: "busy", "summary" (how much
 * was written so far).
 */

QsLogSaver *qs_log_saver_new (GtkWidget *widget) G_GNUC_WARN_UNUSED_RESULT;

void        qs_log_saver_save (QsLogSaver  *self,
                               QsLogStream *stream,
                               const char  *name);
void        qs_log_saver_cancel (QsLogSaver *self);

G_END_DECLS
