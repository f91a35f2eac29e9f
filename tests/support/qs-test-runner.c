#include "qs-test-runner.h"

typedef struct
{
  QsRunRequest *request;
  QsRunResult  *result;    /* NULL while it runs */
  gint64        started_at;
  DexPromise   *ended;
} QsTestRun;

struct _QsTestRunner
{
  GObject     parent_instance;

  QsClock    *clock;
  char       *image;
  char       *message;
  gboolean    automatic;
  gboolean    stubborn;
  GError     *refusal;
  char       *progress;    /* not NULL: starts are held */
  DexPromise *gate;

  GHashTable *runs;        /* id → QsTestRun */
  guint       n_started;
  guint       n_stops;
  guint       n_probes;
  guint       peak;
};

static void runner_iface_init (QsRunnerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsTestRunner, qs_test_runner, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (QS_TYPE_RUNNER, runner_iface_init))

static void
free_run (gpointer data)
{
  QsTestRun *run = data;

  qs_run_request_unref (run->request);
  g_clear_pointer (&run->result, qs_run_result_free);
  dex_clear (&run->ended);
  g_free (run);
}

static QsTestRun *
find_run (QsTestRunner *self,
          const char   *prefix)
{
  GHashTableIter iter;
  const char *id;
  QsTestRun *run;

  g_hash_table_iter_init (&iter, self->runs);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &run))
    if (g_str_has_prefix (id, prefix))
      return run;

  return NULL;
}

static DexFuture *
refuse_unavailable (QsTestRunner *self)
{
  return dex_future_new_reject (QS_RUNNER_ERROR, QS_RUNNER_ERROR_UNAVAILABLE, "%s", self->message);
}

static void
end_run (QsTestRunner *self,
         QsTestRun    *run,
         int           exit_code,
         const char   *reason)
{
  if (run->result != NULL)
    return;

  run->result = qs_run_result_new (exit_code, reason, run->started_at,
                                   qs_clock_now (self->clock));
  dex_promise_resolve_boolean (run->ended, TRUE);
}

static gboolean
qs_test_runner_accepts (QsRunner   *runner,
                        const char *image)
{
  return g_str_equal (QS_TEST_RUNNER (runner)->image, image);
}

static DexFuture *
qs_test_runner_probe (QsRunner *runner)
{
  QsTestRunner *self = QS_TEST_RUNNER (runner);

  self->n_probes++;
  return self->message != NULL ? refuse_unavailable (self) : dex_future_new_true ();
}

static DexFuture *
qs_test_runner_look (QsRunner     *runner,
                     QsRunRequest *request)
{
  QsTestRun *run = g_hash_table_lookup (QS_TEST_RUNNER (runner)->runs, request->id);

  if (run == NULL)
    return dex_future_new_for_int (QS_RUN_STATE_ABSENT);

  return dex_future_new_for_int (run->result != NULL ? QS_RUN_STATE_EXITED : QS_RUN_STATE_RUNNING);
}

static void
add_run (QsTestRunner *self,
         QsRunRequest *request)
{
  QsTestRun *run;

  if (g_hash_table_contains (self->runs, request->id))
    return;

  run = g_new0 (QsTestRun, 1);
  run->request = qs_run_request_ref (request);
  run->started_at = qs_clock_now (self->clock);
  run->ended = dex_promise_new ();
  g_hash_table_insert (self->runs, request->id, run);
  self->n_started++;
  self->peak = MAX (self->peak, qs_test_runner_count_running (self));
  if (self->automatic)
    end_run (self, run, 0, NULL);
}

typedef struct
{
  QsTestRunner *self;
  QsRunRequest *request;
} QsHeldStart;

static void
free_held (gpointer data)
{
  QsHeldStart *held = data;

  g_object_unref (held->self);
  qs_run_request_unref (held->request);
  g_free (held);
}

static DexFuture *
on_let_start (DexFuture *gate,
              gpointer   data)
{
  QsHeldStart *held = data;

  add_run (held->self, held->request);
  return dex_future_new_true ();
}

