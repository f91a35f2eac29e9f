#include "qs-container-engine.h"

#include "qs-await.h"
#include "qs-container-socket.h"
#include "qs-http-reply.h"
#include "qs-json.h"
#include "qs-pull-progress.h"
#include "qs-scope.h"

#define BLOCK_SIZE (64 * 1024)

struct _QsContainerEngine
{
  GObject            parent_instance;

  QsScope           *scope;
  QsContainerClient *client;
};

/* One call. What it resolves to is up to its fiber. */
typedef struct
{
  QsContainerEngine *engine;
  char              *method;
  char              *target;      /* behind the version */
  JsonNode          *body;
  gboolean           is_stream;
  QsRunProgressFunc  progress;
  gpointer           user_data;
  char              *image;
} QsEngineCall;

G_DEFINE_FINAL_TYPE (QsContainerEngine, qs_container_engine, G_TYPE_OBJECT)

static QsEngineCall *
engine_call_new (QsContainerEngine *engine,
                 const char        *method,
                 char              *target)
{
  QsEngineCall *call = g_new0 (QsEngineCall, 1);

  call->engine = g_object_ref (engine);
  call->method = g_strdup (method);
  call->target = target;
  return call;
}

static void
engine_call_free (gpointer data)
{
  QsEngineCall *call = data;

  g_object_unref (call->engine);
  g_free (call->method);
  g_free (call->target);
  g_clear_pointer (&call->body, json_node_unref);
  g_free (call->image);
  g_free (call);
}

/* Awaits. */
static QsHttpReply *
send_call (QsEngineCall *call,
           GError      **error)
{
  return qs_await_boxed (qs_container_client_send (call->engine->client, call->method,
                                                   call->target, call->body, call->is_stream),
                         error);
}

