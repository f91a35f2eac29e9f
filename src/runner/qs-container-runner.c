#include "qs-container-runner.h"

#include "qs-await.h"
#include "qs-container-log.h"
#include "qs-container-start.h"
#include "qs-container-state.h"
#include "qs-container-work.h"
#include "qs-docker-frames.h"
#include "qs-log-file.h"

struct _QsContainerRunner
{
  GObject            parent_instance;

  QsContainerEngine *engine;
  QsScope           *scope;
  GHashTable        *starts;   /* name → QsContainerStart, of what is being started */
};

/* A start on its way. An engine has no way to start only what has not been started yet, so there is
 * one start of a name at a time. */
typedef struct
{
  QsScope   *scope;            /* cancelled when the run is told to stop */
  DexFuture *future;
} QsContainerStart;

enum
{
  PROP_0,
  PROP_SOCKET_PATH,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void runner_iface_init (QsRunnerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsContainerRunner, qs_container_runner, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (QS_TYPE_RUNNER, runner_iface_init))

static DexFuture *
look_fiber (gpointer data)
{
  g_autoptr(GError) error = NULL;
  QsRunState state;

  if (!qs_container_work_look (data, &state, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_for_int ((int) state);
}

/* Copies the log to its end, which is the container's. Awaits. */
static gboolean
follow_log (QsContainerWork *work,
            GError         **error)
{
  g_autoptr(QsContainerLog) log = qs_await_object (qs_container_log_open (work->request->log_path),
                                                   error);
  g_autoptr(GInputStream) stream = NULL;

  if (log == NULL)
    return FALSE;

  stream = qs_container_engine_follow_log (work->engine, work->name,
                                           qs_container_log_get_since (log), error);
  return stream != NULL && qs_container_log_copy (log, stream, error);
}

/* Why a container could not be followed to its end: it is gone, or its engine is. */
static GError *
explain_loss (GError *error)
{
  g_autoptr(GError) cause = error;

  if (qs_container_work_is_error (cause, QS_CONTAINER_ENGINE_ERROR_NOT_FOUND))
    return g_error_new_literal (QS_RUNNER_ERROR, QS_RUNNER_ERROR_LOST,
                                "The container has been removed by somebody else");
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      cause->domain == DEX_ERROR || cause->domain == QS_RUNNER_ERROR)
    return g_steal_pointer (&cause);

  return g_error_new (QS_RUNNER_ERROR, QS_RUNNER_ERROR_UNAVAILABLE,
                      "The container cannot be followed: %s", cause->message);
}

/* A log that the engine cannot read, or the disk cannot hold, is no reason not to see the end. */
static gboolean
is_about_log (const GError *error)
{
  return error->domain == QS_LOG_FILE_ERROR || error->domain == QS_DOCKER_FRAMES_ERROR ||
         qs_container_work_is_error (error, QS_CONTAINER_ENGINE_ERROR_CONFLICT) ||
         qs_container_work_is_error (error, QS_CONTAINER_ENGINE_ERROR_FAILED);
}

static DexFuture *
wait_fiber (gpointer data)
{
  QsContainerWork *work = data;
  g_autoptr(GError) log_error = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) container = NULL;

  if (!follow_log (work, &log_error) && !is_about_log (log_error))
    return dex_future_new_for_error (explain_loss (g_steal_pointer (&log_error)));

  if (qs_container_engine_wait (work->engine, work->name, &error))
    container = qs_container_engine_inspect (work->engine, work->name, &error);
  if (container == NULL)
    return dex_future_new_for_error (explain_loss (g_steal_pointer (&error)));

  /* An engine that is shut down ends its streams too. */
  if (qs_container_state_read (container) == QS_RUN_STATE_RUNNING)
    return dex_future_new_reject (QS_RUNNER_ERROR, QS_RUNNER_ERROR_UNAVAILABLE,
                                  "The container engine has stopped following the container");

  return dex_future_new_take_boxed (QS_TYPE_RUN_RESULT,
                                    qs_container_state_read_result (container, log_error));
}

/* What is not there needs no stopping and no removing. */
static DexFuture *
settle_absent (gboolean done,
               GError  *problem)
{
  g_autoptr(GError) error = problem;

  if (done || qs_container_work_is_error (error, QS_CONTAINER_ENGINE_ERROR_NOT_FOUND) ||
      qs_container_work_is_error (error, QS_CONTAINER_ENGINE_ERROR_CONFLICT))
    return dex_future_new_true ();

  return dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
probe_fiber (gpointer data)
{
  QsContainerWork *work = data;
  g_autoptr(GError) error = NULL;

  if (!qs_container_engine_ping (work->engine, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

static DexFuture *
stop_fiber (gpointer data)
{
  QsContainerWork *work = data;
  GError *error = NULL;
  gboolean done = qs_container_engine_stop (work->engine, work->name, work->grace, &error);

  return settle_absent (done, error);
}

static DexFuture *
remove_fiber (gpointer data)
{
  QsContainerWork *work = data;
  GError *error = NULL;
  gboolean done = qs_container_engine_remove (work->engine, work->name, &error);

  return settle_absent (done, error);
}

static DexFuture *
run_work (QsContainerRunner *self,
          DexFiberFunc       fiber,
          QsContainerWork   *work)
{
  return qs_scope_run (self->scope, fiber, work, qs_container_work_unref);
}

static gboolean
qs_container_runner_accepts (QsRunner   *runner,
                             const char *image)
{
  return TRUE;
}

static DexFuture *
qs_container_runner_probe (QsRunner *runner)
{
  QsContainerRunner *self = QS_CONTAINER_RUNNER (runner);

  return run_work (self, probe_fiber, qs_container_work_new (self->engine, NULL));
}

static DexFuture *
qs_container_runner_look (QsRunner     *runner,
                          QsRunRequest *request)
{
  QsContainerRunner *self = QS_CONTAINER_RUNNER (runner);

  return run_work (self, look_fiber, qs_container_work_new (self->engine, request));
}

static void
container_start_free (gpointer data)
{
  QsContainerStart *start = data;

  qs_scope_cancel (start->scope);
  qs_scope_unref (start->scope);
  dex_unref (start->future);
  g_free (start);
}

/* Which start has ended. */
typedef struct
{
  GHashTable *starts;
  char       *name;
} QsContainerStartEnd;

static void
container_start_end_free (gpointer data)
{
  QsContainerStartEnd *end = data;

  g_hash_table_unref (end->starts);
  g_free (end->name);
  g_free (end);
}

static DexFuture *
forget_start (DexFuture *future,
              gpointer   user_data)
{
  QsContainerStartEnd *end = user_data;

  g_hash_table_remove (end->starts, end->name);
  return NULL;
}

static DexFuture *
begin_start (QsContainerRunner *self,
             QsContainerWork   *work)
{
  QsContainerStart *start = g_new0 (QsContainerStart, 1);
  QsContainerStartEnd *end = g_new0 (QsContainerStartEnd, 1);

  end->starts = g_hash_table_ref (self->starts);
  end->name = g_strdup (work->name);
  work->scope = qs_scope_new ();
  start->scope = qs_scope_ref (work->scope);
  g_hash_table_insert (self->starts, g_strdup (work->name), start);
  start->future = run_work (self, qs_container_start_fiber, work);
  dex_future_disown (dex_future_finally (dex_ref (start->future), forget_start, end,
                                         container_start_end_free));
  return dex_ref (start->future);
}

static DexFuture *
qs_container_runner_start (QsRunner         *runner,
                           QsRunRequest     *request,
                           QsRunProgressFunc progress,
                           gpointer          user_data,
                           GDestroyNotify    destroy)
{
  QsContainerRunner *self = QS_CONTAINER_RUNNER (runner);
  QsContainerWork *work = qs_container_work_new (self->engine, request);
  QsContainerStart *start = g_hash_table_lookup (self->starts, work->name);

  work->progress = progress;
  work->user_data = user_data;
  work->destroy = destroy;
  if (start == NULL)
    return begin_start (self, work);

  qs_container_work_unref (work);
  return dex_ref (start->future);
}

static DexFuture *
qs_container_runner_wait (QsRunner     *runner,
                          QsRunRequest *request)
{
  QsContainerRunner *self = QS_CONTAINER_RUNNER (runner);

  return run_work (self, wait_fiber, qs_container_work_new (self->engine, request));
}

static DexFuture *
qs_container_runner_stop (QsRunner     *runner,
                          QsRunRequest *request,
                          guint         grace)
{
  QsContainerRunner *self = QS_CONTAINER_RUNNER (runner);
  QsContainerWork *work = qs_container_work_new (self->engine, request);
  QsContainerStart *start = g_hash_table_lookup (self->starts, work->name);

  if (start != NULL)
    qs_scope_cancel (start->scope);
  work->grace = grace;
  return run_work (self, stop_fiber, work);
}

static DexFuture *
qs_container_runner_remove (QsRunner     *runner,
                            QsRunRequest *request)
{
  QsContainerRunner *self = QS_CONTAINER_RUNNER (runner);

  return run_work (self, remove_fiber, qs_container_work_new (self->engine, request));
}

static void
runner_iface_init (QsRunnerInterface *iface)
{
  iface->accepts = qs_container_runner_accepts;
  iface->probe = qs_container_runner_probe;
  iface->look = qs_container_runner_look;
  iface->start = qs_container_runner_start;
  iface->wait = qs_container_runner_wait;
  iface->stop = qs_container_runner_stop;
  iface->remove = qs_container_runner_remove;
}

static void
qs_container_runner_finalize (GObject *object)
{
  QsContainerRunner *self = QS_CONTAINER_RUNNER (object);

  g_clear_pointer (&self->scope, qs_scope_unref);
  g_hash_table_remove_all (self->starts);
  g_hash_table_unref (self->starts);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (qs_container_runner_parent_class)->finalize (object);
}

static void
qs_container_runner_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  QsContainerRunner *self = QS_CONTAINER_RUNNER (object);

  if (property_id == PROP_SOCKET_PATH)
    g_value_take_string (value, qs_container_engine_dup_socket (self->engine));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
qs_container_runner_class_init (QsContainerRunnerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = qs_container_runner_finalize;
  object_class->get_property = qs_container_runner_get_property;

  properties[PROP_SOCKET_PATH] =
    g_param_spec_string ("socket-path", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
qs_container_runner_init (QsContainerRunner *self)
{
  self->scope = qs_scope_new ();
  self->starts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, container_start_free);
}

/**
 * qs_container_runner_new:
 *
 * Returns: (transfer full): a runner for all images, by @engine.
 */
QsRunner *
qs_container_runner_new (QsContainerEngine *engine)
{
  QsContainerRunner *self;

  g_return_val_if_fail (QS_IS_CONTAINER_ENGINE (engine), NULL);

  self = g_object_new (QS_TYPE_CONTAINER_RUNNER, NULL);
  self->engine = g_object_ref (engine);
  return QS_RUNNER (self);
}
