#include "qs-protocol.h"

#include <glib/gi18n.h>

#include "qs-host-prefix.h"
#include "qs-json.h"
#include "qs-protocol-kind.h"
#include "qs-wire-traits.h"

G_DEFINE_QUARK (qs-protocol-error-quark, qs_protocol_error)

static gboolean
has_event_stream (const QsMember *message)
{
  const QsShape *shape = message != NULL ? qs_member_get_shape (message) : NULL;

  for (guint i = 0; shape != NULL && i < qs_shape_get_n_members (shape); i++)
    if (qs_wire_has_trait (qs_shape_get_member (shape, i), "eventstream"))
      return TRUE;

  return FALSE;
}

/* What both directions need to know: who is spoken to, and how. */
static const QsOperation *
find_operation (QsServiceModel        *model,
                const char            *name,
                const QsProtocolKind **kind,
                GError               **error)
{
  const QsOperation *operation = qs_service_model_lookup_operation (model, name);

  if (operation == NULL)
    g_set_error (error, QS_PROTOCOL_ERROR, QS_PROTOCOL_ERROR_UNSUPPORTED,
                 _("“%s” is no operation of this service"), name);
  else if ((*kind = qs_protocol_kind_find (model)) == NULL)
    g_set_error (error, QS_PROTOCOL_ERROR, QS_PROTOCOL_ERROR_UNSUPPORTED,
                 _("Quayside does not speak the protocol “%s” of this service"),
                 qs_service_model_get_metadata (model, "protocol"));
  else if (has_event_stream (qs_operation_get_input (operation)) ||
           has_event_stream (qs_operation_get_output (operation)))
    g_set_error (error, QS_PROTOCOL_ERROR, QS_PROTOCOL_ERROR_UNSUPPORTED,
                 _("%s speaks in a stream of events, which Quayside does not follow"), name);
  else
    return operation;

  return NULL;
}

static gboolean
has_tokens (const QsShape *shape)
{
  for (guint i = 0; shape != NULL && i < qs_shape_get_n_members (shape); i++)
    if (qs_wire_has_trait (qs_shape_get_member (shape, i), "idempotencyToken"))
      return TRUE;

  return FALSE;
}

/* The input, or a copy in which every token that makes a request safe to repeat is filled in. */
static JsonNode *
fill_tokens (const QsOperation *operation,
             JsonNode          *input)
{
  const QsMember *member = qs_operation_get_input (operation);
  const QsShape *shape = member != NULL ? qs_member_get_shape (member) : NULL;
  JsonObject *filled;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (input != NULL && !has_tokens (shape))
    return json_node_ref (input);

  filled = json_object_new ();
  if (input != NULL && JSON_NODE_HOLDS_OBJECT (input))
    {
      json_object_iter_init_ordered (&iter, json_node_get_object (input));
      while (json_object_iter_next_ordered (&iter, &name, &value))
        json_object_set_member (filled, name, json_node_copy (value));
    }

  for (guint i = 0; shape != NULL && i < qs_shape_get_n_members (shape); i++)
    {
      g_autofree char *token = NULL;

      name = qs_member_get_name (qs_shape_get_member (shape, i));
      value = json_object_get_member (filled, name);
      if (!qs_wire_has_trait (qs_shape_get_member (shape, i), "idempotencyToken") ||
          (value != NULL && !JSON_NODE_HOLDS_NULL (value)))
        continue;
      token = g_uuid_string_random ();
      json_object_set_string_member (filled, name, token);
    }

  return qs_json_take (filled);
}

static gboolean
check (QsServiceModel *model,
       const char     *operation,
       JsonNode       *input,
       gboolean        keeps_unknown,
       GError        **error)
{
  g_autoptr(GPtrArray) faults =
    keeps_unknown ? qs_service_model_check_known (model, operation, input)
                  : qs_service_model_check_types (model, operation, input);
  g_autofree char *message = NULL;

  if (faults->len == 0)
    return TRUE;

  message = qs_faults_dup_message (faults);
  g_set_error_literal (error, QS_PROTOCOL_ERROR, QS_PROTOCOL_ERROR_INVALID_INPUT, message);
  return FALSE;
}

/**
 * qs_protocol_serialize:
 * @operation: such as "SubmitJob"
 * @input: (nullable): an object in the shapes of the model: blobs are base64, times seconds since
 *   1970 or ISO 8601 text. %NULL is an object without members
 *
 * Makes the request of an operation. The input must have the model's types and all members that the
 * model requires; its limits, choices and patterns are the service's to judge, which knows newer
 * ones. Tokens that make a request safe to repeat are filled in, so what is sent again must be the
 * same #QsWireRequest.
 *
 * Returns: (transfer full) (nullable): the request, or %NULL with a #QsProtocolError.
 */
