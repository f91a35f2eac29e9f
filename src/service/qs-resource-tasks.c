#include "qs-resource-tasks.h"

#include "qs-await.h"
#include "qs-scope.h"

struct _QsResourceTasks
{
  GObject    parent_instance;

  QsScope   *scope;
  GPtrArray *actions;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsResourceTasks, qs_resource_tasks, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

typedef struct
{
  GWeakRef          tasks;
  QsResourceAction *action;
} QsTask;

static void
free_task (gpointer data)
{
  QsTask *task = data;

  g_weak_ref_clear (&task->tasks);
  g_object_unref (task->action);
  g_free (task);
}

static void
remove_action (QsResourceTasks  *self,
               QsResourceAction *action)
{
  guint position;

  if (!g_ptr_array_find (self->actions, action, &position))
    return;

  g_ptr_array_remove_index (self->actions, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

static DexFuture *
task_fiber (gpointer data)
{
  QsTask *task = data;
  g_autoptr(QsResourceTasks) self = NULL;
  g_autoptr(GError) error = NULL;
  gboolean good = qs_await (qs_resource_action_run (task->action), &error);

  if ((self = g_weak_ref_get (&task->tasks)) == NULL)
    return dex_future_new_true ();

  if (good || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    remove_action (self, task->action);
  g_signal_emit (self, signals[CHANGED], 0);
  return dex_future_new_true ();
}

static GType
qs_resource_tasks_get_item_type (GListModel *model)
{
  return QS_TYPE_RESOURCE_ACTION;
}

static guint
qs_resource_tasks_get_n_items (GListModel *model)
{
  return QS_RESOURCE_TASKS (model)->actions->len;
}

static gpointer
qs_resource_tasks_get_item (GListModel *model,
                            guint       position)
{
  GPtrArray *actions = QS_RESOURCE_TASKS (model)->actions;

  return position < actions->len ? g_object_ref (actions->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = qs_resource_tasks_get_item_type;
  iface->get_n_items = qs_resource_tasks_get_n_items;
  iface->get_item = qs_resource_tasks_get_item;
}

static void
qs_resource_tasks_finalize (GObject *object)
{
  QsResourceTasks *self = QS_RESOURCE_TASKS (object);

  for (guint i = 0; i < self->actions->len; i++)
    qs_resource_action_cancel (self->actions->pdata[i]);
  qs_scope_cancel (self->scope);
  g_clear_pointer (&self->scope, qs_scope_unref);
  g_ptr_array_unref (self->actions);

  G_OBJECT_CLASS (qs_resource_tasks_parent_class)->finalize (object);
}

static void
qs_resource_tasks_class_init (QsResourceTasksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_resource_tasks_finalize;

  signals[CHANGED] = g_signal_new ("changed", QS_TYPE_RESOURCE_TASKS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
qs_resource_tasks_init (QsResourceTasks *self)
{
  self->scope = qs_scope_new ();
  self->actions = g_ptr_array_new_with_free_func (g_object_unref);
}

/* Returns: (transfer none): what is under way on @engine. */
QsResourceTasks *
qs_resource_tasks_get (QsEngine *engine)
{
  static const char key[] = "quayside-resource-tasks";
  QsResourceTasks *self;

  g_return_val_if_fail (QS_IS_ENGINE (engine), NULL);

  if ((self = g_object_get_data (G_OBJECT (engine), key)) == NULL)
    {
      self = g_object_new (QS_TYPE_RESOURCE_TASKS, NULL);
      g_object_set_data_full (G_OBJECT (engine), key, self, g_object_unref);
    }

  return self;
}

/* Runs @action, also one that has failed before. */
void
qs_resource_tasks_start (QsResourceTasks  *self,
                         QsResourceAction *action)
{
  QsTask *task;

  g_return_if_fail (QS_IS_RESOURCE_TASKS (self) && QS_IS_RESOURCE_ACTION (action));
  g_return_if_fail (!qs_resource_action_get_busy (action));

  if (!g_ptr_array_find (self->actions, action, NULL))
    {
      g_ptr_array_add (self->actions, g_object_ref (action));
      g_list_model_items_changed (G_LIST_MODEL (self), self->actions->len - 1, 0, 1);
    }

  task = g_new0 (QsTask, 1);
  g_weak_ref_init (&task->tasks, self);
  task->action = g_object_ref (action);
  qs_scope_spawn (self->scope, task_fiber, task, free_task);
}

/* Takes a failed action off the list. */
void
qs_resource_tasks_dismiss (QsResourceTasks  *self,
                           QsResourceAction *action)
{
  g_return_if_fail (QS_IS_RESOURCE_TASKS (self) && QS_IS_RESOURCE_ACTION (action));
  g_return_if_fail (!qs_resource_action_get_busy (action));

  remove_action (self, action);
}

/* Says that a resource was made or changed. */
void
qs_resource_tasks_tell (QsResourceTasks *self)
{
  g_return_if_fail (QS_IS_RESOURCE_TASKS (self));

  g_signal_emit (self, signals[CHANGED], 0);
}
