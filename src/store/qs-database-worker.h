#pragma once

#include "qs-database.h"

G_BEGIN_DECLS

/*
 * The thread behind a QsDatabase: takes tasks off a queue and does them in order with a connection
 * that nobody else sees. Private to the database, in a file of its own because here SQLite is
 * spoken and there futures are.
 */

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

QsTask  *qs_task_new (QsTaskKind     kind,
                      QsTransaction *transaction) G_GNUC_WARN_UNUSED_RESULT;

GThread *qs_database_worker_start (const char         *path,
                                   const char * const *migrations,
                                   GAsyncQueue        *tasks) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
