#include "qs-job-follower.h"

#include "qs-await.h"
#include "qs-json.h"
#include "qs-scope.h"

#include <glib/gi18n.h>

#define ROUND_MSEC 2000

struct _QsJobFollower
{
  GObject     parent_instance;

  QsEngine   *engine;
  QsClock    *clock;
  QsScope    *scope;
  char       *job_id;

  JsonNode   *reply;     /* of DescribeJobs, owner of the detail */
  JsonObject *detail;
  DexPromise *activity;  /* pending while nothing has happened since the last look */
};

G_DEFINE_FINAL_TYPE (QsJobFollower, qs_job_follower, G_TYPE_OBJECT)

enum
{
  CHANGED,
  REFRESHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static JsonNode *
make_request (QsJobFollower *self)
{
  g_autoptr(JsonObject) request = json_object_new ();
  JsonArray *jobs = json_array_new ();

  json_array_add_string_element (jobs, self->job_id);
  json_object_set_array_member (request, "jobs", jobs);
  return qs_json_take (g_steal_pointer (&request));
}

static void
accept_reply (QsJobFollower *self,
              JsonNode      *reply,
              JsonObject    *detail)
{
  g_autofree char *status = g_strdup (qs_job_follower_get_status (self));
  g_autofree char *reason = g_strdup (qs_job_follower_get_status_reason (self));

  g_clear_pointer (&self->reply, json_node_unref);
  self->reply = json_node_ref (reply);
  self->detail = detail;

  if (g_strcmp0 (status, qs_job_follower_get_status (self)) != 0 ||
      g_strcmp0 (reason, qs_job_follower_get_status_reason (self)) != 0)
    g_signal_emit (self, signals[CHANGED], 0);
  g_signal_emit (self, signals[REFRESHED], 0);
}

/* Returns: %FALSE with an error when looking again would not help. */
static gboolean
look (QsJobFollower *self,
      GError       **error)
{
  g_autoptr(JsonNode) request = make_request (self);
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(GError) failure = NULL;
  JsonObject *detail;

  reply = qs_await_boxed (qs_scope_guard (self->scope,
                                          qs_engine_call (self->engine, "DescribeJobs", request)),
                          &failure);
  if (reply == NULL)
    {
      if (qs_engine_error_is_passing (failure))
        return TRUE;

      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  detail = qs_json_element (qs_json_get_array (json_node_get_object (reply), "jobs"), 0);
  if (detail == NULL)
    {
      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_NOT_FOUND, _("There is no job %s"),
                   self->job_id);
      return FALSE;
    }

  accept_reply (self, reply, detail);
  return TRUE;
}

static DexFuture *
look_fiber (gpointer data)
{
  g_autoptr(GError) error = NULL;

  if (!look (data, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

static DexFuture *
follow_fiber (gpointer data)
{
  QsJobFollower *self = data;
  g_autoptr(GError) error = NULL;

  for (;;)
    {
      /* Made before looking: what happens while the engine answers is looked at again. */
      dex_clear (&self->activity);
      self->activity = dex_promise_new ();

      if (!look (self, &error))
        return dex_future_new_for_error (g_steal_pointer (&error));

      if (qs_job_follower_has_ended (self))
        return dex_future_new_true ();

      if (!qs_await (qs_scope_guard (self->scope,
                                     dex_future_first (qs_clock_wait (self->clock, ROUND_MSEC),
                                                       dex_ref (self->activity), NULL)),
                     &error))
        return dex_future_new_for_error (g_steal_pointer (&error));
    }
}

static void
on_engine_activity_cb (QsEngine      *engine,
                       QsJobFollower *self)
{
  if (self->activity != NULL && dex_future_is_pending (DEX_FUTURE (self->activity)))
    dex_promise_resolve_boolean (self->activity, TRUE);
}

static void
qs_job_follower_finalize (GObject *object)
{
  QsJobFollower *self = QS_JOB_FOLLOWER (object);

  qs_scope_unref (self->scope);
  dex_clear (&self->activity);
  g_clear_pointer (&self->reply, json_node_unref);
  g_clear_pointer (&self->job_id, g_free);
  g_clear_object (&self->engine);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (qs_job_follower_parent_class)->finalize (object);
}

static void
qs_job_follower_class_init (QsJobFollowerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_job_follower_finalize;

  signals[CHANGED] = g_signal_new ("changed", QS_TYPE_JOB_FOLLOWER, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REFRESHED] = g_signal_new ("refreshed", QS_TYPE_JOB_FOLLOWER, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
qs_job_follower_init (QsJobFollower *self)
{
  self->scope = qs_scope_new ();
}

/**
 * qs_job_follower_new:
 *
 * Returns: (transfer full): a follower that knows nothing of the job yet.
 */
QsJobFollower *
qs_job_follower_new (QsEngine   *engine,
                     QsClock    *clock,
                     const char *job_id)
{
  QsJobFollower *self;

  g_return_val_if_fail (QS_IS_ENGINE (engine), NULL);
  g_return_val_if_fail (QS_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (job_id != NULL, NULL);

  self = g_object_new (QS_TYPE_JOB_FOLLOWER, NULL);
  self->engine = g_object_ref (engine);
  self->clock = g_object_ref (clock);
  self->job_id = g_strdup (job_id);
  g_signal_connect_object (engine, "activity", G_CALLBACK (on_engine_activity_cb), self,
                           G_CONNECT_DEFAULT);
  return self;
}

const char *
qs_job_follower_get_job_id (QsJobFollower *self)
{
  g_return_val_if_fail (QS_IS_JOB_FOLLOWER (self), NULL);

  return self->job_id;
}

/**
 * qs_job_follower_get_status:
 *
 * Returns: (nullable): the job's status as the engine calls it, %NULL before the first answer.
 */
const char *
qs_job_follower_get_status (QsJobFollower *self)
{
  g_return_val_if_fail (QS_IS_JOB_FOLLOWER (self), NULL);

  return self->detail != NULL ? qs_json_get_string (self->detail, "status", NULL) : NULL;
}

/**
 * qs_job_follower_get_status_reason:
 *
 * Returns: (nullable): the engine's own words on the status.
 */
const char *
qs_job_follower_get_status_reason (QsJobFollower *self)
{
  g_return_val_if_fail (QS_IS_JOB_FOLLOWER (self), NULL);

  return self->detail != NULL ? qs_json_get_string (self->detail, "statusReason", NULL) : NULL;
}

/**
 * qs_job_follower_get_detail:
 *
 * Returns: (transfer none) (nullable): the job's item of DescribeJobs as last seen.
 */
JsonObject *
qs_job_follower_get_detail (QsJobFollower *self)
{
  g_return_val_if_fail (QS_IS_JOB_FOLLOWER (self), NULL);

  return self->detail;
}

gboolean
qs_job_follower_has_ended (QsJobFollower *self)
{
  const char *status = qs_job_follower_get_status (self);

  return g_strcmp0 (status, "SUCCEEDED") == 0 || g_strcmp0 (status, "FAILED") == 0;
}

/**
 * qs_job_follower_look:
 *
 * Looks at the job once.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, also when the engine did not answer
 *   and the job's detail is what it was; rejected as qs_job_follower_run()'s.
 */
DexFuture *
qs_job_follower_look (QsJobFollower *self)
{
  g_return_val_if_fail (QS_IS_JOB_FOLLOWER (self), NULL);

  return qs_scope_run (self->scope, look_fiber, g_object_ref (self), g_object_unref);
}

/**
 * qs_job_follower_run:
 *
 * Follows the job to its end, once. The follower stays alive until then, or until it is
 * stopped.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the job has ended, rejected with
 *   #QsEngineError when there is no such job or the account may not see it.
 */
DexFuture *
qs_job_follower_run (QsJobFollower *self)
{
  g_return_val_if_fail (QS_IS_JOB_FOLLOWER (self), NULL);

  return qs_scope_run (self->scope, follow_fiber, g_object_ref (self), g_object_unref);
}

/**
 * qs_job_follower_stop:
 *
 * Ends the following; its future is rejected with %G_IO_ERROR_CANCELLED.
 */
void
qs_job_follower_stop (QsJobFollower *self)
{
  g_return_if_fail (QS_IS_JOB_FOLLOWER (self));

  qs_scope_cancel (self->scope);
}
