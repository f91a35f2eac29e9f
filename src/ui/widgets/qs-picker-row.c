#include "qs-picker-row.h"

#include "qs-choices.h"
#include "qs-format-closures.h"
#include "qs-lookup-kind.h"
#include "qs-picker-note.h"
#include "qs-picker.h"
#include "qs-ui-resources.h"

struct _QsPickerRow
{
  QsFieldRow    parent_instance;

  GListModel   *model;
  QsChoices    *source;
  GSignalGroup *source_signals;
  QsLookupKind  lookup;
  char         *parameter;
  char         *placeholder;
  char         *note;
  GtkEntry     *text;
};

G_DEFINE_FINAL_TYPE (QsPickerRow, qs_picker_row, QS_TYPE_FIELD_ROW)

enum
{
  PROP_MODEL = 1,
  PROP_SOURCE,
  PROP_LOOKUP,
  PROP_PARAMETER,
  PROP_PLACEHOLDER,
  PROP_NOTE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
update_note (QsPickerRow *self)
{
  g_autofree char *note =
    qs_picker_note_dup (self->source, gtk_editable_get_text (GTK_EDITABLE (self->text)));

  if (g_set_str (&self->note, note))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTE]);
}

static void
on_text_changed_cb (QsPickerRow *self)
{
  g_autoptr(JsonNode) value = json_node_alloc ();

  json_node_init_string (value, gtk_editable_get_text (GTK_EDITABLE (self->text)));
  qs_field_row_type (QS_FIELD_ROW (self), value);
  update_note (self);
}

static void
on_picker_picked_cb (QsPickerRow *self,
                     const char  *value)
{
  gtk_editable_set_text (GTK_EDITABLE (self->text), value);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
watch_source (QsPickerRow *self)
{
  self->source_signals = g_signal_group_new (G_TYPE_OBJECT);
  g_signal_group_connect_swapped (self->source_signals, "notify::error",
                                  G_CALLBACK (update_note), self);
  g_signal_group_connect_swapped (self->source_signals, "notify::busy",
                                  G_CALLBACK (update_note), self);
}

static void
qs_picker_row_sync (QsFieldRow *row)
{
  QsPickerRow *self = QS_PICKER_ROW (row);
  g_autofree char *text = qs_field_row_print (qs_field_row_get_value (row));

  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (self->text))))
    gtk_editable_set_text (GTK_EDITABLE (self->text), text);
  update_note (self);
}

static void
qs_picker_row_dispose (GObject *object)
{
  QsPickerRow *self = QS_PICKER_ROW (object);

  g_clear_object (&self->source_signals);
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_PICKER_ROW);
  g_clear_object (&self->model);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (qs_picker_row_parent_class)->dispose (object);
}

static void
qs_picker_row_finalize (GObject *object)
{
  QsPickerRow *self = QS_PICKER_ROW (object);

  g_free (self->parameter);
  g_free (self->placeholder);
  g_free (self->note);

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
    case PROP_LOOKUP:
      g_value_set_enum (value, self->lookup);
      break;
    case PROP_PARAMETER:
      g_value_set_string (value, self->parameter);
      break;
    case PROP_PLACEHOLDER:
      g_value_set_string (value, self->placeholder);
      break;
    case PROP_NOTE:
      g_value_set_string (value, self->note);
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
      if ((changed = g_set_object (&self->source, g_value_get_object (value))))
        {
          g_signal_group_set_target (self->source_signals, self->source);
          update_note (self);
        }
      break;
    case PROP_LOOKUP:
      changed = self->lookup != (QsLookupKind) g_value_get_enum (value);
      self->lookup = g_value_get_enum (value);
      break;
    case PROP_PARAMETER:
      changed = g_set_str (&self->parameter, g_value_get_string (value));
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
    g_param_spec_object ("source", NULL, NULL, QS_TYPE_CHOICES, flags);
  properties[PROP_LOOKUP] = g_param_spec_enum ("lookup", NULL, NULL, QS_TYPE_LOOKUP_KIND,
                                               QS_LOOKUP_NONE, flags);
  properties[PROP_PARAMETER] = g_param_spec_string ("parameter", NULL, NULL, NULL, flags);
  properties[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, NULL, flags);
  properties[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL,
                                               flags & ~G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (QS_TYPE_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "widgets/qs-picker-row.ui");
  gtk_widget_class_bind_template_child (widget_class, QsPickerRow, text);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_picker_picked_cb);
  qs_format_closures_bind (widget_class);
}

static void
qs_picker_row_init (QsPickerRow *self)
{
  watch_source (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  qs_field_row_set_entry (QS_FIELD_ROW (self), GTK_WIDGET (self->text));
}
