#include "qs-malformed.h"

#include "qs-json-path.h"
#include "qs-json.h"

/* How deep members are broken; the definitions of jobs go no deeper. */
#define MAX_DEPTH 8

const char * const qs_malformed_operations[] = {
  "CreateComputeEnvironment", "UpdateComputeEnvironment", "DescribeComputeEnvironments",
  "DeleteComputeEnvironment", "CreateJobQueue", "UpdateJobQueue", "DescribeJobQueues",
  "DeleteJobQueue", "RegisterJobDefinition", "DescribeJobDefinitions", "DeregisterJobDefinition",
  "SubmitJob", "DescribeJobs", "ListJobs", "CancelJob", "TerminateJob", "TagResource",
  "UntagResource", "ListTagsForResource", NULL
};

/* What the model calls valid and Batch does not: these need more than the model requires. */
static const struct
{
  const char *operation;
  const char *input;
} bases[] = {
  { "CreateComputeEnvironment", "{\"computeEnvironmentName\":\"a\",\"type\":\"UNMANAGED\"}" },
  { "RegisterJobDefinition",
    "{\"jobDefinitionName\":\"a\",\"type\":\"container\",\"containerProperties\":{\"image\":"
    "\"localhost/this-computer\",\"command\":[\"true\"],\"resourceRequirements\":["
    "{\"type\":\"VCPU\",\"value\":\"1\"},{\"type\":\"MEMORY\",\"value\":\"16\"}]}}" },
  { "ListJobs", "{\"jobQueue\":\"default\"}" },
  { "SubmitJob", "{\"jobName\":\"a\",\"jobQueue\":\"default\",\"jobDefinition\":\"a\"}" },
};

typedef struct
{
  GPtrArray  *list;
  const char *operation;
  JsonNode   *root;
  GString    *path;
  guint       depth;
} QsBreaker;

static JsonNode *
new_string (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

static JsonNode *
new_int (gint64 number)
{
  return json_node_init_int (json_node_alloc (), number);
}

static JsonNode *
new_double (double number)
{
  return json_node_init_double (json_node_alloc (), number);
}

static JsonNode *
new_bool (gboolean truth)
{
  return json_node_init_boolean (json_node_alloc (), truth);
}

static JsonNode *
new_null (void)
{
  return json_node_init_null (json_node_alloc ());
}

static JsonNode *
new_empty_list (void)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, json_array_new ());
  return node;
}

static JsonNode *new_valid (const QsShape *shape);

static JsonNode *
new_valid_structure (const QsShape *shape)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < qs_shape_get_n_members (shape); i++)
    {
      const QsMember *member = qs_shape_get_member (shape, i);

      if (qs_member_is_required (member))
        json_object_set_member (object, qs_member_get_name (member),
                                new_valid (qs_member_get_shape (member)));
    }

  return qs_json_take (object);
}

static JsonNode *
new_valid (const QsShape *shape)
{
  const char * const *choices = qs_shape_get_enum (shape);
  JsonNode *node;

  switch (qs_shape_get_kind (shape))
    {
    case QS_SHAPE_STRUCTURE:
      return new_valid_structure (shape);

    case QS_SHAPE_LIST:
      node = new_empty_list ();
      json_array_add_element (json_node_get_array (node),
                              new_valid (qs_member_get_shape (qs_shape_get_element (shape))));
      return node;

    case QS_SHAPE_MAP:
      node = qs_json_take (json_object_new ());
      json_object_set_member (json_node_get_object (node), "a",
                              new_valid (qs_member_get_shape (qs_shape_get_map_value (shape))));
      return node;

    case QS_SHAPE_BOOLEAN:
      return new_bool (TRUE);

    case QS_SHAPE_INTEGER:
    case QS_SHAPE_LONG:
    case QS_SHAPE_FLOAT:
    case QS_SHAPE_DOUBLE:
    case QS_SHAPE_TIMESTAMP:
      return new_int (1);

    case QS_SHAPE_BLOB:
    case QS_SHAPE_STRING:
    default:
      return new_string (choices != NULL ? choices[0] : "a");
    }
}

/* A place of the document as it is now, into the list. */
static void
emit (QsBreaker  *self,
      const char *what)
{
  QsMalformed *malformed = g_new0 (QsMalformed, 1);

  malformed->operation = self->operation;
  malformed->path = g_strdup (self->path->str);
  malformed->what = g_strdup (what);
  malformed->input = qs_json_copy (self->root);
  g_ptr_array_add (self->list, malformed);
}

