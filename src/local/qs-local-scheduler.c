#include "qs-local-scheduler.h"

#include "qs-local-arrays.h"
#include "qs-local-attempt.h"
#include "qs-local-dependencies.h"
#include "qs-local-gates.h"
#include "qs-local-save.h"

/* AWS Batch's own words. */
#define TOO_MANY_VCPUS "MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE - CE(s) associated " \
        "with the job queue cannot meet the CPU requirement of the job."
#define TOO_LARGE "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT - The job resource requirement " \
        "(vCPU/memory/GPU) is higher than that can be met by the CE(s) attached to the job queue."
#define ALL_DISABLED "ACTION_REQUIRED - CE(s) associated with the job queue are invalid. None of " \
        "them is enabled."
#define NO_RUNNER "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT - Nothing on this computer can run " \
        "the image of this job."

typedef enum
{
  PLACED,    /* runs, or stands aside */
  BLOCKED,   /* has to wait for something in its environments */
  FULL,      /* the computer has no room for it now */
} QsPlacement;

static int
compare_numbers (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  const QsLocalJob *first = a;
  const QsLocalJob *second = b;

  return first->number < second->number ? -1 : first->number > second->number;
}

/* Why @job can never run as things are, or NULL. */
static const char *
find_misfit (QsLocalState *state,
             QsLocalJob   *job)
{
  gboolean enabled = FALSE;
  double largest = 0;

  for (guint i = 0; i < job->queue->environments->len; i++)
    {
      const char *name = g_ptr_array_index (job->queue->environments, i);
      QsLocalEnvironment *environment = g_hash_table_lookup (state->environments, name);

      if (environment == NULL)
        continue;
      enabled |= environment->enabled;
      largest = MAX (largest, environment->max_vcpus);
    }

  if (!enabled)
    return ALL_DISABLED;
  if (job->vcpus > largest)
    return TOO_MANY_VCPUS;
  if (job->vcpus > state->vcpus || job->memory > state->memory)
    return TOO_LARGE;

  return job->runners == 0 ? NO_RUNNER : NULL;
}

static QsLocalEnvironment *
find_room (QsLocalState *state,
           QsLocalJob   *job,
           GHashTable   *reserved)
{
  for (guint i = 0; i < job->queue->environments->len; i++)
    {
      const char *name = g_ptr_array_index (job->queue->environments, i);
      QsLocalEnvironment *environment = g_hash_table_lookup (state->environments, name);

      if (environment != NULL && environment->enabled &&
          !g_hash_table_contains (reserved, environment) &&
          environment->used_vcpus + job->vcpus <= environment->max_vcpus)
        return environment;
    }

  return NULL;
}

static gboolean
has_room (QsLocalState *state,
          QsLocalJob   *job)
{
  return state->used_vcpus + job->vcpus <= state->vcpus &&
         state->used_memory + job->memory <= state->memory;
}

static void
set_aside (QsLocalState *state,
           QsLocalJob   *job,
           const char   *reason)
{
  g_ptr_array_add (state->misfits, qs_local_job_ref (job));
  qs_local_job_set_reason (job, reason);
  qs_local_state_touch (state, job);
}

static QsPlacement
place (QsLocalState *state,
       QsLocalJob   *borrowed,
       GHashTable   *reserved)
{
  g_autoptr(QsLocalJob) job = qs_local_job_ref (borrowed);
  const char *misfit = find_misfit (state, job);
  QsLocalEnvironment *environment = find_room (state, job, reserved);

  if (misfit == NULL && environment == NULL)
    return BLOCKED;
  if (misfit == NULL && !has_room (state, job))
    return FULL;

  qs_local_scheduler_withdraw (state, job);
  if (misfit != NULL)
    {
      set_aside (state, job, misfit);
    }
  else if (!qs_local_gates_hold (state, job))
    {
      qs_local_job_set_environment (job, environment);
      qs_local_scheduler_take (state, job);
      qs_local_attempt_start (state, job);
    }

  return PLACED;
}

static QsLocalJob *
get_head (QsLocalQueue *queue)
{
  GSequenceIter *first = g_sequence_get_begin_iter (queue->ready);

  return g_sequence_iter_is_end (first) ? NULL : g_sequence_get (first);
}

static QsLocalJob *
find_next (QsLocalState *state,
           GHashTable   *blocked)
{
  QsLocalJob *best = NULL;
  GHashTableIter iter;
  QsLocalQueue *queue;

  g_hash_table_iter_init (&iter, state->queues);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &queue))
    {
      QsLocalJob *head = get_head (queue);

      if (head == NULL || g_hash_table_contains (blocked, queue))
        continue;
      if (best == NULL || queue->priority > best->queue->priority ||
          (queue->priority == best->queue->priority && head->number < best->number))
        best = head;
    }

  return best;
}

