#include "qs-resource-watch.h"

#include "qs-await.h"
#include "qs-scope.h"

#define ROUND_MSEC 2000

struct _QsResourceWatch
{
  GObject         parent_instance;

  QsResourceList *list;
  QsClock        *clock;
  QsScope        *scope;     /* of the wait for the next round; NULL without one */
  gboolean        active;
};

G_DEFINE_FINAL_TYPE (QsResourceWatch, qs_resource_watch, G_TYPE_OBJECT)

static void
stop_waiting (QsResourceWatch *self)
{
  if (self->scope != NULL)
    qs_scope_cancel (self->scope);
  g_clear_pointer (&self->scope, qs_scope_unref);
}

static gboolean
something_moves (QsResourceWatch *self)
{
  GListModel *model = G_LIST_MODEL (self->list);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(QsResource) resource = g_list_model_get_item (model, i);

      if (qs_resource_is_moving (resource))
        return TRUE;
    }

  return FALSE;
}

typedef struct
{
  GWeakRef watch;
  QsClock *clock;
} QsRoundWait;

static void
free_wait (gpointer data)
{
  QsRoundWait *wait = data;

  g_weak_ref_clear (&wait->watch);
  g_object_unref (wait->clock);
  g_free (wait);
}

static DexFuture *
wait_fiber (gpointer data)
{
  QsRoundWait *wait = data;
  g_autoptr(QsResourceWatch) self = NULL;

  if (!qs_await (qs_clock_wait (wait->clock, ROUND_MSEC), NULL) ||
      (self = g_weak_ref_get (&wait->watch)) == NULL)
    return dex_future_new_true ();

  stop_waiting (self);
  qs_resource_list_refresh (self->list);
  return dex_future_new_true ();
}

static void
consider (QsResourceWatch *self)
{
  QsRoundWait *wait;

  if (!self->active || self->scope != NULL || qs_resource_list_get_busy (self->list) ||
      !something_moves (self))
    return;

  wait = g_new0 (QsRoundWait, 1);
  g_weak_ref_init (&wait->watch, self);
  wait->clock = g_object_ref (self->clock);
  self->scope = qs_scope_new ();
  qs_scope_spawn (self->scope, wait_fiber, wait, free_wait);
}

static void
qs_resource_watch_finalize (GObject *object)
{
  QsResourceWatch *self = QS_RESOURCE_WATCH (object);

  stop_waiting (self);
  g_clear_object (&self->list);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (qs_resource_watch_parent_class)->finalize (object);
}

static void
qs_resource_watch_class_init (QsResourceWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_resource_watch_finalize;
}

static void
qs_resource_watch_init (QsResourceWatch *self)
{
}

QsResourceWatch *
qs_resource_watch_new (QsResourceList *list,
                       QsClock        *clock)
{
  QsResourceWatch *self;

  g_return_val_if_fail (QS_IS_RESOURCE_LIST (list) && QS_IS_CLOCK (clock), NULL);

  self = g_object_new (QS_TYPE_RESOURCE_WATCH, NULL);
  self->list = g_object_ref (list);
  self->clock = g_object_ref (clock);
  g_signal_connect_object (list, "notify::busy", G_CALLBACK (consider), self, G_CONNECT_SWAPPED);
  return self;
}

/* Whether somebody looks at the list. */
void
qs_resource_watch_set_active (QsResourceWatch *self,
                              gboolean         active)
{
  g_return_if_fail (QS_IS_RESOURCE_WATCH (self));

  self->active = active;
  if (active)
    consider (self);
  else
    stop_waiting (self);
}
