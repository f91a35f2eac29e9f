#include "qs-database.h"

#include "qs-database-worker.h"

struct _QsDatabase
{
  GObject      parent_instance;

  GAsyncQueue *tasks;
  GThread     *thread;
};

G_DEFINE_FINAL_TYPE (QsDatabase, qs_database, G_TYPE_OBJECT)

G_DEFINE_QUARK (qs-database-error-quark, qs_database_error)

static void
qs_database_finalize (GObject *object)
{
  QsDatabase *self = QS_DATABASE (object);

  g_async_queue_push (self->tasks, qs_task_new (TASK_STOP, NULL));
  /* The last reference may go with a future that settles on the thread itself. */
  if (g_thread_self () == self->thread)
    g_thread_unref (self->thread);
  else
    g_thread_join (self->thread);
  g_async_queue_unref (self->tasks);

  G_OBJECT_CLASS (qs_database_parent_class)->finalize (object);
}

static void
qs_database_class_init (QsDatabaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_database_finalize;
}

static void
qs_database_init (QsDatabase *self)
{
  self->tasks = g_async_queue_new ();
}

static DexFuture *
push_task (QsDatabase *self,
           QsTask     *task)
{
  DexFuture *future = DEX_FUTURE (dex_ref (task->promise));

  g_async_queue_push (self->tasks, task);
  return future;
}

static DexFuture *
answer_database (DexFuture *future,
                 gpointer   user_data)
{
  return dex_future_new_take_object (g_object_ref (QS_DATABASE (user_data)));
}

/**
 * qs_database_open:
 * @path: the file; it and its folder are made, readable by the user alone, when they do not exist
 * @migrations: (array zero-terminated=1): SQL that takes an empty file to the newest layout, one
 *   step an element. A step that has been released is never changed.
 *
 * Returns: (transfer full): a future of the #QsDatabase; rejected with #QsDatabaseError.
 */
DexFuture *
qs_database_open (const char         *path,
                  const char * const *migrations)
{
  g_autoptr(QsDatabase) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (migrations != NULL, NULL);

  self = g_object_new (QS_TYPE_DATABASE, NULL);
  self->thread = qs_database_worker_start (path, migrations, self->tasks);

  return dex_future_then (push_task (self, qs_task_new (TASK_OPEN, NULL)),
                          answer_database, g_object_ref (self), g_object_unref);
}

/**
 * qs_database_commit:
 *
 * Returns: (transfer full): a future that resolves to %TRUE once all of @transaction is on the
 *   disk; rejected with #QsDatabaseError when none of it is.
 */
DexFuture *
qs_database_commit (QsDatabase    *self,
                    QsTransaction *transaction)
{
  g_return_val_if_fail (QS_IS_DATABASE (self), NULL);
  g_return_val_if_fail (transaction != NULL, NULL);

  return push_task (self, qs_task_new (TASK_COMMIT, transaction));
}

/**
 * qs_database_ask:
 * @question: one statement
 *
 * Returns: (transfer full): a future of the #QsRows; rejected with #QsDatabaseError.
 */
DexFuture *
qs_database_ask (QsDatabase    *self,
                 QsTransaction *question)
{
  g_return_val_if_fail (QS_IS_DATABASE (self), NULL);
  g_return_val_if_fail (question != NULL, NULL);

  return push_task (self, qs_task_new (TASK_QUERY, question));
}

/**
 * qs_database_query:
 * @types: the types of the values that follow, as for qs_transaction_add()
 *
 * Returns: (transfer full): a future of the #QsRows; rejected with #QsDatabaseError.
 */
DexFuture *
qs_database_query (QsDatabase *self,
                   const char *sql,
                   const char *types,
                   ...)
{
  g_autoptr(QsTransaction) transaction = qs_transaction_new ();
  va_list values;

  g_return_val_if_fail (QS_IS_DATABASE (self), NULL);

  va_start (values, types);
  qs_transaction_add_va (transaction, sql, types, values);
  va_end (values);

  return qs_database_ask (self, transaction);
}
