#include "qs-container-work.h"

#include "qs-container-spec.h"
#include "qs-container-state.h"

/**
 * qs_container_work_new:
 * @request: (nullable): what it is about
 *
 * Returns: (transfer full): work that has not begun.
 */
QsContainerWork *
qs_container_work_new (QsContainerEngine *engine,
                       QsRunRequest      *request)
{
  QsContainerWork *work = g_rc_box_new0 (QsContainerWork);

  work->engine = g_object_ref (engine);
  if (request != NULL)
    {
      work->request = qs_run_request_ref (request);
      work->name = qs_container_spec_dup_name (request);
    }
  return work;
}

static void
container_work_clear (gpointer data)
{
  QsContainerWork *work = data;

  if (work->destroy != NULL)
    work->destroy (work->user_data);
  g_clear_pointer (&work->scope, qs_scope_unref);
  g_object_unref (work->engine);
  g_clear_pointer (&work->request, qs_run_request_unref);
  g_free (work->name);
}

void
qs_container_work_unref (gpointer work)
{
  g_rc_box_release_full (work, container_work_clear);
}

gboolean
qs_container_work_is_error (const GError *error,
                            int           code)
{
  return g_error_matches (error, QS_CONTAINER_ENGINE_ERROR, code);
}

/**
 * qs_container_work_look:
 * @state: (out): of the container; one that is not there is absent
 *
 * Awaits.
 */
gboolean
qs_container_work_look (QsContainerWork *work,
                        QsRunState      *state,
                        GError         **error)
{
  g_autoptr(GError) problem = NULL;
  g_autoptr(JsonNode) container = qs_container_engine_inspect (work->engine, work->name, &problem);

  *state = QS_RUN_STATE_ABSENT;
  if (container != NULL)
    *state = qs_container_state_read (container);
  else if (!qs_container_work_is_error (problem, QS_CONTAINER_ENGINE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  return TRUE;
}
