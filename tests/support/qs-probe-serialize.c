#include "qs-probe-serialize.h"

#include <gio/gio.h>

#include "qs-json.h"
#include "qs-probe-model.h"
#include "qs-protocol.h"

/* An endpoint may have a path of its own, which stands before the operation's. */
static char *
join_path (const char *endpoint,
           const char *uri)
{
  g_autofree char *path = NULL;
  gsize length;

  if (!g_uri_split (endpoint, G_URI_FLAGS_ENCODED, NULL, NULL, NULL, NULL, &path, NULL, NULL, NULL))
    return g_strdup (uri);

  length = strlen (path);
  if (length > 0 && path[length - 1] == '/')
    path[length - 1] = '\0';

  return g_strconcat (path, uri, NULL);
}

static JsonNode *
describe_request (QsWireRequest *wire,
                  const char    *endpoint)
{
  JsonObject *answer = json_object_new ();
  JsonObject *headers = json_object_new ();
  g_autofree char *uri = join_path (endpoint, wire->uri);

  for (guint i = 0; i + 1 < wire->headers->len; i += 2)
    json_object_set_string_member (headers, g_ptr_array_index (wire->headers, i),
                                   g_ptr_array_index (wire->headers, i + 1));

  json_object_set_string_member (answer, "method", wire->method);
  json_object_set_string_member (answer, "uri", uri);
  json_object_set_object_member (answer, "headers", headers);
  qs_probe_set_body (answer, wire->body);
  if (wire->host_prefix != NULL)
    json_object_set_string_member (answer, "hostPrefix", wire->host_prefix);

  return qs_json_take (answer);
}

JsonNode *
qs_probe_serialize (JsonObject *request,
                    GError    **error)
{
  g_autoptr(QsServiceModel) model = qs_probe_load_model (request, error);
  g_autoptr(QsWireRequest) wire = NULL;

  if (model == NULL)
    return NULL;

  wire = qs_protocol_serialize (model, qs_json_get_string (request, "operation", ""),
                                json_object_get_member (request, "input"),
                                QS_PROTOCOL_BY_MODEL, error);
  if (wire == NULL)
    return NULL;

  return describe_request (wire, qs_json_get_string (request, "endpoint", ""));
}
