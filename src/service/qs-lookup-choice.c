#include "qs-lookup-choice.h"

struct _QsLookupChoice
{
  GObject     parent_instance;

  char       *value;
  char       *title;
  char       *subtitle;
  JsonObject *facts;
};

static void choice_iface_init (QsChoiceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsLookupChoice, qs_lookup_choice, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (QS_TYPE_CHOICE, choice_iface_init))

enum
{
  PROP_TITLE = 1,
  PROP_SUBTITLE,
  PROP_VALUE,
  N_PROPS
};

static const char *
qs_lookup_choice_get_title (QsChoice *choice)
{
  return QS_LOOKUP_CHOICE (choice)->title;
}

static const char *
qs_lookup_choice_get_subtitle (QsChoice *choice)
{
  return QS_LOOKUP_CHOICE (choice)->subtitle;
}

static const char *
qs_lookup_choice_get_value (QsChoice *choice)
{
  return QS_LOOKUP_CHOICE (choice)->value;
}

static JsonObject *
qs_lookup_choice_get_facts (QsChoice *choice)
{
  return QS_LOOKUP_CHOICE (choice)->facts;
}

static void
choice_iface_init (QsChoiceInterface *iface)
{
  iface->get_title = qs_lookup_choice_get_title;
  iface->get_subtitle = qs_lookup_choice_get_subtitle;
  iface->get_value = qs_lookup_choice_get_value;
  iface->get_facts = qs_lookup_choice_get_facts;
}

static void
qs_lookup_choice_finalize (GObject *object)
{
  QsLookupChoice *self = QS_LOOKUP_CHOICE (object);

  g_free (self->value);
  g_free (self->title);
  g_free (self->subtitle);
  json_object_unref (self->facts);

  G_OBJECT_CLASS (qs_lookup_choice_parent_class)->finalize (object);
}

static void
qs_lookup_choice_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  QsLookupChoice *self = QS_LOOKUP_CHOICE (object);

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
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_lookup_choice_class_init (QsLookupChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = qs_lookup_choice_finalize;
  object_class->get_property = qs_lookup_choice_get_property;

  g_object_class_override_property (object_class, PROP_TITLE, "title");
  g_object_class_override_property (object_class, PROP_SUBTITLE, "subtitle");
  g_object_class_override_property (object_class, PROP_VALUE, "value");
}

static void
qs_lookup_choice_init (QsLookupChoice *self)
{
}

/**
 * qs_lookup_choice_new:
 * @value: (transfer full): what a request is given
 * @title: (transfer full) (nullable): %NULL or "" for @value
 * @subtitle: (transfer full) (nullable): %NULL for nothing
 * @facts: (transfer full) (nullable): %NULL for none
 */
QsLookupChoice *
qs_lookup_choice_new (char       *value,
                      char       *title,
                      char       *subtitle,
                      JsonObject *facts)
{
  QsLookupChoice *self = g_object_new (QS_TYPE_LOOKUP_CHOICE, NULL);

  self->value = value;
  self->title = title;
  if (title == NULL || *title == '\0')
    g_set_str (&self->title, value);
  self->subtitle = subtitle != NULL ? subtitle : g_strdup ("");
  self->facts = facts != NULL ? facts : json_object_new ();
  return self;
}

/* Whether two say the same; their facts are what they say it from. */
gboolean
qs_lookup_choice_equal (QsLookupChoice *self,
                        QsLookupChoice *other)
{
  return g_str_equal (self->value, other->value) && g_str_equal (self->title, other->title) &&
         g_str_equal (self->subtitle, other->subtitle);
}
