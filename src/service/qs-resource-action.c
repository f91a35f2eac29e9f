#include "qs-resource-action.h"

#include <glib/gi18n.h>

#include "qs-await.h"
#include "qs-json.h"
#include "qs-resource-follower.h"
#include "qs-scope.h"

struct _QsResourceAction
{
  QsRecord        parent_instance;

  QsEngine       *engine;
  QsClock        *clock;
  QsScope        *scope;
  QsResource     *resource;
  QsResourceUses *uses;   /* nullable */
};

G_DEFINE_ENUM_TYPE (QsResourceChange, qs_resource_change,
                    G_DEFINE_ENUM_VALUE (QS_RESOURCE_CHANGE_ENABLE, "enable"),
                    G_DEFINE_ENUM_VALUE (QS_RESOURCE_CHANGE_DISABLE, "disable"),
                    G_DEFINE_ENUM_VALUE (QS_RESOURCE_CHANGE_DELETE, "delete"))

G_DEFINE_FINAL_TYPE (QsResourceAction, qs_resource_action, QS_TYPE_RECORD)

enum
{
  KIND,
  CHANGE,
  TITLE,
  PROGRESS,
  BUSY,
  DONE,
  ERROR,
};

static const QsRecordField fields[] = {
  [KIND] = { "kind", G_TYPE_NONE, .get_type = qs_resource_kind_get_type },
  [CHANGE] = { "change", G_TYPE_NONE, .get_type = qs_resource_change_get_type },
  [TITLE] = { "title", G_TYPE_STRING },
  [PROGRESS] = { "progress", G_TYPE_STRING },
  [BUSY] = { "busy", G_TYPE_BOOLEAN },
  [DONE] = { "done", G_TYPE_BOOLEAN },
  [ERROR] = { "error", G_TYPE_NONE, .get_type = g_error_get_type },
};

/* One resource of those the action touches, on its way through the steps. */
typedef struct
{
  QsResourceAction   *action;
  QsResourceKind      kind;
  QsResource         *resource;
  QsResourceFollower *follower;
} QsStep;

/* @progress: (transfer full): what is being done now. */
static void
tell (QsStep *step,
      char   *progress)
{
  qs_record_set_string (QS_RECORD (step->action), PROGRESS, progress);
  g_free (progress);
}

static const char *
get_title (QsStep *step)
{
  return qs_resource_get_title (step->resource);
}

static JsonNode *
make_request (QsStep *step)
{
  JsonObject *request = json_object_new ();

  json_object_set_string_member (request, qs_resource_kind_get_prefix (step->kind),
                                 qs_resource_get_arn (step->resource));
  return qs_json_take (request);
}

/* AWS refuses to change what it is still changing. */
static gboolean
settle (QsStep  *step,
        GError **error)
{
  QsResource *now;

  if (!qs_await (qs_resource_follower_look (step->follower), error))
    return FALSE;

  now = qs_resource_follower_get_resource (step->follower);
  if (now != NULL && !qs_resource_is_moving (now))
    return TRUE;

  tell (step, g_strdup_printf (_("Waiting for “%s” to be ready for a change…"),
                               get_title (step)));
  return qs_await (qs_resource_follower_await (step->follower, QS_RESOURCE_SETTLED), error);
}

static gboolean
is_gone (QsStep *step)
{
  return qs_resource_follower_get_gone (step->follower);
}

static gboolean
has_state (QsStep     *step,
           const char *state)
{
  QsResource *now = qs_resource_follower_get_resource (step->follower);

  return now != NULL && g_str_equal (qs_resource_get_state (now), state);
}

static gboolean
update (QsStep        *step,
        JsonNode      *request,
        QsResourceGoal goal,
        GError       **error)
{
  return qs_await (qs_engine_call (step->action->engine, qs_resource_kind_get_update (step->kind),
                                   request), error) &&
         qs_await (qs_resource_follower_await (step->follower, goal), error);
}

static gboolean
switch_state (QsStep  *step,
              gboolean enabled,
              GError **error)
{
  const char *state = enabled ? "ENABLED" : "DISABLED";
  g_autoptr(JsonNode) request = make_request (step);

  if (!settle (step, error))
    return FALSE;
  if (has_state (step, state) && !is_gone (step))
    return TRUE;

  json_object_set_string_member (json_node_get_object (request), "state", state);
  tell (step, enabled ? g_strdup_printf (_("Enabling “%s”…"), get_title (step))
                      : g_strdup_printf (_("Disabling “%s”…"), get_title (step)));
  return update (step, request, enabled ? QS_RESOURCE_ENABLED : QS_RESOURCE_DISABLED, error);
}

