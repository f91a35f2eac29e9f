#include "qs-choice-row.h"

#include <glib/gi18n.h>

#include "qs-ui-resources.h"

struct _QsChoiceRow
{
  QsFieldRow     parent_instance;

  GtkStringList *choices;     /* the first stands for nothing */
  GtkDropDown   *drop_down;
};

G_DEFINE_FINAL_TYPE (QsChoiceRow, qs_choice_row, QS_TYPE_FIELD_ROW)

static char **
list_choices (QsChoiceRow *self,
              const char  *present)
{
  const QsMember *member = qs_field_row_get_member (QS_FIELD_ROW (self));
  g_autofree char *fallback = qs_field_row_print (qs_field_row_get_default (QS_FIELD_ROW (self)));
  const char * const *known = member != NULL ? qs_shape_get_enum (qs_member_get_shape (member))
                                             : NULL;
  g_autoptr(GStrvBuilder) choices = g_strv_builder_new ();

  g_strv_builder_add (choices, *fallback != '\0' ? fallback : _("Not set"));
  for (guint i = 0; known != NULL && known[i] != NULL; i++)
    g_strv_builder_add (choices, known[i]);
  if (*present != '\0' && (known == NULL || !g_strv_contains (known, present)))
    g_strv_builder_add (choices, present);

  return g_strv_builder_end (choices);
}

static void
on_drop_down_selected_cb (QsChoiceRow *self)
{
  guint selected = gtk_drop_down_get_selected (self->drop_down);
  g_autoptr(JsonNode) value = NULL;

  if (selected == GTK_INVALID_LIST_POSITION)
    return;

  if (selected > 0)
    value = json_node_init_string (json_node_alloc (),
                                   gtk_string_list_get_string (self->choices, selected));
  qs_field_row_choose (QS_FIELD_ROW (self), value);
}

static void
qs_choice_row_sync (QsFieldRow *row)
{
  QsChoiceRow *self = QS_CHOICE_ROW (row);
  g_autofree char *present = qs_field_row_print (qs_field_row_get_value (row));
  g_auto(GStrv) choices = list_choices (self, present);
  guint n_choices = g_strv_length (choices);
  guint selected = 0;

  for (guint i = 1; i < n_choices; i++)
    if (g_str_equal (choices[i], present))
      selected = i;

  gtk_string_list_splice (self->choices, 0, g_list_model_get_n_items (G_LIST_MODEL (self->choices)),
                          (const char * const *) choices);
  gtk_drop_down_set_selected (self->drop_down, selected);
}

static void
qs_choice_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_CHOICE_ROW);

  G_OBJECT_CLASS (qs_choice_row_parent_class)->dispose (object);
}

static void
qs_choice_row_class_init (QsChoiceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qs_choice_row_dispose;
  QS_FIELD_ROW_CLASS (klass)->sync = qs_choice_row_sync;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "widgets/qs-choice-row.ui");
  gtk_widget_class_bind_template_child (widget_class, QsChoiceRow, choices);
  gtk_widget_class_bind_template_child (widget_class, QsChoiceRow, drop_down);
  gtk_widget_class_bind_template_callback (widget_class, on_drop_down_selected_cb);
}

static void
qs_choice_row_init (QsChoiceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  qs_field_row_set_entry (QS_FIELD_ROW (self), GTK_WIDGET (self->drop_down));
}
