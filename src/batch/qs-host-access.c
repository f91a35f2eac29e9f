#include "qs-host-access.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "qs-json.h"

/* Where container engines listen; /var/run is /run on every system of today. */
static const char * const sockets[] = {
  "/run/docker.sock", "/var/run/docker.sock", "/run/podman/podman.sock",
  "/run/containerd/containerd.sock", "/run/crio/crio.sock",
};

/* Who can write here, or read some of it, soon is root. */
static const char * const system_folders[] = {
  "/bin", "/boot", "/dev", "/etc", "/lib", "/lib64", "/proc", "/root", "/sbin", "/sys", "/usr",
  "/var/lib/docker", "/var/lib/containerd", "/var/lib/kubelet", "/var/spool/cron",
};

static const struct
{
  QsHostAccess access;
  const char  *words;
} reasons[] = {
  { QS_HOST_ACCESS_ENGINE, N_("the container engine's socket is mounted") },
  { QS_HOST_ACCESS_ROOT, N_("the root folder is mounted") },
  { QS_HOST_ACCESS_SYSTEM, N_("a system folder is mounted") },
  { QS_HOST_ACCESS_PRIVILEGED, N_("the container is privileged") },
};

static gboolean
is_within (const char *path,
           const char *folder)
{
  gsize length = strlen (folder);

  return g_str_has_prefix (path, folder) && (path[length] == '\0' || path[length] == '/');
}

static QsHostAccess
judge_path (const char *path)
{
  g_autofree char *full = NULL;
  QsHostAccess access = QS_HOST_ACCESS_NONE;

  if (path == NULL || *path != '/')
    return QS_HOST_ACCESS_NONE;

  /* Two slashes at the start are something else to POSIX, and the root folder to Linux. */
  while (path[1] == '/')
    path++;
  full = g_canonicalize_filename (path, "/");
  if (g_str_equal (full, "/"))
    return QS_HOST_ACCESS_ROOT;

  for (gsize i = 0; i < G_N_ELEMENTS (sockets); i++)
    if (is_within (sockets[i], full))
      access |= QS_HOST_ACCESS_ENGINE;
  for (gsize i = 0; i < G_N_ELEMENTS (system_folders); i++)
    if (is_within (system_folders[i], full))
      access |= QS_HOST_ACCESS_SYSTEM;
  return access;
}

/* The volumes of @owner that one of @mounts is of; services differ in how they call things. */
static QsHostAccess
judge_mounts (JsonArray  *mounts,
              const char *volume_member,
              JsonObject *owner,
              const char *host_member,
              const char *path_member)
{
  JsonArray *volumes = qs_json_get_array (owner, "volumes");
  QsHostAccess access = QS_HOST_ACCESS_NONE;

  for (guint i = 0; mounts != NULL && i < json_array_get_length (mounts); i++)
    {
      const char *name = qs_json_get_string (qs_json_element (mounts, i), volume_member, NULL);

      for (guint j = 0; volumes != NULL && name != NULL && j < json_array_get_length (volumes); j++)
        {
          JsonObject *volume = qs_json_element (volumes, j);

          if (g_strcmp0 (qs_json_get_string (volume, "name", NULL), name) == 0)
            access |= judge_path (qs_json_get_string (qs_json_get_object (volume, host_member),
                                                      path_member, NULL));
        }
    }

  return access;
}

static QsHostAccess
judge_privileges (JsonObject *owner)
{
  return qs_json_get_bool (owner, "privileged", FALSE) ? QS_HOST_ACCESS_PRIVILEGED
                                                       : QS_HOST_ACCESS_NONE;
}

static QsHostAccess
judge_container (JsonObject *container,
                 JsonObject *owner)
{
  return judge_privileges (container) |
         judge_mounts (qs_json_get_array (container, "mountPoints"), "sourceVolume", owner, "host",
                       "sourcePath");
}

static QsHostAccess
judge_task (JsonObject *task)
{
  JsonArray *containers = qs_json_get_array (task, "containers");
  QsHostAccess access = QS_HOST_ACCESS_NONE;

  for (guint i = 0; containers != NULL && i < json_array_get_length (containers); i++)
    access |= judge_container (qs_json_element (containers, i), task);

  return access;
}

static QsHostAccess
judge_pod (JsonObject *pod)
{
  static const char * const lists[] = { "containers", "initContainers" };
  QsHostAccess access = QS_HOST_ACCESS_NONE;

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      JsonArray *containers = qs_json_get_array (pod, lists[i]);

      for (guint j = 0; containers != NULL && j < json_array_get_length (containers); j++)
        {
          JsonObject *container = qs_json_element (containers, j);

          access |= judge_privileges (qs_json_get_object (container, "securityContext"));
          access |= judge_mounts (qs_json_get_array (container, "volumeMounts"), "name", pod,
                                  "hostPath", "path");
        }
    }

  return access;
}

/* What a definition and a range of nodes have alike; they call the one container differently. */
static QsHostAccess
judge_kinds (JsonObject *owner,
             const char *container_member)
{
  JsonObject *container = qs_json_get_object (owner, container_member);
  JsonArray *tasks = qs_json_get_array (qs_json_get_object (owner, "ecsProperties"),
                                        "taskProperties");
  JsonObject *pod = qs_json_get_object (qs_json_get_object (owner, "eksProperties"),
                                        "podProperties");
  QsHostAccess access = judge_container (container, container) | judge_pod (pod);

  for (guint i = 0; tasks != NULL && i < json_array_get_length (tasks); i++)
    access |= judge_task (qs_json_element (tasks, i));

  return access;
}

/**
 * qs_host_access_find:
 * @definition: a job definition, as it is registered or described
 *
 * Returns: what it hands its jobs of the computer they run on.
 */
QsHostAccess
qs_host_access_find (JsonObject *definition)
{
  JsonArray *ranges;
  QsHostAccess access;

  g_return_val_if_fail (definition != NULL, QS_HOST_ACCESS_NONE);

  access = judge_kinds (definition, "containerProperties");
  ranges = qs_json_get_array (qs_json_get_object (definition, "nodeProperties"),
                              "nodeRangeProperties");
  for (guint i = 0; ranges != NULL && i < json_array_get_length (ranges); i++)
    access |= judge_kinds (qs_json_element (ranges, i), "container");

  return access;
}

/**
 * qs_host_access_dup_words:
 * @on_this_computer: whether the jobs run here
 *
 * Returns: (transfer full) (nullable): a warning in a sentence or two; %NULL when there is nothing
 *   to warn of.
 */
char *
qs_host_access_dup_words (QsHostAccess access,
                          gboolean     on_this_computer)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) found = NULL;
  g_autofree char *joined = NULL;

  if (access == QS_HOST_ACCESS_NONE)
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if ((access & reasons[i].access) != 0)
      g_strv_builder_add (builder, _(reasons[i].words));

  found = g_strv_builder_end (builder);
  joined = g_strjoinv (_(", "), found);
  return on_this_computer
         ? g_strdup_printf (_("Jobs have full control of this computer: %s."), joined)
         : g_strdup_printf (_("Jobs have full control of the instance they run on, and of all that "
                              "its role allows: %s."), joined);
}
