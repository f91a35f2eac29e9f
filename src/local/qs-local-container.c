#include "qs-local-container.h"

#include "qs-await.h"
#include "qs-json.h"
#include "qs-local-attempt.h"
#include "qs-local-gates.h"

#define FIRST_DELAY_MS 2000
#define LAST_DELAY_MS 15000
#define STOP_GRACE_SECONDS 30

/**
 * qs_local_container_new:
 * @document: (transfer none): what the job says of it
 * @request: (transfer full): what the runner is asked for
 *
 * Returns: (transfer full): a container that waits to be followed.
 */
QsLocalContainer *
qs_local_container_new (QsLocalAttempt *attempt,
                        JsonObject     *document,
                        QsRunRequest   *request,
                        QsRunner       *runner)
{
  QsLocalContainer *self = g_new0 (QsLocalContainer, 1);

  self->attempt = attempt;
  self->document = document;
  self->name = g_strdup (qs_json_get_string (document, "name", "default"));
  self->essential = qs_json_get_bool (document, "essential", TRUE);
  self->request = request;
  self->runner = g_object_ref (runner);
  return self;
}

void
qs_local_container_free (QsLocalContainer *self)
{
  g_clear_pointer (&self->result, qs_run_result_free);
  g_clear_pointer (&self->request, qs_run_request_unref);
  g_clear_object (&self->runner);
  g_free (self->reason);
  g_free (self->name);
  g_free (self);
}

/**
 * qs_local_container_failed:
 *
 * Returns: whether it ended in another way than with the exit code 0.
 */
gboolean
qs_local_container_failed (QsLocalContainer *self)
{
  return self->ended && (self->result == NULL || self->result->exit_code != 0);
}

static void
end (QsLocalContainer *self,
     const char       *prefix,
     const char       *reason)
{
  g_free (self->reason);
  self->reason = prefix == NULL || g_str_has_prefix (reason, prefix)
                 ? g_strdup (reason) : g_strconcat (prefix, ": ", reason, NULL);
  self->ended = TRUE;
}

static QsLocalContainer *
find_sibling (QsLocalContainer *self,
              const char       *name)
{
  GPtrArray *containers = self->attempt->containers;

  for (guint i = 0; i < containers->len; i++)
    {
      QsLocalContainer *sibling = g_ptr_array_index (containers, i);

      if (g_str_equal (sibling->name, name))
        return sibling;
    }

  return NULL;
}

/* Whether one condition holds; @impossible is set when it never will. */
static gboolean
is_met (QsLocalContainer *self,
        JsonObject       *dependency,
        gboolean         *impossible)
{
  const char *condition = qs_json_get_string (dependency, "condition", "START");
  QsLocalContainer *sibling =
    find_sibling (self, qs_json_get_string (dependency, "containerName", ""));

  if (sibling == NULL)
    {
      *impossible = TRUE;
      return FALSE;
    }

  if (g_str_equal (condition, "COMPLETE"))
    return sibling->ended;
  if (g_str_equal (condition, "SUCCESS"))
    {
      *impossible |= qs_local_container_failed (sibling);
      return sibling->ended && !qs_local_container_failed (sibling);
    }

  *impossible |= sibling->ended && !sibling->started;
  return sibling->started;
}

static gboolean
are_met (QsLocalContainer *self,
         gboolean         *impossible)
{
  JsonArray *dependencies = qs_json_get_array (self->document, "dependsOn");
  gboolean met = TRUE;

  *impossible = FALSE;
  for (guint i = 0; dependencies != NULL && i < json_array_get_length (dependencies); i++)
    met &= is_met (self, qs_json_element (dependencies, i), impossible);

  return met;
}

static gboolean
await_dependencies (QsLocalContainer *self)
{
  QsLocalAttempt *attempt = self->attempt;
  gboolean impossible;

  while (!are_met (self, &impossible))
    {
      if (impossible || attempt->halted)
        {
          end (self, NULL, impossible ? "Container dependency condition was not met"
                                      : "The task stopped before the container started");
          return FALSE;
        }
      if (!qs_await (dex_future_first (dex_ref (attempt->changed), dex_ref (attempt->halt), NULL),
                     NULL))
        return FALSE;
    }

  return TRUE;
}

/* Waits for @future, or until no container may start any more. */
static gboolean
await_unless_halted (QsLocalContainer *self,
                     DexFuture        *future,
                     GError          **error)
{
  QsLocalAttempt *attempt = self->attempt;

  if (attempt->halted)
    return qs_await (future, error);

  return qs_await (dex_future_first (future, dex_ref (attempt->halt), NULL), error);
}

/* The runner is away: the job says why it waits, and asks again a little later each time. */
static gboolean
back_off (QsLocalContainer *self,
          const char       *message,
          gint64           *delay)
{
  QsLocalState *state = self->attempt->state;

  qs_local_gates_doubt (state, self->runner);
  qs_local_job_set_reason (self->attempt->job, message);
  qs_local_state_touch (state, self->attempt->job);

  if (!await_unless_halted (self, qs_clock_wait (state->clock, *delay), NULL))
    return FALSE;

  *delay = MIN (*delay * 2, LAST_DELAY_MS);
  return qs_local_state_is_open (state);
}

static void
on_progress_cb (const char *text,
                gpointer    user_data)
{
  QsLocalAttempt *attempt = user_data;

  if (attempt->job->status != QS_JOB_STATUS_STARTING || !qs_local_state_is_open (attempt->state))
    return;

  qs_local_job_set_reason (attempt->job, text);
  qs_local_state_touch (attempt->state, attempt->job);
}

