#include "qs-local-details.h"

#include "qs-await.h"
#include "qs-json.h"
#include "qs-local-arn.h"
#include "qs-local-document.h"
#include "qs-local-logs.h"
#include "qs-local-request.h"

enum
{
  ID, PARENT, CHILD, SIZE, DEFINITION, STATUS, REASON, CREATED, STARTED, STOPPED, ATTEMPT,
  CANCELLED, TERMINATED, ATTEMPTS, DOCUMENT
};

#define QUERY "SELECT j.id, j.parent, j.child, j.size, j.definition, j.status, j.reason, " \
        "j.created, j.started, j.stopped, j.attempt, j.cancelled, j.terminated, j.attempts, " \
        "coalesce (j.document, p.document) " \
        "FROM job j LEFT JOIN job p ON p.id = j.parent WHERE j.id = ?"

static void
set_time (JsonObject *job,
          const char *member,
          gint64      time)
{
  if (time != 0)
    json_object_set_int_member (job, member, time);
}

static JsonArray *
parse_attempts (QsRows *rows)
{
  g_autofree char *text = g_strdup_printf ("{\"attempts\":%s}",
                                           qs_rows_get_text (rows, 0, ATTEMPTS) != NULL
                                           ? qs_rows_get_text (rows, 0, ATTEMPTS) : "[]");
  g_autoptr(JsonObject) holder = qs_local_document_parse (text);

  if (qs_json_get_array (holder, "attempts") == NULL)
    return json_array_new ();

  return json_array_ref (qs_json_get_array (holder, "attempts"));
}

static void
set_stream (QsRows     *rows,
            JsonObject *container,
            const char *name)
{
  const char *text = qs_rows_get_text (rows, 0, DEFINITION);
  g_autofree char *definition = g_strndup (text, strcspn (text, ":"));
  g_autofree char *stream =
    qs_local_logs_dup_stream (definition, qs_rows_get_text (rows, 0, ID),
                              qs_rows_get_int (rows, 0, ATTEMPT), name);

  json_object_set_string_member (container, "logStreamName", stream);
}

/* What an ended attempt says of its containers, by their position. */
static JsonObject *
get_outcome (JsonObject *attempt,
             gboolean    is_task,
             guint       index)
{
  JsonObject *task = qs_json_element (qs_json_get_array (attempt, "taskProperties"), 0);

  if (is_task)
    return qs_json_element (qs_json_get_array (task, "containers"), index);

  return qs_json_get_object (attempt, "container");
}

/* A running attempt has its streams; an ended one the whole of its end. */
static void
lay_containers (QsRows     *rows,
                JsonObject *job,
                JsonObject *last)
{
  const QsJobStatus status = qs_rows_get_int (rows, 0, STATUS);
  const gboolean is_task = qs_local_request_get_task (job) != NULL;
  g_autoptr(GPtrArray) containers = qs_local_request_list_containers (job);

  for (guint i = 0; i < containers->len; i++)
    {
      JsonObject *container = g_ptr_array_index (containers, i);
      JsonObject *outcome = get_outcome (last, is_task, i);

      if (status == QS_JOB_STATUS_RUNNING)
        set_stream (rows, container,
                    is_task ? qs_json_get_string (container, "name", "")
                            : QS_LOCAL_DEFAULT_CONTAINER);
      else if (outcome != NULL && status >= QS_JOB_STATUS_RUNNING)
        qs_local_document_merge (container, outcome);
    }
}

static void
lay_attempts (QsRows     *rows,
              JsonObject *job)
{
  JsonArray *attempts = parse_attempts (rows);
  const guint length = json_array_get_length (attempts);

  lay_containers (rows, job, length > 0 ? qs_json_element (attempts, length - 1) : NULL);
  json_object_set_array_member (job, "attempts", attempts);
}

