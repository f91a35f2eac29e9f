#include "qs-rest-writer.h"

#include <glib/gi18n.h>

#include "qs-json-writer.h"
#include "qs-protocol.h"
#include "qs-query-string.h"
#include "qs-rest-parts.h"
#include "qs-uri-template.h"
#include "qs-wire-traits.h"
#include "qs-xml-writer.h"

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
  const char *separator = "";
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
  if (text[0] != '\0')
    separator = strchr (uri, '?') != NULL ? "&" : "?";

  return g_strconcat (uri[0] == '/' ? "" : "/", uri, separator, text, NULL);
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
write_payload (QsRestDialect   dialect,
               QsRestParts    *parts,
               const QsMember *payload,
               GBytes        **body,
               GError        **error)
{
  JsonNode *value = json_object_get_member (parts->body, qs_member_get_name (payload));
  GString *text;

  if (is_stream (payload))
    *body = write_stream (payload, value);
  else if (value == NULL && (dialect == QS_REST_XML || qs_wire_has_trait (payload, "union")))
    *body = NULL;
  else if (dialect == QS_REST_XML &&
           qs_shape_get_kind (qs_member_get_shape (payload)) != QS_SHAPE_STRUCTURE)
    return qs_rest_parts_refuse (payload, error);
  else if (dialect == QS_REST_XML)
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
write_body (QsRestDialect   dialect,
            QsRestParts    *parts,
            const QsMember *input,
            GBytes        **body,
            GError        **error)
{
  const QsShape *shape = qs_member_get_shape (input);
  GString *text;

  if (dialect == QS_REST_XML && json_object_get_size (parts->body) > 0)
    return (*body = qs_xml_write (input, parts->body, error)) != NULL;
  if (dialect == QS_REST_XML || !has_body_members (shape))
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

/* A body that holds nothing, or one member alone, has no place for what the model does not know. */
static gboolean
has_place_for_all (QsRestParts    *parts,
                   const QsShape  *shape,
                   const QsMember *payload,
                   GError        **error)
{
  JsonObjectIter iter;
  const char *name;

  if (shape == NULL || (payload == NULL && has_body_members (shape)))
    return TRUE;

  json_object_iter_init_ordered (&iter, parts->body);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    if (qs_shape_lookup_member (shape, name) == NULL)
      {
        g_set_error (error, QS_PROTOCOL_ERROR, QS_PROTOCOL_ERROR_INVALID_INPUT,
                     _("%s is no member of %s"), name, qs_shape_get_name (shape));
        return FALSE;
      }

  return TRUE;
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

  qs_rest_parts_init (&parts);
  if ((shape != NULL && !qs_rest_parts_put (&parts, shape, input, error)) ||
      !has_place_for_all (&parts, shape, payload, error) ||
      (uri = compose_uri (&parts, operation, error)) == NULL)
    return NULL;

  request = qs_wire_request_new (qs_operation_get_method (operation), uri);
  if (payload != NULL && !write_payload (dialect, &parts, payload, &request->body, error))
    return NULL;
  if (payload == NULL && member != NULL &&
      !write_body (dialect, &parts, member, &request->body, error))
    return NULL;

  add_headers (request, &parts, dialect == QS_REST_JSON && request->body != NULL &&
               (payload == NULL || !is_stream (payload)));
  return g_steal_pointer (&request);
}
