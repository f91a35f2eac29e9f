#include "qs-local-job.h"

static void
clear_dependency (gpointer data)
{
  QsLocalDependency *dependency = data;

  qs_local_job_unref (dependency->target);
}

/**
 * qs_local_job_new:
 * @queue: (nullable): where it waits; %NULL for a job that has ended
 *
 * Returns: (transfer full): a SUBMITTED job.
 */
QsLocalJob *
qs_local_job_new (gint64        number,
                  const char   *id,
                  QsLocalQueue *queue)
{
  QsLocalJob *self = g_new0 (QsLocalJob, 1);

  g_ref_count_init (&self->ref_count);
  self->number = number;
  self->id = g_strdup (id);
  self->queue = queue != NULL ? qs_local_queue_ref (queue) : NULL;
  self->child = -1;
  self->exit_code = -1;
  self->status = QS_JOB_STATUS_SUBMITTED;
  return self;
}

QsLocalJob *
qs_local_job_ref (QsLocalJob *self)
{
  g_ref_count_inc (&self->ref_count);
  return self;
}

void
qs_local_job_unref (QsLocalJob *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;

  qs_local_job_break (self);
  g_clear_pointer (&self->queue, qs_local_queue_unref);
  g_clear_pointer (&self->environment, qs_local_environment_unref);
  g_free (self->id);
  g_free (self->child_states);
  g_free (self->reason);
  g_free (self->exit_reason);
  g_free (self->launched);
  g_free (self->stop_reason);
  g_free (self);
}

gboolean
qs_local_job_has_ended (QsLocalJob *self)
{
  return self->status == QS_JOB_STATUS_SUCCEEDED || self->status == QS_JOB_STATUS_FAILED;
}

gboolean
qs_local_job_is_array (QsLocalJob *self)
{
  return self->size > 0;
}

static void
unref_child (gpointer data)
{
  if (data != NULL)
    qs_local_job_unref (data);
}

/**
 * qs_local_job_make_array:
 *
 * Makes the job the parent of @size children, none of which is there yet.
 */
void
qs_local_job_make_array (QsLocalJob *self,
                         int         size)
{
  self->size = size;
  self->child_states = g_new0 (guint8, size);
  self->children = g_ptr_array_new_full (size, unref_child);
  g_ptr_array_set_size (self->children, size);
}

/**
 * qs_local_job_add_child:
 *
 * Returns: (transfer full): the child at index @child, which asks for what its parent asks for.
 */
QsLocalJob *
qs_local_job_add_child (QsLocalJob *self,
                        int         child)
{
  g_autofree char *id = g_strdup_printf ("%s:%d", self->id, child);
  QsLocalJob *job = qs_local_job_new (self->number + 1 + child, id, self->queue);

  job->parent = qs_local_job_ref (self);
  job->child = child;
  job->vcpus = self->vcpus;
  job->memory = self->memory;
  job->runners = self->runners;
  g_ptr_array_index (self->children, child) = qs_local_job_ref (job);
  return job;
}

/**
 * qs_local_job_add_dependency:
 *
 * Makes the job wait for @target.
 */
void
qs_local_job_add_dependency (QsLocalJob    *self,
                             QsLocalJob    *target,
                             QsLocalJobLink link)
{
  QsLocalDependency dependency = { link, qs_local_job_ref (target) };

  if (self->dependencies == NULL)
    {
      self->dependencies = g_array_new (FALSE, FALSE, sizeof (QsLocalDependency));
      g_array_set_clear_func (self->dependencies, clear_dependency);
    }
  g_array_append_val (self->dependencies, dependency);

  if (target->dependents == NULL)
    target->dependents = g_ptr_array_new_with_free_func ((GDestroyNotify) qs_local_job_unref);
  g_ptr_array_add (target->dependents, qs_local_job_ref (self));
}

void
qs_local_job_set_reason (QsLocalJob *self,
                         const char *reason)
{
  g_set_str (&self->reason, reason);
}

void
qs_local_job_set_exit (QsLocalJob *self,
                       int         exit_code,
                       const char *reason)
{
  self->exit_code = exit_code;
  g_set_str (&self->exit_reason, reason);
}

void
qs_local_job_set_environment (QsLocalJob         *self,
                              QsLocalEnvironment *environment)
{
  if (environment != NULL)
    qs_local_environment_ref (environment);
  g_clear_pointer (&self->environment, qs_local_environment_unref);
  self->environment = environment;
}

/**
 * qs_local_job_add_launched:
 * @container: the container of this attempt that is now known to run
 */
void
qs_local_job_add_launched (QsLocalJob *self,
                           const char *container)
{
  g_autofree char *launched = g_strconcat (self->launched != NULL ? self->launched : " ",
                                           container, " ", NULL);

  g_set_str (&self->launched, launched);
}

gboolean
qs_local_job_has_launched (QsLocalJob *self,
                           const char *container)
{
  g_autofree char *word = g_strconcat (" ", container, " ", NULL);

  return self->launched != NULL && strstr (self->launched, word) != NULL;
}

/**
 * qs_local_job_save:
 *
 * Adds the writing of all that can change to @transaction.
 */
void
qs_local_job_save (QsLocalJob    *self,
                   QsTransaction *transaction)
{
  qs_transaction_add (transaction,
                      "UPDATE job SET status = ?, reason = ?, started = ?, stopped = ?, "
                      "exit_code = ?, exit_reason = ?, attempt = ?, launched = ?, cancelled = ?, "
                      "terminated = ?, stop_reason = ?, environment = ? WHERE number = ?",
                      "isiiisisiissi",
                      (gint64) self->status, self->reason, self->started_at, self->stopped_at,
                      (gint64) self->exit_code, self->exit_reason, (gint64) self->attempt,
                      self->launched, (gint64) self->cancelled, (gint64) self->terminated,
                      self->stop_reason,
                      self->environment != NULL ? self->environment->name : NULL, self->number);
  self->dirty = FALSE;
}

/**
 * qs_local_job_break:
 *
 * Lets go of other jobs, which may hold this one.
 */
void
qs_local_job_break (QsLocalJob *self)
{
  g_clear_pointer (&self->dependencies, g_array_unref);
  g_clear_pointer (&self->dependents, g_ptr_array_unref);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_pointer (&self->parent, qs_local_job_unref);
  dex_clear (&self->stop);
}
