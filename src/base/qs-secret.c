#include "qs-secret.h"

#include <string.h>

#include "qs-json.h"

/**
 * qs_secret_free:
 * @text: (nullable): a string
 *
 * Overwrites @text and frees it.
 */
void
qs_secret_free (gpointer text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

/**
 * qs_secret_take_bytes:
 * @text: (transfer full): a string
 *
 * Returns: (transfer full): the text without its end, wiped when the last reference goes.
 */
GBytes *
qs_secret_take_bytes (char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return g_bytes_new_with_free_func (text, strlen (text), qs_secret_free, text);
}

static void
wipe_member (JsonObject *object,
             const char *name,
             JsonNode   *node,
             gpointer    user_data)
{
  qs_secret_wipe_json (node);
}

static void
wipe_element (JsonArray *array,
              guint      index,
              JsonNode  *node,
              gpointer   user_data)
{
  qs_secret_wipe_json (node);
}

/**
 * qs_secret_wipe_json:
 *
 * Overwrites every string in @node where it stands; its strings are empty after that. For documents
 * that nobody else holds, also immutable ones: this is their end. Copies by json_node_copy() share
 * their strings with it, those by qs_json_copy() do not.
 */
void
qs_secret_wipe_json (JsonNode *node)
{
  g_return_if_fail (node != NULL);

  if (JSON_NODE_HOLDS_OBJECT (node))
    json_object_foreach_member (json_node_get_object (node), wipe_member, NULL);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    json_array_foreach_element (json_node_get_array (node), wipe_element, NULL);
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      /* json-glib lends the string it owns and frees it by its address alone. */
      char *text = (char *) json_node_get_string (node);

      if (text != NULL)
        explicit_bzero (text, strlen (text));
    }
}

/**
 * qs_secret_free_json:
 * @node: (transfer full): the last reference to a document
 */
void
qs_secret_free_json (QsSecretJson *node)
{
  qs_secret_wipe_json (node);
  json_node_unref (node);
}

/**
 * qs_secret_print_json:
 *
 * Returns: (transfer full): @node's text, wiped when the last reference goes.
 */
GBytes *
qs_secret_print_json (JsonNode *node)
{
  g_return_val_if_fail (node != NULL, NULL);

  return qs_secret_take_bytes (qs_json_print (node, FALSE));
}
