#include "qs-model-reader.h"

#include <glib/gi18n.h>

#include "qs-json.h"
#include "qs-operation-private.h"
#include "qs-pattern.h"
#include "qs-service-model.h"
#include "qs-shape-private.h"

/* What has a field of its own is not repeated among the traits. */
static const char * const shape_fields[] = {
  "type", "members", "required", "member", "key", "value", "enum", "min", "max", "pattern", NULL
};
static const char * const reference_fields[] = { "shape", NULL };
static const char * const operation_fields[] = {
  "name", "http", "input", "output", "errors", NULL
};

static const struct
{
  const char *name;
  QsShapeKind kind;
} kinds[] = {
  { "structure", QS_SHAPE_STRUCTURE },
  { "list", QS_SHAPE_LIST },
  { "map", QS_SHAPE_MAP },
  { "string", QS_SHAPE_STRING },
  { "character", QS_SHAPE_STRING },
  { "blob", QS_SHAPE_BLOB },
  { "boolean", QS_SHAPE_BOOLEAN },
  { "integer", QS_SHAPE_INTEGER },
  { "long", QS_SHAPE_LONG },
  { "float", QS_SHAPE_FLOAT },
  { "double", QS_SHAPE_DOUBLE },
  { "timestamp", QS_SHAPE_TIMESTAMP },
};

static gboolean
fail (GError    **error,
      const char *place,
      const char *format,
      ...) G_GNUC_PRINTF (3, 4);

static gboolean
fail (GError    **error,
      const char *place,
      const char *format,
      ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_set_error (error, QS_MODEL_ERROR, QS_MODEL_ERROR_INVALID, "%s: %s", place, message);
  return FALSE;
}

/* A copy of what @source holds beside @fields, NULL when that is nothing. */
static JsonObject *
read_traits (JsonObject         *source,
             const char * const *fields)
{
  g_autoptr(JsonObject) traits = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, source);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      if (g_strv_contains (fields, name))
        continue;
      if (traits == NULL)
        traits = json_object_new ();
      json_object_set_member (traits, name, json_node_copy (value));
    }

  return g_steal_pointer (&traits);
}

static QsMember *
read_reference (JsonObject *owner,
                const char *place,
                const char *name,
                GHashTable *shapes,
                GError    **error)
{
  JsonObject *source = qs_json_get_object (owner, name);
  const char *shape_name = qs_json_get_string (source, "shape", NULL);
  QsShape *shape = shape_name != NULL ? g_hash_table_lookup (shapes, shape_name) : NULL;
  g_autoptr(JsonObject) traits = NULL;

  if (shape == NULL)
    {
      fail (error, place, _("“%s” refers to no shape of this model"), name);
      return NULL;
    }

  traits = read_traits (source, reference_fields);
  return qs_member_new (name, shape, traits);
}

static gboolean
read_kind (QsShape    *shape,
           JsonObject *source,
           GError    **error)
{
  const char *type = qs_json_get_string (source, "type", "");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, type))
      {
        shape->kind = kinds[i].kind;
        return TRUE;
      }

  return fail (error, shape->name, _("“%s” is no type that Quayside knows"), type);
}

static gboolean
read_members (QsShape    *shape,
              JsonObject *source,
              GHashTable *shapes,
              GError    **error)
{
  JsonObject *members = qs_json_get_object (source, "members");
  g_auto(GStrv) required = qs_json_dup_strv (source, "required");
  JsonObjectIter iter;
  const char *name;

  if (members == NULL)
    return TRUE;

  json_object_iter_init_ordered (&iter, members);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    {
      QsMember *member = read_reference (members, shape->name, name, shapes, error);

      if (member == NULL)
        return FALSE;
      member->required = required != NULL &&
                         g_strv_contains ((const char * const *) required, name);
      g_ptr_array_add (shape->members, member);
      g_hash_table_insert (shape->by_name, member->name, member);
    }

  return TRUE;
}

static gboolean
read_contents (QsShape    *shape,
               JsonObject *source,
               GHashTable *shapes,
               GError    **error)
{
  switch (shape->kind)
    {
    case QS_SHAPE_STRUCTURE:
      return read_members (shape, source, shapes, error);

    case QS_SHAPE_LIST:
      shape->element = read_reference (source, shape->name, "member", shapes, error);
      return shape->element != NULL;

    case QS_SHAPE_MAP:
      shape->map_key = read_reference (source, shape->name, "key", shapes, error);
      if (shape->map_key == NULL)
        return FALSE;
      shape->map_value = read_reference (source, shape->name, "value", shapes, error);
      return shape->map_value != NULL;

    case QS_SHAPE_STRING:
    case QS_SHAPE_BLOB:
    case QS_SHAPE_BOOLEAN:
    case QS_SHAPE_INTEGER:
    case QS_SHAPE_LONG:
    case QS_SHAPE_FLOAT:
    case QS_SHAPE_DOUBLE:
    case QS_SHAPE_TIMESTAMP:
    default:
      return TRUE;
    }
}