static void
reserve (QsLocalState *state,
         QsLocalQueue *queue,
         GHashTable   *reserved)
{
  for (guint i = 0; i < queue->environments->len; i++)
    {
      const char *name = g_ptr_array_index (queue->environments, i);
      QsLocalEnvironment *environment = g_hash_table_lookup (state->environments, name);

      if (environment != NULL)
        g_hash_table_add (reserved, environment);
    }
}

static void
place_jobs (QsLocalState *state)
{
  g_autoptr(GHashTable) blocked = g_hash_table_new (NULL, NULL);
  g_autoptr(GHashTable) reserved = g_hash_table_new (NULL, NULL);
  QsPlacement placement = PLACED;
  QsLocalJob *job;

  while (placement != FULL && (job = find_next (state, blocked)) != NULL)
    {
      placement = place (state, job, reserved);
      if (placement == BLOCKED)
        {
          g_hash_table_add (blocked, job->queue);
          reserve (state, job->queue, reserved);
        }
    }
}

static void
look_at_fresh (QsLocalState *state)
{
  QsLocalJob *job;

  while ((job = g_queue_pop_head (&state->fresh)) != NULL)
    {
      qs_local_dependencies_evaluate (state, job);
      qs_local_job_unref (job);
    }
}

/* A queue and not a recursion: a chain of ten thousand jobs may fail at once. */
static void
look_at_ended (QsLocalState *state)
{
  QsLocalJob *borrowed;

  while ((borrowed = g_queue_pop_head (&state->ended)) != NULL)
    {
      g_autoptr(QsLocalJob) job = borrowed;

      qs_local_dependencies_tell (state, job);
      if (job->parent != NULL)
        qs_local_arrays_count (state, job);
      qs_local_arrays_forget (state, job);
    }
}

static gboolean
on_pass_cb (gpointer data)
{
  g_autoptr(QsLocalState) state = qs_local_state_ref (data);

  look_at_fresh (state);
  look_at_ended (state);
  place_jobs (state);
  state->pass = 0;
  dex_future_disown (qs_local_save_changes (state));

  return G_SOURCE_REMOVE;
}

/**
 * qs_local_scheduler_kick:
 *
 * Asks for a pass in the next turn of the main loop.
 */
void
qs_local_scheduler_kick (QsLocalState *state)
{
  if (state->pass == 0 && !state->observer && qs_local_state_is_open (state))
    state->pass = g_idle_add_full (G_PRIORITY_DEFAULT, on_pass_cb, state, NULL);
}

/**
 * qs_local_scheduler_enqueue:
 *
 * Puts a job that may run into its queue, at the place of its number.
 */
void
qs_local_scheduler_enqueue (QsLocalState *state,
                            QsLocalJob   *job)
{
  if (job->status != QS_JOB_STATUS_RUNNABLE)
    qs_local_state_set_status (state, job, QS_JOB_STATUS_RUNNABLE, job->reason);

  if (job->place == NULL)
    job->place = g_sequence_insert_sorted (job->queue->ready, job, compare_numbers, NULL);
  qs_local_scheduler_kick (state);
}

/**
 * qs_local_scheduler_withdraw:
 *
 * Takes a job out of its queue if it is there.
 */
void
qs_local_scheduler_withdraw (QsLocalState *state,
                             QsLocalJob   *job)
{
  g_clear_pointer (&job->place, g_sequence_remove);
}

/**
 * qs_local_scheduler_take:
 *
 * Counts what @job uses in its environment and on the computer, until it is released.
 */
void
qs_local_scheduler_take (QsLocalState *state,
                         QsLocalJob   *job)
{
  state->used_vcpus += job->vcpus;
  state->used_memory += job->memory;
  if (job->environment != NULL)
    job->environment->used_vcpus += job->vcpus;
}

void
qs_local_scheduler_release (QsLocalState *state,
                            QsLocalJob   *job)
{
  state->used_vcpus -= job->vcpus;
  state->used_memory -= job->memory;
  if (job->environment != NULL)
    job->environment->used_vcpus -= job->vcpus;
  qs_local_scheduler_kick (state);
}

/**
 * qs_local_scheduler_reconsider:
 *
 * For when environments, queues or the computer have changed: what did not fit may fit now.
 */
void
qs_local_scheduler_reconsider (QsLocalState *state)
{
  g_autoptr(GPtrArray) misfits = g_steal_pointer (&state->misfits);

  state->misfits = g_ptr_array_new_with_free_func ((GDestroyNotify) qs_local_job_unref);
  for (guint i = 0; i < misfits->len; i++)
    {
      QsLocalJob *job = g_ptr_array_index (misfits, i);

      if (job->status != QS_JOB_STATUS_RUNNABLE)
        continue;
      qs_local_job_set_reason (job, NULL);
      qs_local_state_touch (state, job);
      qs_local_scheduler_enqueue (state, job);
    }
  qs_local_scheduler_kick (state);
}
