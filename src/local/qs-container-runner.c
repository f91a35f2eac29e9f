#include "qs-container-runner.h"

#include <glib/gi18n.h>

#include "qs-await.h"
#include "qs-container-log.h"
#include "qs-container-spec.h"
#include "qs-container-state.h"
#include "qs-docker-frames.h"
#include "qs-json.h"
#include "qs-log-file.h"
#include "qs-mount-sources.h"
#include "qs-pull-progress.h"
#include "qs-scope.h"
#include "qs-worker.h"

#define ADOPT_TRIES 50
#define ADOPT_PAUSE_MS 100

struct _QsContainerRunner
{
  GObject            parent_instance;

  QsContainerEngine *engine;
  QsScope           *scope;
};

/* One piece of work on one container. */
typedef struct
{
  QsContainerEngine *engine;
  QsRunRequest      *request;
  char              *name;
  QsRunProgressFunc  progress;
  gpointer           user_data;
  GDestroyNotify     destroy;
} QsContainerWork;

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

static QsContainerWork *
container_work_new (QsContainerRunner *self,
                    QsRunRequest      *request)
{
  QsContainerWork *work = g_new0 (QsContainerWork, 1);

  work->engine = g_object_ref (self->engine);
  work->request = qs_run_request_ref (request);
  work->name = qs_container_spec_dup_name (request);
  return work;
}

static void
container_work_free (gpointer data)
{
  QsContainerWork *work = data;

  if (work->destroy != NULL)
    work->destroy (work->user_data);
  g_object_unref (work->engine);
  qs_run_request_unref (work->request);
  g_free (work->name);
  g_free (work);
}

static gboolean
is_engine_error (const GError *error,
                 int           code)
{
  return g_error_matches (error, QS_CONTAINER_ENGINE_ERROR, code);
}

/* In the words of AWS Batch. An engine that is away and a cancelled call stay what they are. */
static GError *
rename_error (GError     *error,
              int         code,
              const char *name)
{
  g_autoptr(GError) cause = error;

  if (cause->domain != QS_CONTAINER_ENGINE_ERROR && cause->domain != QS_PULL_ERROR)
    return g_steal_pointer (&cause);

  return g_error_new (QS_RUNNER_ERROR, code, "%s: %s", name, cause->message);
}

