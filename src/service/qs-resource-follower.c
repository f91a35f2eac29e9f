#include "qs-resource-follower.h"

#include <glib/gi18n.h>

#include "qs-await.h"
#include "qs-json.h"
#include "qs-scope.h"

/* Between two questions, in milliseconds. */
#define FIRST_WAIT 1000
#define LONGEST_WAIT 10000

struct _QsResourceFollower
{
  QsRecord       parent_instance;

  QsEngine      *engine;
  QsClock       *clock;
  QsScope       *scope;
  QsResourceKind kind;
  char          *arn;
  DexPromise    *activity;   /* pending while nothing has happened since the last look */
};

typedef struct
{
  QsResourceFollower *follower;
  QsResourceGoal      goal;
} QsResourceWait;

G_DEFINE_FINAL_TYPE (QsResourceFollower, qs_resource_follower, QS_TYPE_RECORD)

enum
{
  RESOURCE,
  GONE,
  ERROR,
};

static const QsRecordField fields[] = {
  [RESOURCE] = { "resource", G_TYPE_NONE, .get_type = qs_resource_get_type },
  [GONE] = { "gone", G_TYPE_BOOLEAN },
  [ERROR] = { "error", G_TYPE_NONE, .get_type = g_error_get_type },
};

static JsonNode *
make_request (QsResourceFollower *self)
{
  JsonObject *request = json_object_new ();
  JsonArray *names = json_array_new ();

  json_array_add_string_element (names, self->arn);
  json_object_set_array_member (request, qs_resource_kind_get_member (self->kind), names);
  return qs_json_take (request);
}

static void
accept_reply (QsResourceFollower *self,
              JsonObject         *reply)
{
  JsonArray *array = qs_json_get_array (reply, qs_resource_kind_get_member (self->kind));
  JsonObject *document = array != NULL ? qs_json_element (array, 0) : NULL;
  QsResource *known = qs_resource_follower_get_resource (self);
  g_autoptr(QsResource) resource = NULL;

  if (document != NULL)
    resource = qs_resource_new (document, qs_resource_kind_get_prefix (self->kind));
  if (resource != NULL && (known == NULL || !qs_resource_equal (known, resource)))
    qs_record_set_object (QS_RECORD (self), RESOURCE, resource);

  /* What is gone stays on the screen as it was last. */
  qs_record_set_bool (QS_RECORD (self), GONE,
                      resource == NULL ||
                      g_str_equal (qs_resource_get_status (resource), "DELETED"));
}

