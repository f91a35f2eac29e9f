#include "qs-local-opening.h"

#include "qs-await.h"
#include "qs-json.h"
#include "qs-local-attempt.h"
#include "qs-local-document.h"
#include "qs-local-environments.h"
#include "qs-local-queues.h"
#include "qs-local-request.h"
#include "qs-local-scheduler.h"
#include "qs-local-targets.h"

enum
{
  NUMBER, ID, PARENT, CHILD, SIZE, QUEUE, STATUS, REASON, STARTED, STOPPED, EXIT_CODE,
  EXIT_REASON, ATTEMPT, LAUNCHED, CANCELLED, TERMINATED, STOP_REASON, ENVIRONMENT, VCPUS, MEMORY,
  IMAGES, DEPENDS
};

#define QUERY "SELECT number, id, parent, child, size, queue, status, reason, started, stopped, " \
        "exit_code, exit_reason, attempt, launched, cancelled, terminated, stop_reason, " \
        "environment, vcpus, memory, images, depends FROM job WHERE status < 5 ORDER BY number"

G_STATIC_ASSERT (QS_JOB_STATUS_SUCCEEDED == 5);

static QsRows *
query (QsLocalState *state,
       const char   *sql,
       GError      **error)
{
  return qs_await_boxed (qs_local_state_query (state, sql, ""), error);
}

static gboolean
load_resources (QsLocalState *state,
                GError      **error)
{
  g_autoptr(QsRows) environments = query (state, "SELECT document FROM environment", error);
  g_autoptr(QsRows) queues = NULL;

  if (environments == NULL || (queues = query (state, "SELECT document FROM queue", error)) == NULL)
    return FALSE;

  for (guint i = 0; i < qs_rows_get_length (environments); i++)
    {
      const char *text = qs_rows_get_text (environments, i, 0);
      QsLocalEnvironment *environment = qs_local_environment_new (qs_local_document_parse (text));

      g_hash_table_replace (state->environments, environment->name, environment);
    }
  for (guint i = 0; i < qs_rows_get_length (queues); i++)
    {
      QsLocalQueue *queue =
        qs_local_queue_new (qs_local_document_parse (qs_rows_get_text (queues, i, 0)));

      g_hash_table_replace (state->queues, queue->name, queue);
    }

  return TRUE;
}

/* A job may outlive its queue by as long as it takes to stop it. */
static QsLocalQueue *
find_queue (QsLocalState *state,
            const char   *name)
{
  QsLocalQueue *queue = g_hash_table_lookup (state->queues, name);
  JsonObject *document;

  if (queue != NULL)
    return qs_local_queue_ref (queue);

  document = json_object_new ();
  json_object_set_string_member (document, "jobQueueName", name);
  return qs_local_queue_new (document);
}

static void
read_changes (QsLocalState *state,
              QsLocalJob   *job,
              QsRows       *rows,
              guint         row)
{
  const char *environment = qs_rows_get_text (rows, row, ENVIRONMENT);

  job->status = qs_rows_get_int (rows, row, STATUS);
  job->started_at = qs_rows_get_int (rows, row, STARTED);
  job->stopped_at = qs_rows_get_int (rows, row, STOPPED);
  job->attempt = qs_rows_get_int (rows, row, ATTEMPT);
  job->launched = g_strdup (qs_rows_get_text (rows, row, LAUNCHED));
  job->cancelled = qs_rows_get_int (rows, row, CANCELLED) != 0;
  job->terminated = qs_rows_get_int (rows, row, TERMINATED) != 0;
  job->stop_reason = g_strdup (qs_rows_get_text (rows, row, STOP_REASON));
  qs_local_job_set_reason (job, qs_rows_get_text (rows, row, REASON));
  qs_local_job_set_exit (job, qs_rows_get_int (rows, row, EXIT_CODE),
                         qs_rows_get_text (rows, row, EXIT_REASON));
  if (environment != NULL)
    qs_local_job_set_environment (job, g_hash_table_lookup (state->environments, environment));
}

static QsLocalJob *
read_job (QsLocalState *state,
          QsRows       *rows,
          guint         row)
{
  g_autoptr(QsLocalQueue) queue = find_queue (state, qs_rows_get_text (rows, row, QUEUE));
  QsLocalJob *job = qs_local_job_new (qs_rows_get_int (rows, row, NUMBER),
                                      qs_rows_get_text (rows, row, ID), queue);

  job->vcpus = qs_rows_get_double (rows, row, VCPUS);
  job->memory = qs_rows_get_int (rows, row, MEMORY);
  job->runners = qs_local_state_find_runners (state, qs_rows_get_text (rows, row, IMAGES));
  if (qs_rows_get_int (rows, row, SIZE) > 0)
    qs_local_job_make_array (job, qs_rows_get_int (rows, row, SIZE));

  return job;
}