static DexFuture *
hold_start (QsTestRunner *self,
            QsRunRequest *request)
{
  QsHeldStart *held = g_new0 (QsHeldStart, 1);

  held->self = g_object_ref (self);
  held->request = qs_run_request_ref (request);
  return dex_future_then (dex_ref (self->gate), on_let_start, held, free_held);
}

static DexFuture *
qs_test_runner_start (QsRunner         *runner,
                      QsRunRequest     *request,
                      QsRunProgressFunc progress,
                      gpointer          user_data,
                      GDestroyNotify    destroy)
{
  QsTestRunner *self = QS_TEST_RUNNER (runner);
  DexFuture *started;

  if (self->message != NULL)
    started = refuse_unavailable (self);
  else if (self->refusal != NULL)
    started = dex_future_new_for_error (g_steal_pointer (&self->refusal));
  else if (self->progress != NULL)
    started = hold_start (self, request);
  else
    started = dex_future_new_true ();

  if (self->progress != NULL && progress != NULL)
    progress (self->progress, user_data);
  if (dex_future_is_resolved (started))
    add_run (self, request);
  if (destroy != NULL)
    destroy (user_data);
  return started;
}

static DexFuture *
on_ended (DexFuture *ended,
          gpointer   data)
{
  QsTestRun *run = data;

  if (run->result == NULL)
    return dex_future_new_reject (QS_RUNNER_ERROR, QS_RUNNER_ERROR_LOST, "The run is gone");

  return dex_future_new_take_boxed (QS_TYPE_RUN_RESULT, qs_run_result_copy (run->result));
}

static DexFuture *
qs_test_runner_wait (QsRunner     *runner,
                     QsRunRequest *request)
{
  QsTestRunner *self = QS_TEST_RUNNER (runner);
  QsTestRun *run = g_hash_table_lookup (self->runs, request->id);

  if (self->message != NULL)
    return refuse_unavailable (self);
  if (run == NULL)
    return dex_future_new_reject (QS_RUNNER_ERROR, QS_RUNNER_ERROR_LOST, "The run is gone");

  return dex_future_then (dex_ref (run->ended), on_ended, run, NULL);
}

/* What is held does not start any more. */
static void
end_starts (QsTestRunner *self)
{
  g_autoptr(DexPromise) gate = g_steal_pointer (&self->gate);

  self->gate = dex_promise_new ();
  dex_promise_reject (gate, g_error_new_literal (QS_RUNNER_ERROR, QS_RUNNER_ERROR_START,
                                                 "The run was stopped before it started"));
}

static DexFuture *
qs_test_runner_stop (QsRunner     *runner,
                     QsRunRequest *request,
                     guint         grace)
{
  QsTestRunner *self = QS_TEST_RUNNER (runner);
  QsTestRun *run = g_hash_table_lookup (self->runs, request->id);

  self->n_stops++;
  if (run != NULL && !self->stubborn)
    end_run (self, run, 143, NULL);
  if (run == NULL && !self->stubborn)
    end_starts (self);
  return dex_future_new_true ();
}

static DexFuture *
qs_test_runner_remove (QsRunner     *runner,
                       QsRunRequest *request)
{
  g_hash_table_remove (QS_TEST_RUNNER (runner)->runs, request->id);
  return dex_future_new_true ();
}

static void
runner_iface_init (QsRunnerInterface *iface)
{
  iface->accepts = qs_test_runner_accepts;
  iface->probe = qs_test_runner_probe;
  iface->look = qs_test_runner_look;
  iface->start = qs_test_runner_start;
  iface->wait = qs_test_runner_wait;
  iface->stop = qs_test_runner_stop;
  iface->remove = qs_test_runner_remove;
}

static void
qs_test_runner_finalize (GObject *object)
{
  QsTestRunner *self = QS_TEST_RUNNER (object);

  g_hash_table_unref (self->runs);
  g_clear_object (&self->clock);
  g_clear_error (&self->refusal);
  dex_clear (&self->gate);
  g_free (self->progress);
  g_free (self->message);
  g_free (self->image);

  G_OBJECT_CLASS (qs_test_runner_parent_class)->finalize (object);
}

