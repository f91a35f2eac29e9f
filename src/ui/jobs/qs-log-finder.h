#pragma once

#include <gtk/gtk.h>

#include "qs-log-stream.h"
#include "qs-record.h"

G_BEGIN_DECLS

#define QS_TYPE_LOG_FINDER (qs_log_finder_get_type ())
G_DECLARE_FINAL_TYPE (QsLogFinder,
                      qs_log_finder,
                      QS,
                      LOG_FINDER,
                      QsRecord)

/*
 * The search behind a log view: in what is loaded, or through the whole log. Properties: "summary"
 * (such as "3 of 12 lines"), "busy", "found" (there is something to go to). The signal "show"
 * (guint line) asks the view to bring a line into sight; it is then selected.
 */

QsLogFinder *qs_log_finder_new (GtkTextBuffer *buffer) G_GNUC_WARN_UNUSED_RESULT;

void         qs_log_finder_set_stream (QsLogFinder *self,
                                       QsLogStream *stream);
void         qs_log_finder_search (QsLogFinder *self,
                                   const char  *text,
                                   gboolean     whole);
void         qs_log_finder_refresh (QsLogFinder *self);
void         qs_log_finder_step (QsLogFinder *self,
                                 int          direction);

G_END_DECLS
