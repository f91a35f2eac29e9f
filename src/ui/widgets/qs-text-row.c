#include "qs-text-row.h"

#include "qs-ui-resources.h"

struct _QsTextRow
{
  QsFieldRow parent_instance;

  char      *placeholder;
  gboolean   editable;
  GtkEntry  *text;
};

G_DEFINE_FINAL_TYPE (QsTextRow, qs_text_row, QS_TYPE_FIELD_ROW)

enum
{
  PROP_PLACEHOLDER = 1,
  PROP_EDITABLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
on_text_changed_cb (QsTextRow *self)
{
  g_autoptr(JsonNode) value = json_node_alloc ();

  json_node_init_string (value, gtk_editable_get_text (GTK_EDITABLE (self->text)));
  qs_field_row_type (QS_FIELD_ROW (self), value);
}

static char *
choose_placeholder (QsTextRow  *self,
                    const char *fallback,
                    const char *placeholder)
{
  return g_strdup (fallback != NULL && *fallback != '\0' ? fallback : placeholder);
}

static void
qs_text_row_sync (QsFieldRow *row)
{
  QsTextRow *self = QS_TEXT_ROW (row);
  g_autofree char *text = qs_field_row_print (qs_field_row_get_value (row));

  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (self->text))))
    gtk_editable_set_text (GTK_EDITABLE (self->text), text);
}

static void
qs_text_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_TEXT_ROW);

  G_OBJECT_CLASS (qs_text_row_parent_class)->dispose (object);
}

static void
qs_text_row_finalize (GObject *object)
{
  g_free (QS_TEXT_ROW (object)->placeholder);

  G_OBJECT_CLASS (qs_text_row_parent_class)->finalize (object);
}

static void
qs_text_row_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  QsTextRow *self = QS_TEXT_ROW (object);

  switch (prop_id)
    {
    case PROP_PLACEHOLDER:
      g_value_set_string (value, self->placeholder);
      break;
    case PROP_EDITABLE:
      g_value_set_boolean (value, self->editable);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_text_row_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  QsTextRow *self = QS_TEXT_ROW (object);
  gboolean changed = FALSE;

  switch (prop_id)
    {
    case PROP_PLACEHOLDER:
      changed = g_set_str (&self->placeholder, g_value_get_string (value));
      break;
    case PROP_EDITABLE:
      changed = self->editable != g_value_get_boolean (value);
      self->editable = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }

  if (changed)
    g_object_notify_by_pspec (object, pspec);
}

static void
qs_text_row_class_init (QsTextRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = qs_text_row_dispose;
  object_class->finalize = qs_text_row_finalize;
  object_class->get_property = qs_text_row_get_property;
  object_class->set_property = qs_text_row_set_property;
  QS_FIELD_ROW_CLASS (klass)->sync = qs_text_row_sync;

  properties[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, NULL, flags);
  properties[PROP_EDITABLE] = g_param_spec_boolean ("editable", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "widgets/qs-text-row.ui");
  gtk_widget_class_bind_template_child (widget_class, QsTextRow, text);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_placeholder);
}

static void
qs_text_row_init (QsTextRow *self)
{
  self->editable = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  qs_field_row_set_entry (QS_FIELD_ROW (self), GTK_WIDGET (self->text));
}