/* Rows come by number, so a parent is there before its children. A child without one has been
 * tampered with. */
static void
take_up (QsLocalState *state,
         QsRows       *rows,
         guint         row)
{
  const char *parent_id = qs_rows_get_text (rows, row, PARENT);
  const gint64 child = qs_rows_get_int (rows, row, CHILD);
  g_autoptr(QsLocalJob) job = NULL;

  if (parent_id == NULL)
    {
      job = read_job (state, rows, row);
    }
  else
    {
      QsLocalJob *parent = g_hash_table_lookup (state->jobs, parent_id);

      if (parent == NULL || child < 0 || child >= parent->size)
        return;
      job = qs_local_job_add_child (parent, child);
    }

  read_changes (state, job, rows, row);
  if (job->parent != NULL)
    job->parent->child_states[child] = job->status;
  qs_local_state_add_job (state, job);
}

/* Children that have ended are not in memory, only what became of them. */
static gboolean
count_children (QsLocalState *state,
                GError      **error)
{
  g_autoptr(QsRows) rows = query (state, "SELECT c.parent, c.child, c.status FROM job p "
                                  "JOIN job c ON c.parent = p.id AND c.status >= 5 "
                                  "WHERE p.status < 5 AND p.size > 0", error);

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < qs_rows_get_length (rows); i++)
    {
      QsLocalJob *parent = g_hash_table_lookup (state->jobs, qs_rows_get_text (rows, i, 0));
      const gint64 child = qs_rows_get_int (rows, i, 1);

      if (parent == NULL || child < 0 || child >= parent->size)
        continue;
      parent->child_states[child] = qs_rows_get_int (rows, i, 2);
      parent->n_ended++;
    }

  return TRUE;
}

static gboolean
link_dependencies (QsLocalState *state,
                   QsLocalJob   *job,
                   const char   *depends,
                   GError      **error)
{
  g_autofree char *text = g_strdup_printf ("{\"dependsOn\":%s}", depends);
  g_autoptr(JsonObject) holder = qs_local_document_parse (text);
  g_autoptr(GArray) targets =
    qs_local_targets_find (state, qs_json_get_array (holder, "dependsOn"), job->size,
                           &job->sequential, error);

  if (targets == NULL)
    return FALSE;

  qs_local_targets_link (targets, job);
  return TRUE;
}

/* An array whose last child ended just before the end was all counted. */
static void
finish_array (QsLocalState *state,
              QsLocalJob   *job)
{
  const gboolean failed = memchr (job->child_states, QS_JOB_STATUS_FAILED, job->size) != NULL;

  qs_local_state_set_status (state, job, failed ? QS_JOB_STATUS_FAILED : QS_JOB_STATUS_SUCCEEDED,
                             failed ? "Array Child Job failed" : NULL);
}

static void
go_on (QsLocalState *state,
       QsLocalJob   *job)
{
  if (qs_local_job_is_array (job) && job->n_ended >= (guint) job->size)
    {
      finish_array (state, job);
    }
  else if (job->status <= QS_JOB_STATUS_PENDING)
    {
      if (job->parent == NULL)
        g_queue_push_tail (&state->fresh, qs_local_job_ref (job));
    }
  else if (job->status == QS_JOB_STATUS_RUNNABLE)
    {
      qs_local_scheduler_enqueue (state, job);
    }
  else
    {
      qs_local_scheduler_take (state, job);
      qs_local_attempt_start (state, job);
    }
}

static gboolean
load_jobs (QsLocalState *state,
           GError      **error)
{
  g_autoptr(QsRows) rows = query (state, QUERY, error);

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < qs_rows_get_length (rows); i++)
    take_up (state, rows, i);
  if (!count_children (state, error))
    return FALSE;

  for (guint i = 0; i < qs_rows_get_length (rows); i++)
    {
      QsLocalJob *job = g_hash_table_lookup (state->jobs, qs_rows_get_text (rows, i, ID));
      const char *depends = qs_rows_get_text (rows, i, DEPENDS);

      if (job != NULL && depends != NULL && job->status <= QS_JOB_STATUS_PENDING &&
          !link_dependencies (state, job, depends, error))
        return FALSE;
    }

  for (guint i = 0; i < qs_rows_get_length (rows); i++)
    {
      QsLocalJob *job = g_hash_table_lookup (state->jobs, qs_rows_get_text (rows, i, ID));

      if (job != NULL)
        go_on (state, job);
    }

  return TRUE;
}

