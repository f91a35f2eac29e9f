#include "qs-sandbox-runner.h"

#include "qs-await.h"
#include "qs-process-end.h"
#include "qs-sandbox-probe.h"
#include "qs-sandbox-run.h"
#include "qs-scope.h"
#include "qs-worker.h"

/* How often a supervisor is looked at that cannot be waited for. */
#define LOOK_INTERVAL_MS 1000
#define NO_PROCESS (-2)

struct _QsSandboxRunner
{
  GObject        parent_instance;

  QsScope       *scope;
  QsSandboxHost *host;   /* NULL until a probe has succeeded */
};

/* One piece of work on one run; the fields that it needs are set. */
typedef struct
{
  QsSandboxRunner *runner;
  QsRunRequest    *request;
  QsSandboxHost   *host;
  guint            grace;
} QsSandboxWork;

static void runner_iface_init (QsRunnerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsSandboxRunner, qs_sandbox_runner, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (QS_TYPE_RUNNER, runner_iface_init))

static QsSandboxWork *
sandbox_work_new (QsSandboxRunner *runner,
                  QsRunRequest    *request)
{
  QsSandboxWork *work = g_new0 (QsSandboxWork, 1);

  g_set_object (&work->runner, runner);
  work->request = request != NULL ? qs_run_request_ref (request) : NULL;
  return work;
}

static void
sandbox_work_free (gpointer data)
{
  QsSandboxWork *work = data;

  g_clear_object (&work->runner);
  g_clear_pointer (&work->request, qs_run_request_unref);
  g_clear_pointer (&work->host, qs_sandbox_host_free);
  g_free (work);
}

static void
settle (DexPromise *promise,
        gboolean    done,
        GError     *error)
{
  if (done)
    dex_promise_resolve_boolean (promise, TRUE);
  else
    dex_promise_reject (promise, error);
}

static void
start_work (gpointer    data,
            DexPromise *promise)
{
  QsSandboxWork *work = data;
  GError *error = NULL;
  gboolean started = qs_sandbox_run_start (work->request, work->host, &error);

  settle (promise, started, error);
}

static void
stop_work (gpointer    data,
           DexPromise *promise)
{
  QsSandboxWork *work = data;
  GError *error = NULL;
  gboolean told = qs_sandbox_run_stop (work->request, work->grace, &error);

  settle (promise, told, error);
}

static void
remove_work (gpointer    data,
             DexPromise *promise)
{
  QsSandboxWork *work = data;
  GError *error = NULL;
  gboolean removed = qs_sandbox_run_remove (work->request, &error);

  settle (promise, removed, error);
}

static void
look_work (gpointer    data,
           DexPromise *promise)
{
  QsSandboxWork *work = data;

  dex_promise_resolve_int (promise, (int) qs_sandbox_run_look (work->request, NULL));
}

/* Resolves to the pidfd of a run that runs, to -1 when there is none to be had, or NO_PROCESS. */
static void
follow_work (gpointer    data,
             DexPromise *promise)
{
  QsSandboxWork *work = data;
  int pidfd;
  QsRunState state = qs_sandbox_run_look (work->request, &pidfd);

  dex_promise_resolve_int (promise, state == QS_RUN_STATE_RUNNING ? pidfd : NO_PROCESS);
}

static void
read_work (gpointer    data,
           DexPromise *promise)
{
  QsSandboxWork *work = data;
  GError *error = NULL;
  QsRunResult *result = qs_sandbox_run_read (work->request, &error);

  if (result != NULL)
    dex_promise_resolve_boxed (promise, QS_TYPE_RUN_RESULT, result);
  else
    dex_promise_reject (promise, error);
}

static DexFuture *
run_work (QsWorkerFunc  func,
          QsRunRequest *request)
{
  return qs_worker_run (func, sandbox_work_new (NULL, request), sandbox_work_free);
}

static DexFuture *
on_probed_cb (DexFuture *future,
              gpointer   user_data)
{
  QsSandboxRunner *self = user_data;
  const GValue *value = dex_future_get_value (future, NULL);

  g_clear_pointer (&self->host, qs_sandbox_host_free);
  self->host = g_value_dup_boxed (value);
  return dex_future_new_true ();
}

static DexFuture *
qs_sandbox_runner_probe (QsRunner *runner)
{
  QsSandboxRunner *self = QS_SANDBOX_RUNNER (runner);

  if (self->host != NULL)
    return dex_future_new_true ();

  return dex_future_then (qs_sandbox_probe (), on_probed_cb, g_object_ref (self), g_object_unref);
}

static gboolean
qs_sandbox_runner_accepts (QsRunner   *runner,
                           const char *image)
{
  return g_str_equal (image, QS_SANDBOX_IMAGE) || g_str_equal (image, QS_SANDBOX_IMAGE ":latest");
}

