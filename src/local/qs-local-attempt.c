#include "qs-local-attempt.h"

#include "qs-await.h"
#include "qs-exit-rules.h"
#include "qs-json.h"
#include "qs-local-document.h"
#include "qs-local-outcome.h"
#include "qs-local-request.h"
#include "qs-local-scheduler.h"
#include "qs-local-volumes.h"

#define STOP_GRACE_SECONDS 30
#define RETRY_MS 1000

QsLocalAttempt *
qs_local_attempt_ref (QsLocalAttempt *self)
{
  g_ref_count_inc (&self->ref_count);
  return self;
}

void
qs_local_attempt_unref (QsLocalAttempt *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->containers);
  g_clear_pointer (&self->document, json_object_unref);
  dex_clear (&self->changed);
  dex_clear (&self->halt);
  qs_local_job_unref (self->job);
  qs_local_state_unref (self->state);
  g_free (self->problem);
  g_free (self);
}

static QsLocalAttempt *
attempt_new (QsLocalState *state,
             QsLocalJob   *job)
{
  QsLocalAttempt *self = g_new0 (QsLocalAttempt, 1);

  g_ref_count_init (&self->ref_count);
  self->state = qs_local_state_ref (state);
  self->job = qs_local_job_ref (job);
  self->containers = g_ptr_array_new_with_free_func ((GDestroyNotify) qs_local_container_free);
  self->changed = dex_promise_new ();
  self->halt = dex_promise_new ();
  return self;
}

/* The document is not kept with the jobs that wait, of which there may be many. */
static gboolean
load_document (QsLocalAttempt *self)
{
  const char *id = self->job->parent != NULL ? self->job->parent->id : self->job->id;
  g_autoptr(QsRows) rows =
    qs_await_boxed (qs_local_state_query (self->state, "SELECT document FROM job WHERE id = ?",
                                          "s", id), NULL);

  if (rows == NULL || qs_rows_get_length (rows) == 0)
    return FALSE;

  self->document = qs_local_document_parse (qs_rows_get_text (rows, 0, 0));
  return TRUE;
}

static void
prepare_containers (QsLocalAttempt *self)
{
  g_autoptr(GPtrArray) documents = qs_local_request_list_containers (self->document);

  for (guint i = 0; i < documents->len; i++)
    {
      JsonObject *document = g_ptr_array_index (documents, i);
      g_autoptr(GError) error = NULL;
      QsRunRequest *request =
        qs_local_request_new (self->state, self->job, self->document, document, &error);
      QsRunner *runner =
        qs_local_state_find_runner (self->state, qs_json_get_string (document, "image", ""));

      if (request == NULL || runner == NULL)
        {
          self->problem = g_strdup (error != NULL ? error->message
                                                  : "Nothing here runs the job's image");
          g_clear_pointer (&request, qs_run_request_unref);
          g_ptr_array_set_size (self->containers, 0);
          return;
        }
      g_ptr_array_add (self->containers,
                       qs_local_container_new (self, document, request, runner));
    }
}

/* What is acknowledged or acted upon is on the disk first; a disk that refuses is tried again. */
static gboolean
commit (QsLocalAttempt *self,
        QsTransaction  *transaction)
{
  g_autoptr(GError) error = NULL;

  while (!qs_await (qs_local_state_commit (self->state, transaction), &error))
    {
      if (!qs_local_state_is_open (self->state))
        return FALSE;
      g_message ("Cannot write the state of the job %s, trying again: %s",
                 self->job->id, error->message);
      g_clear_error (&error);
      if (!qs_await (qs_clock_wait (self->state->clock, RETRY_MS), NULL))
        return FALSE;
    }

  return qs_local_state_is_open (self->state);
}

static gboolean
write_starting (QsLocalAttempt *self)
{
  g_autoptr(QsTransaction) transaction = qs_transaction_new ();

  qs_local_job_save (self->job, transaction);
  self->state->news = TRUE;
  qs_local_scheduler_kick (self->state);
  return commit (self, transaction);
}