static void
try_value (QsBreaker  *self,
           JsonObject *object,
           const char *name,
           JsonNode   *value,
           const char *what)
{
  JsonNode *before = json_node_ref (json_object_get_member (object, name));

  json_object_set_member (object, name, value);
  emit (self, what);
  json_object_set_member (object, name, before);
}

static void
break_type (QsBreaker      *self,
            JsonObject     *object,
            const QsMember *member)
{
  const char *name = qs_member_get_name (member);

  switch (qs_shape_get_kind (qs_member_get_shape (member)))
    {
    case QS_SHAPE_STRUCTURE:
    case QS_SHAPE_MAP:
      try_value (self, object, name, new_empty_list (), "list for object");
      break;

    case QS_SHAPE_LIST:
      try_value (self, object, name, new_string ("a"), "text for list");
      break;

    case QS_SHAPE_BOOLEAN:
      try_value (self, object, name, new_string ("true"), "text for boolean");
      break;

    case QS_SHAPE_INTEGER:
      try_value (self, object, name, new_int (G_MAXINT32 + 1LL), "beyond 32 bits");
      G_GNUC_FALLTHROUGH;

    case QS_SHAPE_LONG:
      try_value (self, object, name, new_double (1.5), "fraction for whole number");
      G_GNUC_FALLTHROUGH;

    case QS_SHAPE_FLOAT:
    case QS_SHAPE_DOUBLE:
    case QS_SHAPE_TIMESTAMP:
      try_value (self, object, name, new_string ("many"), "text for number");
      break;

    case QS_SHAPE_BLOB:
    case QS_SHAPE_STRING:
    default:
      try_value (self, object, name, new_int (7), "number for text");
      break;
    }
}

static void
break_limits (QsBreaker      *self,
              JsonObject     *object,
              const QsMember *member)
{
  const QsShape *shape = qs_member_get_shape (member);
  const char *name = qs_member_get_name (member);
  gboolean text = qs_shape_get_kind (shape) == QS_SHAPE_STRING;
  gboolean number = qs_shape_get_kind (shape) == QS_SHAPE_INTEGER ||
                    qs_shape_get_kind (shape) == QS_SHAPE_LONG;
  double limit;

  if (text && qs_shape_get_max (shape, &limit))
    {
      g_autofree char *longer = g_strnfill ((gsize) limit + 1, 'a');

      try_value (self, object, name, new_string (longer), "too long");
    }
  if (text && qs_shape_get_min (shape, &limit) && limit > 0)
    try_value (self, object, name, new_string (""), "too short");
  if (number && qs_shape_get_max (shape, &limit))
    try_value (self, object, name, new_int ((gint64) limit + 1), "above maximum");
  if (number && qs_shape_get_min (shape, &limit))
    try_value (self, object, name, new_int ((gint64) limit - 1), "below minimum");
  if (qs_shape_get_kind (shape) == QS_SHAPE_LIST && qs_shape_get_min (shape, &limit) && limit > 0)
    try_value (self, object, name, new_empty_list (), "too few");
  if (qs_shape_get_kind (shape) == QS_SHAPE_MAP && qs_shape_get_min (shape, &limit) && limit > 0)
    try_value (self, object, name, qs_json_take (json_object_new ()), "too few");
}

static void
break_text (QsBreaker      *self,
            JsonObject     *object,
            const QsMember *member)
{
  const QsShape *shape = qs_member_get_shape (member);
  const char *name = qs_member_get_name (member);

  if (qs_shape_get_enum (shape) != NULL)
    {
      try_value (self, object, name, new_string ("NO_SUCH_CHOICE"), "enum");
      try_value (self, object, name, new_string (""), "empty enum");
    }
  if (qs_shape_get_pattern (shape) != NULL)
    try_value (self, object, name, new_string ("\001"), "pattern");
}

static void
break_requirement (QsBreaker      *self,
                   JsonObject     *object,
                   const QsMember *member)
{
  const char *name = qs_member_get_name (member);
  JsonNode *before;

  if (!qs_member_is_required (member))
    return;

  try_value (self, object, name, new_null (), "null");
  before = json_node_ref (json_object_get_member (object, name));
  json_object_remove_member (object, name);
  emit (self, "missing");
  json_object_set_member (object, name, before);
}

static void break_inside (QsBreaker     *self,
                          const QsShape *shape,
                          JsonNode      *node);

