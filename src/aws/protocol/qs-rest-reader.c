#include "qs-rest-reader.h"

#include <glib/gi18n.h>

#include "qs-header-text.h"
#include "qs-json-reader.h"
#include "qs-json.h"
#include "qs-protocol.h"
#include "qs-reply-path.h"
#include "qs-wire-scalar.h"
#include "qs-wire-traits.h"
#include "qs-xml-fault.h"
#include "qs-xml-reader.h"

static JsonNode *
read_json_header (const char *text)
{
  gsize length = 0;
  g_autofree unsigned char *bytes = g_base64_decode (text, &length);

  return length > 0 ? qs_json_parse ((const char *) bytes, length, NULL) : NULL;
}

static JsonNode *
read_list_header (const QsMember *member,
                  const char     *text)
{
  const QsMember *element = qs_shape_get_element (qs_member_get_shape (member));
  g_auto(GStrv) texts = qs_header_text_split_list (element, text);
  g_autoptr(JsonArray) list = json_array_new ();
  JsonNode *node;

  for (guint i = 0; texts[i] != NULL; i++)
    {
      JsonNode *value = qs_wire_scalar_read (element, texts[i]);

      if (value == NULL)
        return NULL;
      json_array_add_element (list, value);
    }

  node = json_node_new (JSON_NODE_ARRAY);
  json_node_set_array (node, list);
  return node;
}

/*
 * A header that is not what the model says is left out: S3 keeps whatever its users gave it as
 * "Expires", and an object is not to be lost for that.
 */
static void
read_header (const QsReplySource *source,
             const QsMember      *member,
             JsonObject          *output)
{
  const char *text = qs_reply_source_find_header (source, qs_wire_get_name (member));
  JsonNode *value;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return;

  if (qs_wire_has_trait (member, "jsonvalue"))
    value = read_json_header (text);
  else if (qs_shape_get_kind (qs_member_get_shape (member)) == QS_SHAPE_LIST)
    value = read_list_header (member, text);
  else
    value = qs_wire_scalar_read (member, text);

  if (value != NULL)
    json_object_set_member (output, qs_member_get_name (member), value);
}

static void
read_header_map (const QsReplySource *source,
                 const QsMember      *member,
                 JsonObject          *output)
{
  const char *trait = qs_wire_get_trait (member, "locationName");
  g_autofree char *prefix = g_ascii_strdown (trait != NULL ? trait : "", -1);
  g_autoptr(GPtrArray) names = qs_reply_source_list_headers (source);
  JsonObject *map = json_object_new ();

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      const char *value = g_hash_table_lookup (source->headers, name);

      if (g_ascii_strncasecmp (name, prefix, strlen (prefix)) == 0 &&
          g_utf8_validate (value, -1, NULL))
        json_object_set_string_member (map, name + strlen (prefix), value);
    }

  json_object_set_object_member (output, qs_member_get_name (member), map);
}

static void
read_bound_members (const QsReplySource *source,
                    const QsShape       *shape,
                    JsonObject          *output)
{
  for (guint i = 0; i < qs_shape_get_n_members (shape); i++)
    {
      const QsMember *member = qs_shape_get_member (shape, i);
      const char *location = qs_wire_get_location (member);

      if (g_strcmp0 (location, "statusCode") == 0)
        json_object_set_int_member (output, qs_member_get_name (member), source->status);
      else if (g_strcmp0 (location, "header") == 0)
        read_header (source, member, output);
      else if (g_strcmp0 (location, "headers") == 0)
        read_header_map (source, member, output);
    }
}

static JsonNode *
read_stream (const QsReplySource *source,
             QsShapeKind          kind)
{
  gsize size = 0;
  gconstpointer data = source->body != NULL ? g_bytes_get_data (source->body, &size) : NULL;
  g_autofree char *text = NULL;

  text = kind == QS_SHAPE_STRING ? qs_reply_source_dup_text (source)
                                 : g_base64_encode (data != NULL ? data : "", size);
  return json_node_init_string (json_node_alloc (), text);
}

