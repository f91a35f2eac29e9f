#include "qs-switch-row.h"

#include "qs-ui-resources.h"

struct _QsSwitchRow
{
  QsFieldRow parent_instance;

  GtkSwitch *toggle;
};

G_DEFINE_FINAL_TYPE (QsSwitchRow, qs_switch_row, QS_TYPE_FIELD_ROW)

static gboolean
read_boolean (JsonNode *node,
              gboolean  fallback)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return fallback;

  return json_node_get_boolean (node);
}

static void
on_switch_active_cb (QsSwitchRow *self)
{
  QsFieldRow *row = QS_FIELD_ROW (self);
  gboolean active = gtk_switch_get_active (self->toggle);
  g_autoptr(JsonNode) value = json_node_init_boolean (json_node_alloc (), active);

  qs_field_row_choose (row, active != read_boolean (qs_field_row_get_default (row), FALSE) ? value
                                                                                           : NULL);
}

static void
qs_switch_row_sync (QsFieldRow *row)
{
  gboolean fallback = read_boolean (qs_field_row_get_default (row), FALSE);

  gtk_switch_set_active (QS_SWITCH_ROW (row)->toggle,
                         read_boolean (qs_field_row_get_value (row), fallback));
}

static void
qs_switch_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_SWITCH_ROW);

  G_OBJECT_CLASS (qs_switch_row_parent_class)->dispose (object);
}

static void
qs_switch_row_class_init (QsSwitchRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qs_switch_row_dispose;
  QS_FIELD_ROW_CLASS (klass)->sync = qs_switch_row_sync;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "widgets/qs-switch-row.ui");
  gtk_widget_class_bind_template_child (widget_class, QsSwitchRow, toggle);
  gtk_widget_class_bind_template_callback (widget_class, on_switch_active_cb);
}

static void
qs_switch_row_init (QsSwitchRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  qs_field_row_set_entry (QS_FIELD_ROW (self), GTK_WIDGET (self->toggle));
}
