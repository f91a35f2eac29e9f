#include "qs-local-stop.h"

#include "qs-await.h"
#include "qs-engine.h"
#include "qs-json.h"
#include "qs-local-arn.h"
#include "qs-local-save.h"
#include "qs-local-scheduler.h"

static void
mark (QsLocalJob *job,
      const char *reason,
      gboolean    terminate)
{
  if (terminate)
    job->terminated = TRUE;
  else
    job->cancelled = TRUE;
  g_set_str (&job->stop_reason, reason);
}

static void
stop_one (QsLocalState *state,
          QsLocalJob   *job,
          const char   *reason,
          gboolean      terminate)
{
  if (qs_local_job_has_ended (job))
    return;

  if (job->status <= QS_JOB_STATUS_RUNNABLE)
    {
      mark (job, reason, terminate);
      qs_local_scheduler_withdraw (state, job);
      qs_local_state_set_status (state, job, QS_JOB_STATUS_FAILED, reason);
    }
  else if (terminate && !job->terminated)
    {
      mark (job, reason, terminate);
      qs_local_state_touch (state, job);
      if (job->stop != NULL)
        dex_promise_resolve_boolean (job->stop, TRUE);
    }
}

/* The parent itself ends with its last child. */
static void
stop_job (QsLocalState *state,
          QsLocalJob   *job,
          const char   *reason,
          gboolean      terminate)
{
  if (!qs_local_job_is_array (job))
    {
      stop_one (state, job, reason, terminate);
      return;
    }

  mark (job, reason, terminate);
  qs_local_state_touch (state, job);
  for (guint i = 0; job->children != NULL && i < job->children->len; i++)
    if (g_ptr_array_index (job->children, i) != NULL)
      stop_one (state, g_ptr_array_index (job->children, i), reason, terminate);
}

/* A job that is not in memory has ended, or never was. */
static gboolean
check_known (QsLocalState *state,
             const char   *id,
             GError      **error)
{
  g_autoptr(QsRows) rows =
    qs_await_boxed (qs_local_state_query (state, "SELECT 1 FROM job WHERE id = ?", "s", id),
                    error);

  if (rows == NULL)
    return FALSE;
  if (qs_rows_get_length (rows) > 0)
    return TRUE;

  g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID, "jobId: %s does not exist", id);
  return FALSE;
}

static JsonNode *
stop (QsLocalState *state,
      JsonObject   *input,
      gboolean      terminate,
      GError      **error)
{
  const char *id = qs_local_arn_strip (QS_LOCAL_ARN_JOB, qs_json_get_string (input, "jobId", ""));
  const char *reason = qs_json_get_string (input, "reason", "");
  QsLocalJob *job = g_hash_table_lookup (state->jobs, id);

  if (job == NULL)
    return check_known (state, id, error) ? qs_json_take (json_object_new ()) : NULL;

  stop_job (state, job, reason, terminate);
  if (!qs_await (qs_local_save_changes (state), error))
    return NULL;

  return qs_json_take (json_object_new ());
}

JsonNode *
qs_local_stop_cancel (QsLocalState *state,
                      JsonObject   *input,
                      GError      **error)
{
  return stop (state, input, FALSE, error);
}

JsonNode *
qs_local_stop_terminate (QsLocalState *state,
                         JsonObject   *input,
                         GError      **error)
{
  return stop (state, input, TRUE, error);
}

/**
 * qs_local_stop_queue:
 *
 * Terminates all that is in @queue, and waits until that is on the disk.
 */
gboolean
qs_local_stop_queue (QsLocalState *state,
                     QsLocalQueue *queue,
                     const char   *reason,
                     GError      **error)
{
  GHashTableIter iter;
  QsLocalJob *job;

  g_hash_table_iter_init (&iter, state->jobs);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &job))
    if (job->queue == queue && job->parent == NULL)
      stop_job (state, job, reason, TRUE);

  return qs_await (qs_local_save_changes (state), error);
}
