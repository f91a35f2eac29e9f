#include "qs-local-arrays.h"

static gboolean
has_failed_child (QsLocalJob *parent)
{
  return memchr (parent->child_states, QS_JOB_STATUS_FAILED, parent->size) != NULL;
}

/**
 * qs_local_arrays_count:
 * @child: a child that has ended and has not been counted yet
 *
 * Ends the parent when @child was the last of its children.
 */
void
qs_local_arrays_count (QsLocalState *state,
                       QsLocalJob   *child)
{
  QsLocalJob *parent = child->parent;

  if (++parent->n_ended < (guint) parent->size || qs_local_job_has_ended (parent))
    return;

  if (has_failed_child (parent))
    qs_local_state_set_status (state, parent, QS_JOB_STATUS_FAILED,
                               parent->stop_reason != NULL ? parent->stop_reason
                                                           : "Array Child Job failed");
  else
    qs_local_state_set_status (state, parent, QS_JOB_STATUS_SUCCEEDED, NULL);
}

/**
 * qs_local_arrays_forget:
 *
 * Takes a job that has ended out of memory; what still waits for it keeps it alive.
 */
void
qs_local_arrays_forget (QsLocalState *state,
                        QsLocalJob   *ended)
{
  QsLocalJob *parent = ended->parent;

  if (parent != NULL && parent->children != NULL &&
      g_ptr_array_index (parent->children, ended->child) == ended)
    {
      g_ptr_array_index (parent->children, ended->child) = NULL;
      qs_local_job_unref (ended);
    }

  g_hash_table_remove (state->jobs, ended->id);
  qs_local_job_break (ended);
}