/* Resolves to %TRUE. */
static DexFuture *
act_fiber (gpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(QsHttpReply) reply = send_call (data, &error);

  if (reply == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

/* Resolves to the document. */
static DexFuture *
read_fiber (gpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(QsHttpReply) reply = send_call (data, &error);
  g_autoptr(JsonNode) node = NULL;

  if (reply != NULL)
    node = qs_json_parse (g_bytes_get_data (reply->body, NULL),
                          (gssize) g_bytes_get_size (reply->body), &error);
  if (node == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (JSON_TYPE_NODE, g_steal_pointer (&node));
}

/* Resolves to the reply's stream. */
static DexFuture *
open_fiber (gpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(QsHttpReply) reply = send_call (data, &error);

  if (reply == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_object (g_steal_pointer (&reply->stream));
}

/* Reads the reply to its end, whatever it says. */
static DexFuture *
drain_fiber (gpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(QsHttpReply) reply = send_call (data, &error);
  gsize length = 1;

  while (reply != NULL && reply->stream != NULL && length > 0)
    {
      g_autoptr(GBytes) bytes = qs_await_boxed (
        dex_input_stream_read_bytes (reply->stream, BLOCK_SIZE, 0), &error);

      length = bytes != NULL ? g_bytes_get_size (bytes) : 0;
    }

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

static DexFuture *
pull_fiber (gpointer data)
{
  QsEngineCall *call = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(QsPullProgress) progress = qs_pull_progress_new (call->image);
  g_autoptr(QsHttpReply) reply = send_call (call, &error);
  g_autofree char *last = NULL;
  gsize length = 1;

  while (reply != NULL && error == NULL && length > 0)
    {
      g_autofree char *text = qs_pull_progress_dup_text (progress);
      g_autoptr(GBytes) bytes = NULL;

      if (call->progress != NULL && g_set_str (&last, text))
        call->progress (text, call->user_data);

      bytes = qs_await_boxed (dex_input_stream_read_bytes (reply->stream, BLOCK_SIZE, 0), &error);
      length = bytes != NULL ? g_bytes_get_size (bytes) : 0;
      if (length > 0)
        qs_pull_progress_feed (progress, g_bytes_get_data (bytes, NULL), length, &error);
    }

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

static DexFuture *
run_call (QsEngineCall *call,
          DexFiberFunc  fiber)
{
  return qs_scope_run (call->engine->scope, fiber, call, engine_call_free);
}

static char *
build_target (const char *format,
              const char *name)
{
  g_autofree char *escaped = g_uri_escape_string (name, NULL, FALSE);
  g_auto(GStrv) parts = g_strsplit (format, "%s", 2);

  return g_strconcat (parts[0], escaped, parts[1], NULL);
}

static DexFuture *
act (QsContainerEngine *self,
     const char        *method,
     char              *target)
{
  return run_call (engine_call_new (self, method, target), act_fiber);
}

static DexFuture *
read_document (QsContainerEngine *self,
               char              *target)
{
  return run_call (engine_call_new (self, "GET", target), read_fiber);
}

static void
qs_container_engine_finalize (GObject *object)
{
  QsContainerEngine *self = QS_CONTAINER_ENGINE (object);

  g_clear_pointer (&self->scope, qs_scope_unref);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (qs_container_engine_parent_class)->finalize (object);
}

static void
qs_container_engine_class_init (QsContainerEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_container_engine_finalize;
}

static void
qs_container_engine_init (QsContainerEngine *self)
{
  self->scope = qs_scope_new ();
  self->client = qs_container_client_new ();
}

/**
 * qs_container_engine_new:
 *
 * Returns: (transfer full): the engine of this computer, whether or not there is one now.
 */
QsContainerEngine *
qs_container_engine_new (void)
{
  return g_object_new (QS_TYPE_CONTAINER_ENGINE, NULL);
}

/**
 * qs_container_engine_dup_socket:
 *
 * Returns: (transfer full) (nullable): the path of the engine's socket: of the one that answered
 *   last, or else of the first that exists.
 */
char *
qs_container_engine_dup_socket (QsContainerEngine *self)
{
  g_auto(GStrv) paths = NULL;

  g_return_val_if_fail (QS_IS_CONTAINER_ENGINE (self), NULL);

  if (qs_container_client_get_socket (self->client) != NULL)
    return g_strdup (qs_container_client_get_socket (self->client));

  paths = qs_container_socket_list (NULL);
  return paths != NULL ? g_strdup (paths[0]) : NULL;
}

/**
 * qs_container_engine_ping:
 *
 * Returns: (transfer full): a future that resolves to %TRUE when an engine answers.
 */
DexFuture *
qs_container_engine_ping (QsContainerEngine *self)
{
  g_return_val_if_fail (QS_IS_CONTAINER_ENGINE (self), NULL);

  return act (self, "GET", g_strdup ("/_ping"));
}

static DexFuture *
on_networks_listed_cb (DexFuture *future,
                       gpointer   user_data)
{
  JsonNode *node = g_value_get_boxed (dex_future_get_value (future, NULL));
  JsonArray *networks = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; networks != NULL && i < json_array_get_length (networks); i++)
    if (g_str_equal (qs_json_get_string (qs_json_element (networks, i), "Driver", ""), "bridge"))
      return dex_future_new_for_string ("default");

  return dex_future_new_for_string ("host");
}

/**
 * qs_container_engine_find_network:
 *
 * Returns: (transfer full): a future of the network mode for containers that ask for none: the
 *   engine's default, or "host" on an engine that has no bridge.
 */
DexFuture *
qs_container_engine_find_network (QsContainerEngine *self)
{
  g_return_val_if_fail (QS_IS_CONTAINER_ENGINE (self), NULL);

  return dex_future_then (read_document (self, g_strdup ("/networks")), on_networks_listed_cb,
                          NULL, NULL);
}

/**
 * qs_container_engine_inspect_image:
 *
 * Returns: (transfer full): a future of a #JsonNode; rejected with NOT_FOUND when the image is not
 *   on this computer.
 */
DexFuture *
qs_container_engine_inspect_image (QsContainerEngine *self,
                                   const char        *image)
{
  g_return_val_if_fail (QS_IS_CONTAINER_ENGINE (self), NULL);
  g_return_val_if_fail (image != NULL, NULL);

  return read_document (self, build_target ("/images/%s/json", image));
}

/* Without a tag or digest the engine would pull every tag there is. */
static char *
build_pull_target (const char *image)
{
  const char *last = strrchr (image, '/');
  gboolean is_exact = strpbrk (last != NULL ? last : image, ":@") != NULL;

  return build_target (is_exact ? "/images/create?fromImage=%s"
                                : "/images/create?fromImage=%s&tag=latest", image);
}

/**
 * qs_container_engine_pull:
 * @progress: (nullable) (scope notified): told how far it is; @user_data must stay until the end
 *
 * Returns: (transfer full): a future that resolves to %TRUE when @image is on this computer.
 */
DexFuture *
qs_container_engine_pull (QsContainerEngine *self,
                          const char        *image,
                          QsRunProgressFunc  progress,
                          gpointer           user_data)
{
  QsEngineCall *call;

  g_return_val_if_fail (QS_IS_CONTAINER_ENGINE (self), NULL);
  g_return_val_if_fail (image != NULL, NULL);

  call = engine_call_new (self, "POST", build_pull_target (image));
  call->is_stream = TRUE;
  call->progress = progress;
  call->user_data = user_data;
  call->image = g_strdup (image);
  return run_call (call, pull_fiber);
}

/**
 * qs_container_engine_create:
 * @spec: the body of ContainerCreate
 *
 * Returns: (transfer full): a future that resolves to %TRUE; rejected with CONFLICT when @name is
 *   taken.
 */
DexFuture *
qs_container_engine_create (QsContainerEngine *self,
                            const char        *name,
                            JsonNode          *spec)
{
  QsEngineCall *call;

  g_return_val_if_fail (QS_IS_CONTAINER_ENGINE (self), NULL);
  g_return_val_if_fail (name != NULL && spec != NULL, NULL);

  call = engine_call_new (self, "POST", build_target ("/containers/create?name=%s", name));
  call->body = json_node_ref (spec);
  return run_call (call, act_fiber);
}

/**
 * qs_container_engine_start:
 *
 * Returns: (transfer full): a future that resolves to %TRUE, also when it has been started before.
 */
DexFuture *
qs_container_engine_start (QsContainerEngine *self,
                           const char        *name)
{
  g_return_val_if_fail (QS_IS_CONTAINER_ENGINE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return act (self, "POST", build_target ("/containers/%s/start", name));
}

/**
 * qs_container_engine_inspect:
 *
 * Returns: (transfer full): a future of a #JsonNode, the reply of ContainerInspect.
 */
DexFuture *
qs_container_engine_inspect (QsContainerEngine *self,
                             const char        *name)
{
  g_return_val_if_fail (QS_IS_CONTAINER_ENGINE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return read_document (self, build_target ("/containers/%s/json", name));
}

/**
 * qs_container_engine_wait:
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the container does not run.
 */
DexFuture *
qs_container_engine_wait (QsContainerEngine *self,
                          const char        *name)
{
  QsEngineCall *call;

  g_return_val_if_fail (QS_IS_CONTAINER_ENGINE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  call = engine_call_new (self, "POST", build_target ("/containers/%s/wait", name));
  call->is_stream = TRUE;
  return run_call (call, drain_fiber);
}

/**
 * qs_container_engine_stop:
 * @grace: seconds between SIGTERM and SIGKILL
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the container has stopped.
 */
DexFuture *
qs_container_engine_stop (QsContainerEngine *self,
                          const char        *name,
                          guint              grace)
{
  g_autofree char *format = g_strdup_printf ("/containers/%%s/stop?t=%u", grace);
  QsEngineCall *call;

  g_return_val_if_fail (QS_IS_CONTAINER_ENGINE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  call = engine_call_new (self, "POST", build_target (format, name));
  call->is_stream = TRUE;
  return run_call (call, drain_fiber);
}

/**
 * qs_container_engine_remove:
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the container, running or not, and
 *   its own volumes are gone.
 */
DexFuture *
qs_container_engine_remove (QsContainerEngine *self,
                            const char        *name)
{
  g_return_val_if_fail (QS_IS_CONTAINER_ENGINE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return act (self, "DELETE", build_target ("/containers/%s?force=1&v=1", name));
}

/**
 * qs_container_engine_follow_log:
 * @since: nanoseconds since the epoch: what was written before is left out
 *
 * Returns: (transfer full): a future of a #GInputStream of frames, see #QsDockerFrames, each
 *   beginning with its time; it ends when the container has.
 */
DexFuture *
qs_container_engine_follow_log (QsContainerEngine *self,
                                const char        *name,
                                gint64             since)
{
  const gint64 second = 1000000000;
  g_autofree char *format =
    g_strdup_printf ("/containers/%%s/logs?follow=1&stdout=1&stderr=1&timestamps=1&since=%"
                     G_GINT64_FORMAT ".%09" G_GINT64_FORMAT, since / second, since % second);
  QsEngineCall *call;

  g_return_val_if_fail (QS_IS_CONTAINER_ENGINE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  call = engine_call_new (self, "GET", build_target (format, name));
  call->is_stream = TRUE;
  return run_call (call, open_fiber);
}

/**
 * qs_container_engine_list:
 *
 * Returns: (transfer full): a future of a #JsonNode, the reply of ContainerList: every container
 *   with @label, running or not.
 */
DexFuture *
qs_container_engine_list (QsContainerEngine *self,
                          const char        *label)
{
  g_autofree char *filters = g_strdup_printf ("{\"label\":[\"%s\"]}", label);

  g_return_val_if_fail (QS_IS_CONTAINER_ENGINE (self), NULL);

  return read_document (self, build_target ("/containers/json?all=1&filters=%s", filters));
}
