#include "qs-picker-row.h"

#include "qs-error-text.h"
#include "qs-picker.h"
#include "qs-resource-list.h"
#include "qs-ui-resources.h"

struct _QsPickerRow
{
  QsFieldRow      parent_instance;

  GListModel     *model;
  QsResourceList *source;
  char           *placeholder;
  GtkEntry       *text;
};

G_DEFINE_FINAL_TYPE (QsPickerRow, qs_picker_row, QS_TYPE_FIELD_ROW)

enum
{
  PROP_MODEL = 1,
  PROP_SOURCE,
  PROP_PLACEHOLDER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Closure */
static char *
describe_error (QsPickerRow *self,
                GError      *error)
{
  return error != NULL ? qs_error_text_dup (error) : NULL;
}

static void
on_text_changed_cb (QsPickerRow *self)
{
  g_autoptr(JsonNode) value = json_node_alloc ();

  json_node_init_string (value, gtk_editable_get_text (GTK_EDITABLE (self->text)));
  qs_field_row_type (QS_FIELD_ROW (self), value);
}

static void
on_picker_picked_cb (QsPickerRow *self,
                     const char  *value)
{
  gtk_editable_set_text (GTK_EDITABLE (self->text), value);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
on_picker_refresh_cb (QsPickerRow *self)
{
  if (self->source != NULL)
    qs_resource_list_refresh (self->source);
}

static void
qs_picker_row_sync (QsFieldRow *row)
{
  QsPickerRow *self = QS_PICKER_ROW (row);
  g_autofree char *text = qs_field_row_print (qs_field_row_get_value (row));

  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (self->text))))
    gtk_editable_set_text (GTK_EDITABLE (self->text), text);
}

static void
qs_picker_row_dispose (GObject *object)
{
  QsPickerRow *self = QS_PICKER_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_PICKER_ROW);
  g_clear_object (&self->model);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (qs_picker_row_parent_class)->dispose (object);
}

static void
qs_picker_row_finalize (GObject *object)
{
  g_free (QS_PICKER_ROW (object)->placeholder);

  G_OBJECT_CLASS (qs_picker_row_parent_class)->finalize (object);
}

static void
qs_picker_row_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  QsPickerRow *self = QS_PICKER_ROW (object);

  switch (prop_id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    case PROP_SOURCE:
      g_value_set_object (value, self->source);
      break;
    case PROP_PLACEHOLDER:
      g_value_set_string (value, self->placeholder);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_picker_row_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  QsPickerRow *self = QS_PICKER_ROW (object);
  gboolean changed = FALSE;

  switch (prop_id)
    {
    case PROP_MODEL:
      changed = g_set_object (&self->model, g_value_get_object (value));
      break;
    case PROP_SOURCE:
      changed = g_set_object (&self->source, g_value_get_object (value));
      break;
    case PROP_PLACEHOLDER:
      changed = g_set_str (&self->placeholder, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }

  if (changed)
    g_object_notify_by_pspec (object, pspec);
}

static void
qs_picker_row_class_init (QsPickerRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = qs_picker_row_dispose;
  object_class->finalize = qs_picker_row_finalize;
  object_class->get_property = qs_picker_row_get_property;
  object_class->set_property = qs_picker_row_set_property;
  QS_FIELD_ROW_CLASS (klass)->sync = qs_picker_row_sync;

  properties[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_SOURCE] =
    g_param_spec_object ("source", NULL, NULL, QS_TYPE_RESOURCE_LIST, flags);
  properties[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (QS_TYPE_PICKER);
  g_type_ensure (QS_TYPE_RESOURCE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "widgets/qs-picker-row.ui");
  gtk_widget_class_bind_template_child (widget_class, QsPickerRow, text);
  gtk_widget_class_bind_template_callback (widget_class, describe_error);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_picker_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_picker_refresh_cb);
}

static void
qs_picker_row_init (QsPickerRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  qs_field_row_set_entry (QS_FIELD_ROW (self), GTK_WIDGET (self->text));
}
