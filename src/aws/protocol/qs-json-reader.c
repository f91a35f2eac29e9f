#include "qs-json-reader.h"

#include <glib/gi18n.h>

#include "qs-reply-path.h"
#include "qs-wire-number.h"
#include "qs-wire-scalar.h"
#include "qs-wire-traits.h"

static JsonNode *read_value (QsReplyPath    *path,
                             const QsMember *member,
                             JsonNode       *value);

static gboolean
read_member (QsReplyPath    *path,
             const QsMember *member,
             JsonNode       *value,
             JsonObject     *output)
{
  const char *name = qs_member_get_name (member);
  gsize mark = qs_reply_path_enter (path, name);
  JsonNode *read = read_value (path, member, value);

  if (read == NULL)
    return FALSE;

  json_object_set_member (output, name, read);
  qs_reply_path_leave (path, mark);
  return TRUE;
}

/*
 * A union has one member. When that is one which came after this model, its name is all that is
 * known, and said in the form that AWS's SDKs have for it; unless what is unknown is kept.
 */
static gboolean
read_union (QsReplyPath   *path,
            const QsShape *shape,
            JsonObject    *source,
            JsonObject    *output)
{
  const char *unknown = NULL;
  guint count = 0;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, source);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (!JSON_NODE_HOLDS_NULL (value) && !g_str_equal (name, "__type"))
      {
        unknown = name;
        count++;
      }
  if (count > 1)
    return qs_reply_path_fail (path, _("must have one member only"));

  if (count == 1 && json_object_get_size (output) == 0)
    qs_reply_add_unknown_member (output, unknown);

  return TRUE;
}

/* Beside a member of that name there is no place for another. */
static gboolean
is_known (const QsShape *shape,
          const char    *name)
{
  if (qs_shape_lookup_member (shape, name) != NULL || g_str_equal (name, "__type"))
    return TRUE;

  for (guint i = 0; i < qs_shape_get_n_members (shape); i++)
    if (g_str_equal (qs_wire_get_name (qs_shape_get_member (shape, i)), name))
      return TRUE;

  return FALSE;
}

static void
keep_unknown (const QsShape *shape,
              JsonObject    *source,
              JsonObject    *output)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, source);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (!JSON_NODE_HOLDS_NULL (value) && !is_known (shape, name))
      json_object_set_member (output, name, json_node_copy (value));
}

static gboolean
read_members (QsReplyPath   *path,
              const QsShape *shape,
              JsonObject    *source,
              JsonObject    *output)
{
  for (guint i = 0; i < qs_shape_get_n_members (shape); i++)
    {
      const QsMember *member = qs_shape_get_member (shape, i);
      JsonNode *value = json_object_get_member (source, qs_wire_get_name (member));

      if (value == NULL || JSON_NODE_HOLDS_NULL (value) || qs_reply_is_bound_elsewhere (member))
        continue;
      if (!read_member (path, member, value, output))
        return FALSE;
    }

  if (path->keeps_unknown)
    keep_unknown (shape, source, output);
  return TRUE;
}

static JsonNode *
read_structure (QsReplyPath    *path,
                const QsMember *member,
                JsonNode       *value)
{
  const QsShape *shape = qs_member_get_shape (member);
  g_autoptr(JsonObject) output = json_object_new ();
  JsonNode *node;

  if (!JSON_NODE_HOLDS_OBJECT (value))
    {
      (void) qs_reply_path_fail (path, _("must be an object"));
      return NULL;
    }

  if (!read_members (path, shape, json_node_get_object (value), output))
    return NULL;
  if (qs_wire_has_trait (member, "union") &&
      !read_union (path, shape, json_node_get_object (value), output))
    return NULL;

  node = json_node_new (JSON_NODE_OBJECT);
  json_node_set_object (node, output);
  return node;
}

static JsonNode *
read_list (QsReplyPath    *path,
           const QsMember *element,
           JsonNode       *value)
{
  g_autoptr(JsonArray) output = json_array_new ();
  JsonArray *source;
  JsonNode *node;

  if (!JSON_NODE_HOLDS_ARRAY (value))
    {
      (void) qs_reply_path_fail (path, _("must be a list"));
      return NULL;
    }

  source = json_node_get_array (value);
  for (guint i = 0; i < json_array_get_length (source); i++)
    {
      gsize mark = qs_reply_path_enter_index (path, i);
      JsonNode *read = read_value (path, element, json_array_get_element (source, i));

      if (read == NULL)
        return NULL;
      json_array_add_element (output, read);
      qs_reply_path_leave (path, mark);
    }

  node = json_node_new (JSON_NODE_ARRAY);
  json_node_set_array (node, output);
  return node;
}