/* A definition is neither on nor off, and takes no time. */
static gboolean
remove_resource (QsStep  *step,
                 GError **error)
{
  g_autoptr(JsonNode) request = make_request (step);
  gboolean definition = step->kind == QS_RESOURCE_DEFINITION;

  if (!definition && !settle (step, error))
    return FALSE;
  if (is_gone (step))
    return TRUE;
  if (!definition && !switch_state (step, FALSE, error))
    return FALSE;

  tell (step, definition ? g_strdup_printf (_("Deregistering “%s”…"), get_title (step))
                         : g_strdup_printf (_("Deleting “%s”…"), get_title (step)));
  return qs_await (qs_engine_call (step->action->engine,
                                   qs_resource_kind_get_delete (step->kind), request), error) &&
         qs_await (qs_resource_follower_await (step->follower, QS_RESOURCE_GONE), error);
}

/* The queue goes on in its other environments. */
static gboolean
detach (QsStep    *step,
        JsonArray *rest,
        GError   **error)
{
  g_autoptr(JsonNode) request = make_request (step);

  json_object_set_array_member (json_node_get_object (request), "computeEnvironmentOrder",
                                json_array_ref (rest));
  tell (step, g_strdup_printf (_("Taking the environment out of “%s”…"), get_title (step)));
  return update (step, request, QS_RESOURCE_SETTLED, error);
}

/* A queue may have changed since it was asked about: it is never harmed more than was agreed to. */
static gboolean
release_queue (QsStep  *step,
               gboolean ending,
               GError **error)
{
  g_autoptr(JsonArray) rest = NULL;

  if (!settle (step, error))
    return FALSE;
  if (is_gone (step))
    return TRUE;

  rest = qs_resource_uses_dup_order_without (qs_resource_follower_get_resource (step->follower),
                                             step->action->resource);
  if (json_array_get_length (rest) > 0)
    return detach (step, rest, error);
  if (ending)
    return remove_resource (step, error);

  g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID,
               _("“%s” has no other environment any more; nothing was deleted"),
               get_title (step));
  return FALSE;
}

static void
begin_step (QsStep           *step,
            QsResourceAction *self,
            QsResourceKind    kind,
            QsResource       *resource)
{
  step->action = self;
  step->kind = kind;
  step->resource = resource;
  step->follower = qs_resource_follower_new (self->engine, self->clock, kind,
                                             qs_resource_get_arn (resource));
}

/* A wait that was given up still runs in the follower. */
static void
end_step (QsStep *step)
{
  qs_resource_follower_stop (step->follower);
  g_clear_object (&step->follower);
}

static gboolean
release_queues (QsResourceAction *self,
                GPtrArray        *queues,
                gboolean          ending,
                GError          **error)
{
  for (guint i = 0; i < queues->len; i++)
    {
      QsStep step;
      gboolean good;

      begin_step (&step, self, QS_RESOURCE_QUEUE, queues->pdata[i]);
      good = release_queue (&step, ending, error);
      end_step (&step);
      if (!good)
        return FALSE;
    }

  return TRUE;
}

static gboolean
change_resource (QsResourceAction *self,
                 GError          **error)
{
  QsResourceChange change = qs_resource_action_get_change (self);
  QsStep step;
  gboolean good;

  if (change == QS_RESOURCE_CHANGE_DELETE && self->uses != NULL &&
      !(release_queues (self, qs_resource_uses_get_staying (self->uses), FALSE, error) &&
        release_queues (self, qs_resource_uses_get_ending (self->uses), TRUE, error)))
    return FALSE;

  begin_step (&step, self, qs_resource_action_get_kind (self), self->resource);
  good = change == QS_RESOURCE_CHANGE_DELETE
         ? remove_resource (&step, error)
         : switch_state (&step, change == QS_RESOURCE_CHANGE_ENABLE, error);
  end_step (&step);
  return good;
}

