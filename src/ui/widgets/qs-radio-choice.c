#include "qs-radio-choice.h"

struct _QsRadioChoice
{
  GObject parent_instance;

  char   *value;
  char   *title;
  char   *help;
};

G_DEFINE_FINAL_TYPE (QsRadioChoice, qs_radio_choice, G_TYPE_OBJECT)

enum
{
  PROP_VALUE = 1,
  PROP_TITLE,
  PROP_HELP,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
qs_radio_choice_finalize (GObject *object)
{
  QsRadioChoice *self = QS_RADIO_CHOICE (object);

  g_free (self->value);
  g_free (self->title);
  g_free (self->help);

  G_OBJECT_CLASS (qs_radio_choice_parent_class)->finalize (object);
}

static void
qs_radio_choice_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  QsRadioChoice *self = QS_RADIO_CHOICE (object);

  switch (prop_id)
    {
    case PROP_VALUE:
      g_value_set_string (value, self->value);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_HELP:
      g_value_set_string (value, self->help);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_radio_choice_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  QsRadioChoice *self = QS_RADIO_CHOICE (object);

  switch (prop_id)
    {
    case PROP_VALUE:
      g_set_str (&self->value, g_value_get_string (value));
      break;
    case PROP_TITLE:
      g_set_str (&self->title, g_value_get_string (value));
      break;
    case PROP_HELP:
      g_set_str (&self->help, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_radio_choice_class_init (QsRadioChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = qs_radio_choice_finalize;
  object_class->get_property = qs_radio_choice_get_property;
  object_class->set_property = qs_radio_choice_set_property;

  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_HELP] = g_param_spec_string ("help", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
qs_radio_choice_init (QsRadioChoice *self)
{
}

/* Returns: what the document has when this is chosen; "" for nothing. */
const char *
qs_radio_choice_get_value (QsRadioChoice *self)
{
  g_return_val_if_fail (QS_IS_RADIO_CHOICE (self), "");

  return self->value != NULL ? self->value : "";
}

const char *
qs_radio_choice_get_title (QsRadioChoice *self)
{
  g_return_val_if_fail (QS_IS_RADIO_CHOICE (self), NULL);

  return self->title;
}

/* Returns: (nullable): what it means to choose this. */
const char *
qs_radio_choice_get_help (QsRadioChoice *self)
{
  g_return_val_if_fail (QS_IS_RADIO_CHOICE (self), NULL);

  return self->help;
}
