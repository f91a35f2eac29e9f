#include "qs-job-detail.h"

#include <string.h>

#include "qs-attempt.h"
#include "qs-job-container.h"
#include "qs-job-facts.h"
#include "qs-json.h"
#include "qs-job-log.h"
#include "qs-job-results-path.h"
#include "qs-named-value.h"
#include "qs-record-list.h"

/* The path on the host that stands for the folder in which jobs find and leave their files. */
#define DATASTORE "/datastore"

struct _QsJobDetail
{
  QsRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (QsJobDetail, qs_job_detail, QS_TYPE_RECORD)

enum
{
  ID,
  NAME,
  ARN,
  QUEUE,
  DEFINITION,
  STATUS,
  STATUS_NAME,
  STATUS_REASON,
  REASON,
  IMAGE,
  VCPUS,
  MEMORY,
  GPUS,
  USER,
  JOB_ROLE,
  PARENT,
  RESULTS_PATH,
  CREATED_AT,
  STARTED_AT,
  STOPPED_AT,
  EXIT_CODE,
  ATTEMPT_LIMIT,
  TIMEOUT,
  ARRAY_SIZE,
  PRIVILEGED,
  CANCELLED,
  TERMINATED,
  COMMAND,
  ENVIRONMENT,
  PARAMETERS,
  TAGS,
  MOUNTS,
  DEPENDENCIES,
  ARRAY_SUMMARY,
  ATTEMPTS,
  CONTAINERS,
  LOGS,
};

#define LIST_FIELD(name) { name, G_TYPE_NONE, NULL, 0, g_list_model_get_type }

static const QsRecordField fields[] = {
  [ID] = { "id", G_TYPE_STRING, "jobId" },
  [NAME] = { "name", G_TYPE_STRING, "jobName" },
  [ARN] = { "arn", G_TYPE_STRING, "jobArn" },
  [QUEUE] = { "queue", G_TYPE_STRING, "jobQueue" },
  [DEFINITION] = { "definition", G_TYPE_STRING, "jobDefinition" },
  [STATUS] = { "status", G_TYPE_NONE, NULL, QS_JOB_STATUS_UNKNOWN, qs_job_status_get_type },
  [STATUS_NAME] = { "status-name", G_TYPE_STRING, "status" },
  [STATUS_REASON] = { "status-reason", G_TYPE_STRING, "statusReason" },
  [REASON] = { "reason", G_TYPE_STRING, "container.reason" },
  [IMAGE] = { "image", G_TYPE_STRING, "container.image" },
  [VCPUS] = { "vcpus", G_TYPE_STRING, NULL },
  [MEMORY] = { "memory", G_TYPE_STRING, NULL },
  [GPUS] = { "gpus", G_TYPE_STRING, NULL },
  [USER] = { "user", G_TYPE_STRING, "container.user" },
  [JOB_ROLE] = { "job-role", G_TYPE_STRING, "container.jobRoleArn" },
  [PARENT] = { "parent", G_TYPE_STRING, NULL },
  [RESULTS_PATH] = { "results-path", G_TYPE_STRING, NULL },
  [CREATED_AT] = { "created-at", G_TYPE_INT64, "createdAt" },
  [STARTED_AT] = { "started-at", G_TYPE_INT64, "startedAt" },
  [STOPPED_AT] = { "stopped-at", G_TYPE_INT64, "stoppedAt" },
  [EXIT_CODE] = { "exit-code", G_TYPE_INT64, "container.exitCode", QS_EXIT_CODE_NONE },
  [ATTEMPT_LIMIT] = { "attempt-limit", G_TYPE_INT64, "retryStrategy.attempts", 1 },
  [TIMEOUT] = { "timeout", G_TYPE_INT64, "timeout.attemptDurationSeconds" },
  [ARRAY_SIZE] = { "array-size", G_TYPE_INT64, "arrayProperties.size" },
  [PRIVILEGED] = { "privileged", G_TYPE_BOOLEAN, "container.privileged" },
  [CANCELLED] = { "cancelled", G_TYPE_BOOLEAN, "isCancelled" },
  [TERMINATED] = { "terminated", G_TYPE_BOOLEAN, "isTerminated" },
  [COMMAND] = LIST_FIELD ("command"),
  [ENVIRONMENT] = LIST_FIELD ("environment"),
  [PARAMETERS] = LIST_FIELD ("parameters"),
  [TAGS] = LIST_FIELD ("tags"),
  [MOUNTS] = LIST_FIELD ("mounts"),
  [DEPENDENCIES] = LIST_FIELD ("dependencies"),
  [ARRAY_SUMMARY] = LIST_FIELD ("array-summary"),
  [ATTEMPTS] = LIST_FIELD ("attempts"),
  [CONTAINERS] = LIST_FIELD ("containers"),
  [LOGS] = LIST_FIELD ("logs"),
};

static void
read_list (QsRecord  *record,
           guint      field,
           JsonArray *items)
{
  qs_record_list_read (qs_record_get_object (record, field), items);
}

/* As read_list(), for an array made for this. */
static void
take_list (QsRecord  *record,
           guint      field,
           JsonArray *items)
{
  read_list (record, field, items);
  json_array_unref (items);
}

static void
take_string (QsRecord *record,
             guint     field,
             char     *text)
{
  qs_record_set_string (record, field, text);
  g_free (text);
}

static void
number_attempts (GListModel *attempts)
{
  for (guint i = 0; i < g_list_model_get_n_items (attempts); i++)
    {
      g_autoptr(QsAttempt) attempt = g_list_model_get_item (attempts, i);

      qs_attempt_set_number (attempt, i + 1);
    }
}

/* The id of a child of an array is that of its parent, a colon and its index. */
static char *
dup_parent (const char *id)
{
  const char *colon = id != NULL ? strrchr (id, ':') : NULL;

  return colon != NULL ? g_strndup (id, colon - id) : NULL;
}

static void
read_lists (QsRecord   *record,
            JsonObject *job)
{
  JsonObject *array = qs_json_get_object (job, "arrayProperties");

  take_list (record, COMMAND, qs_job_facts_list_command (job));
  take_list (record, ENVIRONMENT, qs_job_facts_list_environment (job));
  take_list (record, PARAMETERS, qs_job_facts_list_members (job, "parameters"));
  take_list (record, TAGS, qs_job_facts_list_members (job, "tags"));
  take_list (record, MOUNTS, qs_job_facts_list_mounts (job));
  take_list (record, DEPENDENCIES, qs_job_facts_list_dependencies (job));
  take_list (record, ARRAY_SUMMARY, qs_job_facts_list_members (array, "statusSummary"));
  take_list (record, LOGS, qs_job_facts_list_logs (job));
  take_list (record, ATTEMPTS, qs_job_facts_list_attempts (job));
  read_list (record, CONTAINERS, qs_job_facts_get_containers (job));
  number_attempts (qs_record_get_object (record, ATTEMPTS));
}

/* Several containers: what is said of the one that decided is said of the job. */
static void
read_end (QsRecord   *record,
          JsonObject *job)
{
  JsonObject *decisive = qs_job_facts_find_decisive (qs_job_facts_get_containers (job));

  if (decisive == NULL || !qs_job_status_is_final (qs_record_get_enum (record, STATUS)))
    return;

  qs_record_set_int (record, EXIT_CODE,
                     qs_json_get_int (decisive, "exitCode", QS_EXIT_CODE_NONE));
  qs_record_set_string (record, REASON, qs_json_get_string (decisive, "reason", NULL));
}

static void
qs_job_detail_read (QsRecord   *record,
                    JsonObject *job)
{
  QS_RECORD_CLASS (qs_job_detail_parent_class)->read (record, job);

  qs_record_set_enum (record, STATUS,
                      qs_job_status_from_string (qs_record_get_string (record, STATUS_NAME)));
  take_string (record, VCPUS, qs_job_facts_dup_resource (job, "VCPU"));
  take_string (record, MEMORY, qs_job_facts_dup_resource (job, "MEMORY"));
  take_string (record, GPUS, qs_job_facts_dup_resource (job, "GPU"));
  take_string (record, PARENT, dup_parent (qs_record_get_string (record, ID)));
  take_string (record, RESULTS_PATH, qs_job_results_path_find (job, DATASTORE));
  read_end (record, job);
  read_lists (record, job);
}

static void
make_list (QsRecord *record,
           guint     field,
           GType     type)
{
  g_autoptr(GListStore) list = g_list_store_new (type);

  qs_record_set_object (record, field, list);
}

static void
qs_job_detail_constructed (GObject *object)
{
  QsRecord *record = QS_RECORD (object);

  G_OBJECT_CLASS (qs_job_detail_parent_class)->constructed (object);

  for (guint field = COMMAND; field <= ARRAY_SUMMARY; field++)
    make_list (record, field, QS_TYPE_NAMED_VALUE);
  make_list (record, ATTEMPTS, QS_TYPE_ATTEMPT);
  make_list (record, CONTAINERS, QS_TYPE_JOB_CONTAINER);
  make_list (record, LOGS, QS_TYPE_JOB_LOG);
}

static void
qs_job_detail_class_init (QsJobDetailClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = qs_job_detail_constructed;
  QS_RECORD_CLASS (klass)->read = qs_job_detail_read;
  qs_record_class_install (QS_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
qs_job_detail_init (QsJobDetail *self)
{
}

/**
 * qs_job_detail_new:
 *
 * Returns: (transfer full): a job of which nothing is known yet.
 */
QsJobDetail *
qs_job_detail_new (void)
{
  return g_object_new (QS_TYPE_JOB_DETAIL, NULL);
}

const char *
qs_job_detail_get_id (QsJobDetail *self)
{
  return qs_record_get_string (QS_RECORD (self), ID);
}

const char *
qs_job_detail_get_name (QsJobDetail *self)
{
  return qs_record_get_string (QS_RECORD (self), NAME);
}

const char *
qs_job_detail_get_image (QsJobDetail *self)
{
  return qs_record_get_string (QS_RECORD (self), IMAGE);
}

QsJobStatus
qs_job_detail_get_status (QsJobDetail *self)
{
  return qs_record_get_enum (QS_RECORD (self), STATUS);
}

const char *
qs_job_detail_get_status_reason (QsJobDetail *self)
{
  return qs_record_get_string (QS_RECORD (self), STATUS_REASON);
}

const char *
qs_job_detail_get_reason (QsJobDetail *self)
{
  return qs_record_get_string (QS_RECORD (self), REASON);
}

/* Whether somebody took the job from its queue. */
gboolean
qs_job_detail_get_cancelled (QsJobDetail *self)
{
  return qs_record_get_bool (QS_RECORD (self), CANCELLED);
}

/* Whether somebody stopped the job. */
gboolean
qs_job_detail_get_terminated (QsJobDetail *self)
{
  return qs_record_get_bool (QS_RECORD (self), TERMINATED);
}

gint64
qs_job_detail_get_exit_code (QsJobDetail *self)
{
  return qs_record_get_int (QS_RECORD (self), EXIT_CODE);
}

gint64
qs_job_detail_get_created_at (QsJobDetail *self)
{
  return qs_record_get_int (QS_RECORD (self), CREATED_AT);
}

gint64
qs_job_detail_get_started_at (QsJobDetail *self)
{
  return qs_record_get_int (QS_RECORD (self), STARTED_AT);
}

gint64
qs_job_detail_get_stopped_at (QsJobDetail *self)
{
  return qs_record_get_int (QS_RECORD (self), STOPPED_AT);
}

gint64
qs_job_detail_get_timeout (QsJobDetail *self)
{
  return qs_record_get_int (QS_RECORD (self), TIMEOUT);
}

gint64
qs_job_detail_get_array_size (QsJobDetail *self)
{
  return qs_record_get_int (QS_RECORD (self), ARRAY_SIZE);
}

/* Returns: (transfer none): a list of #QsNamedValue, one an argument. */
GListModel *
qs_job_detail_get_command (QsJobDetail *self)
{
  return qs_record_get_object (QS_RECORD (self), COMMAND);
}

/* Returns: (transfer none): a list of #QsNamedValue: the job's id and the kind of dependency. */
GListModel *
qs_job_detail_get_dependencies (QsJobDetail *self)
{
  return qs_record_get_object (QS_RECORD (self), DEPENDENCIES);
}

/* Returns: (transfer none): a list of #QsAttempt. */
GListModel *
qs_job_detail_get_attempts (QsJobDetail *self)
{
  return qs_record_get_object (QS_RECORD (self), ATTEMPTS);
}

/* Returns: (transfer none): a list of #QsJobLog, the oldest first. */
GListModel *
qs_job_detail_get_logs (QsJobDetail *self)
{
  return qs_record_get_object (QS_RECORD (self), LOGS);
}

/**
 * qs_job_detail_dup_command_json:
 *
 * Returns: (transfer full): the command as a JSON array of strings, on one line.
 */
char *
qs_job_detail_dup_command_json (QsJobDetail *self)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  GListModel *command = qs_job_detail_get_command (self);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (command); i++)
    {
      g_autoptr(QsNamedValue) argument = g_list_model_get_item (command, i);

      json_array_add_string_element (array, qs_named_value_get_value (argument));
    }

  json_node_take_array (node, array);
  return qs_json_print (node, FALSE);
}

/**
 * qs_job_detail_dup_results_folder:
 * @datastore: (nullable): the folder of this computer that jobs see as /datastore
 *
 * Returns: (transfer full) (nullable): the folder of this computer in which the job leaves files,
 *   %NULL when it mounts nothing of @datastore.
 */
char *
qs_job_detail_dup_results_folder (QsJobDetail *self,
                                  const char  *datastore)
{
  const char *path = qs_record_get_string (QS_RECORD (self), RESULTS_PATH);
  g_autofree char *canonical = NULL;

  if (datastore == NULL || path == NULL)
    return NULL;

  /* A definition may say "/datastore/../..": what is outside was not meant to be opened. */
  canonical = g_canonicalize_filename (path, "/");
  if (!g_str_equal (canonical, DATASTORE) && !g_str_has_prefix (canonical, DATASTORE "/"))
    return NULL;

  return g_build_filename (datastore, canonical + strlen (DATASTORE), NULL);
}
