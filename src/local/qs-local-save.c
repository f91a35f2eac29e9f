#include "qs-local-save.h"

#include "qs-await.h"

#define RETRY_MS 1000

typedef struct
{
  QsLocalState *state;
  DexFuture    *commit;
  GPtrArray    *jobs;
} QsSaveOperation;

static void
free_save (gpointer data)
{
  QsSaveOperation *self = data;

  g_ptr_array_unref (self->jobs);
  dex_clear (&self->commit);
  qs_local_state_unref (self->state);
  g_free (self);
}

/* The commit has been asked for before the fiber starts, so queries asked for meanwhile see it. A
 * disk that is full now may have room later; until then memory is ahead of it. */
static DexFuture *
save_fiber (gpointer data)
{
  QsSaveOperation *self = data;
  g_autoptr(GError) error = NULL;

  if (qs_await (g_steal_pointer (&self->commit), &error) ||
      !qs_local_state_is_open (self->state))
    return dex_future_new_true ();

  g_message ("Cannot write the state of %u jobs, trying again: %s",
             self->jobs->len, error->message);
  if (!qs_await (qs_clock_wait (self->state->clock, RETRY_MS), NULL) ||
      !qs_local_state_is_open (self->state))
    return dex_future_new_true ();

  for (guint i = 0; i < self->jobs->len; i++)
    qs_local_state_touch (self->state, g_ptr_array_index (self->jobs, i));

  return dex_future_new_true ();
}

static DexFuture *
write_touched (QsLocalState  *state,
               QsTransaction *transaction)
{
  QsSaveOperation *operation = g_new0 (QsSaveOperation, 1);
  DexFuture *commit = qs_local_state_commit (state, transaction);

  operation->state = qs_local_state_ref (state);
  operation->commit = dex_ref (commit);
  operation->jobs = g_steal_pointer (&state->dirty);
  state->dirty = g_ptr_array_new_with_free_func ((GDestroyNotify) qs_local_job_unref);
  state->news = TRUE;
  qs_scope_spawn (state->scope, save_fiber, operation, free_save);
  return commit;
}

/**
 * qs_local_save_changes:
 *
 * Writes all touched jobs together and tells the watchers. Queries asked for from now on see it.
 *
 * Returns: (transfer full): a future that resolves to %TRUE once all of it is on the disk. It need
 *   not be waited for: what fails is tried again.
 */
DexFuture *
qs_local_save_changes (QsLocalState *state)
{
  g_autoptr(QsTransaction) transaction = qs_transaction_new ();
  DexFuture *written;

  for (guint i = 0; i < state->dirty->len; i++)
    {
      QsLocalJob *job = g_ptr_array_index (state->dirty, i);

      if (job->dirty)
        qs_local_job_save (job, transaction);
    }

  if (!qs_transaction_is_empty (transaction))
    written = write_touched (state, transaction);
  else
    written = dex_future_new_true ();
  g_ptr_array_set_size (state->dirty, 0);

  if (state->news && state->on_activity != NULL)
    state->on_activity (state->activity_data);
  state->news = FALSE;
  return written;
}
