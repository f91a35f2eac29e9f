#include "qs-log-buffer.h"

void
qs_log_buffer_splice (GtkTextBuffer *buffer,
                      guint          line,
                      guint          n_removed,
                      const char    *added)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  gtk_text_buffer_get_iter_at_line (buffer, &end, line + n_removed);
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, added, -1);
  gtk_text_buffer_end_irreversible_action (buffer);
}

/* Returns: (transfer full): all that is loaded. */
char *
qs_log_buffer_dup_text (GtkTextBuffer *buffer)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/**
 * qs_log_buffer_select:
 * @text: (nullable): what to select in the line; the whole line where it is not found
 *
 * Returns: %FALSE when there is no such line.
 */
gboolean
qs_log_buffer_select (GtkTextBuffer *buffer,
                      guint          line,
                      const char    *text)
{
  GtkTextIter start;
  GtkTextIter end;
  GtkTextIter match_start;
  GtkTextIter match_end;

  if (!gtk_text_buffer_get_iter_at_line (buffer, &start, line))
    return FALSE;

  end = start;
  gtk_text_iter_forward_to_line_end (&end);
  if (text != NULL &&
      gtk_text_iter_forward_search (&start, text, GTK_TEXT_SEARCH_CASE_INSENSITIVE, &match_start,
                                    &match_end, &end))
    gtk_text_buffer_select_range (buffer, &match_start, &match_end);
  else
    gtk_text_buffer_select_range (buffer, &start, &end);

  return TRUE;
}
