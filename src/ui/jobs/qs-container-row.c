#include "qs-container-row.h"

#include <glib/gi18n.h>

#include "qs-attempt.h"
#include "qs-display-text.h"

static gboolean
show_text (GBinding     *binding,
           const GValue *from,
           GValue       *to,
           gpointer      user_data)
{
  g_value_take_string (to, qs_display_text (g_value_get_string (from), -1));
  return TRUE;
}

static gboolean
show_exit_code (GBinding     *binding,
                const GValue *from,
                GValue       *to,
                gpointer      user_data)
{
  gint64 exit_code = g_value_get_int64 (from);

  if (exit_code == QS_EXIT_CODE_NONE)
    g_value_set_string (to, "");
  else
    g_value_take_string (to, g_strdup_printf (_("Exit code %" G_GINT64_FORMAT), exit_code));

  return TRUE;
}

GtkWidget *
qs_container_row_new (QsJobContainer *container)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *exit_code = gtk_label_new (NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  gtk_widget_add_css_class (exit_code, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), exit_code);

  g_object_bind_property_full (container, "name", row, "title", G_BINDING_SYNC_CREATE, show_text,
                               NULL, NULL, NULL);
  g_object_bind_property_full (container, "image", row, "subtitle", G_BINDING_SYNC_CREATE,
                               show_text, NULL, NULL, NULL);
  g_object_bind_property_full (container, "command", row, "tooltip-text", G_BINDING_SYNC_CREATE,
                               show_text, NULL, NULL, NULL);
  g_object_bind_property_full (container, "exit-code", exit_code, "label", G_BINDING_SYNC_CREATE,
                               show_exit_code, NULL, NULL, NULL);
  return row;
}
