#include "qs-picker-line.h"

#include "qs-format-closures.h"
#include "qs-ui-resources.h"

struct _QsPickerLine
{
  GtkBox parent_instance;

  char  *title;
  char  *subtitle;
  char  *value;
  char **chosen;   /* nullable */
};

G_DEFINE_FINAL_TYPE (QsPickerLine, qs_picker_line, GTK_TYPE_BOX)

enum
{
  PROP_TITLE = 1,
  PROP_SUBTITLE,
  PROP_VALUE,
  PROP_CHOSEN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Closure */
static gboolean
is_chosen (QsPickerLine *self,
           const char   *value,
           char        **chosen)
{
  return value != NULL && chosen != NULL && g_strv_contains ((const char * const *) chosen, value);
}

static void
qs_picker_line_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_PICKER_LINE);

  G_OBJECT_CLASS (qs_picker_line_parent_class)->dispose (object);
}

static void
qs_picker_line_finalize (GObject *object)
{
  QsPickerLine *self = QS_PICKER_LINE (object);

  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->value);
  g_strfreev (self->chosen);

  G_OBJECT_CLASS (qs_picker_line_parent_class)->finalize (object);
}

static void
qs_picker_line_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  QsPickerLine *self = QS_PICKER_LINE (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, self->subtitle);
      break;
    case PROP_VALUE:
      g_value_set_string (value, self->value);
      break;
    case PROP_CHOSEN:
      g_value_set_boxed (value, self->chosen);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_picker_line_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  QsPickerLine *self = QS_PICKER_LINE (object);
  gboolean changed = TRUE;

  switch (prop_id)
    {
    case PROP_TITLE:
      changed = g_set_str (&self->title, g_value_get_string (value));
      break;
    case PROP_SUBTITLE:
      changed = g_set_str (&self->subtitle, g_value_get_string (value));
      break;
    case PROP_VALUE:
      changed = g_set_str (&self->value, g_value_get_string (value));
      break;
    case PROP_CHOSEN:
      g_strfreev (self->chosen);
      self->chosen = g_value_dup_boxed (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }

  if (changed)
    g_object_notify_by_pspec (object, pspec);
}

static void
qs_picker_line_class_init (QsPickerLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = qs_picker_line_dispose;
  object_class->finalize = qs_picker_line_finalize;
  object_class->get_property = qs_picker_line_get_property;
  object_class->set_property = qs_picker_line_set_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL, flags);
  properties[PROP_CHOSEN] = g_param_spec_boxed ("chosen", NULL, NULL, G_TYPE_STRV, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "widgets/qs-picker-line.ui");
  gtk_widget_class_bind_template_callback (widget_class, is_chosen);
  qs_format_closures_bind (widget_class);
}

static void
qs_picker_line_init (QsPickerLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