static gboolean
end_refused (QsLocalContainer *self,
             const GError     *error)
{
  if (g_error_matches (error, QS_RUNNER_ERROR, QS_RUNNER_ERROR_IMAGE))
    end (self, "CannotPullContainerError", error->message);
  else if (g_error_matches (error, QS_RUNNER_ERROR, QS_RUNNER_ERROR_CREATE))
    end (self, "CannotCreateContainerError", error->message);
  else
    end (self, "CannotStartContainerError", error->message);

  return FALSE;
}

/* A start that was cut short may have happened or not: the runner knows. One that is still on its
 * way comes to its end first, and may have been too far to be ended. */
static gboolean
end_halted (QsLocalContainer *self,
            DexFuture        *starting)
{
  QsLocalState *state = self->attempt->state;
  int run;

  self->stopped = TRUE;
  qs_await (qs_runner_stop (self->runner, self->request, STOP_GRACE_SECONDS), NULL);
  if (starting != NULL && !dex_future_is_rejected (starting))
    {
      qs_await (dex_ref (starting), NULL);
      qs_await (qs_runner_stop (self->runner, self->request, STOP_GRACE_SECONDS), NULL);
    }
  if (!qs_local_state_is_open (state))
    return FALSE;

  run = qs_await_int (qs_runner_look (self->runner, self->request), NULL);
  if (!qs_local_state_is_open (state))
    return FALSE;
  if (run != QS_RUN_STATE_ABSENT)
    return TRUE;

  end (self, NULL, "The job was stopped before the container started");
  return FALSE;
}

/* Starts it unless an earlier life of this program has seen it run. */
static gboolean
launch (QsLocalContainer *self)
{
  QsLocalAttempt *attempt = self->attempt;
  gint64 delay = FIRST_DELAY_MS;

  while (!qs_local_job_has_launched (attempt->job, self->name))
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(DexFuture) starting = NULL;

      if (attempt->halted)
        return end_halted (self, NULL);

      starting = qs_runner_start (self->runner, self->request, on_progress_cb,
                                  qs_local_attempt_ref (attempt),
                                  (GDestroyNotify) qs_local_attempt_unref);
      /* Kept, so that not waiting for it any more does not end it unseen. */
      dex_future_disown (dex_ref (starting));
      if (await_unless_halted (self, dex_ref (starting), &error))
        {
          if (attempt->halted)
            return end_halted (self, starting);
          break;
        }
      if (!qs_local_state_is_open (attempt->state))
        return FALSE;
      if (!g_error_matches (error, QS_RUNNER_ERROR, QS_RUNNER_ERROR_UNAVAILABLE))
        return end_refused (self, error);
      if (!back_off (self, error->message, &delay))
        return FALSE;
    }

  return TRUE;
}

/* The first container that runs makes the job RUNNING; so has its array, if any, begun. */
static void
note_started (QsLocalContainer *self)
{
  QsLocalState *state = self->attempt->state;
  QsLocalJob *job = self->attempt->job;

  self->started = TRUE;
  if (!qs_local_job_has_launched (job, self->name))
    qs_local_job_add_launched (job, self->name);

  if (job->status == QS_JOB_STATUS_STARTING)
    {
      job->started_at = qs_clock_now (state->clock);
      qs_local_state_set_status (state, job, QS_JOB_STATUS_RUNNING, NULL);
      if (job->parent != NULL && job->parent->started_at == 0)
        {
          job->parent->started_at = job->started_at;
          qs_local_state_touch (state, job->parent);
        }
    }
  qs_local_state_touch (state, job);
  qs_local_attempt_notify (self->attempt);
}

static void
await_end (QsLocalContainer *self)
{
  QsLocalState *state = self->attempt->state;
  gint64 delay = FIRST_DELAY_MS;

  while (!self->ended)
    {
      g_autoptr(GError) error = NULL;

      self->result = qs_await_boxed (qs_runner_wait (self->runner, self->request), &error);
      if (self->result != NULL)
        {
          end (self, NULL, self->result->reason);
        }
      else if (!qs_local_state_is_open (state))
        {
          return;
        }
      else if (!g_error_matches (error, QS_RUNNER_ERROR, QS_RUNNER_ERROR_UNAVAILABLE))
        {
          end (self, NULL, error->message);
          self->lost = TRUE;
        }
      else if (!back_off (self, error->message, &delay))
        {
          return;
        }
    }
}

/* The attempt was told to stop before this container was known to run. */
static void
stop_late (QsLocalContainer *self)
{
  if (!self->attempt->halted || self->stopped)
    return;

  self->stopped = TRUE;
  dex_future_disown (qs_runner_stop (self->runner, self->request, STOP_GRACE_SECONDS));
}

static DexFuture *
follow_fiber (gpointer data)
{
  QsLocalContainer *self = data;

  if (await_dependencies (self) && launch (self))
    {
      note_started (self);
      stop_late (self);
      await_end (self);
    }
  if (qs_local_state_is_open (self->attempt->state))
    qs_local_attempt_notify (self->attempt);

  return dex_future_new_true ();
}

static void
unref_attempt (gpointer data)
{
  QsLocalContainer *self = data;

  qs_local_attempt_unref (self->attempt);
}

/**
 * qs_local_container_follow:
 *
 * Sees it through, from waiting for others to its end; the attempt is told of each step.
 */
void
qs_local_container_follow (QsLocalContainer *self)
{
  qs_local_attempt_ref (self->attempt);
  qs_scope_spawn (self->attempt->state->scope, follow_fiber, self, unref_attempt);
}
