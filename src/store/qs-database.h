#pragma once

#include <libdex.h>

#include "qs-rows.h"
#include "qs-transaction.h"

G_BEGIN_DECLS

#define QS_TYPE_DATABASE (qs_database_get_type ())
G_DECLARE_FINAL_TYPE (QsDatabase,
                      qs_database,
                      QS,
                      DATABASE,
                      GObject)

#define QS_DATABASE_ERROR (qs_database_error_quark ())

/**
 * QsDatabaseError:
 * @QS_DATABASE_ERROR_OPEN: the file cannot be opened
 * @QS_DATABASE_ERROR_DAMAGED: the file is no whole database; the message says what to do
 * @QS_DATABASE_ERROR_NEWER: a newer Quayside wrote it
 * @QS_DATABASE_ERROR_FAILED: a statement failed; nothing of its transaction is kept
 */
typedef enum
{
  QS_DATABASE_ERROR_OPEN,
  QS_DATABASE_ERROR_DAMAGED,
  QS_DATABASE_ERROR_NEWER,
  QS_DATABASE_ERROR_FAILED,
} QsDatabaseError;

/**
 * QsDatabase:
 *
 * One SQLite file, one connection, one worker thread. Write-ahead log, synchronous=FULL: what a
 * commit has resolved for survives the death of the program and of the computer.
 *
 * Work is done in the order it was asked for, so a query sees the commits asked for before it.
 * Commits that wait together share one write to the disk.
 *
 * Threading: all functions on the main thread; futures settle there. The last reference waits for
 * the work already asked for.
 */

GQuark      qs_database_error_quark (void);

DexFuture  *qs_database_open (const char         *path,
                              const char * const *migrations) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *qs_database_commit (QsDatabase    *self,
                                QsTransaction *transaction) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *qs_database_ask (QsDatabase    *self,
                             QsTransaction *question) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *qs_database_query (QsDatabase *self,
                               const char *sql,
                               const char *types,
                               ...) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
