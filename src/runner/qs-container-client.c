#include "qs-container-client.h"

#include <stdio.h>

#include "qs-await.h"
#include "qs-container-socket.h"
#include "qs-http.h"
#include "qs-json.h"
#include "qs-runner.h"

/* The newest version of the API whose replies are known here. An older engine is spoken to in its
 * own version. */
#define API_MAJOR 1
#define API_MINOR 48

struct _QsContainerClient
{
  GObject parent_instance;

  QsHttp *http;       /* NULL until an engine has answered */
  char   *socket;     /* its path */
  int     minor;
};

G_DEFINE_FINAL_TYPE (QsContainerClient, qs_container_client, G_TYPE_OBJECT)

G_DEFINE_QUARK (qs-container-engine-error-quark, qs_container_engine_error)

static void
forget_engine (QsContainerClient *self)
{
  g_clear_object (&self->http);
  g_clear_pointer (&self->socket, g_free);
}

static int
negotiate (QsHttpReply *reply)
{
  const char *version = qs_http_reply_get_header (reply, "Api-Version");
  int major = 0;
  int minor = 0;

  if (version == NULL || sscanf (version, "%d.%d", &major, &minor) != 2 || major != API_MAJOR)
    return API_MINOR;

  return MIN (minor, API_MINOR);
}

/* Takes the first socket that answers; awaits. */
static gboolean
connect_engine (QsContainerClient *self,
                GError           **error)
{
  g_auto(GStrv) paths = qs_container_socket_list (error);
  g_autoptr(QsHttpRequest) request = qs_http_request_new ("GET", "/_ping");
  g_autoptr(GError) first = NULL;

  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      g_autoptr(QsHttp) http = qs_http_new_for_socket (paths[i]);
      g_autoptr(GError) problem = NULL;
      g_autoptr(QsHttpReply) reply = qs_await_boxed (qs_http_send (http, request), &problem);

      if (reply != NULL)
        {
          self->minor = negotiate (reply);
          g_set_str (&self->socket, paths[i]);
          g_set_object (&self->http, http);
          return TRUE;
        }

      if (first == NULL)
        first = problem->domain == QS_HTTP_ERROR ? qs_container_socket_explain (paths[i], problem)
                                                 : g_steal_pointer (&problem);
    }

  if (paths != NULL)
    g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

static GError *
refusal_new (QsHttpReply *reply)
{
  gsize length;
  const char *text = g_bytes_get_data (reply->body, &length);
  g_autoptr(JsonNode) node = length > 0 ? qs_json_parse (text, (gssize) length, NULL) : NULL;
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node)
                                                                     : NULL;
  const char *message = qs_json_get_string (object, "message", NULL);
  int code = reply->status == 404 ? QS_CONTAINER_ENGINE_ERROR_NOT_FOUND
             : reply->status == 409 ? QS_CONTAINER_ENGINE_ERROR_CONFLICT
             : QS_CONTAINER_ENGINE_ERROR_FAILED;

  if (message == NULL)
    return g_error_new (QS_CONTAINER_ENGINE_ERROR, code,
                        "Error response from daemon: status %u", reply->status);

  return g_error_new (QS_CONTAINER_ENGINE_ERROR, code, "Error response from daemon: %s", message);
}

static QsHttpRequest *
build_request (QsContainerClient *self,
               const char        *method,
               const char        *target,
               JsonNode          *body)
{
  g_autofree char *path = g_strdup_printf ("/v%d.%d%s", API_MAJOR, self->minor, target);
  g_autoptr(QsHttpRequest) request = qs_http_request_new (method, path);

  if (body != NULL)
    {
      char *text = qs_json_print (body, FALSE);
      g_autoptr(GBytes) bytes = g_bytes_new_take (text, strlen (text));

      qs_http_request_set_body (request, "application/json", bytes);
    }

  return g_steal_pointer (&request);
}

/* What to do about an engine that did not answer. It is looked for again by the next call. */
static GError *
explain_silence (QsContainerClient *self,
                 GError            *problem)
{
  g_autoptr(GError) error = problem;
  GError *explained;

  if (error->domain != QS_HTTP_ERROR)
    return g_steal_pointer (&error);

  explained = qs_container_socket_explain (self->socket != NULL ? self->socket : "", error);
  forget_engine (self);
  return explained;
}

static void
qs_container_client_finalize (GObject *object)
{
  QsContainerClient *self = QS_CONTAINER_CLIENT (object);

  forget_engine (self);

  G_OBJECT_CLASS (qs_container_client_parent_class)->finalize (object);
}

static void
qs_container_client_class_init (QsContainerClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_container_client_finalize;
}

static void
qs_container_client_init (QsContainerClient *self)
{
}

/**
 * qs_container_client_new:
 *
 * Returns: (transfer full): a client that has not looked for an engine yet.
 */
QsContainerClient *
qs_container_client_new (void)
{
  return g_object_new (QS_TYPE_CONTAINER_CLIENT, NULL);
}

/**
 * qs_container_client_get_socket:
 *
 * Returns: (transfer none) (nullable): the path of the socket of the engine that answered last.
 */
const char *
qs_container_client_get_socket (QsContainerClient *self)
{
  g_return_val_if_fail (QS_IS_CONTAINER_CLIENT (self), NULL);

  return self->socket;
}

/**
 * qs_container_client_send:
 * @target: the path behind the version, with its query
 * @body: (nullable): what is sent along
 * @is_stream: whether the reply comes as a stream, without a time limit
 *
 * Awaits. An answer that says no change was needed is a success.
 *
 * Returns: (transfer full) (nullable): the successful reply; %NULL with #QsContainerEngineError or
 *   %QS_RUNNER_ERROR_UNAVAILABLE.
 */
QsHttpReply *
qs_container_client_send (QsContainerClient *self,
                          const char        *method,
                          const char        *target,
                          JsonNode          *body,
                          gboolean           is_stream,
                          GError           **error)
{
  g_autoptr(QsHttpRequest) request = NULL;
  g_autoptr(QsHttpReply) reply = NULL;
  g_autoptr(GError) problem = NULL;
  g_autoptr(QsHttp) http = NULL;

  g_return_val_if_fail (QS_IS_CONTAINER_CLIENT (self), NULL);
  g_return_val_if_fail (method != NULL && target != NULL, NULL);

  if (self->http == NULL && !connect_engine (self, error))
    return NULL;

  request = build_request (self, method, target, body);
  if (is_stream)
    request->io_timeout = 0;
  http = g_object_ref (self->http);
  reply = qs_await_boxed (is_stream ? qs_http_open (http, request)
                                    : qs_http_send (http, request), &problem);
  if (reply != NULL && (qs_http_reply_is_success (reply) || reply->status == 304))
    return g_steal_pointer (&reply);

  g_propagate_error (error, reply != NULL ? refusal_new (reply)
                                          : explain_silence (self, g_steal_pointer (&problem)));
  return NULL;
}
