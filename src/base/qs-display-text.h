#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Text that others wrote, such as a job's name, a reason or a line of a log, made fit to be shown.
 * Whatever bytes come in, what goes out is valid UTF-8 in which nothing is hidden and nothing moves
 * its neighbours: control characters become their pictures (U+2400 and on), characters that have no
 * shape or turn the direction of writing become escapes such as ‹U+202E›, broken UTF-8 becomes
 * U+FFFD. It is plain text: never give it to anything that reads markup.
 *
 * Threading: pure functions, any thread.
 */

/* What is shown of one text or line at most, in bytes; the cut is marked by an ellipsis. */
#define QS_DISPLAY_MAX_BYTES 8192

char *qs_display_text (const char *text,
                       gssize      length) G_GNUC_WARN_UNUSED_RESULT;
char *qs_display_line (const char *line,
                       gssize      length) G_GNUC_WARN_UNUSED_RESULT;

void  qs_display_append_line (GString    *output,
                              const char *line,
                              gsize       length);

G_END_DECLS