static JsonNode *
read_map (QsReplyPath    *path,
          const QsMember *map_value,
          JsonNode       *value)
{
  g_autoptr(JsonObject) output = json_object_new ();
  JsonObjectIter iter;
  const char *key;
  JsonNode *entry;
  JsonNode *node;

  if (!JSON_NODE_HOLDS_OBJECT (value))
    {
      (void) qs_reply_path_fail (path, _("must be an object"));
      return NULL;
    }

  json_object_iter_init_ordered (&iter, json_node_get_object (value));
  while (json_object_iter_next_ordered (&iter, &key, &entry))
    {
      gsize mark = qs_reply_path_enter (path, key);
      JsonNode *read = read_value (path, map_value, entry);

      if (read == NULL)
        return NULL;
      json_object_set_member (output, key, read);
      qs_reply_path_leave (path, mark);
    }

  node = json_node_new (JSON_NODE_OBJECT);
  json_node_set_object (node, output);
  return node;
}

/* Numbers and truth values may come as texts, times as either, and for a text anything. */
static JsonNode *
read_scalar (QsReplyPath    *path,
             const QsMember *member,
             JsonNode       *value)
{
  QsShapeKind kind = qs_shape_get_kind (qs_member_get_shape (member));
  g_autofree char *number = NULL;
  JsonNode *read;

  if (kind == QS_SHAPE_STRING)
    return json_node_copy (value);
  if (!JSON_NODE_HOLDS_VALUE (value))
    {
      (void) qs_reply_path_fail (path, _("must be a single value"));
      return NULL;
    }

  if (json_node_get_value_type (value) == G_TYPE_STRING)
    read = qs_wire_scalar_read (member, json_node_get_string (value));
  else if (kind == QS_SHAPE_TIMESTAMP && json_node_get_value_type (value) != G_TYPE_BOOLEAN)
    read = qs_wire_time_read (number = qs_wire_number_print (value));
  else
    return json_node_copy (value);

  if (read == NULL)
    (void) qs_reply_path_fail (path, _("is of another type than the service model says"));

  return read;
}

static JsonNode *
read_value (QsReplyPath    *path,
            const QsMember *member,
            JsonNode       *value)
{
  const QsShape *shape = qs_member_get_shape (member);
  QsShapeKind kind = qs_shape_get_kind (shape);

  if (qs_reply_path_is_too_deep (path))
    return NULL;

  if (JSON_NODE_HOLDS_NULL (value) || qs_wire_is_document (member))
    return json_node_copy (value);
  if (kind == QS_SHAPE_STRUCTURE)
    return read_structure (path, member, value);
  if (kind == QS_SHAPE_LIST)
    return read_list (path, qs_shape_get_element (shape), value);
  if (kind == QS_SHAPE_MAP)
    return read_map (path, qs_shape_get_map_value (shape), value);

  return read_scalar (path, member, value);
}

/**
 * qs_json_read:
 * @value: any JSON
 * @keeps_unknown: whether members that the model does not know are taken over
 *
 * Returns: (transfer full) (nullable): @value in the shape of @member, or %NULL with an error.
 */
JsonNode *
qs_json_read (const QsMember *member,
              JsonNode       *value,
              gboolean        keeps_unknown,
              GError        **error)
{
  g_auto(QsReplyPath) path = QS_REPLY_PATH_INIT (error);

  path.keeps_unknown = keeps_unknown;
  return read_value (&path, member, value);
}

/**
 * qs_json_read_members:
 * @output: gets the members of @shape that @source has, but for those bound to headers or status
 * @keeps_unknown: whether it gets also those that the model does not know
 *
 * Returns: whether it could be read.
 */
gboolean
qs_json_read_members (const QsShape *shape,
                      JsonObject    *source,
                      JsonObject    *output,
                      gboolean       keeps_unknown,
                      GError       **error)
{
  g_auto(QsReplyPath) path = QS_REPLY_PATH_INIT (error);

  path.keeps_unknown = keeps_unknown;
  return read_members (&path, shape, source, output);
}
