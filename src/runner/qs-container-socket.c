#include "qs-container-socket.h"

#include <glib/gi18n.h>

#include "qs-http.h"
#include "qs-runner.h"

static void
add_if_there (GStrvBuilder *builder,
              const char   *path)
{
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    g_strv_builder_add (builder, path);
}

static GError *
none_new (void)
{
  return g_error_new_literal (
    QS_RUNNER_ERROR, QS_RUNNER_ERROR_UNAVAILABLE,
    _("No container engine answers. Install Docker (package docker.io) or Podman, then start it; "
      "this job starts by itself once it does."));
}

/**
 * qs_container_socket_list:
 *
 * Finds where a container engine may listen: where DOCKER_HOST says, and nowhere else when it says
 * anything; otherwise the sockets of Docker and Podman that exist, this user's own before the
 * system's.
 *
 * Returns: (transfer full) (nullable): paths, at least one; %NULL with
 *   %QS_RUNNER_ERROR_UNAVAILABLE and what to do.
 */
char **
qs_container_socket_list (GError **error)
{
  const char *host = g_getenv ("DOCKER_HOST");
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *docker = g_build_filename (g_get_user_runtime_dir (), "docker.sock", NULL);
  g_autofree char *podman = g_build_filename (g_get_user_runtime_dir (), "podman", "podman.sock",
                                              NULL);
  g_auto(GStrv) paths = NULL;

  if (host != NULL && host[0] != '\0' && !g_str_has_prefix (host, "unix://"))
    {
      g_set_error (error, QS_RUNNER_ERROR, QS_RUNNER_ERROR_UNAVAILABLE,
                   _("DOCKER_HOST is '%s', but jobs run on this computer only: set it to "
                     "unix:///PATH, or not at all."), host);
      return NULL;
    }

  if (host != NULL && host[0] != '\0')
    {
      g_strv_builder_add (builder, host + strlen ("unix://"));
    }
  else
    {
      add_if_there (builder, docker);
      add_if_there (builder, "/run/docker.sock");
      add_if_there (builder, "/var/run/docker.sock");
      add_if_there (builder, podman);
      add_if_there (builder, "/run/podman/podman.sock");
    }

  paths = g_strv_builder_end (builder);
  if (paths[0] != NULL)
    return g_steal_pointer (&paths);

  g_propagate_error (error, none_new ());
  return NULL;
}

/**
 * qs_container_socket_explain:
 * @error: a #QsHttpError
 *
 * Returns: (transfer full): %QS_RUNNER_ERROR_UNAVAILABLE with what to do about @error.
 */
GError *
qs_container_socket_explain (const char   *path,
                             const GError *error)
{
  if (g_error_matches (error, QS_HTTP_ERROR, QS_HTTP_ERROR_ABSENT))
    return none_new ();

  if (g_error_matches (error, QS_HTTP_ERROR, QS_HTTP_ERROR_DENIED))
    return g_error_new (QS_RUNNER_ERROR, QS_RUNNER_ERROR_UNAVAILABLE,
                        _("You may not use %s. Add yourself to the group docker (sudo usermod -aG "
                          "docker %s) and log in again."), path, g_get_user_name ());

  if (g_error_matches (error, QS_HTTP_ERROR, QS_HTTP_ERROR_REFUSED))
    return g_error_new (QS_RUNNER_ERROR, QS_RUNNER_ERROR_UNAVAILABLE,
                        _("The container engine at %s is not running. Start it (sudo systemctl "
                          "start docker); this job starts by itself once it runs."), path);

  return g_error_new (QS_RUNNER_ERROR, QS_RUNNER_ERROR_UNAVAILABLE,
                      _("The container engine at %s does not answer: %s"), path, error->message);
}
