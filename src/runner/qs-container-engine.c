#include "qs-container-engine.h"

#include "qs-await.h"
#include "qs-container-socket.h"
#include "qs-http-reply.h"
#include "qs-json.h"
#include "qs-pull-progress.h"

#define BLOCK_SIZE (64 * 1024)

struct _QsContainerEngine
{
  GObject            parent_instance;

  QsContainerClient *client;
};

G_DEFINE_FINAL_TYPE (QsContainerEngine, qs_container_engine, G_TYPE_OBJECT)

static char *
build_target (const char *format,
              const char *name)
{
  g_autofree char *escaped = g_uri_escape_string (name, NULL, FALSE);
  g_auto(GStrv) parts = g_strsplit (format, "%s", 2);

  return g_strconcat (parts[0], escaped, parts[1], NULL);
}

static gboolean
act (QsContainerEngine *self,
     const char        *method,
     const char        *target,
     JsonNode          *body,
     GError           **error)
{
  g_autoptr(QsHttpReply) reply =
    qs_container_client_send (self->client, method, target, body, FALSE, error);

  return reply != NULL;
}

static JsonNode *
read_document (QsContainerEngine *self,
               const char        *target,
               GError           **error)
{
  g_autoptr(QsHttpReply) reply =
    qs_container_client_send (self->client, "GET", target, NULL, FALSE, error);

  if (reply == NULL)
    return NULL;

  return qs_json_parse (g_bytes_get_data (reply->body, NULL),
                        (gssize) g_bytes_get_size (reply->body), error);
}

static GBytes *
read_block (QsHttpReply *reply,
            GError     **error)
{
  return qs_await_boxed (dex_input_stream_read_bytes (reply->stream, BLOCK_SIZE, 0), error);
}

/* Acts by a call that is answered when it is done, however long that takes. */
static gboolean
act_at_length (QsContainerEngine *self,
               const char        *target,
               GError           **error)
{
  g_autoptr(QsHttpReply) reply =
    qs_container_client_send (self->client, "POST", target, NULL, TRUE, error);
  gsize length = 1;

  if (reply == NULL)
    return FALSE;

  while (reply->stream != NULL && length > 0)
    {
      g_autoptr(GBytes) bytes = read_block (reply, error);

      if (bytes == NULL)
        return FALSE;
      length = g_bytes_get_size (bytes);
    }

  return TRUE;
}

