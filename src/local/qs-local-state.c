#include "qs-local-state.h"

#include <unistd.h>

#include "qs-engine.h"
#include "qs-local-scheduler.h"

static void
free_gate (gpointer data)
{
  QsLocalGate *gate = data;

  g_ptr_array_unref (gate->waiting);
  g_object_unref (gate->runner);
  g_free (gate->message);
  g_free (gate);
}

static void
add_gate (QsLocalState *self,
          QsRunner     *runner)
{
  QsLocalGate *gate = g_new0 (QsLocalGate, 1);

  gate->runner = g_object_ref (runner);
  gate->index = self->gates->len;
  gate->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) qs_local_job_unref);
  g_ptr_array_add (self->gates, gate);
}

static gint64
read_memory (void)
{
  return (gint64) sysconf (_SC_PHYS_PAGES) * sysconf (_SC_PAGESIZE) / (1024 * 1024);
}

/**
 * qs_local_state_new:
 * @runners: (nullable): of #QsRunner, at most 32, in the order they are asked
 *
 * Returns: (transfer full): a state without a database yet; it has what this computer has.
 */
QsLocalState *
qs_local_state_new (const char *folder,
                    QsClock    *clock,
                    GPtrArray  *runners)
{
  QsLocalState *self = g_new0 (QsLocalState, 1);

  g_ref_count_init (&self->ref_count);
  self->folder = g_strdup (folder);
  self->clock = g_object_ref (clock);
  self->scope = qs_scope_new ();
  self->gates = g_ptr_array_new_with_free_func (free_gate);
  self->environments =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                           (GDestroyNotify) qs_local_environment_unref);
  self->queues =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) qs_local_queue_unref);
  self->jobs =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) qs_local_job_unref);
  self->misfits = g_ptr_array_new_with_free_func ((GDestroyNotify) qs_local_job_unref);
  self->dirty = g_ptr_array_new_with_free_func ((GDestroyNotify) qs_local_job_unref);
  self->next_number = 1;
  self->vcpus = g_get_num_processors ();
  self->memory = read_memory ();

  for (guint i = 0; runners != NULL && i < runners->len && i < 32; i++)
    add_gate (self, g_ptr_array_index (runners, i));

  return self;
}

QsLocalState *
qs_local_state_ref (QsLocalState *self)
{
  g_ref_count_inc (&self->ref_count);
  return self;
}

void
qs_local_state_unref (QsLocalState *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;

  qs_local_state_close (self);
  g_ptr_array_unref (self->gates);
  g_ptr_array_unref (self->misfits);
  g_ptr_array_unref (self->dirty);
  g_hash_table_unref (self->environments);
  g_hash_table_unref (self->queues);
  g_hash_table_unref (self->jobs);
  g_clear_pointer (&self->scope, qs_scope_unref);
  g_clear_object (&self->clock);
  g_free (self->folder);
  g_free (self);
}

static void
forget_jobs (QsLocalState *self)
{
  GHashTableIter iter;
  gpointer job;

  g_queue_clear_full (&self->fresh, (GDestroyNotify) qs_local_job_unref);
  g_queue_clear_full (&self->ended, (GDestroyNotify) qs_local_job_unref);
  g_ptr_array_set_size (self->misfits, 0);
  g_ptr_array_set_size (self->dirty, 0);
  for (guint i = 0; i < self->gates->len; i++)
    g_ptr_array_set_size (((QsLocalGate *) g_ptr_array_index (self->gates, i))->waiting, 0);

  g_hash_table_iter_init (&iter, self->jobs);
  while (g_hash_table_iter_next (&iter, NULL, &job))
    qs_local_job_break (job);
  g_hash_table_remove_all (self->jobs);
}

/**
 * qs_local_state_close:
 *
 * Ends all work in progress, waits for the writes that were asked for, and lets go of the folder.
 * What is not written by then is found out anew from the runners.
 */
void
qs_local_state_close (QsLocalState *self)
{
  g_clear_handle_id (&self->pass, g_source_remove);
  self->on_activity = NULL;
  qs_scope_cancel (self->scope);
  forget_jobs (self);
  g_clear_object (&self->database);
  g_clear_pointer (&self->lock, qs_local_lock_free);
}

gboolean
qs_local_state_is_open (QsLocalState *self)
{
  return self->database != NULL && !qs_scope_is_cancelled (self->scope);
}

/* For qs_local_state_query(). */
DexFuture *
qs_local_state_refuse (void)
{
  return dex_future_new_reject (QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE,
                                "Quayside has let go of its folder");
}

/**
 * qs_local_state_commit:
 *
 * Returns: (transfer full): a future that resolves to %TRUE once @transaction is on the disk.
 */
DexFuture *
qs_local_state_commit (QsLocalState  *self,
                       QsTransaction *transaction)
{
  if (self->database == NULL)
    return qs_local_state_refuse ();

  return qs_database_commit (self->database, transaction);
}

/**
 * qs_local_state_add_job:
 *
 * Takes up a job that is on the disk; children come with their parents.
 */
void
qs_local_state_add_job (QsLocalState *self,
                        QsLocalJob   *job)
{
  g_hash_table_replace (self->jobs, job->id, qs_local_job_ref (job));
}

/**
 * qs_local_state_touch:
 *
 * Has @job written with the next scheduling pass, and watchers told.
 */
void
qs_local_state_touch (QsLocalState *self,
                      QsLocalJob   *job)
{
  if (!job->dirty)
    {
      job->dirty = TRUE;
      g_ptr_array_add (self->dirty, qs_local_job_ref (job));
    }
  qs_local_scheduler_kick (self);
}

/**
 * qs_local_state_set_status:
 * @reason: (nullable): the statusReason
 *
 * Moves @job to @status. What it ends is told to the jobs that wait for it in the next pass.
 */
void
qs_local_state_set_status (QsLocalState *self,
                           QsLocalJob   *job,
                           QsJobStatus   status,
                           const char   *reason)
{
  job->status = status;
  qs_local_job_set_reason (job, reason);
  if (job->parent != NULL)
    job->parent->child_states[job->child] = status;

  if (qs_local_job_has_ended (job))
    {
      if (job->stopped_at == 0)
        job->stopped_at = qs_clock_now (self->clock);
      g_queue_push_tail (&self->ended, qs_local_job_ref (job));
    }
  qs_local_state_touch (self, job);
}

/**
 * qs_local_state_find_runner:
 *
 * Returns: (transfer none) (nullable): the first runner that accepts @image.
 */
QsRunner *
qs_local_state_find_runner (QsLocalState *self,
                            const char   *image)
{
  for (guint i = 0; i < self->gates->len; i++)
    {
      QsLocalGate *gate = g_ptr_array_index (self->gates, i);

      if (qs_runner_accepts (gate->runner, image))
        return gate->runner;
    }

  return NULL;
}

/**
 * qs_local_state_find_runners:
 * @images: the images of a job's containers, a line each
 *
 * Returns: a bit for each runner that the job needs.
 */
guint32
qs_local_state_find_runners (QsLocalState *self,
                             const char   *images)
{
  g_auto(GStrv) lines = g_strsplit (images, "\n", -1);
  guint32 found = 0;

  for (char **line = lines; *line != NULL; line++)
    for (guint i = 0; i < self->gates->len; i++)
      {
        QsLocalGate *gate = g_ptr_array_index (self->gates, i);

        if (qs_runner_accepts (gate->runner, *line))
          {
            found |= 1u << i;
            break;
          }
      }

  return found;
}
