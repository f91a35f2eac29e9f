#include "qs-job-results-path.h"

#include <string.h>

#include "qs-job-facts.h"
#include "qs-json.h"

static const char *
find_volume (JsonObject *container,
             const char *source)
{
  JsonArray *volumes = qs_json_get_array (container, "volumes");

  for (guint i = 0; volumes != NULL && i < json_array_get_length (volumes); i++)
    {
      JsonObject *volume = qs_json_element (volumes, i);
      JsonObject *host = qs_json_get_object (volume, "host");

      if (g_strcmp0 (qs_json_get_string (host, "sourcePath", NULL), source) == 0)
        return qs_json_get_string (volume, "name", NULL);
    }

  return NULL;
}

/* Returns: (nullable): where the container has what is at @source on the host. */
static const char *
find_container_path (JsonObject *container,
                     const char *source)
{
  const char *volume = find_volume (container, source);
  JsonArray *mounts = qs_json_get_array (container, "mountPoints");

  for (guint i = 0; volume != NULL && mounts != NULL && i < json_array_get_length (mounts); i++)
    {
      JsonObject *mount = qs_json_element (mounts, i);

      if (g_strcmp0 (qs_json_get_string (mount, "sourceVolume", NULL), volume) == 0)
        return qs_json_get_string (mount, "containerPath", NULL);
    }

  return NULL;
}

/* Returns: (transfer full) (nullable): the folder of the file @path, relative to @root. */
static char *
dup_folder_below (const char *path,
                  const char *root)
{
  g_autofree char *canonical = NULL;
  g_autofree char *folder = NULL;
  const char *rest;

  if (path == NULL || !g_path_is_absolute (path))
    return NULL;

  canonical = g_canonicalize_filename (path, "/");
  folder = g_path_get_dirname (canonical);
  if (!g_str_has_prefix (folder, root))
    return NULL;

  rest = folder + strlen (root);
  return *rest == '\0' || *rest == '/' ? g_strdup (rest) : NULL;
}

/* Cuts @common back to what it has in common with @folder; both are "" or begin with a slash. */
static void
keep_common (char       *common,
             const char *folder)
{
  gsize last = 0;
  gsize i;

  for (i = 0; common[i] != '\0' && common[i] == folder[i]; i++)
    if (common[i] == '/')
      last = i;

  if ((common[i] == '\0' || common[i] == '/') && (folder[i] == '\0' || folder[i] == '/'))
    last = i;
  common[last] = '\0';
}

/* Returns: (transfer full) (nullable): the one folder of all files that the parameters name. */
static char *
find_common_folder (JsonObject *parameters,
                    const char *root)
{
  g_autoptr(GList) names = parameters != NULL ? json_object_get_members (parameters) : NULL;
  g_autofree char *common = NULL;

  for (GList *link = names; link != NULL; link = link->next)
    {
      g_autofree char *folder =
        dup_folder_below (qs_json_get_string (parameters, link->data, NULL), root);

      if (folder == NULL)
        continue;
      if (common != NULL)
        keep_common (common, folder);
      else
        common = g_steal_pointer (&folder);
    }

  return g_steal_pointer (&common);
}

/**
 * qs_job_results_path_find:
 * @folder: a path on the host, such as "/datastore"
 *
 * Returns: (transfer full) (nullable): the host path, at or below @folder, of what the job mounts;
 *   where its parameters name files there, of the folder that holds all of these.
 */
char *
qs_job_results_path_find (JsonObject *job,
                          const char *folder)
{
  g_autofree char *source = qs_job_facts_dup_mounted_source (job, folder);
  g_autofree char *common = NULL;
  g_autofree char *root = NULL;
  const char *path;

  g_return_val_if_fail (folder != NULL, NULL);

  if (source == NULL)
    return NULL;

  path = find_container_path (qs_json_get_object (job, "container"), source);
  if (path != NULL && g_path_is_absolute (path))
    {
      root = g_canonicalize_filename (path, "/");
      common = find_common_folder (qs_json_get_object (job, "parameters"), root);
    }

  return common != NULL ? g_strconcat (source, common, NULL) : g_steal_pointer (&source);
}
