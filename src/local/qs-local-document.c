#include "qs-local-document.h"

#include "qs-json.h"

static JsonNode *
copy_array (JsonArray *source)
{
  JsonArray *array = json_array_sized_new (json_array_get_length (source));
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < json_array_get_length (source); i++)
    json_array_add_element (array,
                            qs_local_document_copy_node (json_array_get_element (source, i)));

  json_node_take_array (node, array);
  return node;
}

/**
 * qs_local_document_copy_node:
 *
 * Returns: (transfer full): a copy of @node that shares nothing with it.
 */
JsonNode *
qs_local_document_copy_node (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return qs_json_take (qs_local_document_copy (json_node_get_object (node)));
  if (JSON_NODE_HOLDS_ARRAY (node))
    return copy_array (json_node_get_array (node));

  return json_node_copy (node);
}

/**
 * qs_local_document_copy:
 * @object: (nullable): an object, or %NULL for an empty one
 *
 * Returns: (transfer full): a copy of @object that shares nothing with it and can be changed.
 */
JsonObject *
qs_local_document_copy (JsonObject *object)
{
  JsonObject *copy = json_object_new ();

  if (object != NULL)
    qs_local_document_merge (copy, object);

  return copy;
}

/**
 * qs_local_document_parse:
 * @text: (nullable): JSON that this program wrote
 *
 * Returns: (transfer full): the document as an object that can be changed; an empty one when there
 *   is no text, or when somebody else has spoilt it.
 */
JsonObject *
qs_local_document_parse (const char *text)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonNode *root;

  if (text == NULL || !json_parser_load_from_data (parser, text, -1, NULL))
    return json_object_new ();

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return json_object_new ();

  return json_node_dup_object (root);
}

char *
qs_local_document_print (JsonObject *object)
{
  g_autoptr(JsonNode) node = qs_json_take (json_object_ref (object));

  return qs_json_print (node, FALSE);
}

/**
 * qs_local_document_merge:
 *
 * Sets each member of @source in @target, over what was there.
 */
void
qs_local_document_merge (JsonObject *target,
                         JsonObject *source)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init (&iter, source);
  while (json_object_iter_next (&iter, &member, &node))
    json_object_set_member (target, member, qs_local_document_copy_node (node));
}

void
qs_local_document_default (JsonObject *object,
                           const char *member,
                           const char *value)
{
  if (!json_object_has_member (object, member))
    json_object_set_string_member (object, member, value);
}

/**
 * qs_local_document_open:
 *
 * Returns: (transfer none): the object at @member, made when there is none.
 */
JsonObject *
qs_local_document_open (JsonObject *object,
                        const char *member)
{
  if (qs_json_get_object (object, member) == NULL)
    json_object_set_object_member (object, member, json_object_new ());

  return json_object_get_object_member (object, member);
}
