#include "qs-json-rpc.h"

#include <glib/gi18n.h>

#include "qs-json-reader.h"
#include "qs-json-writer.h"
#include "qs-protocol.h"

static void
add_headers (QsWireRequest     *request,
             QsServiceModel    *model,
             const QsOperation *operation)
{
  const char *prefix = qs_service_model_get_metadata (model, "targetPrefix");
  const char *version = qs_service_model_get_metadata (model, "jsonVersion");
  g_autofree char *target = g_strdup_printf ("%s.%s", prefix != NULL ? prefix : "",
                                             qs_operation_get_name (operation));
  g_autofree char *type = g_strdup_printf ("application/x-amz-json-%s",
                                           version != NULL ? version : "1.0");

  qs_wire_request_add_header (request, "X-Amz-Target", target);
  qs_wire_request_add_header (request, "Content-Type", type);
  /* Asks a service that once spoke the query protocol to say its old error codes too. */
  if (qs_service_model_has_metadata (model, "awsQueryCompatible"))
    qs_wire_request_add_header (request, "x-amzn-query-mode", "true");
}

QsWireRequest *
qs_json_rpc_write (QsServiceModel    *model,
                   const QsOperation *operation,
                   JsonObject        *input,
                   GError           **error)
{
  const QsMember *member = qs_operation_get_input (operation);
  QsWireRequest *request = qs_wire_request_new (qs_operation_get_method (operation), "/");
  GString *text = g_string_new (NULL);

  add_headers (request, model, operation);
  if (member != NULL)
    qs_json_write_members (text, qs_member_get_shape (member), input);
  else
    g_string_append (text, "{}");
  request->body = g_string_free_to_bytes (text);

  return request;
}

gboolean
qs_json_rpc_read_output (const QsReplySource *source,
                         const QsMember      *member,
                         JsonObject          *output,
                         char               **request_id,
                         GError             **error)
{
  return qs_json_rpc_read (source, qs_member_get_shape (member), output, error);
}

gboolean
qs_json_rpc_read (const QsReplySource *source,
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