/* Returns: %FALSE with an error when looking again would not help. */
static gboolean
look (QsResourceFollower *self,
      GError            **error)
{
  g_autoptr(JsonNode) request = make_request (self);
  g_autoptr(GError) failure = NULL;
  g_autoptr(JsonNode) reply =
    qs_await_boxed (qs_engine_call (self->engine, qs_resource_kind_get_operation (self->kind),
                                    request),
                    &failure);

  if (reply != NULL)
    {
      accept_reply (self, json_node_get_object (reply));
      qs_record_set_boxed (QS_RECORD (self), ERROR, NULL);
      return TRUE;
    }

  if (!g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    qs_record_set_boxed (QS_RECORD (self), ERROR, failure);
  if (qs_engine_error_is_passing (failure))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static DexFuture *
look_fiber (gpointer data)
{
  g_autoptr(GError) error = NULL;

  if (!look (data, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

/*
 *   goal       reached when                        out of reach when
 *   SETTLED    nothing is done to it, or gone
 *   ENABLED    ENABLED and nothing is done to it   gone
 *   DISABLED   DISABLED, likewise                  gone
 *   GONE       gone, or a definition is INACTIVE   INVALID: the engine gave up deleting it
 */
static gboolean
is_reached (QsResourceFollower *self,
            QsResourceGoal      goal)
{
  QsResource *resource = qs_resource_follower_get_resource (self);

  if (qs_resource_follower_get_gone (self))
    return goal == QS_RESOURCE_SETTLED || goal == QS_RESOURCE_GONE;
  if (resource == NULL || qs_resource_is_moving (resource))
    return FALSE;

  switch (goal)
    {
    case QS_RESOURCE_ENABLED:
      return g_str_equal (qs_resource_get_state (resource), "ENABLED");

    case QS_RESOURCE_DISABLED:
      return g_str_equal (qs_resource_get_state (resource), "DISABLED");

    case QS_RESOURCE_GONE:
      return g_str_equal (qs_resource_get_status (resource), "INACTIVE");

    case QS_RESOURCE_SETTLED:
    default:
      return TRUE;
    }
}

static gboolean
check_hope (QsResourceFollower *self,
            QsResourceGoal      goal,
            GError            **error)
{
  QsResource *resource = qs_resource_follower_get_resource (self);

  if (qs_resource_follower_get_gone (self))
    {
      g_set_error_literal (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_NOT_FOUND,
                           _("It has been deleted meanwhile"));
      return FALSE;
    }

  if (goal == QS_RESOURCE_GONE && resource != NULL &&
      g_str_equal (qs_resource_get_status (resource), "INVALID"))
    {
      g_set_error_literal (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID,
                           qs_resource_get_reason (resource));
      return FALSE;
    }

  return TRUE;
}

static DexFuture *
wait_fiber (gpointer data)
{
  QsResourceWait *wait = data;
  QsResourceFollower *self = wait->follower;
  g_autoptr(GError) error = NULL;
  gint64 pause = FIRST_WAIT;

  for (;;)
    {
      /* Made before looking: what happens while the engine answers is looked at again. */
      dex_clear (&self->activity);
      self->activity = dex_promise_new ();

      if (!look (self, &error))
        return dex_future_new_for_error (g_steal_pointer (&error));
      if (is_reached (self, wait->goal))
        return dex_future_new_true ();
      if (qs_resource_follower_get_error (self) == NULL &&
          !check_hope (self, wait->goal, &error))
        return dex_future_new_for_error (g_steal_pointer (&error));

      if (!qs_await (dex_future_first (qs_clock_wait (self->clock, pause),
                                       dex_ref (self->activity), NULL), &error))
        return dex_future_new_for_error (g_steal_pointer (&error));
      pause = MIN (pause * 3 / 2, LONGEST_WAIT);
    }
}

static void
free_wait (gpointer data)
{
  QsResourceWait *wait = data;

  g_object_unref (wait->follower);
  g_free (wait);
}

static void
on_engine_activity_cb (QsResourceFollower *self)
{
  if (self->activity != NULL && dex_future_is_pending (DEX_FUTURE (self->activity)))
    dex_promise_resolve_boolean (self->activity, TRUE);
}

static void
qs_resource_follower_finalize (GObject *object)
{
  QsResourceFollower *self = QS_RESOURCE_FOLLOWER (object);

  qs_scope_unref (self->scope);
  dex_clear (&self->activity);
  g_clear_object (&self->engine);
  g_clear_object (&self->clock);
  g_free (self->arn);

  G_OBJECT_CLASS (qs_resource_follower_parent_class)->finalize (object);
}

static void
qs_resource_follower_class_init (QsResourceFollowerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_resource_follower_finalize;

  qs_record_class_install (QS_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
qs_resource_follower_init (QsResourceFollower *self)
{
  self->scope = qs_scope_new ();
}

/**
 * qs_resource_follower_new:
 * @arn: the resource's ARN, or its name
 *
 * Returns: (transfer full): a follower that has not asked yet.
 */
QsResourceFollower *
qs_resource_follower_new (QsEngine      *engine,
                          QsClock       *clock,
                          QsResourceKind kind,
                          const char    *arn)
{
  QsResourceFollower *self;

  g_return_val_if_fail (QS_IS_ENGINE (engine), NULL);
  g_return_val_if_fail (QS_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (arn != NULL, NULL);

  self = g_object_new (QS_TYPE_RESOURCE_FOLLOWER, NULL);
  self->engine = g_object_ref (engine);
  self->clock = g_object_ref (clock);
  self->kind = kind;
  self->arn = g_strdup (arn);
  g_signal_connect_object (engine, "activity", G_CALLBACK (on_engine_activity_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/* Returns: (transfer none) (nullable): the resource as it was last described. */
QsResource *
qs_resource_follower_get_resource (QsResourceFollower *self)
{
  return qs_record_get_object (QS_RECORD (self), RESOURCE);
}

gboolean
qs_resource_follower_get_gone (QsResourceFollower *self)
{
  return qs_record_get_bool (QS_RECORD (self), GONE);
}

/* Returns: (transfer none) (nullable): why the last question had no answer. */
GError *
qs_resource_follower_get_error (QsResourceFollower *self)
{
  return qs_record_get_boxed (QS_RECORD (self), ERROR);
}

/**
 * qs_resource_follower_look:
 *
 * Looks at the resource once.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, also when the engine cannot be reached
 *   now and the resource is what it was; rejected with #QsEngineError when asking again would not
 *   help, with %G_IO_ERROR_CANCELLED when stopped.
 */
DexFuture *
qs_resource_follower_look (QsResourceFollower *self)
{
  g_return_val_if_fail (QS_IS_RESOURCE_FOLLOWER (self), NULL);

  return qs_scope_run (self->scope, look_fiber, g_object_ref (self), g_object_unref);
}

/**
 * qs_resource_follower_await:
 *
 * Follows the resource until it is as @goal says.
 *
 * Returns: (transfer full): a future that resolves to %TRUE; rejected as that of
 *   qs_resource_follower_look(), with %QS_ENGINE_ERROR_NOT_FOUND when it is gone and was to stay,
 *   and with %QS_ENGINE_ERROR_INVALID and the engine's reason when it was to go and did not.
 */
DexFuture *
qs_resource_follower_await (QsResourceFollower *self,
                            QsResourceGoal      goal)
{
  QsResourceWait *wait;

  g_return_val_if_fail (QS_IS_RESOURCE_FOLLOWER (self), NULL);

  wait = g_new0 (QsResourceWait, 1);
  wait->follower = g_object_ref (self);
  wait->goal = goal;
  return qs_scope_run (self->scope, wait_fiber, wait, free_wait);
}

/**
 * qs_resource_follower_stop:
 *
 * Ends every wait, now and later; their futures are rejected with %G_IO_ERROR_CANCELLED.
 */
void
qs_resource_follower_stop (QsResourceFollower *self)
{
  g_return_if_fail (QS_IS_RESOURCE_FOLLOWER (self));

  qs_scope_cancel (self->scope);
}
