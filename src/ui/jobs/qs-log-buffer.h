#pragma once

#include <gtk/gtk.h>

#include "qs-log-stream.h"

G_BEGIN_DECLS

/*
 * Keeps a text buffer in step with the window of a log stream. The text is that of a log and was
 * made harmless by the stream; there is no undo and no markup.
 */

void     qs_log_buffer_splice (GtkTextBuffer *buffer,
                               guint          line,
                               guint          n_removed,
                               const char    *added);
char    *qs_log_buffer_dup_text (GtkTextBuffer *buffer) G_GNUC_WARN_UNUSED_RESULT;
gboolean qs_log_buffer_select (GtkTextBuffer *buffer,
                               guint          line,
                               const char    *text);

G_END_DECLS
