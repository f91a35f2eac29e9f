#include "qs-local-volumes.h"

#include <glib/gstdio.h>

#include "qs-json.h"
#include "qs-worker.h"

#define CONTAINER_SOCKET "/var/run/docker.sock"

static char *
dup_scratch (QsLocalState *state,
             const char   *job_id,
             int           attempt)
{
  g_autofree char *name = g_strdelimit (g_strdup_printf ("%s.%d", job_id, attempt), ":", '-');

  return g_build_filename (state->folder, "scratch", name, NULL);
}

static JsonObject *
find_volume (JsonArray  *volumes,
             const char *name)
{
  for (guint i = 0; volumes != NULL && i < json_array_get_length (volumes); i++)
    {
      JsonObject *volume = qs_json_element (volumes, i);

      if (g_str_equal (qs_json_get_string (volume, "name", ""), name))
        return volume;
    }

  return NULL;
}

static gboolean
make_folder (const char *path,
             GError    **error)
{
  if (g_mkdir_with_parents (path, 0700) == 0)
    return TRUE;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
               "Cannot make the folder %s: %s", path, g_strerror (errno));
  return FALSE;
}

/* The socket of the container engine is a runner's to know; a runner without one has no such
 * property. */
static char *
find_socket (QsLocalState *state)
{
  for (guint i = 0; i < state->gates->len; i++)
    {
      QsLocalGate *gate = g_ptr_array_index (state->gates, i);
      g_autofree char *path = NULL;

      if (g_object_class_find_property (G_OBJECT_GET_CLASS (gate->runner), "socket-path") == NULL)
        continue;
      g_object_get (gate->runner, "socket-path", &path, NULL);
      if (path != NULL)
        return g_steal_pointer (&path);
    }

  return g_strdup (CONTAINER_SOCKET);
}

/* Volumes are called by the person, folders by us: no name leads out of the scratch folder. */
static char *
find_scratch (QsLocalState *state,
              QsLocalJob   *job,
              const char   *name)
{
  g_autofree char *scratch = dup_scratch (state, job->id, job->attempt);
  g_autofree char *safe = g_uri_escape_string (name, NULL, FALSE);
  g_autofree char *folder = g_strconcat ("volume-", safe, NULL);

  return g_build_filename (scratch, folder, NULL);
}

/* A folder that the environment maps is made when it is missing; any other path is the person's own
 * business, as on an instance of AWS. Steps upward are taken before that is decided: /datastore/..
 * is not next to the folder behind /datastore. */
static char *
find_source (QsLocalState *state,
             QsLocalJob   *job,
             JsonObject   *volume,
             GError      **error)
{
  const char *asked = qs_json_get_string (qs_json_get_object (volume, "host"), "sourcePath", "");
  g_autofree char *source = g_canonicalize_filename (asked, "/");
  g_autofree char *path = NULL;

  if (*asked == '\0')
    path = find_scratch (state, job, qs_json_get_string (volume, "name", ""));
  else if (g_str_equal (source, CONTAINER_SOCKET))
    return find_socket (state);
  else if (job->environment == NULL ||
           (path = qs_local_environment_map_path (job->environment, source)) == NULL)
    return g_steal_pointer (&source);

  return make_folder (path, error) ? g_steal_pointer (&path) : NULL;
}

static gboolean
add_mount (QsLocalState *state,
           QsLocalJob   *job,
           JsonObject   *point,
           JsonArray    *volumes,
           QsRunRequest *request,
           GError      **error)
{
  const char *name = qs_json_get_string (point, "sourceVolume", "");
  const char *target = qs_json_get_string (point, "containerPath", "");
  JsonObject *volume = find_volume (volumes, name);
  g_autofree char *source = NULL;

  if (volume == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   "The mount point %s names the volume “%s”, which the job does not have",
                   target, name);
      return FALSE;
    }

  if ((source = find_source (state, job, volume, error)) == NULL)
    return FALSE;

  qs_run_request_add_mount (request, source, target, qs_json_get_bool (point, "readOnly", FALSE));
  return TRUE;
}

/**
 * qs_local_volumes_add_mounts:
 * @container: with "mountPoints"
 * @volumes: (nullable): what they name
 *
 * Adds the mounts of @container to @request, with sources of this computer.
 */
gboolean
qs_local_volumes_add_mounts (QsLocalState *state,
                             QsLocalJob   *job,
                             JsonObject   *container,
                             JsonArray    *volumes,
                             QsRunRequest *request,
                             GError      **error)
{
  JsonArray *points = qs_json_get_array (container, "mountPoints");

  for (guint i = 0; points != NULL && i < json_array_get_length (points); i++)
    if (!add_mount (state, job, qs_json_element (points, i), volumes, request, error))
      return FALSE;

  return TRUE;
}

/* Symbolic links are removed, never followed: what is in the folder was made by jobs. */
static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && (dir = g_dir_open (path, 0, NULL)) != NULL)
    while ((name = g_dir_read_name (dir)) != NULL)
      {
        g_autofree char *child = g_build_filename (path, name, NULL);

        remove_tree (child);
      }

  if (g_remove (path) != 0 && errno != ENOENT)
    g_message ("Cannot remove %s: %s", path, g_strerror (errno));
}

static void
remove_work (gpointer    data,
             DexPromise *promise)
{
  remove_tree (data);
  dex_promise_resolve_boolean (promise, TRUE);
}

/**
 * qs_local_volumes_remove:
 *
 * Removes what an attempt that is over had as scratch, on a thread.
 */
void
qs_local_volumes_remove (QsLocalState *state,
                         const char   *job_id,
                         int           attempt)
{
  g_autofree char *path = dup_scratch (state, job_id, attempt);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    dex_future_disown (qs_worker_run (remove_work, g_steal_pointer (&path), g_free));
}
