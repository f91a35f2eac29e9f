#include "qs-job-facts.h"

#include <glib/gi18n.h>
#include <string.h>

#include "qs-json.h"

static void
add_fact (JsonArray  *facts,
          const char *name,
          const char *value,
          const char *note)
{
  JsonObject *fact = json_object_new ();

  json_object_set_string_member (fact, "name", name);
  json_object_set_string_member (fact, "value", value);
  if (note != NULL)
    json_object_set_string_member (fact, "note", note);

  json_array_add_object_element (facts, fact);
}

static guint
count (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

static JsonObject *
get_task (JsonObject *job)
{
  JsonArray *tasks = qs_json_get_array (qs_json_get_object (job, "ecsProperties"),
                                        "taskProperties");

  return count (tasks) > 0 ? qs_json_element (tasks, 0) : NULL;
}

/**
 * qs_job_facts_get_containers:
 *
 * Returns: (transfer none) (nullable): the containers of a multi-container job.
 */
JsonArray *
qs_job_facts_get_containers (JsonObject *job)
{
  return qs_json_get_array (get_task (job), "containers");
}

/**
 * qs_job_facts_find_decisive:
 * @containers: (nullable): the containers of a multi-container job, or of an attempt of one
 *
 * Returns: (transfer none) (nullable): the one whose end is that of the job: the first essential
 *   one that has failed, else the first that has ended.
 */
JsonObject *
qs_job_facts_find_decisive (JsonArray *containers)
{
  JsonObject *ended = NULL;

  for (guint i = 0; i < count (containers); i++)
    {
      JsonObject *container = qs_json_element (containers, i);
      gint64 exit_code = qs_json_get_int (container, "exitCode", -1);

      if (exit_code > 0 && qs_json_get_bool (container, "essential", TRUE))
        return container;
      if (exit_code >= 0 && ended == NULL)
        ended = container;
    }

  return ended;
}

static JsonObject *
make_running_attempt (JsonObject *job)
{
  JsonObject *attempt = json_object_new ();

  json_object_set_int_member (attempt, "startedAt", qs_json_get_int (job, "startedAt", 0));
  return attempt;
}

/**
 * qs_job_facts_list_attempts:
 *
 * Returns: (transfer full): the attempts in order, and the one that runs now, which is no item of
 *   "attempts" before it has ended. An array itself runs nothing.
 */
JsonArray *
qs_job_facts_list_attempts (JsonObject *job)
{
  JsonArray *attempts = qs_json_get_array (job, "attempts");
  JsonArray *list = json_array_new ();
  gint64 array_size = qs_json_get_int (qs_json_get_object (job, "arrayProperties"), "size", 0);

  for (guint i = 0; i < count (attempts); i++)
    if (qs_json_element (attempts, i) != NULL)
      json_array_add_object_element (list, json_object_ref (qs_json_element (attempts, i)));

  if (array_size == 0 && g_str_equal (qs_json_get_string (job, "status", ""), "RUNNING"))
    json_array_add_object_element (list, make_running_attempt (job));

  return list;
}

/**
 * qs_job_facts_list_command:
 *
 * Returns: (transfer full): the arguments in order, named by their place from 0.
 */
JsonArray *
qs_job_facts_list_command (JsonObject *job)
{
  g_auto(GStrv) command = qs_json_dup_strv (qs_json_get_object (job, "container"), "command");
  JsonArray *facts = json_array_new ();

  for (guint i = 0; command != NULL && command[i] != NULL; i++)
    {
      g_autofree char *place = g_strdup_printf ("%u", i);

      add_fact (facts, place, command[i], NULL);
    }

  return facts;
}

/**
 * qs_job_facts_list_members:
 * @member: an object whose members are strings or numbers, such as "parameters" or "tags"
 *
 * Returns: (transfer full): its members.
 */
JsonArray *
qs_job_facts_list_members (JsonObject *job,
                           const char *member)
{
  JsonObject *object = qs_json_get_object (job, member);
  JsonArray *facts = json_array_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (object == NULL)
    return facts;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      g_autofree char *text = JSON_NODE_HOLDS_VALUE (node) &&
                              json_node_get_value_type (node) == G_TYPE_STRING
                              ? json_node_dup_string (node) : json_to_string (node, FALSE);

      add_fact (facts, name, text, NULL);
    }

  return facts;
}

