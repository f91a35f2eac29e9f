#include "qs-log-closures.h"

#include <glib/gi18n.h>

#include "qs-log-stream.h"

static char *
get_page (gpointer     object,
          QsLogStream *stream,
          QsLogState   state)
{
  static const char * const pages[] = {
    [QS_LOG_STATE_LOADING] = "loading",
    [QS_LOG_STATE_EMPTY] = "empty",
    [QS_LOG_STATE_READY] = "text",
    [QS_LOG_STATE_FAILED] = "failed",
  };

  return g_strdup (stream != NULL ? pages[state] : "empty");
}

static GtkWrapMode
get_wrap_mode (gpointer object,
               gboolean wrap)
{
  return wrap ? GTK_WRAP_WORD_CHAR : GTK_WRAP_NONE;
}

static gboolean
is_many (gpointer object,
         guint    number)
{
  return number > 1;
}

static gboolean
is_behind (gpointer object,
           gboolean at_end,
           gboolean has_later)
{
  return !at_end || has_later;
}

static gboolean
is_idle (gpointer object,
         gboolean busy)
{
  return !busy;
}

static char *
format_lines (gpointer object,
              gint64   n_lines)
{
  return g_strdup_printf (ngettext ("%'u line", "%'u lines", n_lines), (guint) n_lines);
}

void
qs_log_closures_bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, get_page);
  gtk_widget_class_bind_template_callback (widget_class, get_wrap_mode);
  gtk_widget_class_bind_template_callback (widget_class, is_many);
  gtk_widget_class_bind_template_callback (widget_class, is_behind);
  gtk_widget_class_bind_template_callback (widget_class, is_idle);
  gtk_widget_class_bind_template_callback (widget_class, format_lines);
}
