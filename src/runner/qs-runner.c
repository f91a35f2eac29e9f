#include "qs-runner.h"

G_DEFINE_INTERFACE (QsRunner, qs_runner, G_TYPE_OBJECT)

G_DEFINE_QUARK (qs-runner-error-quark, qs_runner_error)

G_DEFINE_BOXED_TYPE (QsRunResult, qs_run_result, qs_run_result_copy, qs_run_result_free)

static void
qs_runner_default_init (QsRunnerInterface *iface)
{
}

QsRunResult *
qs_run_result_new (int         exit_code,
                   const char *reason,
                   gint64      started_at,
                   gint64      stopped_at)
{
  QsRunResult *self = g_new0 (QsRunResult, 1);

  self->exit_code = exit_code;
  self->reason = g_strdup (reason);
  self->started_at = started_at;
  self->stopped_at = stopped_at;
  return self;
}

QsRunResult *
qs_run_result_copy (const QsRunResult *self)
{
  return qs_run_result_new (self->exit_code, self->reason, self->started_at, self->stopped_at);
}

void
qs_run_result_free (QsRunResult *self)
{
  g_free (self->reason);
  g_free (self);
}

/**
 * qs_runner_accepts:
 *
 * Returns: whether @image is one for this runner. The first of several runners that accepts it
 *   gets the job, whether or not it can run now.
 */
gboolean
qs_runner_accepts (QsRunner   *self,
                   const char *image)
{
  g_return_val_if_fail (QS_IS_RUNNER (self), FALSE);
  g_return_val_if_fail (image != NULL, FALSE);

  return QS_RUNNER_GET_IFACE (self)->accepts (self, image);
}

/**
 * qs_runner_probe:
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the runner can run now; rejected
 *   with %QS_RUNNER_ERROR_UNAVAILABLE and a message that says what to do.
 */
DexFuture *
qs_runner_probe (QsRunner *self)
{
  g_return_val_if_fail (QS_IS_RUNNER (self), NULL);

  return QS_RUNNER_GET_IFACE (self)->probe (self);
}

/**
 * qs_runner_look:
 *
 * Returns: (transfer full): a future of the #QsRunState of @request, an int.
 */
DexFuture *
qs_runner_look (QsRunner     *self,
                QsRunRequest *request)
{
  g_return_val_if_fail (QS_IS_RUNNER (self), NULL);
  g_return_val_if_fail (request != NULL, NULL);

  return QS_RUNNER_GET_IFACE (self)->look (self, request);
}

/**
 * qs_runner_start:
 * @progress: (nullable) (scope notified): told what is being done, on the main thread
 *
 * Fetches the image when it is not here, makes the container and starts it. What has been started
 * before is not started again.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the process runs; rejected with
 *   #QsRunnerError.
 */
DexFuture *
qs_runner_start (QsRunner         *self,
                 QsRunRequest     *request,
                 QsRunProgressFunc progress,
                 gpointer          user_data,
                 GDestroyNotify    destroy)
{
  g_return_val_if_fail (QS_IS_RUNNER (self), NULL);
  g_return_val_if_fail (request != NULL, NULL);

  return QS_RUNNER_GET_IFACE (self)->start (self, request, progress, user_data, destroy);
}

/**
 * qs_runner_wait:
 *
 * Follows a started run to its end and keeps its log growing meanwhile. At the end the log is
 * complete.
 *
 * Returns: (transfer full): a future of the #QsRunResult; rejected with #QsRunnerError:
 *   UNAVAILABLE when the runner went away (wait again once it answers), LOST when the run is gone.
 */
DexFuture *
qs_runner_wait (QsRunner     *self,
                QsRunRequest *request)
{
  g_return_val_if_fail (QS_IS_RUNNER (self), NULL);
  g_return_val_if_fail (request != NULL, NULL);

  return QS_RUNNER_GET_IFACE (self)->wait (self, request);
}

/**
 * qs_runner_stop:
 * @grace: seconds between SIGTERM and SIGKILL
 *
 * A start that is on its way is ended if it can be; it has settled before its run is known not to
 * run.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the run has been told; its end is
 *   seen by qs_runner_wait(). Stopping what does not run is no error.
 */
DexFuture *
qs_runner_stop (QsRunner     *self,
                QsRunRequest *request,
                guint         grace)
{
  g_return_val_if_fail (QS_IS_RUNNER (self), NULL);
  g_return_val_if_fail (request != NULL, NULL);

  return QS_RUNNER_GET_IFACE (self)->stop (self, request, grace);
}

/**
 * qs_runner_remove:
 *
 * Forgets an ended run: its container and the runner's notes, not its log. Removing what is absent
 * is no error.
 *
 * Returns: (transfer full): a future that resolves to %TRUE.
 */
DexFuture *
qs_runner_remove (QsRunner     *self,
                  QsRunRequest *request)
{
  g_return_val_if_fail (QS_IS_RUNNER (self), NULL);
  g_return_val_if_fail (request != NULL, NULL);

  return QS_RUNNER_GET_IFACE (self)->remove (self, request);
}