static void
qs_test_runner_class_init (QsTestRunnerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_test_runner_finalize;
}

static void
qs_test_runner_init (QsTestRunner *self)
{
  self->runs = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_run);
  self->gate = dex_promise_new ();
}

QsTestRunner *
qs_test_runner_new (QsClock    *clock,
                    const char *image)
{
  QsTestRunner *self = g_object_new (QS_TYPE_TEST_RUNNER, NULL);

  self->clock = g_object_ref (clock);
  self->image = g_strdup (image);
  return self;
}

/* From now on nothing can run and what runs cannot be seen; NULL ends that. */
void
qs_test_runner_set_message (QsTestRunner *self,
                            const char   *unavailable)
{
  g_set_str (&self->message, unavailable);
}

/* Whether runs end by themselves, at once and with 0. */
void
qs_test_runner_set_automatic (QsTestRunner *self,
                              gboolean      automatic)
{
  self->automatic = automatic;
}

/* Whether runs, and starts that are held, ignore being stopped. */
void
qs_test_runner_set_stubborn (QsTestRunner *self,
                             gboolean      stubborn)
{
  self->stubborn = stubborn;
}

void
qs_test_runner_refuse_next (QsTestRunner *self,
                            QsRunnerError code,
                            const char   *message)
{
  g_clear_error (&self->refusal);
  self->refusal = g_error_new_literal (QS_RUNNER_ERROR, code, message);
}

/* Starts report @progress and do not come to an end until they are let. */
void
qs_test_runner_hold_starts (QsTestRunner *self,
                            const char   *progress)
{
  g_set_str (&self->progress, progress);
}

void
qs_test_runner_let_start (QsTestRunner *self)
{
  g_autoptr(DexPromise) gate = g_steal_pointer (&self->gate);

  self->gate = dex_promise_new ();
  g_clear_pointer (&self->progress, g_free);
  dex_promise_resolve_boolean (gate, TRUE);
}

guint
qs_test_runner_count_running (QsTestRunner *self)
{
  GHashTableIter iter;
  QsTestRun *run;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->runs);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &run))
    n += run->result == NULL;

  return n;
}

guint
qs_test_runner_count_known (QsTestRunner *self)
{
  return g_hash_table_size (self->runs);
}

guint
qs_test_runner_count_started (QsTestRunner *self)
{
  return self->n_started;
}

guint
qs_test_runner_count_stops (QsTestRunner *self)
{
  return self->n_stops;
}

guint
qs_test_runner_count_probes (QsTestRunner *self)
{
  return self->n_probes;
}

guint
qs_test_runner_get_peak (QsTestRunner *self)
{
  return self->peak;
}

gboolean
qs_test_runner_is_running (QsTestRunner *self,
                           const char   *run)
{
  QsTestRun *found = find_run (self, run);

  return found != NULL && found->result == NULL;
}

QsRunRequest *
qs_test_runner_get_request (QsTestRunner *self,
                            const char   *run)
{
  QsTestRun *found = find_run (self, run);

  g_assert_nonnull (found);
  return found->request;
}

void
qs_test_runner_finish (QsTestRunner *self,
                       const char   *run,
                       int           exit_code,
                       const char   *reason)
{
  QsTestRun *found = find_run (self, run);

  g_assert_nonnull (found);
  end_run (self, found, exit_code, reason);
}

void
qs_test_runner_finish_all (QsTestRunner *self,
                           int           exit_code)
{
  GHashTableIter iter;
  QsTestRun *run;

  g_hash_table_iter_init (&iter, self->runs);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &run))
    end_run (self, run, exit_code, NULL);
}

void
qs_test_runner_lose (QsTestRunner *self,
                     const char   *run)
{
  QsTestRun *found = find_run (self, run);

  g_assert_nonnull (found);
  g_hash_table_remove (self->runs, found->request->id);
}
