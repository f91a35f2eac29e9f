#include "qs-resource.h"

#include "qs-choice.h"
#include "qs-json.h"

struct _QsResource
{
  GObject        parent_instance;

  JsonObject    *document;
  QsResourceKind kind;
  char          *name;
  char          *title;
  char          *arn;
  char          *summary;
};

static void choice_iface_init (QsChoiceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsResource, qs_resource, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (QS_TYPE_CHOICE, choice_iface_init))

enum
{
  PROP_NAME = 1,
  PROP_TITLE,
  PROP_ARN,
  PROP_STATE,
  PROP_STATUS,
  PROP_REASON,
  PROP_SUMMARY,
  PROP_SUBTITLE,
  PROP_VALUE,
  PROP_REVISION,
  PROP_USABLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
append_part (GString    *text,
             const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");

  g_string_append (text, part);
}

/* What a queue runs on: the names of its environments, in order. */
static void
append_environments (GString   *text,
                     JsonArray *order)
{
  for (guint i = 0; order != NULL && i < json_array_get_length (order); i++)
    {
      const char *arn = qs_json_get_string (qs_json_element (order, i), "computeEnvironment", "");
      const char *slash = strrchr (arn, '/');

      append_part (text, slash != NULL ? slash + 1 : arn);
    }
}

/* The few words by which one tells it from its neighbours in a list. */
static char *
make_summary (JsonObject *document)
{
  g_autoptr(GString) text = g_string_new (NULL);
  JsonObject *container = qs_json_get_object (document, "containerProperties");
  JsonObject *compute = qs_json_get_object (document, "computeResources");

  append_part (text, qs_json_get_string (document, "type", NULL));
  append_part (text, qs_json_get_string (container, "image", NULL));
  append_part (text, qs_json_get_string (compute, "type", NULL));
  append_environments (text, qs_json_get_array (document, "computeEnvironmentOrder"));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *
get_choice_title (QsChoice *choice)
{
  return QS_RESOURCE (choice)->title;
}

static const char *
get_choice_subtitle (QsChoice *choice)
{
  return QS_RESOURCE (choice)->summary;
}

static JsonObject *
get_choice_facts (QsChoice *choice)
{
  return QS_RESOURCE (choice)->document;
}

/* A resource is referred to by its title. */
static void
choice_iface_init (QsChoiceInterface *iface)
{
  iface->get_title = get_choice_title;
  iface->get_subtitle = get_choice_subtitle;
  iface->get_value = get_choice_title;
  iface->get_facts = get_choice_facts;
}

static void
qs_resource_finalize (GObject *object)
{
  QsResource *self = QS_RESOURCE (object);

  g_clear_pointer (&self->document, json_object_unref);
  g_free (self->name);
  g_free (self->title);
  g_free (self->arn);
  g_free (self->summary);

  G_OBJECT_CLASS (qs_resource_parent_class)->finalize (object);
}

static void
qs_resource_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  QsResource *self = QS_RESOURCE (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_TITLE:
    case PROP_VALUE:
      g_value_set_string (value, self->title);
      break;
    case PROP_ARN:
      g_value_set_string (value, self->arn);
      break;
    case PROP_STATE:
      g_value_set_string (value, qs_resource_get_state (self));
      break;
    case PROP_STATUS:
      g_value_set_string (value, qs_resource_get_status (self));
      break;
    case PROP_REASON:
      g_value_set_string (value, qs_resource_get_reason (self));
      break;
    case PROP_SUMMARY:
    case PROP_SUBTITLE:
      g_value_set_string (value, self->summary);
      break;
    case PROP_REVISION:
      g_value_set_int64 (value, qs_resource_get_revision (self));
      break;
    case PROP_USABLE:
      g_value_set_boolean (value, qs_resource_is_usable (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_resource_class_init (QsResourceClass *klass)
{
  const char *strings[] = {
    [PROP_NAME] = "name", [PROP_TITLE] = "title", [PROP_ARN] = "arn", [PROP_STATE] = "state",
    [PROP_STATUS] = "status", [PROP_REASON] = "reason", [PROP_SUMMARY] = "summary",
    [PROP_SUBTITLE] = "subtitle", [PROP_VALUE] = "value",
  };
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = qs_resource_finalize;
  object_class->get_property = qs_resource_get_property;

  for (guint i = PROP_NAME; i <= PROP_VALUE; i++)
    properties[i] = g_param_spec_string (strings[i], NULL, NULL, NULL, flags);
  properties[PROP_REVISION] =
    g_param_spec_int64 ("revision", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_USABLE] = g_param_spec_boolean ("usable", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
qs_resource_init (QsResource *self)
{
}

/**
 * qs_resource_new:
 * @document: an element of a Describe reply
 * @prefix: what its members for name and ARN begin with, such as "jobQueue"
 *
 * Returns: (transfer full): the resource that @document describes.
 */
QsResource *
qs_resource_new (JsonObject *document,
                 const char *prefix)
{
  g_autofree char *name = g_strconcat (prefix, "Name", NULL);
  g_autofree char *arn = g_strconcat (prefix, "Arn", NULL);
  QsResource *self;

  g_return_val_if_fail (document != NULL && prefix != NULL, NULL);

  self = g_object_new (QS_TYPE_RESOURCE, NULL);
  if (!qs_resource_kind_from_prefix (prefix, &self->kind))
    g_return_val_if_reached (self);
  self->document = json_object_ref (document);
  self->name = g_strdup (qs_json_get_string (document, name, ""));
  self->arn = g_strdup (qs_json_get_string (document, arn, ""));
  self->summary = make_summary (document);
  if (qs_resource_get_revision (self) > 0)
    self->title = g_strdup_printf ("%s:%" G_GINT64_FORMAT, self->name,
                                   qs_resource_get_revision (self));
  else
    self->title = g_strdup (self->name);

  return self;
}

QsResourceKind
qs_resource_get_kind (QsResource *self)
{
  g_return_val_if_fail (QS_IS_RESOURCE (self), QS_RESOURCE_DEFINITION);

  return self->kind;
}

const char *
qs_resource_get_name (QsResource *self)
{
  g_return_val_if_fail (QS_IS_RESOURCE (self), NULL);

  return self->name;
}

const char *
qs_resource_get_title (QsResource *self)
{
  g_return_val_if_fail (QS_IS_RESOURCE (self), NULL);

  return self->title;
}

const char *
qs_resource_get_arn (QsResource *self)
{
  g_return_val_if_fail (QS_IS_RESOURCE (self), NULL);

  return self->arn;
}

const char *
qs_resource_get_state (QsResource *self)
{
  g_return_val_if_fail (QS_IS_RESOURCE (self), NULL);

  return qs_json_get_string (self->document, "state", "");
}

const char *
qs_resource_get_status (QsResource *self)
{
  g_return_val_if_fail (QS_IS_RESOURCE (self), NULL);

  return qs_json_get_string (self->document, "status", "");
}

const char *
qs_resource_get_reason (QsResource *self)
{
  g_return_val_if_fail (QS_IS_RESOURCE (self), NULL);

  return qs_json_get_string (self->document, "statusReason", "");
}

const char *
qs_resource_get_summary (QsResource *self)
{
  g_return_val_if_fail (QS_IS_RESOURCE (self), NULL);

  return self->summary;
}

/**
 * qs_resource_get_revision:
 *
 * Returns: a definition's revision, from 1; 0 for what has none.
 */
gint64
qs_resource_get_revision (QsResource *self)
{
  g_return_val_if_fail (QS_IS_RESOURCE (self), 0);

  return qs_json_get_int (self->document, "revision", 0);
}

/**
 * qs_resource_get_document:
 *
 * Returns: (transfer none): all that the engine says of it.
 */
JsonObject *
qs_resource_get_document (QsResource *self)
{
  g_return_val_if_fail (QS_IS_RESOURCE (self), NULL);

  return self->document;
}

/**
 * qs_resource_is_usable:
 *
 * Returns: whether a job can be sent to it or made from it now. What says nothing of its state is.
 */
gboolean
qs_resource_is_usable (QsResource *self)
{
  const char *good[] = { "", "VALID", "ACTIVE", NULL };

  g_return_val_if_fail (QS_IS_RESOURCE (self), FALSE);

  return g_strv_contains (good, qs_resource_get_status (self)) &&
         !g_str_equal (qs_resource_get_state (self), "DISABLED");
}

/**
 * qs_resource_is_moving:
 *
 * Returns: whether something is being done to it just now; then it is VALID, INVALID or gone.
 */
gboolean
qs_resource_is_moving (QsResource *self)
{
  const char *moving[] = { "CREATING", "UPDATING", "DELETING", NULL };

  g_return_val_if_fail (QS_IS_RESOURCE (self), FALSE);

  return g_strv_contains (moving, qs_resource_get_status (self));
}

/* Returns: whether an engine says the same of both. */
gboolean
qs_resource_equal (QsResource *self,
                   QsResource *other)
{
  g_autoptr(JsonNode) one = NULL;
  g_autoptr(JsonNode) another = NULL;

  g_return_val_if_fail (QS_IS_RESOURCE (self) && QS_IS_RESOURCE (other), FALSE);

  one = json_node_init_object (json_node_alloc (), self->document);
  another = json_node_init_object (json_node_alloc (), other->document);
  return json_node_equal (one, another);
}
