#include "qs-probe-parse.h"

#include "qs-json.h"
#include "qs-probe-model.h"
#include "qs-protocol.h"

static GHashTable *
read_headers (JsonObject *source)
{
  GHashTable *headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (source == NULL)
    return headers;

  json_object_iter_init (&iter, source);
  while (json_object_iter_next (&iter, &name, &value))
    if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
      g_hash_table_insert (headers, g_strdup (name), json_node_dup_string (value));

  return headers;
}

static JsonObject *
describe_fault (QsWireFault *fault)
{
  JsonObject *error = json_object_new ();

  json_object_set_string_member (error, "code", fault->code);
  json_object_set_string_member (error, "message", fault->message);
  json_object_set_member (error, "output",
                          fault->output != NULL ? json_node_copy (fault->output)
                                                : qs_json_take (json_object_new ()));

  return error;
}

JsonNode *
qs_probe_parse (JsonObject *request,
                GError    **error)
{
  g_autoptr(QsServiceModel) model = qs_probe_load_model (request, error);
  JsonObject *response = qs_json_get_object (request, "response");
  g_autoptr(GHashTable) headers = read_headers (qs_json_get_object (response, "headers"));
  g_autoptr(GBytes) body = qs_probe_get_body (response);
  g_autoptr(QsWireReply) reply = NULL;
  JsonObject *answer;

  if (model == NULL)
    return NULL;

  reply = qs_protocol_parse (model, qs_json_get_string (request, "operation", ""),
                             qs_json_get_int (response, "status", 200), headers, body,
                             QS_PROTOCOL_BY_MODEL, error);
  if (reply == NULL)
    return NULL;

  answer = json_object_new ();
  if (reply->fault != NULL)
    json_object_set_object_member (answer, "error", describe_fault (reply->fault));
  else
    json_object_set_member (answer, "output", json_node_copy (reply->output));

  return qs_json_take (answer);
}
