#include "qs-database.h"

#include <sqlite3.h>

#include <glib/gstdio.h>

typedef enum
{
  TASK_OPEN,
  TASK_COMMIT,
  TASK_QUERY,
  TASK_STOP,
} QsTaskKind;

/* One piece of work for the thread. A query's one statement travels in a transaction too. */
typedef struct
{
  QsTaskKind     kind;
  QsTransaction *transaction;
  DexPromise    *promise;
  GError        *error;
} QsTask;

struct _QsDatabase
{
  GObject      parent_instance;

  char        *path;
  char       **migrations;
  GAsyncQueue *tasks;
  GThread     *thread;

  /* The thread's own. */
  sqlite3     *connection;
  GHashTable  *prepared;       /* SQL text → sqlite3_stmt */
};

G_DEFINE_FINAL_TYPE (QsDatabase, qs_database, G_TYPE_OBJECT)

G_DEFINE_QUARK (qs-database-error-quark, qs_database_error)

static QsTask *
task_new (QsTaskKind kind,
          QsTransaction *transaction)
{
  QsTask *task = g_new0 (QsTask, 1);

  task->kind = kind;
  task->transaction = transaction != NULL ? qs_transaction_ref (transaction) : NULL;
  task->promise = dex_promise_new ();
  return task;
}

static void
task_free (gpointer data)
{
  QsTask *task = data;

  g_clear_pointer (&task->transaction, qs_transaction_unref);
  g_clear_error (&task->error);
  dex_clear (&task->promise);
  g_free (task);
}

static gboolean
set_failed (QsDatabase *self,
            const char *what,
            GError    **error)
{
  g_set_error (error, QS_DATABASE_ERROR, QS_DATABASE_ERROR_FAILED, "%s: %s (%s)",
               self->path, sqlite3_errmsg (self->connection), what);
  return FALSE;
}

static gboolean
run_sql (QsDatabase *self,
         const char *sql,
         GError    **error)
{
  if (sqlite3_exec (self->connection, sql, NULL, NULL, NULL) != SQLITE_OK)
    return set_failed (self, sql, error);

  return TRUE;
}

static sqlite3_stmt *
prepare (QsDatabase *self,
         const char *sql,
         GError    **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->prepared, sql);

  if (statement != NULL)
    return statement;

  if (sqlite3_prepare_v3 (self->connection, sql, -1, SQLITE_PREPARE_PERSISTENT,
                          &statement, NULL) != SQLITE_OK)
    {
      set_failed (self, sql, error);
      return NULL;
    }

  g_hash_table_insert (self->prepared, g_strdup (sql), statement);
  return statement;
}

static void
bind_values (sqlite3_stmt *statement,
             GPtrArray    *values)
{
  for (guint i = 0; i < values->len; i++)
    {
      const QsValue *value = g_ptr_array_index (values, i);

      if (value->type == 'i')
        sqlite3_bind_int64 (statement, i + 1, value->integer);
      else if (value->type == 'd')
        sqlite3_bind_double (statement, i + 1, value->real);
      else
        sqlite3_bind_text (statement, i + 1, value->text, -1, SQLITE_STATIC);
    }
}

static void
read_row (sqlite3_stmt *statement,
          QsRows       *rows)
{
  for (int i = 0; i < sqlite3_column_count (statement); i++)
    switch (sqlite3_column_type (statement, i))
      {
      case SQLITE_NULL:
        qs_rows_add_null (rows);
        break;
      case SQLITE_INTEGER:
        qs_rows_add_int (rows, sqlite3_column_int64 (statement, i));
        break;
      case SQLITE_FLOAT:
        qs_rows_add_double (rows, sqlite3_column_double (statement, i));
        break;
      default:
        qs_rows_add_text (rows, (const char *) sqlite3_column_text (statement, i),
                          sqlite3_column_bytes (statement, i));
      }
}

static QsRows *
run_statement (QsDatabase        *self,
               const QsStatement *source,
               GError           **error)
{
  g_autoptr(QsRows) rows = NULL;
  sqlite3_stmt *statement = prepare (self, source->sql, error);
  int result;

  if (statement == NULL)
    return NULL;

  bind_values (statement, source->values);
  rows = qs_rows_new (sqlite3_column_count (statement));
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    read_row (statement, rows);

  if (result != SQLITE_DONE)
    set_failed (self, source->sql, error);
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);

  return result == SQLITE_DONE ? g_steal_pointer (&rows) : NULL;
}

static gboolean
run_transaction (QsDatabase    *self,
                 QsTransaction *transaction,
                 GError       **error)
{
  GPtrArray *statements = qs_transaction_get_statements (transaction);

  for (guint i = 0; i < statements->len; i++)
    {
      g_autoptr(QsRows) rows = run_statement (self, g_ptr_array_index (statements, i), error);

      if (rows == NULL)
        return FALSE;
    }

  return TRUE;
}

/* A transaction is a savepoint, so that one which fails does not take its neighbours with it. */
static gboolean
run_savepoint (QsDatabase    *self,
               QsTransaction *transaction,
               GError       **error)
{
  if (!run_sql (self, "SAVEPOINT one", error))
    return FALSE;

  if (!run_transaction (self, transaction, error))
    {
      run_sql (self, "ROLLBACK TO one", NULL);
      run_sql (self, "RELEASE one", NULL);
      return FALSE;
    }

  return run_sql (self, "RELEASE one", error);
}

static void
settle_commit (QsTask *task)
{
  if (task->error != NULL)
    dex_promise_reject (task->promise, g_steal_pointer (&task->error));
  else
    dex_promise_resolve_boolean (task->promise, TRUE);
}

