#include "qs-shape-project.h"

#include "qs-json.h"

static JsonNode *
project_structure (const QsShape *self,
                   JsonObject    *object)
{
  JsonObject *result = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      const QsMember *member = qs_shape_lookup_member (self, name);

      if (member != NULL && !JSON_NODE_HOLDS_NULL (value))
        json_object_set_member (result, name,
                                qs_shape_project (qs_member_get_shape (member), value));
    }

  return qs_json_take (result);
}

static JsonNode *
project_list (const QsShape *self,
              JsonArray     *array)
{
  const QsShape *element = qs_member_get_shape (qs_shape_get_element (self));
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *result = json_array_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    json_array_add_element (result, qs_shape_project (element, json_array_get_element (array, i)));

  json_node_take_array (node, result);
  return node;
}

/**
 * qs_shape_project:
 * @node: a document that may have more members than the shape
 *
 * Returns: (transfer full): @node with the members that the shape has. A value whose type is not
 *   the shape's stays as it is: saying so is for who checks it.
 */
JsonNode *
qs_shape_project (const QsShape *self,
                  JsonNode      *node)
{
  QsShapeKind kind;

  g_return_val_if_fail (self != NULL && node != NULL, NULL);

  kind = qs_shape_get_kind (self);
  if (kind == QS_SHAPE_STRUCTURE && JSON_NODE_HOLDS_OBJECT (node))
    return project_structure (self, json_node_get_object (node));
  if (kind == QS_SHAPE_LIST && JSON_NODE_HOLDS_ARRAY (node))
    return project_list (self, json_node_get_array (node));

  return json_node_copy (node);
}