QsWireRequest *
qs_protocol_serialize (QsServiceModel *model,
                       const char     *operation,
                       JsonNode       *input,
                       QsProtocolFlags flags,
                       GError        **error)
{
  const QsProtocolKind *kind = NULL;
  const QsOperation *found;
  g_autoptr(JsonNode) filled = NULL;
  g_autoptr(QsWireRequest) request = NULL;
  JsonObject *members;

  g_return_val_if_fail (model != NULL, NULL);
  g_return_val_if_fail (operation != NULL, NULL);

  if ((found = find_operation (model, operation, &kind, error)) == NULL)
    return NULL;

  filled = input == NULL || JSON_NODE_HOLDS_OBJECT (input) ? fill_tokens (found, input)
                                                           : json_node_copy (input);
  if (!check (model, operation, filled, (flags & QS_PROTOCOL_KEEP_UNKNOWN) && kind->is_json,
              error))
    return NULL;

  members = json_node_get_object (filled);
  request = kind->write (model, found, members, error);
  if (request == NULL || !qs_host_prefix_expand (found, members, &request->host_prefix, error))
    return NULL;

  return g_steal_pointer (&request);
}

/* What a load balancer or a proxy says, which knows nothing of the service's protocol. */
static gboolean
is_foreign_error (const QsReplySource *source)
{
  g_autofree char *text = NULL;
  const char *start;

  if (source->status < 500)
    return FALSE;

  text = qs_reply_source_dup_text (source);
  start = g_strstrip (text);
  return start[0] == '\0' || g_str_has_prefix (start, "<html>");
}

static gboolean
is_error (const QsShape *shape,
          const char    *code)
{
  JsonObject *error;

  if (!qs_shape_has_trait (shape, "exception"))
    return FALSE;

  error = qs_json_get_object (qs_shape_get_traits (shape), "error");
  return g_str_equal (qs_json_get_string (error, "code", qs_shape_get_name (shape)), code);
}

/*
 * Returns: (nullable): the shape of an error; services send more of them than an operation lists.
 */
static const QsShape *
find_error_shape (const QsReplySource *source,
                  const char          *code)
{
  const char * const *names = qs_service_model_get_shapes (source->model);

  for (guint i = 0; i < qs_operation_get_n_errors (source->operation); i++)
    if (is_error (qs_operation_get_error (source->operation, i), code))
      return qs_operation_get_error (source->operation, i);

  for (guint i = 0; names[i] != NULL; i++)
    if (is_error (qs_service_model_lookup_shape (source->model, names[i]), code))
      return qs_service_model_lookup_shape (source->model, names[i]);

  return NULL;
}

/* An error that has members of its own keeps them; one that cannot be read is still that error. */
static void
read_fault (const QsProtocolKind *kind,
            const QsReplySource  *source,
            QsWireReply          *reply)
{
  g_autoptr(JsonObject) output = json_object_new ();
  const QsShape *shape;

  if (is_foreign_error (source))
    reply->fault = qs_wire_fault_new_for_status (source->status);
  else
    reply->fault = kind->read_fault (source, &reply->request_id);

  shape = find_error_shape (source, reply->fault->code);
  if (shape != NULL && kind->read (source, shape, output, NULL))
    {
      reply->fault->output = json_node_new (JSON_NODE_OBJECT);
      json_node_set_object (reply->fault->output, output);
    }
}

static gboolean
read_output (const QsProtocolKind *kind,
             const QsReplySource  *source,
             QsWireReply          *reply,
             GError              **error)
{
  const QsMember *output = qs_operation_get_output (source->operation);
  g_autoptr(JsonObject) members = json_object_new ();

  if (output != NULL && !kind->read_output (source, output, members, &reply->request_id, error))
    return FALSE;

  reply->output = json_node_new (JSON_NODE_OBJECT);
  json_node_set_object (reply->output, members);
  return TRUE;
}

static char *
dup_request_id_header (const QsReplySource *source)
{
  static const char * const names[] = {
    "x-amzn-requestid", "x-amz-request-id", "x-amzn-request-id"
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *id = qs_reply_source_find_header (source, names[i]);

      if (id != NULL)
        return g_utf8_make_valid (id, -1);
    }

  return NULL;
}

/**
 * qs_protocol_parse:
 * @status: of HTTP; what is above 300 is an error
 * @headers: (nullable) (element-type utf8 utf8): names, whatever their case, and values
 * @body: (nullable): all of it
 *
 * Reads what a service answered. That it refused the request is no #GError but the reply's fault.
 *
 * Returns: (transfer full) (nullable): the reply, or %NULL with %QS_PROTOCOL_ERROR_INVALID_REPLY or
 *   %QS_PROTOCOL_ERROR_UNSUPPORTED.
 */
QsWireReply *
qs_protocol_parse (QsServiceModel *model,
                   const char     *operation,
                   guint           status,
                   GHashTable     *headers,
                   GBytes         *body,
                   QsProtocolFlags flags,
                   GError        **error)
{
  const QsProtocolKind *kind = NULL;
  QsReplySource source = { model, NULL, status, headers, body, FALSE };
  g_autoptr(QsWireReply) reply = NULL;

  g_return_val_if_fail (model != NULL, NULL);
  g_return_val_if_fail (operation != NULL, NULL);

  if ((source.operation = find_operation (model, operation, &kind, error)) == NULL)
    return NULL;

  reply = qs_wire_reply_new ();
  if (status > 300 || (kind->is_late_fault != NULL && kind->is_late_fault (&source)))
    read_fault (kind, &source, reply);
  else
    {
      source.keeps_unknown = (flags & QS_PROTOCOL_KEEP_UNKNOWN) != 0;
      if (!read_output (kind, &source, reply, error))
        return NULL;
    }

  if (reply->request_id == NULL)
    reply->request_id = dup_request_id_header (&source);

  return g_steal_pointer (&reply);
}
