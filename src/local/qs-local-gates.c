#include "qs-local-gates.h"

#include "qs-await.h"
#include "qs-local-scheduler.h"

#define BELIEVED_MS 30000
#define FIRST_DELAY_MS 2000
#define LAST_DELAY_MS 15000

typedef struct
{
  QsLocalState *state;
  QsLocalGate  *gate;   /* lives as long as the state */
} QsProbeOperation;

static void
free_probe (gpointer data)
{
  QsProbeOperation *self = data;

  qs_local_state_unref (self->state);
  g_free (self);
}

/* Jobs that were stopped meanwhile wait for nothing. */
static void
drop_stopped (QsLocalGate *gate)
{
  for (guint i = gate->waiting->len; i > 0; i--)
    {
      QsLocalJob *job = g_ptr_array_index (gate->waiting, i - 1);

      if (job->status != QS_JOB_STATUS_RUNNABLE)
        g_ptr_array_remove_index_fast (gate->waiting, i - 1);
    }
}

static void
give_reason (QsLocalState *state,
             QsLocalJob   *job,
             const char   *reason)
{
  if (g_strcmp0 (job->reason, reason) == 0)
    return;

  qs_local_job_set_reason (job, reason);
  qs_local_state_touch (state, job);
}

static void
let_through (QsLocalState *state,
             QsLocalGate  *gate)
{
  g_autoptr(GPtrArray) waiting = g_steal_pointer (&gate->waiting);

  gate->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) qs_local_job_unref);
  gate->open_until = qs_clock_now (state->clock) + BELIEVED_MS;
  g_clear_pointer (&gate->message, g_free);

  for (guint i = 0; i < waiting->len; i++)
    qs_local_scheduler_enqueue (state, g_ptr_array_index (waiting, i));
}

static void
keep_waiting (QsLocalState *state,
              QsLocalGate  *gate,
              const char   *message)
{
  g_set_str (&gate->message, message);
  for (guint i = 0; i < gate->waiting->len; i++)
    give_reason (state, g_ptr_array_index (gate->waiting, i), message);
}

static DexFuture *
probe_fiber (gpointer data)
{
  QsProbeOperation *self = data;
  gint64 delay = FIRST_DELAY_MS;

  while (qs_local_state_is_open (self->state) && self->gate->waiting->len > 0)
    {
      g_autoptr(GError) error = NULL;

      if (qs_await (qs_runner_probe (self->gate->runner), &error))
        {
          drop_stopped (self->gate);
          let_through (self->state, self->gate);
          break;
        }
      if (!qs_local_state_is_open (self->state))
        break;

      drop_stopped (self->gate);
      keep_waiting (self->state, self->gate, error->message);
      if (!qs_await (qs_clock_wait (self->state->clock, delay), NULL))
        break;
      delay = MIN (delay * 2, LAST_DELAY_MS);
    }

  self->gate->probing = FALSE;
  return dex_future_new_true ();
}

static void
probe (QsLocalState *state,
       QsLocalGate  *gate)
{
  QsProbeOperation *operation;

  if (gate->probing)
    return;

  gate->probing = TRUE;
  operation = g_new0 (QsProbeOperation, 1);
  operation->state = qs_local_state_ref (state);
  operation->gate = gate;
  qs_scope_spawn (state->scope, probe_fiber, operation, free_probe);
}

/**
 * qs_local_gates_hold:
 * @job: a RUNNABLE job that is in no queue now
 *
 * Returns: whether @job must wait for a runner, and does so from now on.
 */
gboolean
qs_local_gates_hold (QsLocalState *state,
                     QsLocalJob   *job)
{
  const gint64 now = qs_clock_now (state->clock);

  for (guint i = 0; i < state->gates->len; i++)
    {
      QsLocalGate *gate = g_ptr_array_index (state->gates, i);

      if ((job->runners & (1u << i)) == 0 || now < gate->open_until)
        continue;

      g_ptr_array_add (gate->waiting, qs_local_job_ref (job));
      if (gate->message != NULL)
        give_reason (state, job, gate->message);
      probe (state, gate);
      return TRUE;
    }

  return FALSE;
}

/**
 * qs_local_gates_doubt:
 *
 * Forgets that @runner could run: it is asked before the next job starts.
 */
void
qs_local_gates_doubt (QsLocalState *state,
                      QsRunner     *runner)
{
  for (guint i = 0; i < state->gates->len; i++)
    {
      QsLocalGate *gate = g_ptr_array_index (state->gates, i);

      if (gate->runner == runner)
        gate->open_until = 0;
    }
}
