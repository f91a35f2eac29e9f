#include "qs-local-dependencies.h"

#include "qs-local-scheduler.h"

typedef enum
{
  READY,
  WAITING,
  FAILED,
} QsReadiness;

static QsReadiness
weigh_status (QsJobStatus status)
{
  if (status == QS_JOB_STATUS_SUCCEEDED)
    return READY;

  return status == QS_JOB_STATUS_FAILED ? FAILED : WAITING;
}

static QsReadiness
weigh_dependency (const QsLocalDependency *dependency,
                  int                      child)
{
  if (dependency->link == QS_LOCAL_JOB_LINK_EACH && child >= 0)
    return weigh_status (dependency->target->child_states[child]);

  return weigh_status (dependency->target->status);
}

/* A failed dependency decides, whatever else is still open. */
static QsReadiness
weigh_job (QsLocalJob *job)
{
  QsLocalJob *top = job->parent != NULL ? job->parent : job;
  QsReadiness readiness = READY;

  if (top->sequential && job->child > 0)
    readiness = weigh_status (top->child_states[job->child - 1]);

  for (guint i = 0; top->dependencies != NULL && i < top->dependencies->len; i++)
    readiness = MAX (readiness,
                     weigh_dependency (&g_array_index (top->dependencies, QsLocalDependency, i),
                                       job->child));

  return readiness;
}

static void
evaluate_children (QsLocalState *state,
                   QsLocalJob   *job)
{
  if (job->status == QS_JOB_STATUS_SUBMITTED)
    qs_local_state_set_status (state, job, QS_JOB_STATUS_PENDING, NULL);

  for (guint i = 0; job->children != NULL && i < job->children->len; i++)
    if (g_ptr_array_index (job->children, i) != NULL)
      qs_local_dependencies_evaluate (state, g_ptr_array_index (job->children, i));
}

/**
 * qs_local_dependencies_evaluate:
 *
 * Moves @job on when its dependencies allow it, or ends it when one of them has failed. A job that
 * is past waiting for others is left alone.
 */
void
qs_local_dependencies_evaluate (QsLocalState *state,
                                QsLocalJob   *job)
{
  QsReadiness readiness;

  if (job->status > QS_JOB_STATUS_PENDING)
    return;

  if (qs_local_job_is_array (job))
    {
      evaluate_children (state, job);
      return;
    }

  readiness = weigh_job (job);
  if (readiness == FAILED)
    qs_local_state_set_status (state, job, QS_JOB_STATUS_FAILED, "Dependent Job failed");
  else if (readiness == READY)
    qs_local_scheduler_enqueue (state, job);
  else if (job->status == QS_JOB_STATUS_SUBMITTED)
    qs_local_state_set_status (state, job, QS_JOB_STATUS_PENDING, NULL);
}

static void
evaluate_child (QsLocalState *state,
                QsLocalJob   *array,
                int           child)
{
  if (array->children == NULL || child >= (int) array->children->len)
    return;

  if (g_ptr_array_index (array->children, child) != NULL)
    qs_local_dependencies_evaluate (state, g_ptr_array_index (array->children, child));
}

/* Only the child of the same index can have waited for this one. */
static void
tell_arrays (QsLocalState *state,
             QsLocalJob   *ended)
{
  GPtrArray *dependents = ended->parent->dependents;

  if (ended->parent->sequential)
    evaluate_child (state, ended->parent, ended->child + 1);

  for (guint i = 0; dependents != NULL && i < dependents->len; i++)
    evaluate_child (state, g_ptr_array_index (dependents, i), ended->child);
}

/**
 * qs_local_dependencies_tell:
 *
 * Looks again at the jobs that waited for @ended, and at no others.
 */
void
qs_local_dependencies_tell (QsLocalState *state,
                            QsLocalJob   *ended)
{
  if (ended->parent != NULL)
    tell_arrays (state, ended);

  for (guint i = 0; ended->dependents != NULL && i < ended->dependents->len; i++)
    qs_local_dependencies_evaluate (state, g_ptr_array_index (ended->dependents, i));
}
