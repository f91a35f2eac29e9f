#include "qs-difference-dialog.h"

#include <glib/gi18n.h>

#include "qs-definition-request.h"
#include "qs-display-text.h"
#include "qs-format-closures.h"
#include "qs-json-difference.h"
#include "qs-ui-resources.h"

struct _QsDifferenceDialog
{
  AdwDialog    parent_instance;

  GListModel  *revisions;
  GListStore  *differences;

  AdwComboRow *before_row;
  AdwComboRow *after_row;
  GtkListBox  *list_box;
};

G_DEFINE_FINAL_TYPE (QsDifferenceDialog, qs_difference_dialog, ADW_TYPE_DIALOG)

enum
{
  PROP_REVISIONS = 1,
  PROP_DIFFERENCES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Closures */

static char *
choose_page (QsDifferenceDialog *self,
             GListModel         *differences)
{
  gboolean some = differences != NULL && g_list_model_get_n_items (differences) > 0;

  return g_strdup (some ? "differences" : "equal");
}

static GtkWidget *
make_value (const char *value,
            const char *label,
            const char *style)
{
  g_autofree char *shown = qs_display_text (value, -1);
  g_autofree char *text = g_strdup_printf ("%s %s", label, shown);
  GtkWidget *widget = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (widget), 0);
  gtk_label_set_wrap (GTK_LABEL (widget), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (widget), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (widget), TRUE);
  gtk_widget_add_css_class (widget, "monospace");
  gtk_widget_add_css_class (widget, style);
  return widget;
}

/* Signs, not colours alone, tell what was from what is. */
static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  QsJsonDifference *difference = item;
  const char *before = qs_json_difference_get_before (difference);
  const char *after = qs_json_difference_get_after (difference);
  g_autofree char *path = qs_display_text (qs_json_difference_get_path (difference), -1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *title = gtk_label_new (path);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (title), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (title, "heading");
  gtk_box_append (GTK_BOX (box), title);
  if (before != NULL)
    gtk_box_append (GTK_BOX (box), make_value (before, "−", "error"));
  if (after != NULL)
    gtk_box_append (GTK_BOX (box), make_value (after, "+", "success"));

  gtk_widget_add_css_class (box, "difference");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, path, -1);
  return row;
}

/* As they would be registered: what the engine adds differs in every revision. */
static JsonNode *
make_request (AdwComboRow *row)
{
  QsResource *revision = adw_combo_row_get_selected_item (row);

  return revision != NULL ? qs_definition_request_new (qs_resource_get_document (revision)) : NULL;
}

static void
on_selected_cb (QsDifferenceDialog *self)
{
  g_autoptr(JsonNode) before = make_request (self->before_row);
  g_autoptr(JsonNode) after = make_request (self->after_row);

  if (before == NULL || after == NULL)
    return;

  g_clear_object (&self->differences);
  self->differences = qs_json_difference_compare (before, after);
  gtk_list_box_bind_model (self->list_box, G_LIST_MODEL (self->differences), make_row, NULL, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIFFERENCES]);
}

static void
choose (QsDifferenceDialog *self,
        AdwComboRow        *row,
        QsResource         *revision)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->revisions); i++)
    {
      g_autoptr(QsResource) item = g_list_model_get_item (self->revisions, i);

      if (item == revision)
        adw_combo_row_set_selected (row, i);
    }
}

static void
qs_difference_dialog_dispose (GObject *object)
{
  QsDifferenceDialog *self = QS_DIFFERENCE_DIALOG (object);

  if (self->list_box != NULL)
    gtk_list_box_bind_model (self->list_box, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), QS_TYPE_DIFFERENCE_DIALOG);
  g_clear_object (&self->differences);
  g_clear_object (&self->revisions);

  G_OBJECT_CLASS (qs_difference_dialog_parent_class)->dispose (object);
}

static void
qs_difference_dialog_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  QsDifferenceDialog *self = QS_DIFFERENCE_DIALOG (object);

  if (prop_id == PROP_REVISIONS)
    g_value_set_object (value, self->revisions);
  else
    g_value_set_object (value, self->differences);
}

static void
qs_difference_dialog_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  QS_DIFFERENCE_DIALOG (object)->revisions = g_value_dup_object (value);
}

static void
qs_difference_dialog_class_init (QsDifferenceDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = qs_difference_dialog_dispose;
  object_class->get_property = qs_difference_dialog_get_property;
  object_class->set_property = qs_difference_dialog_set_property;

  properties[PROP_REVISIONS] =
    g_param_spec_object ("revisions", NULL, NULL, G_TYPE_LIST_MODEL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_DIFFERENCES] =
    g_param_spec_object ("differences", NULL, NULL, G_TYPE_LIST_MODEL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (QS_TYPE_RESOURCE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH
                                               "resources/qs-difference-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QsDifferenceDialog, before_row);
  gtk_widget_class_bind_template_child (widget_class, QsDifferenceDialog, after_row);
  gtk_widget_class_bind_template_child (widget_class, QsDifferenceDialog, list_box);
  gtk_widget_class_bind_template_callback (widget_class, choose_page);
  gtk_widget_class_bind_template_callback (widget_class, on_selected_cb);
  qs_format_closures_bind (widget_class);
}

static void
qs_difference_dialog_init (QsDifferenceDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * qs_difference_dialog_new:
 * @before: one of @revisions
 * @after: another
 */
AdwDialog *
qs_difference_dialog_new (GListModel *revisions,
                          QsResource *before,
                          QsResource *after)
{
  QsDifferenceDialog *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (revisions), NULL);
  g_return_val_if_fail (QS_IS_RESOURCE (before) && QS_IS_RESOURCE (after), NULL);

  self = g_object_new (QS_TYPE_DIFFERENCE_DIALOG, "revisions", revisions, NULL);
  choose (self, self->before_row, before);
  choose (self, self->after_row, after);
  on_selected_cb (self);
  return ADW_DIALOG (self);
}
