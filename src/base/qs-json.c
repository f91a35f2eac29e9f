#include "qs-json.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static JsonNode *
find_member (JsonObject  *object,
             const char  *member,
             JsonNodeType type)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_TYPE (node) == type ? node : NULL;
}

const char *
qs_json_get_string (JsonObject *object,
                    const char *member,
                    const char *fallback)
{
  JsonNode *node = find_member (object, member, JSON_NODE_VALUE);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return fallback;

  return json_node_get_string (node);
}

gint64
qs_json_get_int (JsonObject *object,
                 const char *member,
                 gint64      fallback)
{
  JsonNode *node = find_member (object, member, JSON_NODE_VALUE);

  if (node == NULL)
    return fallback;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return json_node_get_int (node);
  if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    return (gint64) CLAMP (json_node_get_double (node), -0x1p63, 0x1p63 - 1024);

  return fallback;
}

gboolean
qs_json_get_bool (JsonObject *object,
                  const char *member,
                  gboolean    fallback)
{
  JsonNode *node = find_member (object, member, JSON_NODE_VALUE);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return fallback;

  return json_node_get_boolean (node);
}

JsonObject *
qs_json_get_object (JsonObject *object,
                    const char *member)
{
  JsonNode *node = find_member (object, member, JSON_NODE_OBJECT);

  return node != NULL ? json_node_get_object (node) : NULL;
}

JsonArray *
qs_json_get_array (JsonObject *object,
                   const char *member)
{
  JsonNode *node = find_member (object, member, JSON_NODE_ARRAY);

  return node != NULL ? json_node_get_array (node) : NULL;
}

/**
 * qs_json_dup_strv:
 *
 * Returns: (transfer full) (nullable): the strings of an array member; elements of another type are
 *   left out. %NULL when there is no such array.
 */
char **
qs_json_dup_strv (JsonObject *object,
                  const char *member)
{
  JsonArray *array = qs_json_get_array (object, member);
  g_autoptr(GStrvBuilder) builder = NULL;

  if (array == NULL)
    return NULL;

  builder = g_strv_builder_new ();
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (node));
    }

  return g_strv_builder_end (builder);
}

/**
 * qs_json_element:
 *
 * Returns: (transfer none) (nullable): the object at @index, %NULL past the end or when the element
 *   is no object.
 */
JsonObject *
qs_json_element (JsonArray *array,
                 guint      index)
{
  JsonNode *node;

  if (array == NULL || index >= json_array_get_length (array))
    return NULL;

  node = json_array_get_element (array, index);
  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * qs_json_take:
 * @object: (transfer full): an object
 *
 * Returns: (transfer full): a node that holds @object.
 */
JsonNode *
qs_json_take (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

static JsonNode *
copy_object (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    json_object_set_member (copy, member, qs_json_copy (node));

  return qs_json_take (copy);
}

static JsonNode *
copy_array (JsonArray *array)
{
  JsonArray *copy = json_array_sized_new (json_array_get_length (array));
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < json_array_get_length (array); i++)
    json_array_add_element (copy, qs_json_copy (json_array_get_element (array, i)));

  json_node_take_array (node, copy);
  return node;
}

/**
 * qs_json_copy:
 *
 * Returns: (transfer full): a copy of @node that shares nothing with it and may be changed, unlike
 *   json_node_copy()'s, whose objects and arrays are the original's.
 */
JsonNode *
qs_json_copy (JsonNode *node)
{
  g_return_val_if_fail (node != NULL, NULL);

  if (JSON_NODE_HOLDS_OBJECT (node))
    return copy_object (json_node_get_object (node));
  if (JSON_NODE_HOLDS_ARRAY (node))
    return copy_array (json_node_get_array (node));

  /* json-glib lets copies share a value, and qs_secret_wipe_json() overwrites it in place. */
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_init_string (json_node_alloc (), json_node_get_string (node));

  return json_node_copy (node);
}

static gboolean is_finite (JsonNode *node);

static gboolean
has_finite_members (JsonObject *object)
{
  JsonObjectIter iter;
  JsonNode *value;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, NULL, &value))
    if (!is_finite (value))
      return FALSE;

  return TRUE;
}

