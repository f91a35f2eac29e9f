#include "qs-job-actions.h"

#include <glib/gi18n.h>

#include "qs-await.h"
#include "qs-json.h"

/* As many calls as are under way at once. */
#define AT_ONCE 8

typedef struct
{
  QsEngine   *engine;
  const char *operation;
  const char *reason;
  char      **job_ids;
} QsStop;

static void
free_stop (gpointer data)
{
  QsStop *self = data;

  g_object_unref (self->engine);
  g_strfreev (self->job_ids);
  g_free (self);
}

static DexFuture *
stop_one (QsStop     *self,
          const char *job_id)
{
  JsonObject *request = json_object_new ();
  g_autoptr(JsonNode) node = qs_json_take (request);

  json_object_set_string_member (request, "jobId", job_id);
  json_object_set_string_member (request, "reason", self->reason);
  return qs_engine_call (self->engine, self->operation, node);
}

/* Stops up to AT_ONCE jobs from @job_ids on; the first error that was met stays in @error. */
static guint
stop_some (QsStop             *self,
           const char * const *job_ids,
           guint              *n_failed,
           GError            **error)
{
  g_autoptr(GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);

  for (guint i = 0; i < AT_ONCE && job_ids[i] != NULL; i++)
    g_ptr_array_add (futures, stop_one (self, job_ids[i]));

  qs_await (dex_future_allv ((DexFuture **) futures->pdata, futures->len), NULL);

  for (guint i = 0; i < futures->len; i++)
    {
      g_autoptr(GError) own = NULL;

      if (dex_future_get_value (g_ptr_array_index (futures, i), &own) != NULL)
        continue;

      *n_failed += 1;
      if (*error == NULL)
        *error = g_steal_pointer (&own);
    }

  return futures->len;
}

static DexFuture *
stop_fiber (gpointer data)
{
  QsStop *self = data;
  g_autoptr(GError) error = NULL;
  guint n_jobs = g_strv_length (self->job_ids);
  guint n_failed = 0;
  guint done = 0;

  while (done < n_jobs)
    done += stop_some (self, (const char * const *) self->job_ids + done, &n_failed, &error);

  if (error == NULL)
    return dex_future_new_for_uint (n_jobs);
  if (n_jobs > 1)
    /* Translators: the last word is the reason of the first failure. */
    g_prefix_error (&error, _("%u of %u jobs could not be stopped: "), n_failed, n_jobs);

  return dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
stop (QsEngine           *engine,
      const char         *operation,
      const char         *reason,
      const char * const *job_ids)
{
  QsStop *self = g_new0 (QsStop, 1);

  self->engine = g_object_ref (engine);
  self->operation = operation;
  self->reason = reason;
  self->job_ids = g_strdupv ((char **) job_ids);
  return qs_fiber_start (stop_fiber, self, free_stop);
}

/**
 * qs_job_actions_cancel:
 * @job_ids: (array zero-terminated=1): the jobs to take back
 *
 * Asks for every job, whatever becomes of the others.
 *
 * Returns: (transfer full): a future of how many were asked for; rejected with the first error,
 *   which says how many jobs failed when there is more than one.
 */
DexFuture *
qs_job_actions_cancel (QsEngine           *engine,
                       const char * const *job_ids)
{
  g_return_val_if_fail (QS_IS_ENGINE (engine), NULL);
  g_return_val_if_fail (job_ids != NULL, NULL);

  return stop (engine, "CancelJob", "Cancelled by the user", job_ids);
}

/**
 * qs_job_actions_terminate:
 * @job_ids: (array zero-terminated=1): the jobs to stop, running or not
 *
 * Asks for every job, whatever becomes of the others.
 *
 * Returns: (transfer full): as for qs_job_actions_cancel().
 */
DexFuture *
qs_job_actions_terminate (QsEngine           *engine,
                          const char * const *job_ids)
{
  g_return_val_if_fail (QS_IS_ENGINE (engine), NULL);
  g_return_val_if_fail (job_ids != NULL, NULL);

  return stop (engine, "TerminateJob", "Terminated by the user", job_ids);
}
