#include "qs-format-closures.h"

#include "qs-display-text.h"
#include "qs-error-text.h"
#include "qs-format.h"

static char *
format_time (gpointer object,
             gint64   time)
{
  return qs_format_time (time);
}

static char *
format_time_near (gpointer object,
                  gint64   time)
{
  return qs_format_time_near (time, g_get_real_time () / 1000);
}

static char *
format_duration (gpointer object,
                 gint64   start,
                 gint64   end)
{
  return qs_format_span (start, end);
}

static char *
format_mebibytes (gpointer object,
                  gint64   mebibytes)
{
  return qs_format_mebibytes (mebibytes);
}

static char *
display_text (gpointer    object,
              const char *text)
{
  return qs_display_text (text, -1);
}

static char *
escape (gpointer    object,
        const char *text)
{
  g_autofree char *shown = qs_display_text (text, -1);

  return g_markup_escape_text (shown, -1);
}

static gboolean
has_text (gpointer    object,
          const char *text)
{
  return text != NULL && *text != '\0';
}

static gboolean
has_items (gpointer    object,
           GListModel *model)
{
  return model != NULL && g_list_model_get_n_items (model) > 0;
}

/**
 * qs_format_closures_bind:
 *
 * For class_init, after the template was set: makes the closures known to it.
 */
void
qs_format_closures_bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, format_time);
  gtk_widget_class_bind_template_callback (widget_class, format_time_near);
  gtk_widget_class_bind_template_callback (widget_class, format_duration);
  gtk_widget_class_bind_template_callback (widget_class, format_mebibytes);
  gtk_widget_class_bind_template_callback (widget_class, display_text);
  gtk_widget_class_bind_template_callback (widget_class, escape);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, has_items);
  qs_error_text_bind (widget_class);
}
