#include "qs-switch-row.h"

#include "qs-ui-resources.h"

struct _QsSwitchRow
{
  QsFieldRow parent_instance;

  GtkSwitch *toggle;
  char      *on_value;    /* nullable, as off_value is */
  char      *off_value;
};

G_DEFINE_FINAL_TYPE (QsSwitchRow, qs_switch_row, QS_TYPE_FIELD_ROW)

enum
{
  PROP_ON_VALUE = 1,
  PROP_OFF_VALUE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
read_boolean (QsSwitchRow *self,
              JsonNode    *node,
              gboolean     fallback)
{
  if (self->on_value != NULL && node != NULL && JSON_NODE_HOLDS_VALUE (node))
    return g_strcmp0 (json_node_get_string (node), self->on_value) == 0;
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
  gboolean fallback = read_boolean (self, qs_field_row_get_default (row), FALSE);
  g_autoptr(JsonNode) value = json_node_alloc ();

  if (self->on_value != NULL && self->off_value != NULL)
    json_node_init_string (value, active ? self->on_value : self->off_value);
  else
    json_node_init_boolean (value, active);

  qs_field_row_choose (row, self->on_value != NULL || active != fallback ? value : NULL);
}

static void
qs_switch_row_sync (QsFieldRow *row)
{
  QsSwitchRow *self = QS_SWITCH_ROW (row);
  gboolean fallback = read_boolean (self, qs_field_row_get_default (row), FALSE);

  gtk_switch_set_active (self->toggle,
                         read_boolean (self, qs_field_row_get_value (row), fallback));
}

static void
qs_switch_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_SWITCH_ROW);

  G_OBJECT_CLASS (qs_switch_row_parent_class)->dispose (object);
}

static void
qs_switch_row_finalize (GObject *object)
{
  g_free (QS_SWITCH_ROW (object)->on_value);
  g_free (QS_SWITCH_ROW (object)->off_value);

  G_OBJECT_CLASS (qs_switch_row_parent_class)->finalize (object);
}

static void
qs_switch_row_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  QsSwitchRow *self = QS_SWITCH_ROW (object);

  g_value_set_string (value, prop_id == PROP_ON_VALUE ? self->on_value : self->off_value);
}

static void
qs_switch_row_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  QsSwitchRow *self = QS_SWITCH_ROW (object);
  char **text = prop_id == PROP_ON_VALUE ? &self->on_value : &self->off_value;

  if (g_set_str (text, g_value_get_string (value)))
    g_object_notify_by_pspec (object, pspec);
}

static void
qs_switch_row_class_init (QsSwitchRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = qs_switch_row_dispose;
  object_class->finalize = qs_switch_row_finalize;
  object_class->get_property = qs_switch_row_get_property;
  object_class->set_property = qs_switch_row_set_property;
  QS_FIELD_ROW_CLASS (klass)->sync = qs_switch_row_sync;

  properties[PROP_ON_VALUE] = g_param_spec_string ("on-value", NULL, NULL, NULL, flags);
  properties[PROP_OFF_VALUE] = g_param_spec_string ("off-value", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

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