/* Applies @first and the commits queued right behind it with one write to the disk; resolves each
 * only after that write. Returns the task that ended the run, if one was taken off the queue. */
static QsTask *
run_commits (QsDatabase *self,
             QsTask     *first)
{
  g_autoptr(GPtrArray) group = g_ptr_array_new_with_free_func (task_free);
  g_autoptr(GError) error = NULL;
  QsTask *next = first;
  gboolean begun = run_sql (self, "BEGIN IMMEDIATE", &error);

  for (; next != NULL && next->kind == TASK_COMMIT; next = g_async_queue_try_pop (self->tasks))
    {
      g_ptr_array_add (group, next);
      if (begun)
        run_savepoint (self, next->transaction, &next->error);
    }

  if (begun && !run_sql (self, "COMMIT", &error))
    run_sql (self, "ROLLBACK", NULL);

  for (guint i = 0; i < group->len; i++)
    {
      QsTask *task = g_ptr_array_index (group, i);

      if (error != NULL && task->error == NULL)
        task->error = g_error_copy (error);
      settle_commit (task);
    }

  return next;
}

static void
run_query (QsDatabase *self,
           QsTask     *task)
{
  GPtrArray *statements = qs_transaction_get_statements (task->transaction);
  g_autoptr(GError) error = NULL;
  g_autoptr(QsRows) rows = run_statement (self, g_ptr_array_index (statements, 0), &error);

  if (rows == NULL)
    dex_promise_reject (task->promise, g_steal_pointer (&error));
  else
    dex_promise_resolve_boxed (task->promise, QS_TYPE_ROWS, g_steal_pointer (&rows));
}

static int
read_version (QsDatabase *self)
{
  sqlite3_stmt *statement = NULL;
  int version = -1;

  if (sqlite3_prepare_v2 (self->connection, "PRAGMA user_version", -1, &statement,
                          NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    version = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);

  return version;
}

static gboolean
migrate (QsDatabase *self,
         GError    **error)
{
  int version = read_version (self);
  int newest = (int) g_strv_length (self->migrations);

  if (version < 0)
    return set_failed (self, "reading the version", error);

  if (version > newest)
    {
      g_set_error (error, QS_DATABASE_ERROR, QS_DATABASE_ERROR_NEWER,
                   "%s was written by a newer Quayside (version %d of its layout, %d is known)",
                   self->path, version, newest);
      return FALSE;
    }

  for (; version < newest; version++)
    {
      g_autofree char *sql = g_strdup_printf ("BEGIN; %s; PRAGMA user_version = %d; COMMIT",
                                              self->migrations[version], version + 1);

      if (!run_sql (self, sql, error))
        {
          run_sql (self, "ROLLBACK", NULL);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
open_connection (QsDatabase *self,
                 GError    **error)
{
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  g_autofree char *folder = g_path_get_dirname (self->path);

  if (g_mkdir_with_parents (folder, 0700) != 0 ||
      sqlite3_open_v2 (self->path, &self->connection, flags, NULL) != SQLITE_OK)
    {
      g_set_error (error, QS_DATABASE_ERROR, QS_DATABASE_ERROR_OPEN, "Cannot open %s: %s",
                   self->path, self->connection != NULL ? sqlite3_errmsg (self->connection)
                                                        : g_strerror (errno));
      return FALSE;
    }

  g_chmod (self->path, 0600);
  sqlite3_busy_timeout (self->connection, 5000);
  /* A file from elsewhere may carry a hostile schema. */
  sqlite3_db_config (self->connection, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);

  return run_sql (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
                  "PRAGMA foreign_keys = ON", error) &&
         migrate (self, error);
}

static void
run_open (QsDatabase *self,
          QsTask     *task)
{
  g_autoptr(GError) error = NULL;

  if (open_connection (self, &error))
    dex_promise_resolve_boolean (task->promise, TRUE);
  else
    dex_promise_reject (task->promise, g_steal_pointer (&error));
}

static gpointer
work (gpointer data)
{
  QsDatabase *self = data;
  QsTask *task = g_async_queue_pop (self->tasks);

  self->prepared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) sqlite3_finalize);
  while (task->kind != TASK_STOP)
    {
      QsTask *next = NULL;

      if (task->kind == TASK_COMMIT)
        {
          next = run_commits (self, g_steal_pointer (&task));
        }
      else
        {
          if (task->kind == TASK_OPEN)
            run_open (self, task);
          else
            run_query (self, task);
          task_free (task);
        }
      task = next != NULL ? next : g_async_queue_pop (self->tasks);
    }

  task_free (task);
  g_clear_pointer (&self->prepared, g_hash_table_unref);
  g_clear_pointer (&self->connection, sqlite3_close_v2);
  return NULL;
}

static void
qs_database_finalize (GObject *object)
{
  QsDatabase *self = QS_DATABASE (object);

  g_async_queue_push (self->tasks, task_new (TASK_STOP, NULL));
  g_thread_join (self->thread);
  g_async_queue_unref (self->tasks);
  g_strfreev (self->migrations);
  g_free (self->path);

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
  self->path = g_strdup (path);
  self->migrations = g_strdupv ((char **) migrations);
  self->thread = g_thread_new ("database", work, self);

  return dex_future_then (push_task (self, task_new (TASK_OPEN, NULL)),
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

  return push_task (self, task_new (TASK_COMMIT, transaction));
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

  return push_task (self, task_new (TASK_QUERY, transaction));
}
