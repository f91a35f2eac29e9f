#include "qs-database-worker.h"

#include <sqlite3.h>

#include <glib/gstdio.h>

/* What the thread works with; its own from its first line to its last. */
typedef struct
{
  char        *path;
  char       **migrations;
  GAsyncQueue *tasks;
  sqlite3     *connection;
  GHashTable  *prepared;       /* SQL text → sqlite3_stmt */
} QsWorker;

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
set_failed (QsWorker   *self,
            const char *what,
            GError    **error)
{
  const char *problem = sqlite3_errmsg (self->connection);

  switch (sqlite3_errcode (self->connection) & 0xff)
    {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      g_set_error (error, QS_DATABASE_ERROR, QS_DATABASE_ERROR_DAMAGED,
                   "%s is damaged: %s. Move it away to begin with an empty one, or put a copy of "
                   "it in its place.", self->path, problem);
      break;

    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
      g_set_error (error, QS_DATABASE_ERROR, QS_DATABASE_ERROR_FAILED, "%s cannot be written: %s",
                   self->path, problem);
      break;

    default:
      g_set_error (error, QS_DATABASE_ERROR, QS_DATABASE_ERROR_FAILED, "%s: %s (%s)",
                   self->path, problem, what);
    }

  return FALSE;
}

static gboolean
run_sql (QsWorker   *self,
         const char *sql,
         GError    **error)
{
  if (sqlite3_exec (self->connection, sql, NULL, NULL, NULL) != SQLITE_OK)
    return set_failed (self, sql, error);

  return TRUE;
}

static sqlite3_stmt *
prepare (QsWorker   *self,
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
run_statement (QsWorker          *self,
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
run_transaction (QsWorker      *self,
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
run_savepoint (QsWorker      *self,
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
run_commits (QsWorker *self,
             QsTask   *first)
{
  g_autoptr(GPtrArray) group = g_ptr_array_new_with_free_func (task_free);
  g_autoptr(GError) error = NULL;
  QsTask *next = first;
  gboolean begun = run_sql (self, "BEGIN IMMEDIATE", &error);

  for (; next != NULL && next->kind == TASK_COMMIT; next = g_async_queue_try_pop (self->tasks))
    {
      g_ptr_array_add (group, next);
      if (!begun || run_savepoint (self, next->transaction, &next->error))
        continue;

      /* On a full disk SQLite takes back all there was: the neighbours fail too. */
      if (sqlite3_get_autocommit (self->connection))
        {
          begun = FALSE;
          error = g_error_copy (next->error);
        }
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
run_query (QsWorker *self,
           QsTask   *task)
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
read_version (QsWorker *self)
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
migrate (QsWorker *self,
         GError  **error)
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
open_connection (QsWorker *self,
                 GError  **error)
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
run_open (QsWorker *self,
          QsTask   *task)
{
  g_autoptr(GError) error = NULL;

  if (open_connection (self, &error))
    dex_promise_resolve_boolean (task->promise, TRUE);
  else
    dex_promise_reject (task->promise, g_steal_pointer (&error));
}

static void
worker_free (QsWorker *self)
{
  g_clear_pointer (&self->prepared, g_hash_table_unref);
  g_clear_pointer (&self->connection, sqlite3_close_v2);
  g_async_queue_unref (self->tasks);
  g_strfreev (self->migrations);
  g_free (self->path);
  g_free (self);
}

/* Does one task; returns the next one if it had to be taken off the queue already. */
static QsTask *
do_task (QsWorker *self,
         QsTask   *task)
{
  if (task->kind == TASK_COMMIT)
    return run_commits (self, task);

  if (task->kind == TASK_OPEN)
    run_open (self, task);
  else
    run_query (self, task);
  task_free (task);
  return NULL;
}

static gpointer
work (gpointer data)
{
  QsWorker *self = data;
  QsTask *task = g_async_queue_pop (self->tasks);

  while (task->kind != TASK_STOP)
    {
      task = do_task (self, task);
      if (task == NULL)
        task = g_async_queue_pop (self->tasks);
    }

  task_free (task);
  worker_free (self);
  return NULL;
}

static QsWorker *
worker_new (const char         *path,
            const char * const *migrations,
            GAsyncQueue        *tasks)
{
  QsWorker *self = g_new0 (QsWorker, 1);

  self->path = g_strdup (path);
  self->migrations = g_strdupv ((char **) migrations);
  self->tasks = g_async_queue_ref (tasks);
  self->prepared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) sqlite3_finalize);
  return self;
}

/**
 * qs_task_new:
 * @transaction: (nullable): the statements; a query has one
 *
 * Returns: (transfer full): a task, to be pushed on the worker's queue, which frees it.
 */
QsTask *
qs_task_new (QsTaskKind     kind,
             QsTransaction *transaction)
{
  QsTask *task = g_new0 (QsTask, 1);

  task->kind = kind;
  task->transaction = transaction != NULL ? qs_transaction_ref (transaction) : NULL;
  task->promise = dex_promise_new ();
  return task;
}

/**
 * qs_database_worker_start:
 *
 * Returns: (transfer full): the thread; it ends at a %TASK_STOP and frees what it worked with.
 */
GThread *
qs_database_worker_start (const char         *path,
                          const char * const *migrations,
                          GAsyncQueue        *tasks)
{
  return g_thread_new ("database", work, worker_new (path, migrations, tasks));
}