static JsonNode *
read_xml_payload (const QsReplySource *source,
                  const QsMember      *payload,
                  GError             **error)
{
  g_autoptr(xmlDoc) document = qs_xml_parse (source->body, error);

  return document != NULL ? qs_xml_read (payload, xmlDocGetRootElement (document), error) : NULL;
}

static JsonNode *
read_json_payload (const QsReplySource *source,
                   const QsMember      *payload,
                   GError             **error)
{
  g_autoptr(JsonNode) document = qs_reply_source_parse_json (source, error);

  return document != NULL ? qs_json_read (payload, document,
                                          source->keeps_unknown, error) : NULL;
}

static gboolean
read_payload (QsRestDialect        dialect,
              const QsReplySource *source,
              const QsMember      *payload,
              JsonObject          *output,
              GError             **error)
{
  QsShapeKind kind = qs_shape_get_kind (qs_member_get_shape (payload));
  JsonNode *value;

  if (kind == QS_SHAPE_BLOB || kind == QS_SHAPE_STRING)
    value = read_stream (source, kind);
  else if (!qs_reply_source_has_body (source) && qs_wire_has_trait (payload, "union"))
    return TRUE;
  else if (!qs_reply_source_has_body (source) && kind == QS_SHAPE_STRUCTURE)
    value = qs_json_take (json_object_new ());
  else if (dialect == QS_REST_XML)
    value = read_xml_payload (source, payload, error);
  else
    value = read_json_payload (source, payload, error);

  if (value != NULL)
    json_object_set_member (output, qs_member_get_name (payload), value);

  return value != NULL;
}

static gboolean
read_xml_body (const QsReplySource *source,
               const QsShape       *shape,
               JsonObject          *output,
               GError             **error)
{
  g_autoptr(xmlDoc) document = NULL;
  const xmlNode *root;

  if (!qs_reply_source_has_body (source))
    return TRUE;
  if ((document = qs_xml_parse (source->body, error)) == NULL)
    return FALSE;

  root = xmlDocGetRootElement (document);
  if (qs_shape_has_trait (shape, "exception"))
    root = qs_xml_fault_find_error (root);

  return root == NULL || qs_xml_read_members (shape, root, output, error);
}

static gboolean
read_json_body (const QsReplySource *source,
                const QsShape       *shape,
                JsonObject          *output,
                GError             **error)
{
  g_autoptr(JsonNode) document = qs_reply_source_parse_json (source, error);

  if (document == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_OBJECT (document))
    return qs_json_read_members (shape, json_node_get_object (document), output,
                                 source->keeps_unknown, error);

  g_set_error_literal (error, QS_PROTOCOL_ERROR, QS_PROTOCOL_ERROR_INVALID_REPLY,
                       _("The service’s reply is no JSON object"));
  return FALSE;
}

static gboolean
has_body_members (const QsShape *shape)
{
  for (guint i = 0; i < qs_shape_get_n_members (shape); i++)
    if (!qs_reply_is_bound_elsewhere (qs_shape_get_member (shape, i)))
      return TRUE;

  return FALSE;
}

/**
 * qs_rest_read:
 * @shape: what the operation answers, or the error that came
 * @output: gets its members
 *
 * Returns: whether it could be read; if not, %QS_PROTOCOL_ERROR_INVALID_REPLY.
 */
gboolean
qs_rest_read (QsRestDialect        dialect,
              const QsReplySource *source,
              const QsShape       *shape,
              JsonObject          *output,
              GError             **error)
{
  const char *payload_name = qs_shape_get_trait (shape, "payload");
  const QsMember *payload = payload_name != NULL ? qs_shape_lookup_member (shape, payload_name)
                                                 : NULL;

  read_bound_members (source, shape, output);
  if (payload != NULL)
    return read_payload (dialect, source, payload, output, error);
  if (!has_body_members (shape))
    return TRUE;
  if (dialect == QS_REST_XML)
    return read_xml_body (source, shape, output, error);

  return read_json_body (source, shape, output, error);
}
