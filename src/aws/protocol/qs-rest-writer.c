#include "qs-rest-writer.h"

#include <glib/gi18n.h>

#include "qs-header-text.h"
#include "qs-json-text.h"
#include "qs-json-writer.h"
#include "qs-protocol.h"
#include "qs-query-string.h"
#include "qs-uri-template.h"
#include "qs-wire-scalar.h"
#include "qs-wire-traits.h"
#include "qs-xml-writer.h"

/* Where the members of an input have been put before the request is composed. */
typedef struct
{
  QsRestDialect dialect;
  GHashTable   *labels;    /* name → text */
  JsonObject   *query;     /* name → array of texts; what is named wins over what a map holds */
  GHashTable   *named;     /* names in the query that have a member of their own */
  GPtrArray    *headers;   /* name, value, name, value… */
  JsonObject   *body;      /* members of the input */
} QsRestParts;

static void
clear_parts (QsRestParts *parts)
{
  g_clear_pointer (&parts->labels, g_hash_table_unref);
  g_clear_pointer (&parts->query, json_object_unref);
  g_clear_pointer (&parts->named, g_hash_table_unref);
  g_clear_pointer (&parts->headers, g_ptr_array_unref);
  g_clear_pointer (&parts->body, json_object_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QsRestParts, clear_parts)

static void
init_parts (QsRestParts  *parts,
            QsRestDialect dialect)
{
  parts->dialect = dialect;
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

static gboolean
put (QsRestParts    *parts,
     const QsMember *member,
     JsonNode       *value,
     GError        **error)
{
  const char *location = qs_wire_get_location (member);
  char *label;

  if (g_strcmp0 (location, "uri") == 0)
    {
      label = qs_wire_scalar_print (member, value, QS_WIRE_TIME_ISO8601);
      g_hash_table_insert (parts->labels, (char *) qs_wire_get_name (member), label);
    }
  else if (g_strcmp0 (location, "querystring") == 0)
    put_in_query (parts, member, value);
  else if (g_strcmp0 (location, "headers") == 0)
    return put_header_map (parts, member, json_node_get_object (value), error);
  else if (g_strcmp0 (location, "header") == 0)
    return put_in_header (parts, member, value, error);
  else
    json_object_set_member (parts->body, qs_member_get_name (member), json_node_copy (value));

  return TRUE;
}

static gboolean
put_all (QsRestParts   *parts,
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
        !put (parts, qs_shape_lookup_member (shape, name), value, error))
      return FALSE;

  return TRUE;
}

static char *
compose_uri (QsRestParts       *parts,
             const QsOperation *operation,
             GError           **error)
{
  const char *uri_template = qs_operation_get_request_uri (operation);
  g_autoptr(QsQueryString) query = qs_query_string_new ();
  g_autofree char *missing = NULL;
  g_autofree char *uri = qs_uri_template_expand (uri_template, parts->labels, &missing);
  g_autofree char *text = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *values;

  if (uri == NULL)
    {
      g_set_error (error, QS_PROTOCOL_ERROR, QS_PROTOCOL_ERROR_INVALID_INPUT,
                   _("%s is required and must not be empty: it is part of the address"), missing);
      return NULL;
    }

  json_object_iter_init_ordered (&iter, parts->query);
  while (json_object_iter_next_ordered (&iter, &name, &values))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (values)); i++)
      qs_query_string_add (query, name,
                           json_array_get_string_element (json_node_get_array (values), i));

  text = qs_query_string_print (query);
  if (text[0] == '\0')
    return g_steal_pointer (&uri);

  return g_strconcat (uri, strchr (uri, '?') != NULL ? "&" : "?", text, NULL);
}

static GBytes *
take_text (GString *text)
{
  return g_string_free_to_bytes (text);
}

/* A blob or a text that is the body is sent as it is. */
static GBytes *
write_stream (const QsMember *payload,
              JsonNode       *value)
{
  gsize length = 0;
  unsigned char *bytes;

  if (value == NULL)
    return NULL;
  if (qs_shape_get_kind (qs_member_get_shape (payload)) == QS_SHAPE_STRING)
    return take_text (g_string_new (json_node_get_string (value)));

  bytes = g_base64_decode (json_node_get_string (value), &length);
  return g_bytes_new_take (bytes, length);
}

