#include "qs-rest-parts.h"

#include <glib/gi18n.h>

#include "qs-header-text.h"
#include "qs-json-text.h"
#include "qs-protocol.h"
#include "qs-wire-scalar.h"
#include "qs-wire-traits.h"

void
qs_rest_parts_clear (QsRestParts *parts)
{
  g_clear_pointer (&parts->labels, g_hash_table_unref);
  g_clear_pointer (&parts->query, json_object_unref);
  g_clear_pointer (&parts->named, g_hash_table_unref);
  g_clear_pointer (&parts->headers, g_ptr_array_unref);
  g_clear_pointer (&parts->body, json_object_unref);
}

void
qs_rest_parts_init (QsRestParts *parts)
{
  parts->labels = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  parts->query = json_object_new ();
  parts->named = g_hash_table_new (g_str_hash, g_str_equal);
  parts->headers = g_ptr_array_new_with_free_func (g_free);
  parts->body = json_object_new ();
}

static JsonArray *
print_query_values (const QsMember *member,
                    JsonNode       *value)
{
  JsonArray *texts = json_array_new ();
  const QsMember *element = qs_shape_get_element (qs_member_get_shape (member));
  JsonArray *list = element != NULL ? json_node_get_array (value) : NULL;

  for (guint i = 0; i < (list != NULL ? json_array_get_length (list) : 1); i++)
    {
      JsonNode *node = list != NULL ? json_array_get_element (list, i) : value;
      g_autofree char *text = NULL;

      if (JSON_NODE_HOLDS_NULL (node))
        continue;
      text = qs_wire_scalar_print (element != NULL ? element : member, node, QS_WIRE_TIME_ISO8601);
      json_array_add_string_element (texts, text);
    }

  return texts;
}

/* A map in the query is more of the query; its values are texts or lists of them. */
static void
put_query_map (QsRestParts    *parts,
               const QsMember *member,
               JsonObject     *map)
{
  const QsMember *entry = qs_shape_get_map_value (qs_member_get_shape (member));
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, map);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (!JSON_NODE_HOLDS_NULL (value) && !g_hash_table_contains (parts->named, name))
      json_object_set_array_member (parts->query, name, print_query_values (entry, value));
}

static void
put_in_query (QsRestParts    *parts,
              const QsMember *member,
              JsonNode       *value)
{
  const char *name = qs_wire_get_name (member);

  if (qs_shape_get_kind (qs_member_get_shape (member)) == QS_SHAPE_MAP)
    {
      put_query_map (parts, member, json_node_get_object (value));
      return;
    }

  g_hash_table_add (parts->named, (char *) name);
  json_object_set_array_member (parts->query, name, print_query_values (member, value));
}

static gboolean
put_header (QsRestParts *parts,
            const char  *name,
            const char  *value,
            const char  *path,
            GError     **error)
{
  if (!qs_header_text_is_name (name) || !qs_header_text_is_value (value))
    {
      g_set_error (error, QS_PROTOCOL_ERROR, QS_PROTOCOL_ERROR_INVALID_INPUT,
                   _("%s must be text that a header can hold, without line breaks"), path);
      return FALSE;
    }

  g_ptr_array_add (parts->headers, g_strdup (name));
  g_ptr_array_add (parts->headers, g_strdup (value));
  return TRUE;
}

/* The map's keys with a prefix in front are the names of headers: "x-amz-meta-". */
static gboolean
put_header_map (QsRestParts    *parts,
                const QsMember *member,
                JsonObject     *map,
                GError        **error)
{
  const QsMember *entry = qs_shape_get_map_value (qs_member_get_shape (member));
  const char *prefix = qs_wire_get_trait (member, "locationName");
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, map);
  while (json_object_iter_next_ordered (&iter, &key, &value))
    {
      g_autofree char *name = g_strconcat (prefix != NULL ? prefix : "", key, NULL);
      g_autofree char *text = NULL;

      if (JSON_NODE_HOLDS_NULL (value))
        continue;
      text = qs_wire_scalar_print (entry, value, QS_WIRE_TIME_RFC822);
      if (!put_header (parts, name, text, qs_member_get_name (member), error))
        return FALSE;
    }

  return TRUE;
}