static DexFuture *
qs_sandbox_runner_look (QsRunner     *runner,
                        QsRunRequest *request)
{
  return run_work (look_work, request);
}

static DexFuture *
start_fiber (gpointer data)
{
  QsSandboxWork *work = data;
  QsSandboxWork *start;
  g_autoptr(GError) error = NULL;

  if (!qs_await (qs_sandbox_runner_probe (QS_RUNNER (work->runner)), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  start = sandbox_work_new (NULL, work->request);
  start->host = qs_sandbox_host_copy (work->runner->host);
  return qs_worker_run (start_work, start, sandbox_work_free);
}

/* Nothing has to be fetched, so there is no progress to tell of. */
static DexFuture *
qs_sandbox_runner_start (QsRunner         *runner,
                         QsRunRequest     *request,
                         QsRunProgressFunc progress,
                         gpointer          user_data,
                         GDestroyNotify    destroy)
{
  QsSandboxRunner *self = QS_SANDBOX_RUNNER (runner);

  if (destroy != NULL)
    destroy (user_data);

  return qs_scope_run (self->scope, start_fiber, sandbox_work_new (self, request),
                       sandbox_work_free);
}

static DexFuture *
wait_fiber (gpointer data)
{
  QsSandboxWork *work = data;
  g_autoptr(GError) error = NULL;

  for (;;)
    {
      int pidfd = qs_await_int (run_work (follow_work, work->request), &error);

      if (error != NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));
      if (pidfd == NO_PROCESS)
        break;

      /* Either way it is looked at once more. */
      qs_await (pidfd >= 0 ? qs_process_end_new (pidfd)
                           : DEX_FUTURE (dex_timeout_new_msec (LOOK_INTERVAL_MS)), NULL);
    }

  return run_work (read_work, work->request);
}

static DexFuture *
qs_sandbox_runner_wait (QsRunner     *runner,
                        QsRunRequest *request)
{
  return qs_scope_run (QS_SANDBOX_RUNNER (runner)->scope, wait_fiber,
                       sandbox_work_new (NULL, request), sandbox_work_free);
}

static DexFuture *
qs_sandbox_runner_stop (QsRunner     *runner,
                        QsRunRequest *request,
                        guint         grace)
{
  QsSandboxWork *work = sandbox_work_new (NULL, request);

  work->grace = grace;
  return qs_worker_run (stop_work, work, sandbox_work_free);
}

/* A run that is still there is killed first: what is removed must not go on unseen. */
static DexFuture *
remove_fiber (gpointer data)
{
  QsSandboxWork *work = data;
  g_autoptr(GError) error = NULL;
  QsSandboxWork *stop = sandbox_work_new (NULL, work->request);

  if (!qs_await (qs_worker_run (stop_work, stop, sandbox_work_free), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* Its end is all that matters here, not what kind of end it was. */
  qs_await (qs_sandbox_runner_wait (QS_RUNNER (work->runner), work->request), NULL);
  return run_work (remove_work, work->request);
}

static DexFuture *
qs_sandbox_runner_remove (QsRunner     *runner,
                          QsRunRequest *request)
{
  QsSandboxRunner *self = QS_SANDBOX_RUNNER (runner);

  return qs_scope_run (self->scope, remove_fiber, sandbox_work_new (self, request),
                       sandbox_work_free);
}

static void
runner_iface_init (QsRunnerInterface *iface)
{
  iface->accepts = qs_sandbox_runner_accepts;
  iface->probe = qs_sandbox_runner_probe;
  iface->look = qs_sandbox_runner_look;
  iface->start = qs_sandbox_runner_start;
  iface->wait = qs_sandbox_runner_wait;
  iface->stop = qs_sandbox_runner_stop;
  iface->remove = qs_sandbox_runner_remove;
}

static void
qs_sandbox_runner_finalize (GObject *object)
{
  QsSandboxRunner *self = QS_SANDBOX_RUNNER (object);

  g_clear_pointer (&self->scope, qs_scope_unref);
  g_clear_pointer (&self->host, qs_sandbox_host_free);

  G_OBJECT_CLASS (qs_sandbox_runner_parent_class)->finalize (object);
}

static void
qs_sandbox_runner_class_init (QsSandboxRunnerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_sandbox_runner_finalize;
}

static void
qs_sandbox_runner_init (QsSandboxRunner *self)
{
  self->scope = qs_scope_new ();
}

/**
 * qs_sandbox_runner_new:
 *
 * Returns: (transfer full): a runner for %QS_SANDBOX_IMAGE. Nothing has been tried yet.
 */
QsRunner *
qs_sandbox_runner_new (void)
{
  return g_object_new (QS_TYPE_SANDBOX_RUNNER, NULL);
}
