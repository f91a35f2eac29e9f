#include "qs-local-request.h"

#include <glib/gstdio.h>

#include "qs-job-environment.h"
#include "qs-json.h"
#include "qs-local-logs.h"
#include "qs-local-volumes.h"

/**
 * qs_local_request_get_task:
 * @document: a job, as DescribeJobs answers it
 *
 * Returns: (transfer none) (nullable): the task of a job of several containers, else %NULL.
 */
JsonObject *
qs_local_request_get_task (JsonObject *document)
{
  JsonObject *properties = qs_json_get_object (document, "ecsProperties");

  return qs_json_element (qs_json_get_array (properties, "taskProperties"), 0);
}

/**
 * qs_local_request_list_containers:
 *
 * Returns: (transfer full): the job's containers, borrowed from @document.
 */
GPtrArray *
qs_local_request_list_containers (JsonObject *document)
{
  GPtrArray *list = g_ptr_array_new ();
  JsonObject *task = qs_local_request_get_task (document);
  JsonArray *containers = qs_json_get_array (task, "containers");
  JsonObject *single = qs_json_get_object (document, "container");

  for (guint i = 0; containers != NULL && i < json_array_get_length (containers); i++)
    g_ptr_array_add (list, qs_json_element (containers, i));
  if (task == NULL && single != NULL)
    g_ptr_array_add (list, single);

  return list;
}

/* Requirements are strings; "vcpus" and "memory" are the older form of the same. */
static double
get_requirement (JsonObject *container,
                 const char *type,
                 const char *older)
{
  JsonArray *requirements = qs_json_get_array (container, "resourceRequirements");

  for (guint i = 0; requirements != NULL && i < json_array_get_length (requirements); i++)
    {
      JsonObject *requirement = qs_json_element (requirements, i);

      if (g_str_equal (qs_json_get_string (requirement, "type", ""), type))
        return g_ascii_strtod (qs_json_get_string (requirement, "value", "0"), NULL);
    }

  return qs_json_get_int (container, older, 0);
}

double
qs_local_request_get_vcpus (JsonObject *container)
{
  return get_requirement (container, "VCPU", "vcpus");
}

gint64
qs_local_request_get_memory (JsonObject *container)
{
  return (gint64) get_requirement (container, "MEMORY", "memory");
}

static void
add_ulimits (QsRunRequest *request,
             JsonObject   *container)
{
  JsonArray *ulimits = qs_json_get_array (container, "ulimits");

  for (guint i = 0; ulimits != NULL && i < json_array_get_length (ulimits); i++)
    {
      JsonObject *ulimit = qs_json_element (ulimits, i);

      qs_run_request_add_ulimit (request, qs_json_get_string (ulimit, "name", ""),
                                 qs_json_get_int (ulimit, "softLimit", -1),
                                 qs_json_get_int (ulimit, "hardLimit", -1));
    }
}

static char **
list_environment (QsLocalJob *job,
                  JsonObject *container)
{
  const QsJobEnvironment own = {
    .job_id = job->id,
    .queue = job->queue->name,
    .environment = job->environment != NULL ? job->environment->name : "",
    .attempt = job->attempt,
    .array_index = job->child,
    .array_size = job->parent != NULL ? job->parent->size : 0,
  };

  return qs_job_environment_list (&own, qs_json_get_array (container, "environment"));
}

static void
fill (QsRunRequest *request,
      QsLocalJob   *job,
      JsonObject   *container)
{
  JsonObject *linux_parameters = qs_json_get_object (container, "linuxParameters");
  g_auto(GStrv) command = qs_json_dup_strv (container, "command");

  if (command != NULL && command[0] != NULL)
    request->command = g_steal_pointer (&command);
  request->environment = list_environment (job, container);
  request->user = g_strdup (qs_json_get_string (container, "user", NULL));
  request->vcpus = qs_local_request_get_vcpus (container);
  request->memory = qs_local_request_get_memory (container);
  request->shared_memory = qs_json_get_int (linux_parameters, "sharedMemorySize", 0);
  request->init = qs_json_get_bool (linux_parameters, "initProcessEnabled", FALSE);
  request->privileged = qs_json_get_bool (container, "privileged", FALSE);
  request->read_only_root = qs_json_get_bool (container, "readonlyRootFilesystem", FALSE);
  add_ulimits (request, container);
}

static gboolean
make_log_folder (QsRunRequest *request,
                 GError      **error)
{
  g_autofree char *folder = g_path_get_dirname (request->log_path);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
               "Cannot make the folder %s: %s", folder, g_strerror (errno));
  return FALSE;
}

/**
 * qs_local_request_new_bare:
 *
 * Returns: (transfer full): a request that says what run is meant, and not how to run it.
 */
QsRunRequest *
qs_local_request_new_bare (QsLocalState *state,
                           const char   *id,
                           const char   *job_id,
                           const char   *image)
{
  QsRunRequest *request = qs_run_request_new (id, job_id, image);

  request->folder = g_build_filename (state->folder, "runs", id, NULL);
  request->log_path = qs_local_logs_dup_path (state, id);
  return request;
}

/**
 * qs_local_request_new:
 * @document: the job, every parameter replaced
 * @container: one of its containers
 *
 * Returns: (transfer full) (nullable): the request for @job's present attempt, the same whenever it
 *   is made; %NULL when a volume cannot be had.
 */
QsRunRequest *
qs_local_request_new (QsLocalState *state,
                      QsLocalJob   *job,
                      JsonObject   *document,
                      JsonObject   *container,
                      GError      **error)
{
  JsonObject *task = qs_local_request_get_task (document);
  const char *name = task == NULL ? QS_LOCAL_DEFAULT_CONTAINER
                                  : qs_json_get_string (container, "name", "");
  g_autofree char *id = qs_local_logs_dup_run (job->id, job->attempt, name);
  g_autoptr(QsRunRequest) request =
    qs_local_request_new_bare (state, id, job->id, qs_json_get_string (container, "image", ""));

  fill (request, job, container);
  if (!make_log_folder (request, error) ||
      !qs_local_volumes_add_mounts (state, job, container,
                                    qs_json_get_array (task != NULL ? task : container, "volumes"),
                                    request, error))
    return NULL;

  return g_steal_pointer (&request);
}