static DexFuture *
clean_up_fiber (gpointer data)
{
  QsLocalState *state = data;
  g_autoptr(QsTransaction) transaction = qs_transaction_new ();
  g_autoptr(QsRows) rows = query (state, "SELECT run, job, image FROM leftover", NULL);

  for (guint i = 0; rows != NULL && i < qs_rows_get_length (rows); i++)
    {
      g_autoptr(QsRunRequest) request =
        qs_local_request_new_bare (state, qs_rows_get_text (rows, i, 0),
                                   qs_rows_get_text (rows, i, 1), qs_rows_get_text (rows, i, 2));
      QsRunner *runner = qs_local_state_find_runner (state, request->image);

      if (runner != NULL && qs_await (qs_runner_remove (runner, request), NULL))
        qs_transaction_add (transaction, "DELETE FROM leftover WHERE run = ?", "s", request->id);
    }

  if (qs_local_state_is_open (state) && !qs_transaction_is_empty (transaction))
    return qs_local_state_commit (state, transaction);

  return dex_future_new_true ();
}

/**
 * qs_local_opening_load:
 *
 * Reads what is in the folder and goes on with it: what waits is queued, what ran is followed, what
 * ended runs have left behind is removed.
 */
gboolean
qs_local_opening_load (QsLocalState *state,
                       GError      **error)
{
  g_autoptr(QsRows) last = query (state, "SELECT max (number) FROM job", error);

  if (last == NULL || !load_resources (state, error))
    return FALSE;

  state->next_number = qs_rows_get_int (last, 0, 0) + 1;
  if (!load_jobs (state, error))
    return FALSE;

  qs_local_scheduler_kick (state);
  qs_scope_spawn (state->scope, clean_up_fiber, qs_local_state_ref (state),
                  (GDestroyNotify) qs_local_state_unref);
  return TRUE;
}

static JsonObject *
make_environment (QsLocalState *state,
                  const char   *datastore)
{
  g_autofree char *text =
    g_strdup_printf ("{\"computeEnvironmentName\": \"this-computer\", \"type\": \"MANAGED\", "
                     "\"state\": \"ENABLED\", \"computeResources\": {\"type\": \"EC2\", "
                     "\"allocationStrategy\": \"BEST_FIT_PROGRESSIVE\", \"minvCpus\": 0, "
                     "\"maxvCpus\": %u, \"instanceTypes\": [\"optimal\"], \"subnets\": []}}",
                     g_get_num_processors ());
  JsonObject *environment = qs_local_document_parse (text);

  json_object_set_string_member (qs_local_document_open (environment, "tags"),
                                 "quayside:folder:/datastore", datastore);
  return environment;
}

static gboolean
make_default (QsLocalState *state,
              const char   *datastore,
              GError      **error)
{
  g_autoptr(JsonObject) environment = make_environment (state, datastore);
  g_autoptr(JsonObject) queue =
    qs_local_document_parse ("{\"jobQueueName\": \"default\", \"state\": \"ENABLED\", "
                             "\"priority\": 1, \"computeEnvironmentOrder\": [{\"order\": 1, "
                             "\"computeEnvironment\": \"this-computer\"}]}");
  g_autoptr(JsonNode) made = NULL;
  g_autoptr(JsonNode) also_made = NULL;

  if (!g_hash_table_contains (state->environments, "this-computer") &&
      (made = qs_local_environments_create (state, environment, error)) == NULL)
    return FALSE;

  return g_hash_table_contains (state->queues, "default") ||
         (also_made = qs_local_queues_create (state, queue, error)) != NULL;
}

/**
 * qs_local_opening_make_defaults:
 * @datastore: the folder that stands behind /datastore
 *
 * In a new folder, makes an environment and a queue so that a job can be submitted at once. Those
 * who delete them later do not find them again.
 */
gboolean
qs_local_opening_make_defaults (QsLocalState *state,
                                const char   *datastore,
                                GError      **error)
{
  g_autoptr(QsRows) rows = query (state, "SELECT 1 FROM setting WHERE name = 'furnished'", error);
  g_autoptr(QsTransaction) transaction = qs_transaction_new ();

  if (rows == NULL)
    return FALSE;
  if (qs_rows_get_length (rows) > 0)
    return TRUE;
  if (!make_default (state, datastore, error))
    return FALSE;

  qs_transaction_add (transaction, "INSERT INTO setting (name, value) VALUES ('furnished', '1')",
                      "");
  return qs_await (qs_local_state_commit (state, transaction), error);
}
