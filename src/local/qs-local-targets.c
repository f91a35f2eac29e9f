#include "qs-local-targets.h"

#include "qs-await.h"
#include "qs-engine.h"
#include "qs-json.h"
#include "qs-local-arn.h"

static void
clear_target (gpointer data)
{
  QsLocalTarget *target = data;

  g_clear_pointer (&target->job, qs_local_job_unref);
}

static gboolean
load_child_states (QsLocalState *state,
                   QsLocalJob   *job,
                   GError      **error)
{
  g_autoptr(QsRows) rows =
    qs_await_boxed (qs_local_state_query (state, "SELECT child, status FROM job WHERE parent = ?",
                                          "s", job->id), error);

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < qs_rows_get_length (rows); i++)
    {
      gint64 child = qs_rows_get_int (rows, i, 0);

      if (child >= 0 && child < job->size)
        job->child_states[child] = qs_rows_get_int (rows, i, 1);
    }

  return TRUE;
}

/* A job that has ended and is no longer in memory. */
static QsLocalJob *
load_ended (QsLocalState *state,
            const char   *id,
            GError      **error)
{
  g_autoptr(QsLocalJob) job = NULL;
  g_autoptr(QsRows) rows =
    qs_await_boxed (qs_local_state_query (state, "SELECT number, status, size FROM job "
                                          "WHERE id = ?", "s", id), error);

  if (rows == NULL)
    return NULL;
  if (qs_rows_get_length (rows) == 0)
    {
      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID,
                   "dependsOn: the job %s does not exist", id);
      return NULL;
    }

  job = qs_local_job_new (qs_rows_get_int (rows, 0, 0), id, NULL);
  job->status = qs_rows_get_int (rows, 0, 1);
  if (qs_rows_get_int (rows, 0, 2) > 0)
    {
      qs_local_job_make_array (job, qs_rows_get_int (rows, 0, 2));
      if (!load_child_states (state, job, error))
        return NULL;
    }

  return g_steal_pointer (&job);
}

static gboolean
check_sizes (QsLocalJob *target,
             int         size,
             GError    **error)
{
  if (size > 0 && target->size == size)
    return TRUE;

  g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID,
               "dependsOn: type N_TO_N joins array jobs of the same size: this job has size %d, %s "
               "has size %d", size, target->id, target->size);
  return FALSE;
}

static gboolean
add_target (QsLocalState *state,
            GArray       *targets,
            JsonObject   *entry,
            int           size,
            GError      **error)
{
  const char *id = qs_local_arn_strip (QS_LOCAL_ARN_JOB, qs_json_get_string (entry, "jobId", ""));
  const char *type = qs_json_get_string (entry, "type", "");
  QsLocalJob *known = g_hash_table_lookup (state->jobs, id);
  QsLocalTarget target = { QS_LOCAL_JOB_LINK_WHOLE, NULL };

  target.job = known != NULL ? qs_local_job_ref (known) : load_ended (state, id, error);
  if (target.job == NULL)
    return FALSE;

  if (g_str_equal (type, "N_TO_N"))
    target.link = QS_LOCAL_JOB_LINK_EACH;
  g_array_append_val (targets, target);

  return target.link != QS_LOCAL_JOB_LINK_EACH || check_sizes (target.job, size, error);
}

/**
 * qs_local_targets_find:
 * @depends: (nullable): the "dependsOn" of SubmitJob
 * @size: of the array that depends, 0 for a single job
 * @sequential: (out): whether its children wait for one another
 *
 * Returns: (transfer full) (nullable): of #QsLocalTarget; %NULL with an error when a job does not
 *   exist, or does not fit.
 */
GArray *
qs_local_targets_find (QsLocalState *state,
                       JsonArray    *depends,
                       int           size,
                       gboolean     *sequential,
                       GError      **error)
{
  g_autoptr(GArray) targets = g_array_new (FALSE, FALSE, sizeof (QsLocalTarget));

  g_array_set_clear_func (targets, clear_target);
  *sequential = FALSE;
  for (guint i = 0; depends != NULL && i < json_array_get_length (depends); i++)
    {
      JsonObject *entry = qs_json_element (depends, i);

      if (g_str_equal (qs_json_get_string (entry, "type", ""), "SEQUENTIAL") && size > 0)
        *sequential = TRUE;
      if (!json_object_has_member (entry, "jobId"))
        continue;
      if (!add_target (state, targets, entry, size, error))
        return NULL;
    }

  return g_steal_pointer (&targets);
}

/**
 * qs_local_targets_link:
 *
 * Makes @job wait for all @targets.
 */
void
qs_local_targets_link (GArray     *targets,
                       QsLocalJob *job)
{
  for (guint i = 0; i < targets->len; i++)
    {
      QsLocalTarget *target = &g_array_index (targets, QsLocalTarget, i);

      if (target->job->status != QS_JOB_STATUS_SUCCEEDED)
        qs_local_job_add_dependency (job, target->job, target->link);
    }
}