/* A header may hold JSON, which is then in base64. */
static char *
print_json_value (JsonNode *value)
{
  g_autoptr(GString) text = g_string_new (NULL);

  qs_json_text_append (text, value);
  return g_base64_encode ((const unsigned char *) text->str, text->len);
}

static char *
print_header (const QsMember *member,
              JsonNode       *value)
{
  if (qs_wire_has_trait (member, "jsonvalue"))
    return print_json_value (value);
  if (qs_shape_get_kind (qs_member_get_shape (member)) == QS_SHAPE_LIST)
    return qs_header_text_print_list (member, json_node_get_array (value));

  return qs_wire_scalar_print (member, value, QS_WIRE_TIME_RFC822);
}

static gboolean
put_in_header (QsRestParts    *parts,
               const QsMember *member,
               JsonNode       *value,
               GError        **error)
{
  g_autofree char *text = NULL;

  /* A list without elements is no header, an empty text is one without a value. */
  if (JSON_NODE_HOLDS_ARRAY (value) && json_array_get_length (json_node_get_array (value)) == 0)
    return TRUE;

  text = print_header (member, value);
  return put_header (parts, qs_wire_get_name (member), text, qs_member_get_name (member), error);
}

/* Everything else is in the body. */
static gboolean
is_place (const char *location)
{
  static const char * const places[] = { "uri", "querystring", "headers", "header", NULL };

  return g_strv_contains (places, location);
}

/* Whether the place that a model binds a member to can hold its type. */
static gboolean
fits (const QsMember *member,
      const char     *location)
{
  const QsShape *shape = qs_member_get_shape (member);
  const QsMember *entry = qs_shape_get_map_value (shape);
  const QsShape *held = entry != NULL ? qs_member_get_shape (entry) : shape;
  const QsMember *element = qs_shape_get_element (held);

  if (g_str_equal (location, "headers"))
    return entry != NULL && qs_wire_is_scalar (entry);
  if (g_str_equal (location, "header") && qs_wire_has_trait (member, "jsonvalue"))
    return TRUE;
  if (g_str_equal (location, "uri") || (entry != NULL && g_str_equal (location, "header")))
    return qs_wire_is_scalar (member);
  if (element != NULL)
    return qs_wire_is_scalar (element);

  return qs_wire_is_scalar (entry != NULL ? entry : member);
}

gboolean
qs_rest_parts_refuse (const QsMember *member,
                      GError        **error)
{
  g_set_error (error, QS_PROTOCOL_ERROR, QS_PROTOCOL_ERROR_UNSUPPORTED,
               _("The service model puts %s where nothing of its type can be"),
               qs_member_get_name (member));
  return FALSE;
}

/* What the model does not know, @member being NULL, can only be in the body. */
static gboolean
put (QsRestParts    *parts,
     const char     *name,
     const QsMember *member,
     JsonNode       *value,
     GError        **error)
{
  const char *location = member != NULL ? qs_wire_get_location (member) : NULL;
  char *label;

  if (location == NULL || !is_place (location))
    {
      json_object_set_member (parts->body, name, json_node_copy (value));
      return TRUE;
    }
  if (!fits (member, location))
    return qs_rest_parts_refuse (member, error);

  if (g_str_equal (location, "uri"))
    {
      label = qs_wire_scalar_print (member, value, QS_WIRE_TIME_ISO8601);
      g_hash_table_insert (parts->labels, (char *) qs_wire_get_name (member), label);
    }
  else if (g_str_equal (location, "querystring"))
    put_in_query (parts, member, value);
  else if (g_str_equal (location, "headers"))
    return put_header_map (parts, member, json_node_get_object (value), error);
  else
    return put_in_header (parts, member, value, error);

  return TRUE;
}

/* Puts every member of an input that is not null where the model binds it. */
gboolean
qs_rest_parts_put (QsRestParts   *parts,
                   const QsShape *shape,
                   JsonObject    *input,
                   GError       **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, input);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    if (!JSON_NODE_HOLDS_NULL (value) &&
        !put (parts, name, qs_shape_lookup_member (shape, name), value, error))
      return FALSE;

  return TRUE;
}