static void
begin (QsLocalAttempt *self)
{
  QsLocalJob *job = self->job;

  job->attempt++;
  job->started_at = 0;
  job->stopped_at = 0;
  g_clear_pointer (&job->launched, g_free);
  qs_local_job_set_exit (job, -1, NULL);
  qs_local_state_set_status (self->state, job, QS_JOB_STATUS_STARTING, NULL);
}

static void
halt (QsLocalAttempt *self)
{
  self->halted = TRUE;
  dex_promise_resolve_boolean (self->halt, TRUE);

  for (guint i = 0; i < self->containers->len; i++)
    {
      QsLocalContainer *container = g_ptr_array_index (self->containers, i);

      if (!container->started || container->ended)
        continue;
      container->stopped = TRUE;
      dex_future_disown (qs_runner_stop (container->runner, container->request,
                                         STOP_GRACE_SECONDS));
    }
}

static gboolean
is_over (QsLocalAttempt *self)
{
  for (guint i = 0; i < self->containers->len; i++)
    if (!((QsLocalContainer *) g_ptr_array_index (self->containers, i))->ended)
      return FALSE;

  return TRUE;
}

static gboolean
has_essential_end (QsLocalAttempt *self)
{
  for (guint i = 0; i < self->containers->len; i++)
    {
      QsLocalContainer *container = g_ptr_array_index (self->containers, i);

      if (container->essential && container->ended)
        return TRUE;
    }

  return FALSE;
}

/* ms until the attempt has run too long; -1 when that cannot happen now. */
static gint64
measure_rest (QsLocalAttempt *self)
{
  const gint64 limit = qs_json_get_int (qs_json_get_object (self->document, "timeout"),
                                        "attemptDurationSeconds", 0) * 1000;

  if (limit == 0 || self->halted || self->job->status != QS_JOB_STATUS_RUNNING)
    return -1;

  return MAX (0, self->job->started_at + limit - qs_clock_now (self->state->clock));
}

static gboolean
await_change (QsLocalAttempt *self)
{
  const gint64 rest = measure_rest (self);
  DexFuture *stop = self->halted ? dex_future_new_infinite ()
                                 : DEX_FUTURE (dex_ref (self->job->stop));
  DexFuture *late = rest < 0 ? dex_future_new_infinite ()
                             : qs_clock_wait (self->state->clock, rest);

  return qs_await (dex_future_first (dex_ref (self->changed), stop, late, NULL), NULL) &&
         qs_local_state_is_open (self->state);
}

/* Returns: %TRUE when all containers have ended, %FALSE when the engine goes. */
static gboolean
follow (QsLocalAttempt *self)
{
  for (guint i = 0; i < self->containers->len; i++)
    qs_local_container_follow (g_ptr_array_index (self->containers, i));

  while (!is_over (self))
    {
      if (!self->halted && (self->job->terminated || has_essential_end (self)))
        halt (self);
      if (!await_change (self))
        return FALSE;
      if (!is_over (self) && measure_rest (self) == 0)
        {
          self->timed_out = TRUE;
          halt (self);
        }
    }

  return TRUE;
}

static void
write_end (QsLocalAttempt *self,
           QsTransaction  *transaction,
           JsonObject     *record)
{
  g_autofree char *text = qs_local_document_print (record);

  qs_transaction_add (transaction, "UPDATE job SET attempts = "
                      "json_insert (coalesce (attempts, '[]'), '$[#]', json (?)) "
                      "WHERE number = ?", "si", text, self->job->number);
  for (guint i = 0; i < self->containers->len; i++)
    {
      QsRunRequest *request =
        ((QsLocalContainer *) g_ptr_array_index (self->containers, i))->request;

      qs_transaction_add (transaction, "INSERT OR REPLACE INTO leftover (run, job, image) "
                          "VALUES (?, ?, ?)", "sss", request->id, request->job_id, request->image);
    }
  qs_local_job_save (self->job, transaction);
}