static DexFuture *
run_fiber (gpointer data)
{
  QsResourceAction *self = data;
  g_autoptr(GError) error = NULL;

  if (!change_resource (self, &error))
    {
      qs_record_set_boxed (QS_RECORD (self), ERROR, error);
      qs_record_set_bool (QS_RECORD (self), BUSY, FALSE);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  qs_record_set_bool (QS_RECORD (self), DONE, TRUE);
  qs_record_set_bool (QS_RECORD (self), BUSY, FALSE);
  return dex_future_new_true ();
}

static void
qs_resource_action_finalize (GObject *object)
{
  QsResourceAction *self = QS_RESOURCE_ACTION (object);

  qs_scope_unref (self->scope);
  g_clear_object (&self->engine);
  g_clear_object (&self->clock);
  g_clear_object (&self->resource);
  g_clear_object (&self->uses);

  G_OBJECT_CLASS (qs_resource_action_parent_class)->finalize (object);
}

static void
qs_resource_action_class_init (QsResourceActionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_resource_action_finalize;

  qs_record_class_install (QS_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
qs_resource_action_init (QsResourceAction *self)
{
  self->scope = qs_scope_new ();
}

/**
 * qs_resource_action_new:
 * @uses: (nullable): what a deletion may take with it; without it the engine refuses to delete what
 *   is used
 *
 * Returns: (transfer full): the action, not begun. Definitions can only be deleted.
 */
QsResourceAction *
qs_resource_action_new (QsEngine        *engine,
                        QsClock         *clock,
                        QsResourceKind   kind,
                        QsResource      *resource,
                        QsResourceChange change,
                        QsResourceUses  *uses)
{
  QsResourceAction *self;

  g_return_val_if_fail (QS_IS_ENGINE (engine) && QS_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (QS_IS_RESOURCE (resource), NULL);
  g_return_val_if_fail (kind != QS_RESOURCE_DEFINITION || change == QS_RESOURCE_CHANGE_DELETE,
                        NULL);

  self = g_object_new (QS_TYPE_RESOURCE_ACTION, NULL);
  self->engine = g_object_ref (engine);
  self->clock = g_object_ref (clock);
  self->resource = g_object_ref (resource);
  g_set_object (&self->uses, uses);
  qs_record_set_enum (QS_RECORD (self), KIND, kind);
  qs_record_set_enum (QS_RECORD (self), CHANGE, change);
  qs_record_set_string (QS_RECORD (self), TITLE, qs_resource_get_title (resource));
  return self;
}

QsResourceKind
qs_resource_action_get_kind (QsResourceAction *self)
{
  return qs_record_get_enum (QS_RECORD (self), KIND);
}

QsResourceChange
qs_resource_action_get_change (QsResourceAction *self)
{
  return qs_record_get_enum (QS_RECORD (self), CHANGE);
}

/* Returns: (transfer none): the resource as it was when the action was made. */
QsResource *
qs_resource_action_get_resource (QsResourceAction *self)
{
  g_return_val_if_fail (QS_IS_RESOURCE_ACTION (self), NULL);

  return self->resource;
}

/* Returns: (transfer none) (nullable): what is being done, in words. */
const char *
qs_resource_action_get_progress (QsResourceAction *self)
{
  return qs_record_get_string (QS_RECORD (self), PROGRESS);
}

gboolean
qs_resource_action_get_busy (QsResourceAction *self)
{
  return qs_record_get_bool (QS_RECORD (self), BUSY);
}

gboolean
qs_resource_action_get_done (QsResourceAction *self)
{
  return qs_record_get_bool (QS_RECORD (self), DONE);
}

/* Returns: (transfer none) (nullable): why it ended before it was done. */
GError *
qs_resource_action_get_error (QsResourceAction *self)
{
  return qs_record_get_boxed (QS_RECORD (self), ERROR);
}

/**
 * qs_resource_action_run:
 *
 * Does it. What has failed can be run again: steps that are done already are passed over.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when it is done; rejected with
 *   #QsEngineError, or with %G_IO_ERROR_CANCELLED when cancelled.
 */
DexFuture *
qs_resource_action_run (QsResourceAction *self)
{
  g_return_val_if_fail (QS_IS_RESOURCE_ACTION (self), NULL);
  g_return_val_if_fail (!qs_resource_action_get_busy (self), NULL);

  qs_record_set_boxed (QS_RECORD (self), ERROR, NULL);
  qs_record_set_bool (QS_RECORD (self), BUSY, TRUE);
  return qs_scope_run (self->scope, run_fiber, g_object_ref (self), g_object_unref);
}

/**
 * qs_resource_action_cancel:
 *
 * Ends the waiting. The action is not run again.
 */
void
qs_resource_action_cancel (QsResourceAction *self)
{
  g_return_if_fail (QS_IS_RESOURCE_ACTION (self));

  qs_scope_cancel (self->scope);
}
