#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Times, durations and sizes in the words and digits of the person's locale, for the window and the
 * command line alike. Times are milliseconds since 1970 as everywhere in Batch; 0 or less is "not
 * known" and gives an empty string.
 *
 * Threading: pure functions, any thread.
 */

char *qs_format_time (gint64 time) G_GNUC_WARN_UNUSED_RESULT;
char *qs_format_time_near (gint64 time,
                           gint64 now) G_GNUC_WARN_UNUSED_RESULT;
char *qs_format_duration (gint64 milliseconds) G_GNUC_WARN_UNUSED_RESULT;
char *qs_format_span (gint64 start,
                      gint64 end) G_GNUC_WARN_UNUSED_RESULT;
char *qs_format_mebibytes (gint64 mebibytes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