static void
add_variables (JsonArray  *facts,
               JsonObject *container,
               const char *note)
{
  JsonArray *variables = qs_json_get_array (container, "environment");

  for (guint i = 0; i < count (variables); i++)
    {
      JsonObject *variable = qs_json_element (variables, i);

      add_fact (facts, qs_json_get_string (variable, "name", ""),
                qs_json_get_string (variable, "value", ""), note);
    }
}

/**
 * qs_job_facts_list_environment:
 *
 * Returns: (transfer full): the variables that were asked for; of a multi-container job those of
 *   each container, with its name as the note.
 */
JsonArray *
qs_job_facts_list_environment (JsonObject *job)
{
  JsonArray *containers = qs_job_facts_get_containers (job);
  JsonArray *facts = json_array_new ();

  add_variables (facts, qs_json_get_object (job, "container"), NULL);
  for (guint i = 0; i < count (containers); i++)
    add_variables (facts, qs_json_element (containers, i),
                   qs_json_get_string (qs_json_element (containers, i), "name", NULL));

  return facts;
}

static JsonObject *
find_volume (JsonObject *owner,
             const char *name)
{
  JsonArray *volumes = qs_json_get_array (owner, "volumes");

  for (guint i = 0; i < count (volumes); i++)
    if (g_strcmp0 (qs_json_get_string (qs_json_element (volumes, i), "name", NULL), name) == 0)
      return qs_json_element (volumes, i);

  return NULL;
}

static const char *
get_host_path (JsonObject *volume)
{
  return qs_json_get_string (qs_json_get_object (volume, "host"), "sourcePath", NULL);
}

static const char *
describe_source (JsonObject *owner,
                 const char *name)
{
  JsonObject *volume = find_volume (owner, name);
  JsonObject *efs = qs_json_get_object (volume, "efsVolumeConfiguration");
  const char *path = get_host_path (volume);

  if (path == NULL)
    path = qs_json_get_string (efs, "fileSystemId", NULL);

  return path != NULL ? path : name;
}

static void
add_mounts (JsonArray  *facts,
            JsonObject *container,
            JsonObject *owner)
{
  JsonArray *mounts = qs_json_get_array (container, "mountPoints");

  for (guint i = 0; i < count (mounts); i++)
    {
      JsonObject *mount = qs_json_element (mounts, i);
      const char *volume = qs_json_get_string (mount, "sourceVolume", "");

      add_fact (facts, qs_json_get_string (mount, "containerPath", ""),
                describe_source (owner, volume),
                qs_json_get_bool (mount, "readOnly", FALSE) ? _("read-only") : NULL);
    }
}

/**
 * qs_job_facts_list_mounts:
 *
 * Returns: (transfer full): paths in the container, each with where it comes from.
 */
JsonArray *
qs_job_facts_list_mounts (JsonObject *job)
{
  JsonObject *container = qs_json_get_object (job, "container");
  JsonArray *containers = qs_job_facts_get_containers (job);
  JsonArray *facts = json_array_new ();

  add_mounts (facts, container, container);
  for (guint i = 0; i < count (containers); i++)
    add_mounts (facts, qs_json_element (containers, i), get_task (job));

  return facts;
}

static char *
find_source_below (JsonObject *owner,
                   const char *folder)
{
  JsonArray *volumes = qs_json_get_array (owner, "volumes");

  for (guint i = 0; i < count (volumes); i++)
    {
      const char *path = get_host_path (qs_json_element (volumes, i));
      gsize length = strlen (folder);

      if (path != NULL && g_str_has_prefix (path, folder) &&
          (path[length] == '\0' || path[length] == '/'))
        return g_strdup (path);
    }

  return NULL;
}

/**
 * qs_job_facts_dup_mounted_source:
 * @folder: a path on the host, such as "/datastore"
 *
 * Returns: (transfer full) (nullable): the first host path at or below @folder that the job mounts.
 */