static void
qs_container_engine_finalize (GObject *object)
{
  QsContainerEngine *self = QS_CONTAINER_ENGINE (object);

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
 * Returns: whether an engine answers.
 */
gboolean
qs_container_engine_ping (QsContainerEngine *self,
                          GError           **error)
{
  g_return_val_if_fail (QS_IS_CONTAINER_ENGINE (self), FALSE);

  return act (self, "GET", "/_ping", NULL, error);
}

/**
 * qs_container_engine_find_network:
 *
 * Returns: (transfer none) (nullable): the network mode for containers that ask for none: the
 *   engine's default, or "host" on an engine that has no bridge.
 */
const char *
qs_container_engine_find_network (QsContainerEngine *self,
                                  GError           **error)
{
  g_autoptr(JsonNode) node = NULL;
  JsonArray *networks;

  g_return_val_if_fail (QS_IS_CONTAINER_ENGINE (self), NULL);

  node = read_document (self, "/networks", error);
  if (node == NULL)
    return NULL;

  networks = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  for (guint i = 0; networks != NULL && i < json_array_get_length (networks); i++)
    if (g_str_equal (qs_json_get_string (qs_json_element (networks, i), "Driver", ""), "bridge"))
      return "default";

  return "host";
}

/**
 * qs_container_engine_inspect_image:
 *
 * Returns: (transfer full) (nullable): what the engine knows of @image; %NULL with NOT_FOUND when
 *   it is not on this computer.
 */
JsonNode *
qs_container_engine_inspect_image (QsContainerEngine *self,
                                   const char        *image,
                                   GError           **error)
{
  g_autofree char *target = build_target ("/images/%s/json", image);

  g_return_val_if_fail (QS_IS_CONTAINER_ENGINE (self), NULL);

  return read_document (self, target, error);
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

/* Tells what has come, block by block, to the end of it. */
static gboolean
follow_pull (QsHttpReply      *reply,
             const char       *image,
             QsRunProgressFunc func,
             gpointer          user_data,
             GError          **error)
{
  g_autoptr(QsPullProgress) progress = qs_pull_progress_new (image);
  g_autofree char *last = NULL;

  for (;;)
    {
      g_autofree char *text = qs_pull_progress_dup_text (progress);
      g_autoptr(GBytes) bytes = NULL;

      if (g_set_str (&last, text))
        func (text, user_data);

      bytes = read_block (reply, error);
      if (bytes == NULL)
        return FALSE;
      if (g_bytes_get_size (bytes) == 0)
        return TRUE;
      if (!qs_pull_progress_feed (progress, g_bytes_get_data (bytes, NULL),
                                  g_bytes_get_size (bytes), error))
        return FALSE;
    }
}

/**
 * qs_container_engine_pull:
 * @progress: (scope call): told how far it is
 *
 * Returns: whether @image is on this computer now.
 */
gboolean
qs_container_engine_pull (QsContainerEngine *self,
                          const char        *image,
                          QsRunProgressFunc  progress,
                          gpointer           user_data,
                          GError           **error)
{
  g_autofree char *target = build_pull_target (image);
  g_autoptr(QsHttpReply) reply = NULL;

  g_return_val_if_fail (QS_IS_CONTAINER_ENGINE (self), FALSE);

  reply = qs_container_client_send (self->client, "POST", target, NULL, TRUE, error);
  return reply != NULL && follow_pull (reply, image, progress, user_data, error);
}

/**
 * qs_container_engine_create:
 * @spec: the body of ContainerCreate
 *
 * Returns: whether there is a container @name now; %FALSE with CONFLICT when the name is taken.
 */
gboolean
qs_container_engine_create (QsContainerEngine *self,
                            const char        *name,
                            JsonNode          *spec,
                            GError           **error)
{
  g_autofree char *target = build_target ("/containers/create?name=%s", name);

  g_return_val_if_fail (QS_IS_CONTAINER_ENGINE (self), FALSE);
  g_return_val_if_fail (spec != NULL, FALSE);

  return act (self, "POST", target, spec, error);
}

/**
 * qs_container_engine_start:
 *
 * Returns: whether the container runs, or has run, also when it had been started before.
 */
gboolean
qs_container_engine_start (QsContainerEngine *self,
                           const char        *name,
                           GError           **error)
{
  g_autofree char *target = build_target ("/containers/%s/start", name);

  g_return_val_if_fail (QS_IS_CONTAINER_ENGINE (self), FALSE);

  return act (self, "POST", target, NULL, error);
}

/**
 * qs_container_engine_inspect:
 *
 * Returns: (transfer full) (nullable): the reply of ContainerInspect.
 */
JsonNode *
qs_container_engine_inspect (QsContainerEngine *self,
                             const char        *name,
                             GError           **error)
{
  g_autofree char *target = build_target ("/containers/%s/json", name);

  g_return_val_if_fail (QS_IS_CONTAINER_ENGINE (self), NULL);

  return read_document (self, target, error);
}

/**
 * qs_container_engine_wait:
 *
 * Returns: %TRUE once the container does not run.
 */
gboolean
qs_container_engine_wait (QsContainerEngine *self,
                          const char        *name,
                          GError           **error)
{
  g_autofree char *target = build_target ("/containers/%s/wait", name);

  g_return_val_if_fail (QS_IS_CONTAINER_ENGINE (self), FALSE);

  return act_at_length (self, target, error);
}

/**
 * qs_container_engine_stop:
 * @grace: seconds between SIGTERM and SIGKILL
 *
 * Returns: %TRUE once the container has stopped.
 */
gboolean
qs_container_engine_stop (QsContainerEngine *self,
                          const char        *name,
                          guint              grace,
                          GError           **error)
{
  g_autofree char *format = g_strdup_printf ("/containers/%%s/stop?t=%u", grace);
  g_autofree char *target = build_target (format, name);

  g_return_val_if_fail (QS_IS_CONTAINER_ENGINE (self), FALSE);

  return act_at_length (self, target, error);
}

/**
 * qs_container_engine_remove:
 *
 * Returns: whether the container, running or not, and its own volumes are gone now.
 */
gboolean
qs_container_engine_remove (QsContainerEngine *self,
                            const char        *name,
                            GError           **error)
{
  g_autofree char *target = build_target ("/containers/%s?force=1&v=1", name);

  g_return_val_if_fail (QS_IS_CONTAINER_ENGINE (self), FALSE);

  return act (self, "DELETE", target, NULL, error);
}

/**
 * qs_container_engine_follow_log:
 * @since: nanoseconds since the epoch: what was written before is left out
 *
 * Returns: (transfer full) (nullable): frames, see #QsDockerFrames, each beginning with its time;
 *   the stream ends when the container has.
 */
GInputStream *
qs_container_engine_follow_log (QsContainerEngine *self,
                                const char        *name,
                                gint64             since,
                                GError           **error)
{
  const gint64 second = 1000000000;
  g_autofree char *format =
    g_strdup_printf ("/containers/%%s/logs?follow=1&stdout=1&stderr=1&timestamps=1&since=%"
                     G_GINT64_FORMAT ".%09" G_GINT64_FORMAT, since / second, since % second);
  g_autofree char *target = build_target (format, name);
  g_autoptr(QsHttpReply) reply = NULL;

  g_return_val_if_fail (QS_IS_CONTAINER_ENGINE (self), NULL);

  reply = qs_container_client_send (self->client, "GET", target, NULL, TRUE, error);
  return reply != NULL ? g_steal_pointer (&reply->stream) : NULL;
}

/**
 * qs_container_engine_list:
 *
 * Returns: (transfer full) (nullable): the reply of ContainerList: every container with @label,
 *   running or not.
 */
JsonNode *
qs_container_engine_list (QsContainerEngine *self,
                          const char        *label,
                          GError           **error)
{
  g_autofree char *filters = g_strdup_printf ("{\"label\":[\"%s\"]}", label);
  g_autofree char *target = build_target ("/containers/json?all=1&filters=%s", filters);

  g_return_val_if_fail (QS_IS_CONTAINER_ENGINE (self), NULL);

  return read_document (self, target, error);
}
