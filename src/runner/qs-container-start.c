#include "qs-container-start.h"

#include <glib/gi18n.h>

#include "qs-await.h"
#include "qs-container-spec.h"
#include "qs-container-work.h"
#include "qs-mount-sources.h"
#include "qs-pull-progress.h"
#include "qs-worker.h"

#define ADOPT_TRIES 50
#define ADOPT_PAUSE_MS 100

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

/* Fetching is what can take long: it is a fiber of its own, so that a stop ends it by its scope. */
static DexFuture *
pull_fiber (gpointer data)
{
  QsContainerWork *work = data;
  g_autoptr(GError) error = NULL;

  if (!qs_container_engine_pull (work->engine, work->request->image, on_engine_progress_cb, work,
                                 &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

/* An image that is here is not fetched again. Awaits. */
static gboolean
ensure_image (QsContainerWork *work,
              GError         **error)
{
  g_autoptr(GError) problem = NULL;
  g_autoptr(JsonNode) image =
    qs_container_engine_inspect_image (work->engine, work->request->image, &problem);

  if (image != NULL)
    return TRUE;

  if (qs_container_work_is_error (problem, QS_CONTAINER_ENGINE_ERROR_NOT_FOUND))
    {
      g_clear_error (&problem);
      if (qs_await (qs_scope_run (work->scope, pull_fiber, g_rc_box_acquire (work),
                                  qs_container_work_unref), &problem))
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
  g_autoptr(JsonNode) spec = NULL;
  const char *network;

  qs_await (qs_worker_run (make_sources_work, qs_run_request_ref (work->request),
                           (GDestroyNotify) qs_run_request_unref), NULL);
  network = qs_container_engine_find_network (work->engine, &problem);
  if (network != NULL)
    {
      spec = qs_container_spec_new (work->request, network);
      qs_container_engine_create (work->engine, work->name, spec, &problem);
      *adopted = qs_container_work_is_error (problem, QS_CONTAINER_ENGINE_ERROR_CONFLICT);
    }

  if (problem == NULL || *adopted)
    return TRUE;

  g_propagate_error (error, rename_error (g_steal_pointer (&problem), QS_RUNNER_ERROR_CREATE,
                                          "CannotCreateContainerError"));
  return FALSE;
}

/* An engine takes the name before the container is there to be started, and starts a container that
 * has ended a second time when it is asked to: one that somebody else has made is looked at first.
 * Awaits. */
static gboolean
start_created (QsContainerWork *work,
               gboolean         adopted,
               GError         **error)
{
  g_autoptr(GError) problem = NULL;
  QsRunState state = QS_RUN_STATE_ABSENT;

  for (int tries = 0; tries < (adopted ? ADOPT_TRIES : 1); tries++)
    {
      g_clear_error (&problem);
      if (adopted && !qs_container_work_look (work, &state, &problem))
        break;
      if (state != QS_RUN_STATE_ABSENT)
        return TRUE;
      if (qs_container_engine_start (work->engine, work->name, &problem))
        return TRUE;
      if (!adopted || !qs_container_work_is_error (problem, QS_CONTAINER_ENGINE_ERROR_NOT_FOUND))
        break;
      qs_await (DEX_FUTURE (dex_timeout_new_msec (ADOPT_PAUSE_MS)), NULL);
    }

  g_propagate_error (error, rename_error (g_steal_pointer (&problem), QS_RUNNER_ERROR_START,
                                          "CannotStartContainerError"));
  return FALSE;
}

/* Returns: whether nobody has told the run to stop meanwhile. */
static gboolean
is_wanted (QsContainerWork *work,
           GError         **error)
{
  if (!qs_scope_is_cancelled (work->scope))
    return TRUE;

  g_set_error_literal (error, QS_RUNNER_ERROR, QS_RUNNER_ERROR_START,
                       "The run was stopped before it started");
  return FALSE;
}

/**
 * qs_container_start_fiber:
 * @data: a #QsContainerWork with a scope
 *
 * Fetches the image, makes the container and starts it, each unless it has been done. A stop, by
 * the work's scope, ends the fetching; a step that has been asked of the engine is seen through,
 * since half of it might have happened.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the container runs.
 */
DexFuture *
qs_container_start_fiber (gpointer data)
{
  QsContainerWork *work = data;
  g_autoptr(GError) error = NULL;
  gboolean adopted = FALSE;
  QsRunState state;

  if (!qs_container_work_look (work, &state, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (state != QS_RUN_STATE_ABSENT)
    return dex_future_new_true ();

  if (!ensure_image (work, &error) || !is_wanted (work, &error) ||
      !create (work, &adopted, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  tell (work, _("Starting the container"));
  if (is_wanted (work, &error) && start_created (work, adopted, &error))
    return dex_future_new_true ();

  /* What is not started is not left behind; why it is not is what counts. */
  if (!adopted && g_error_matches (error, QS_RUNNER_ERROR, QS_RUNNER_ERROR_START))
    qs_container_engine_remove (work->engine, work->name, NULL);
  return dex_future_new_for_error (g_steal_pointer (&error));
}