char *
qs_job_facts_dup_mounted_source (JsonObject *job,
                                 const char *folder)
{
  char *path = find_source_below (qs_json_get_object (job, "container"), folder);

  return path != NULL ? path : find_source_below (get_task (job), folder);
}

/**
 * qs_job_facts_list_dependencies:
 *
 * Returns: (transfer full): ids of the jobs this one waits for, each with the type if there is one.
 */
JsonArray *
qs_job_facts_list_dependencies (JsonObject *job)
{
  JsonArray *dependencies = qs_json_get_array (job, "dependsOn");
  JsonArray *facts = json_array_new ();

  for (guint i = 0; i < count (dependencies); i++)
    {
      JsonObject *dependency = qs_json_element (dependencies, i);

      add_fact (facts, qs_json_get_string (dependency, "jobId", ""),
                qs_json_get_string (dependency, "type", ""), NULL);
    }

  return facts;
}

/**
 * qs_job_facts_dup_resource:
 * @type: "VCPU", "MEMORY" or "GPU"
 *
 * Returns: (transfer full) (nullable): how much the container asks for, also by the older members
 *   "vcpus" and "memory".
 */
char *
qs_job_facts_dup_resource (JsonObject *job,
                           const char *type)
{
  JsonObject *container = qs_json_get_object (job, "container");
  JsonArray *requirements = qs_json_get_array (container, "resourceRequirements");
  const char *member = g_str_equal (type, "VCPU") ? "vcpus" : "memory";
  gint64 amount;

  for (guint i = 0; i < count (requirements); i++)
    if (g_strcmp0 (qs_json_get_string (qs_json_element (requirements, i), "type", NULL), type) == 0)
      return g_strdup (qs_json_get_string (qs_json_element (requirements, i), "value", NULL));

  amount = g_str_equal (type, "GPU") ? 0 : qs_json_get_int (container, member, 0);
  return amount > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, amount) : NULL;
}

static gboolean
has_stream (JsonArray  *sources,
            const char *stream)
{
  for (guint i = 0; i < json_array_get_length (sources); i++)
    if (g_str_equal (qs_json_get_string (qs_json_element (sources, i), "stream", ""), stream))
      return TRUE;

  return FALSE;
}

static void
add_log (JsonArray  *sources,
         JsonObject *container,
         guint       attempt)
{
  const char *stream = qs_json_get_string (container, "logStreamName", NULL);
  const char *name = qs_json_get_string (container, "name", NULL);
  g_autofree char *title = NULL;
  JsonObject *source;

  if (stream == NULL || has_stream (sources, stream))
    return;

  if (name == NULL)
    title = g_strdup_printf (_("Attempt %u"), attempt);
  else
    /* Translators: the number of a try at running a job, the name of a container */
    title = g_strdup_printf (_("Attempt %u, %s"), attempt, name);

  source = json_object_new ();
  json_object_set_string_member (source, "title", title);
  json_object_set_string_member (source, "stream", stream);
  json_array_add_object_element (sources, source);
}

static void
add_logs (JsonArray  *sources,
          JsonObject *container,
          JsonArray  *containers,
          guint       attempt)
{
  add_log (sources, container, attempt);
  for (guint i = 0; i < count (containers); i++)
    add_log (sources, qs_json_element (containers, i), attempt);
}

/**
 * qs_job_facts_list_logs:
 *
 * Returns: (transfer full): the log streams of the attempts in order, and that of the attempt that
 *   runs now, which is no item of "attempts" before it has ended.
 */
JsonArray *
qs_job_facts_list_logs (JsonObject *job)
{
  JsonArray *attempts = qs_json_get_array (job, "attempts");
  JsonArray *sources = json_array_new ();

  for (guint i = 0; i < count (attempts); i++)
    {
      JsonObject *attempt = qs_json_element (attempts, i);
      JsonArray *tasks = qs_json_get_array (attempt, "taskProperties");
      JsonObject *task = count (tasks) > 0 ? qs_json_element (tasks, 0) : NULL;

      add_logs (sources, qs_json_get_object (attempt, "container"),
                qs_json_get_array (task, "containers"), i + 1);
    }

  add_logs (sources, qs_json_get_object (job, "container"),
            qs_job_facts_get_containers (job), count (attempts) + 1);
  return sources;
}