static JsonObject *
make_status_summary (QsLocalState *state,
                     const char   *id,
                     GError      **error)
{
  g_autoptr(QsRows) rows =
    qs_await_boxed (qs_local_state_query (state, "SELECT status, count (*) FROM job "
                                          "WHERE parent IS NOT NULL AND parent = ? "
                                          "GROUP BY status", "s", id), error);
  JsonObject *summary;

  if (rows == NULL)
    return NULL;

  summary = json_object_new ();
  for (int status = 0; status < QS_N_JOB_STATUSES; status++)
    json_object_set_int_member (summary, qs_job_status_to_string (status), 0);
  for (guint i = 0; i < qs_rows_get_length (rows); i++)
    json_object_set_int_member (summary, qs_job_status_to_string (qs_rows_get_int (rows, i, 0)),
                                qs_rows_get_int (rows, i, 1));

  return summary;
}

static gboolean
lay_array (QsLocalState *state,
           QsRows       *rows,
           JsonObject   *job,
           GError      **error)
{
  const gint64 size = qs_rows_get_int (rows, 0, SIZE);
  const gint64 child = qs_rows_get_int (rows, 0, CHILD);
  JsonObject *array;
  JsonObject *summary;

  if (size == 0 && child < 0)
    return TRUE;

  array = json_object_new ();
  json_object_set_object_member (job, "arrayProperties", array);
  if (child >= 0)
    {
      json_object_set_int_member (array, "index", child);
      return TRUE;
    }

  if ((summary = make_status_summary (state, qs_rows_get_text (rows, 0, ID), error)) == NULL)
    return FALSE;

  json_object_set_int_member (array, "size", size);
  json_object_set_object_member (array, "statusSummary", summary);
  return TRUE;
}

static void
lay_state (QsRows     *rows,
           JsonObject *job)
{
  g_autofree char *arn = qs_local_arn_new (QS_LOCAL_ARN_JOB, qs_rows_get_text (rows, 0, ID));

  json_object_set_string_member (job, "jobId", qs_rows_get_text (rows, 0, ID));
  json_object_set_string_member (job, "jobArn", arn);
  json_object_set_string_member (job, "status",
                                 qs_job_status_to_string (qs_rows_get_int (rows, 0, STATUS)));
  if (qs_rows_get_text (rows, 0, REASON) != NULL)
    json_object_set_string_member (job, "statusReason", qs_rows_get_text (rows, 0, REASON));
  set_time (job, "createdAt", qs_rows_get_int (rows, 0, CREATED));
  set_time (job, "startedAt", qs_rows_get_int (rows, 0, STARTED));
  set_time (job, "stoppedAt", qs_rows_get_int (rows, 0, STOPPED));
  json_object_set_boolean_member (job, "isCancelled", qs_rows_get_int (rows, 0, CANCELLED) != 0);
  json_object_set_boolean_member (job, "isTerminated", qs_rows_get_int (rows, 0, TERMINATED) != 0);
}

static gboolean
add_job (QsLocalState *state,
         JsonArray    *found,
         const char   *id,
         GError      **error)
{
  g_autoptr(JsonObject) job = NULL;
  g_autoptr(QsRows) rows = qs_await_boxed (qs_local_state_query (state, QUERY, "s", id), error);

  if (rows == NULL)
    return FALSE;
  if (qs_rows_get_length (rows) == 0)
    return TRUE;

  job = qs_local_document_parse (qs_rows_get_text (rows, 0, DOCUMENT));
  lay_state (rows, job);
  lay_attempts (rows, job);
  if (!lay_array (state, rows, job, error))
    return FALSE;

  json_array_add_object_element (found, g_steal_pointer (&job));
  return TRUE;
}

/**
 * qs_local_details_describe:
 *
 * Returns: (transfer full) (nullable): the answer to DescribeJobs; jobs that do not exist are left
 *   out, as AWS does.
 */
JsonNode *
qs_local_details_describe (QsLocalState *state,
                           JsonObject   *input,
                           GError      **error)
{
  g_auto(GStrv) ids = qs_json_dup_strv (input, "jobs");
  g_autoptr(JsonArray) found = json_array_new ();
  JsonObject *answer;

  for (char **id = ids; id != NULL && *id != NULL; id++)
    if (!add_job (state, found, qs_local_arn_strip (QS_LOCAL_ARN_JOB, *id), error))
      return NULL;

  answer = json_object_new ();
  json_object_set_array_member (answer, "jobs", g_steal_pointer (&found));
  return qs_json_take (answer);
}