static gboolean
is_stream (const QsMember *payload)
{
  QsShapeKind kind = qs_shape_get_kind (qs_member_get_shape (payload));

  return kind == QS_SHAPE_BLOB || kind == QS_SHAPE_STRING;
}

static gboolean
write_payload (QsRestParts    *parts,
               const QsMember *payload,
               GBytes        **body,
               GError        **error)
{
  JsonNode *value = json_object_get_member (parts->body, qs_member_get_name (payload));
  GString *text;

  if (is_stream (payload))
    *body = write_stream (payload, value);
  else if (value == NULL && (parts->dialect == QS_REST_XML || qs_wire_has_trait (payload, "union")))
    *body = NULL;
  else if (parts->dialect == QS_REST_XML)
    return (*body = qs_xml_write (payload, json_node_get_object (value), error)) != NULL;
  else
    {
      text = g_string_new (value == NULL ? "{}" : NULL);
      if (value != NULL)
        qs_json_write (text, payload, value);
      *body = take_text (text);
    }

  return TRUE;
}

static gboolean
has_body_members (const QsShape *shape)
{
  for (guint i = 0; i < qs_shape_get_n_members (shape); i++)
    if (qs_wire_get_location (qs_shape_get_member (shape, i)) == NULL)
      return TRUE;

  return FALSE;
}

/* JSON says {} where there might have been a member; XML says nothing. */
static gboolean
write_body (QsRestParts    *parts,
            const QsMember *input,
            GBytes        **body,
            GError        **error)
{
  const QsShape *shape = qs_member_get_shape (input);
  GString *text;

  if (parts->dialect == QS_REST_XML && json_object_get_size (parts->body) > 0)
    return (*body = qs_xml_write (input, parts->body, error)) != NULL;
  if (parts->dialect == QS_REST_XML || !has_body_members (shape))
    return TRUE;

  text = g_string_new (NULL);
  qs_json_write_members (text, shape, parts->body);
  *body = take_text (text);
  return TRUE;
}

static void
add_headers (QsWireRequest *request,
             QsRestParts   *parts,
             gboolean       says_type)
{
  for (guint i = 0; i + 1 < parts->headers->len; i += 2)
    {
      const char *name = g_ptr_array_index (parts->headers, i);

      if (g_ascii_strcasecmp (name, "Content-Type") == 0)
        says_type = FALSE;
      qs_wire_request_add_header (request, name, g_ptr_array_index (parts->headers, i + 1));
    }
  if (says_type)
    qs_wire_request_add_header (request, "Content-Type", "application/json");
}

/**
 * qs_rest_write:
 *
 * Returns: (transfer full) (nullable): the request, or %NULL with %QS_PROTOCOL_ERROR_INVALID_INPUT.
 */
QsWireRequest *
qs_rest_write (QsRestDialect      dialect,
               const QsOperation *operation,
               JsonObject        *input,
               GError           **error)
{
  g_auto(QsRestParts) parts = { 0 };
  const QsMember *member = qs_operation_get_input (operation);
  const QsShape *shape = member != NULL ? qs_member_get_shape (member) : NULL;
  const char *payload_name = member != NULL ? qs_wire_get_trait (member, "payload") : NULL;
  const QsMember *payload = payload_name != NULL ? qs_shape_lookup_member (shape, payload_name)
                                                 : NULL;
  g_autoptr(QsWireRequest) request = NULL;
  g_autofree char *uri = NULL;

  init_parts (&parts, dialect);
  if ((shape != NULL && !put_all (&parts, shape, input, error)) ||
      (uri = compose_uri (&parts, operation, error)) == NULL)
    return NULL;

  request = qs_wire_request_new (qs_operation_get_method (operation), uri);
  if (payload != NULL && !write_payload (&parts, payload, &request->body, error))
    return NULL;
  if (payload == NULL && member != NULL && !write_body (&parts, member, &request->body, error))
    return NULL;

  add_headers (request, &parts, dialect == QS_REST_JSON && request->body != NULL &&
               (payload == NULL || !is_stream (payload)));
  return g_steal_pointer (&request);
}