static gboolean
finish (QsLocalAttempt *self)
{
  g_autoptr(QsTransaction) transaction = qs_transaction_new ();
  QsLocalJob *job = self->job;
  g_auto(QsLocalOutcome) outcome = { 0, };
  QsExit end;

  qs_local_outcome_init (&outcome, self);
  end = (QsExit) { outcome.exit_code, outcome.reason, outcome.status_reason };
  job->stopped_at = outcome.stopped_at;
  qs_local_job_set_exit (job, outcome.exit_code, outcome.reason);

  if (outcome.succeeded)
    qs_local_state_set_status (self->state, job, QS_JOB_STATUS_SUCCEEDED, outcome.status_reason);
  else if (outcome.final ||
           !qs_exit_rules_retry (qs_json_get_object (self->document, "retryStrategy"), &end,
                                 job->attempt))
    qs_local_state_set_status (self->state, job, QS_JOB_STATUS_FAILED, outcome.status_reason);
  else
    qs_local_state_set_status (self->state, job, QS_JOB_STATUS_RUNNABLE, NULL);

  write_end (self, transaction, outcome.record);
  self->state->news = TRUE;
  return commit (self, transaction);
}

/* The end is on the disk: what is left of the runs is no longer needed. */
static void
clean_up (QsLocalAttempt *self)
{
  g_autoptr(QsTransaction) transaction = qs_transaction_new ();

  for (guint i = 0; i < self->containers->len; i++)
    {
      QsLocalContainer *container = g_ptr_array_index (self->containers, i);

      if (qs_await (qs_runner_remove (container->runner, container->request), NULL))
        qs_transaction_add (transaction, "DELETE FROM leftover WHERE run = ?", "s",
                            container->request->id);
      if (!qs_local_state_is_open (self->state))
        return;
    }

  qs_local_volumes_remove (self->state, self->job->id, self->job->attempt);
  if (!qs_transaction_is_empty (transaction))
    dex_future_disown (qs_local_state_commit (self->state, transaction));
}

static DexFuture *
attempt_fiber (gpointer data)
{
  QsLocalAttempt *self = data;

  if (!qs_local_state_is_open (self->state) || !write_starting (self))
    return dex_future_new_true ();

  if (!load_document (self))
    {
      if (!qs_local_state_is_open (self->state))
        return dex_future_new_true ();
      self->document = json_object_new ();
      self->problem = g_strdup ("The job's description cannot be read");
    }

  prepare_containers (self);
  if (!follow (self) || !finish (self))
    return dex_future_new_true ();

  dex_clear (&self->job->stop);
  clean_up (self);
  if (!qs_local_state_is_open (self->state))
    return dex_future_new_true ();

  qs_local_scheduler_release (self->state, self->job);
  if (self->job->status == QS_JOB_STATUS_RUNNABLE)
    qs_local_scheduler_enqueue (self->state, self->job);

  return dex_future_new_true ();
}

/**
 * qs_local_attempt_notify:
 *
 * Wakes all that waits for a container to start or to end.
 */
void
qs_local_attempt_notify (QsLocalAttempt *self)
{
  g_autoptr(DexPromise) changed = g_steal_pointer (&self->changed);

  self->changed = dex_promise_new ();
  dex_promise_resolve_boolean (changed, TRUE);
}

/**
 * qs_local_attempt_start:
 * @job: a RUNNABLE job that has been given its place, or a STARTING or RUNNING one that was found
 *   when the folder was opened, whose attempt goes on
 */
void
qs_local_attempt_start (QsLocalState *state,
                        QsLocalJob   *job)
{
  QsLocalAttempt *attempt = attempt_new (state, job);

  dex_clear (&job->stop);
  job->stop = dex_promise_new ();
  if (job->status == QS_JOB_STATUS_RUNNABLE)
    begin (attempt);

  qs_scope_spawn (state->scope, attempt_fiber, attempt,
                  (GDestroyNotify) qs_local_attempt_unref);
}