/* json-glib reads 1e999 as infinity, which it then writes as what is no JSON. */
static gboolean
is_finite (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return has_finite_members (json_node_get_object (node));

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        if (!is_finite (json_array_get_element (array, i)))
          return FALSE;
      return TRUE;
    }

  return !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_DOUBLE ||
         isfinite (json_node_get_double (node));
}

/* Returns: (nullable): the first escaped NUL of a string; a backslash before it escapes it away. */
static char *
find_escaped_nul (char *text)
{
  for (char *p = strchr (text, '\\'); p != NULL; p = strchr (p + 2, '\\'))
    {
      if (g_str_has_prefix (p, "\\u0000"))
        return p;
      if (p[1] == '\0')
        return NULL;
    }

  return NULL;
}

/*
 * The strings of json-glib end at a NUL: what stands behind one would be lost, silently. The sign
 * for it, U+2400, stands for it instead.
 */
static char *
dup_without_nul (const char *text,
                 gsize       length)
{
  char *copy;
  char *found;

  /* A NUL as it is makes no document, which the parser is to say. */
  if (memmem (text, length, "\\u0000", 6) == NULL || memchr (text, '\0', length) != NULL)
    return NULL;

  copy = g_strndup (text, length);
  for (found = find_escaped_nul (copy); found != NULL; found = find_escaped_nul (found + 6))
    memcpy (found, "\\u2400", 6);

  return copy;
}

/* json-glib quotes what it did not expect, cut within a character or whatever else stood there. */
static void
propagate_readable (GError **error,
                    GError  *cause)
{
  char *message = g_utf8_make_valid (cause->message, -1);

  g_free (cause->message);
  cause->message = message;
  g_propagate_error (error, cause);
}

/**
 * qs_json_parse:
 * @length: bytes of @text, or -1 when it ends with a NUL
 *
 * A NUL in a string, which can only be escaped, becomes the sign for it: U+2400.
 *
 * Returns: (transfer full) (nullable): the document, or %NULL with a #JsonParserError that names
 *   the line. Depth is capped by json-glib at 1,024; numbers too large for a double are refused.
 */
JsonNode *
qs_json_parse (const char *text,
               gssize      length,
               GError    **error)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *copy = NULL;
  GError *cause = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  json_parser_set_strict (parser, TRUE);
  copy = dup_without_nul (text, length < 0 ? strlen (text) : (gsize) length);
  if (!json_parser_load_from_data (parser, copy != NULL ? copy : text, copy != NULL ? -1 : length,
                                   &cause))
    {
      propagate_readable (error, cause);
      return NULL;
    }

  node = json_parser_steal_root (parser);
  if (node == NULL)
    g_set_error_literal (error, JSON_PARSER_ERROR, JSON_PARSER_ERROR_INVALID_DATA,
                         "The document is empty");
  else if (!is_finite (node))
    g_set_error_literal (error, JSON_PARSER_ERROR, JSON_PARSER_ERROR_INVALID_DATA,
                         "The document has a number that is too large");
  else
    return g_steal_pointer (&node);

  return NULL;
}

/* What stands after the place that json-glib's messages begin with: "<data>:2:14: ". */
static const char *
skip_place (const char *message,
            guint      *line,
            guint      *column)
{
  int length = 0;

  if (sscanf (message, "<data>:%u:%u: %n", line, column, &length) < 2 || length == 0)
    return message;

  return message + length;
}

/**
 * qs_json_error_get_place:
 * @error: of qs_json_parse()
 * @line: (out): from 1
 * @column: (out): from 1
 *
 * Returns: whether @error is about a place in the text.
 */
gboolean
qs_json_error_get_place (const GError *error,
                         guint        *line,
                         guint        *column)
{
  g_return_val_if_fail (error != NULL && line != NULL && column != NULL, FALSE);

  return skip_place (error->message, line, column) != error->message;
}

/**
 * qs_json_error_get_words:
 *
 * Returns: (transfer none): what @error says, without the place.
 */
const char *
qs_json_error_get_words (const GError *error)
{
  guint line, column;

  g_return_val_if_fail (error != NULL, NULL);

  return skip_place (error->message, &line, &column);
}

/**
 * qs_json_print:
 *
 * Returns: (transfer full): the text of @node, indented by two spaces when @pretty.
 */
char *
qs_json_print (JsonNode *node,
               gboolean  pretty)
{
  g_return_val_if_fail (node != NULL, NULL);

  return json_to_string (node, pretty);
}