/* A container that is not there is absent. Awaits. */
static gboolean
look (QsContainerWork *work,
      QsRunState      *state,
      GError         **error)
{
  g_autoptr(GError) problem = NULL;
  g_autoptr(JsonNode) container = qs_await_boxed (
    qs_container_engine_inspect (work->engine, work->name), &problem);

  *state = QS_RUN_STATE_ABSENT;
  if (container != NULL)
    *state = qs_container_state_read (container);
  else if (!is_engine_error (problem, QS_CONTAINER_ENGINE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  return TRUE;
}

static DexFuture *
look_fiber (gpointer data)
{
  g_autoptr(GError) error = NULL;
  QsRunState state;

  if (!look (data, &state, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_for_int ((int) state);
}

static void
tell (QsContainerWork *work,
      const char      *text)
{
  if (work->progress != NULL)
    work->progress (text, work->user_data);
}

static void
on_engine_progress_cb (const char *text,
                       gpointer    user_data)
{
  tell (user_data, text);
}

/* An image that is here is not fetched again. Awaits. */
static gboolean
ensure_image (QsContainerWork *work,
              GError         **error)
{
  g_autoptr(GError) problem = NULL;
  g_autoptr(JsonNode) image = qs_await_boxed (
    qs_container_engine_inspect_image (work->engine, work->request->image), &problem);

  if (image != NULL)
    return TRUE;

  if (is_engine_error (problem, QS_CONTAINER_ENGINE_ERROR_NOT_FOUND))
    {
      g_clear_error (&problem);
      if (qs_await (qs_container_engine_pull (work->engine, work->request->image,
                                              on_engine_progress_cb, work), &problem))
        return TRUE;
    }

  g_propagate_error (error, rename_error (g_steal_pointer (&problem), QS_RUNNER_ERROR_IMAGE,
                                          "CannotPullContainerError"));
  return FALSE;
}

static void
make_sources_work (gpointer    data,
                   DexPromise *promise)
{
  qs_mount_sources_make (data);
  dex_promise_resolve_boolean (promise, TRUE);
}

/* A container of that name is one that was made before, or is being made now. Awaits. */
static gboolean
create (QsContainerWork *work,
        gboolean        *adopted,
        GError         **error)
{
  g_autoptr(GError) problem = NULL;
  g_autofree char *network = NULL;
  g_autoptr(JsonNode) spec = NULL;

  qs_await (qs_worker_run (make_sources_work, qs_run_request_ref (work->request),
                           (GDestroyNotify) qs_run_request_unref), NULL);
  network = qs_await_string (qs_container_engine_find_network (work->engine), &problem);
  if (network != NULL)
    {
      spec = qs_container_spec_new (work->request, network);
      qs_await (qs_container_engine_create (work->engine, work->name, spec), &problem);
      *adopted = is_engine_error (problem, QS_CONTAINER_ENGINE_ERROR_CONFLICT);
    }

  if (problem == NULL || *adopted)
    return TRUE;

  g_propagate_error (error, rename_error (g_steal_pointer (&problem), QS_RUNNER_ERROR_CREATE,
                                          "CannotCreateContainerError"));
  return FALSE;
}

/* An engine takes the name before the container is there to be started. Awaits. */
static gboolean
start_created (QsContainerWork *work,
               gboolean         adopted,
               GError         **error)
{
  g_autoptr(GError) problem = NULL;

  for (int tries = 0; tries < (adopted ? ADOPT_TRIES : 1); tries++)
    {
      g_clear_error (&problem);
      if (qs_await (qs_container_engine_start (work->engine, work->name), &problem))
        return TRUE;
      if (!adopted || !is_engine_error (problem, QS_CONTAINER_ENGINE_ERROR_NOT_FOUND))
        break;
      qs_await (DEX_FUTURE (dex_timeout_new_msec (ADOPT_PAUSE_MS)), NULL);
    }

  g_propagate_error (error, rename_error (g_steal_pointer (&problem), QS_RUNNER_ERROR_START,
                                          "CannotStartContainerError"));
  return FALSE;
}

static DexFuture *
start_fiber (gpointer data)
{
  QsContainerWork *work = data;
  g_autoptr(GError) error = NULL;
  gboolean adopted = FALSE;
  QsRunState state;

  if (!look (work, &state, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (state != QS_RUN_STATE_ABSENT)
    return dex_future_new_true ();

  if (!ensure_image (work, &error) || !create (work, &adopted, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  tell (work, _("Starting the container"));
  if (start_created (work, adopted, &error))
    return dex_future_new_true ();

  /* What cannot be started is not left behind; why it could not is what counts. */
  if (!adopted && g_error_matches (error, QS_RUNNER_ERROR, QS_RUNNER_ERROR_START))
    qs_await (qs_container_engine_remove (work->engine, work->name), NULL);
  return dex_future_new_for_error (g_steal_pointer (&error));
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

  stream = qs_await_object (
    qs_container_engine_follow_log (work->engine, work->name, qs_container_log_get_since (log)),
    error);
  return stream != NULL && qs_await (qs_container_log_copy (log, stream), error);
}

/* Why a container could not be followed to its end: it is gone, or its engine is. */
static GError *
explain_loss (GError *error)
{
  g_autoptr(GError) cause = error;

  if (is_engine_error (cause, QS_CONTAINER_ENGINE_ERROR_NOT_FOUND))
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
         is_engine_error (error, QS_CONTAINER_ENGINE_ERROR_CONFLICT) ||
         is_engine_error (error, QS_CONTAINER_ENGINE_ERROR_FAILED);
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

  if (qs_await (qs_container_engine_wait (work->engine, work->name), &error))
    container = qs_await_boxed (qs_container_engine_inspect (work->engine, work->name), &error);
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
accept_absence (DexFuture *future,
                gpointer   user_data)
{
  g_autoptr(GError) error = NULL;

  dex_future_get_value (future, &error);
  if (is_engine_error (error, QS_CONTAINER_ENGINE_ERROR_NOT_FOUND) ||
      is_engine_error (error, QS_CONTAINER_ENGINE_ERROR_CONFLICT))
    return dex_future_new_true ();

  return dex_future_new_for_error (g_steal_pointer (&error));
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
  return qs_container_engine_ping (QS_CONTAINER_RUNNER (runner)->engine);
}

static DexFuture *
qs_container_runner_look (QsRunner     *runner,
                          QsRunRequest *request)
{
  QsContainerRunner *self = QS_CONTAINER_RUNNER (runner);

  return qs_scope_run (self->scope, look_fiber, container_work_new (self, request),
                       container_work_free);
}

static DexFuture *
qs_container_runner_start (QsRunner         *runner,
                           QsRunRequest     *request,
                           QsRunProgressFunc progress,
                           gpointer          user_data,
                           GDestroyNotify    destroy)
{
  QsContainerRunner *self = QS_CONTAINER_RUNNER (runner);
  QsContainerWork *work = container_work_new (self, request);

  work->progress = progress;
  work->user_data = user_data;
  work->destroy = destroy;
  return qs_scope_run (self->scope, start_fiber, work, container_work_free);
}

static DexFuture *
qs_container_runner_wait (QsRunner     *runner,
                          QsRunRequest *request)
{
  QsContainerRunner *self = QS_CONTAINER_RUNNER (runner);

  return qs_scope_run (self->scope, wait_fiber, container_work_new (self, request),
                       container_work_free);
}

static DexFuture *
qs_container_runner_stop (QsRunner     *runner,
                          QsRunRequest *request,
                          guint         grace)
{
  g_autofree char *name = qs_container_spec_dup_name (request);

  return dex_future_catch (qs_container_engine_stop (QS_CONTAINER_RUNNER (runner)->engine, name,
                                                     grace), accept_absence, NULL, NULL);
}

static DexFuture *
qs_container_runner_remove (QsRunner     *runner,
                            QsRunRequest *request)
{
  g_autofree char *name = qs_container_spec_dup_name (request);

  return dex_future_catch (qs_container_engine_remove (QS_CONTAINER_RUNNER (runner)->engine, name),
                           accept_absence, NULL, NULL);
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