static gboolean
read_limit (QsShape    *shape,
            JsonObject *source,
            const char *name,
            gboolean   *has_limit,
            double     *limit,
            GError    **error)
{
  JsonNode *node = json_object_get_member (source, name);
  GType type;

  if (node == NULL)
    return TRUE;

  type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return fail (error, shape->name, _("“%s” must be a number"), name);

  *has_limit = TRUE;
  *limit = json_node_get_double (node);
  return TRUE;
}

static gboolean
read_constraints (QsShape    *shape,
                  JsonObject *source,
                  GError    **error)
{
  g_autoptr(GError) local_error = NULL;

  shape->choices = qs_json_dup_strv (source, "enum");
  shape->pattern = g_strdup (qs_json_get_string (source, "pattern", NULL));
  if (shape->pattern != NULL)
    shape->regex = qs_pattern_compile (shape->pattern, &local_error);
  /* Not every pattern that Java takes is one here; what cannot be held against is let pass. */
  if (local_error != NULL)
    g_debug ("%s: %s", shape->name, local_error->message);

  return read_limit (shape, source, "min", &shape->has_min, &shape->min, error) &&
         read_limit (shape, source, "max", &shape->has_max, &shape->max, error);
}

static gboolean
read_shape (QsShape    *shape,
            JsonObject *source,
            GHashTable *shapes,
            GError    **error)
{
  if (!read_contents (shape, source, shapes, error) || !read_constraints (shape, source, error))
    return FALSE;

  shape->traits = read_traits (source, shape_fields);
  return TRUE;
}

/* Types are read before anything refers to them, so that references can be judged. */
static gboolean
read_shapes (JsonObject *sources,
             GHashTable *shapes,
             GError    **error)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, sources);
  while (json_object_iter_next (&iter, &name, NULL))
    {
      JsonObject *source = qs_json_get_object (sources, name);
      QsShape *shape = qs_shape_new (name);

      g_hash_table_insert (shapes, shape->name, shape);
      if (source == NULL)
        return fail (error, name, _("a shape must be an object"));
      if (!read_kind (shape, source, error))
        return FALSE;
    }

  json_object_iter_init (&iter, sources);
  while (json_object_iter_next (&iter, &name, NULL))
    if (!read_shape (g_hash_table_lookup (shapes, name), qs_json_get_object (sources, name),
                     shapes, error))
      return FALSE;

  return TRUE;
}

static gboolean
read_message (JsonObject *source,
              const char *place,
              const char *name,
              GHashTable *shapes,
              QsMember  **message,
              GError    **error)
{
  if (!json_object_has_member (source, name))
    return TRUE;

  *message = read_reference (source, place, name, shapes, error);
  if (*message == NULL)
    return FALSE;
  if (qs_shape_get_kind ((*message)->shape) != QS_SHAPE_STRUCTURE)
    return fail (error, place, _("“%s” must be a structure"), name);

  return TRUE;
}

static gboolean
read_errors (QsOperation *operation,
             JsonObject  *source,
             GHashTable  *shapes,
             GError     **error)
{
  JsonArray *errors = qs_json_get_array (source, "errors");

  for (guint i = 0; errors != NULL && i < json_array_get_length (errors); i++)
    {
      const char *name = qs_json_get_string (qs_json_element (errors, i), "shape", NULL);
      QsShape *shape = name != NULL ? g_hash_table_lookup (shapes, name) : NULL;

      if (shape == NULL)
        return fail (error, operation->name, _("“%s” refers to no shape of this model"), "errors");
      g_ptr_array_add (operation->errors, shape);
    }

  return TRUE;
}

static gboolean
read_operation (QsOperation *operation,
                JsonObject  *source,
                GHashTable  *shapes,
                GError     **error)
{
  JsonObject *http = qs_json_get_object (source, "http");

  if (source == NULL)
    return fail (error, operation->name, _("an operation must be an object"));

  operation->method = g_strdup (qs_json_get_string (http, "method", "POST"));
  operation->request_uri = g_strdup (qs_json_get_string (http, "requestUri", "/"));
  operation->traits = read_traits (source, operation_fields);

  return read_message (source, operation->name, "input", shapes, &operation->input, error) &&
         read_message (source, operation->name, "output", shapes, &operation->output, error) &&
         read_errors (operation, source, shapes, error);
}

static gboolean
read_operations (JsonObject *sources,
                 GHashTable *shapes,
                 GHashTable *operations,
                 GError    **error)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, sources);
  while (json_object_iter_next (&iter, &name, NULL))
    {
      QsOperation *operation = qs_operation_new (name);

      g_hash_table_insert (operations, operation->name, operation);
      if (!read_operation (operation, qs_json_get_object (sources, name), shapes, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
qs_model_read (JsonObject *document,
               GHashTable *shapes,
               GHashTable *operations,
               GError    **error)
{
  JsonObject *shape_sources = qs_json_get_object (document, "shapes");
  JsonObject *operation_sources = qs_json_get_object (document, "operations");

  if (shape_sources == NULL)
    return fail (error, "shapes", _("a service model needs them"));
  if (operation_sources == NULL)
    return fail (error, "operations", _("a service model needs them"));

  return read_shapes (shape_sources, shapes, error) &&
         read_operations (operation_sources, shapes, operations, error);
}