static void
break_member (QsBreaker      *self,
              JsonObject     *object,
              const QsMember *member)
{
  const char *name = qs_member_get_name (member);
  gboolean given = json_object_has_member (object, name);
  gsize length = self->path->len;

  if (!given)
    json_object_set_member (object, name, new_valid (qs_member_get_shape (member)));

  qs_json_path_append_member (self->path, name);
  break_type (self, object, member);
  break_limits (self, object, member);
  break_text (self, object, member);
  break_requirement (self, object, member);
  break_inside (self, qs_member_get_shape (member), json_object_get_member (object, name));
  g_string_truncate (self->path, length);

  if (!given)
    json_object_remove_member (object, name);
}

static void
break_structure (QsBreaker     *self,
                 const QsShape *shape,
                 JsonObject    *object)
{
  gsize length = self->path->len;

  for (guint i = 0; i < qs_shape_get_n_members (shape); i++)
    break_member (self, object, qs_shape_get_member (shape, i));

  qs_json_path_append_member (self->path, "noSuchMember");
  json_object_set_member (object, "noSuchMember", new_int (1));
  emit (self, "unknown member");
  json_object_remove_member (object, "noSuchMember");
  g_string_truncate (self->path, length);
}

/* Of a list, its first element; elements and entries that are no structures get a wrong type. */
static void
break_list (QsBreaker     *self,
            const QsShape *shape,
            JsonArray     *array)
{
  const QsShape *element = qs_member_get_shape (qs_shape_get_element (shape));
  gsize length = self->path->len;

  qs_json_path_append_index (self->path, 0);
  if (qs_shape_get_kind (element) == QS_SHAPE_STRUCTURE)
    {
      break_inside (self, element, json_array_get_element (array, 0));
    }
  else
    {
      JsonNode *first = json_array_get_element (array, 0);
      g_autofree char *before = json_node_dup_string (first);

      json_node_init_boolean (first, TRUE);
      emit (self, "element of another type");
      json_node_init_string (first, before);
    }
  g_string_truncate (self->path, length);
}

static void
break_map (QsBreaker     *self,
           const QsShape *shape,
           JsonObject    *object)
{
  gsize length = self->path->len;
  g_autofree char *longer = NULL;
  double limit;

  qs_json_path_append_member (self->path, "a");
  try_value (self, object, "a", new_empty_list (), "entry of another type");
  g_string_truncate (self->path, length);

  if (!qs_shape_get_max (qs_member_get_shape (qs_shape_get_map_key (shape)), &limit))
    return;

  longer = g_strnfill ((gsize) limit + 1, 'k');
  qs_json_path_append_member (self->path, longer);
  json_object_set_member (object, longer, new_string ("a"));
  emit (self, "key too long");
  json_object_remove_member (object, longer);
  g_string_truncate (self->path, length);
}

static void
break_inside (QsBreaker     *self,
              const QsShape *shape,
              JsonNode      *node)
{
  if (self->depth == MAX_DEPTH)
    return;

  self->depth++;
  if (qs_shape_get_kind (shape) == QS_SHAPE_STRUCTURE)
    break_structure (self, shape, json_node_get_object (node));
  else if (qs_shape_get_kind (shape) == QS_SHAPE_LIST)
    break_list (self, shape, json_node_get_array (node));
  else if (qs_shape_get_kind (shape) == QS_SHAPE_MAP)
    break_map (self, shape, json_node_get_object (node));
  self->depth--;
}

void
qs_malformed_free (QsMalformed *self)
{
  g_clear_pointer (&self->input, json_node_unref);
  g_free (self->path);
  g_free (self->what);
  g_free (self);
}

JsonNode *
qs_malformed_new_valid (QsServiceModel *model,
                        const char     *operation)
{
  const QsOperation *found = qs_service_model_lookup_operation (model, operation);

  for (guint i = 0; i < G_N_ELEMENTS (bases); i++)
    if (g_str_equal (bases[i].operation, operation))
      return json_from_string (bases[i].input, NULL);

  return new_valid (qs_member_get_shape (qs_operation_get_input (found)));
}

GPtrArray *
qs_malformed_list (QsServiceModel *model,
                   const char     *operation)
{
  const QsOperation *found = qs_service_model_lookup_operation (model, operation);
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) qs_malformed_free);
  g_autoptr(JsonNode) root = qs_malformed_new_valid (model, operation);
  g_autoptr(GString) path = g_string_new (NULL);
  QsBreaker self = { list, operation, root, path, 0 };

  break_inside (&self, qs_member_get_shape (qs_operation_get_input (found)), root);

  return g_steal_pointer (&list);
}
