#include "qs-ledger-private.h"

#include "qs-await.h"

/* Jobs that are put into a list at a time, so that the window does not stop meanwhile. */
#define LOAD_PAGE 2000

struct _QsLedger
{
  QsRecord   parent_instance;

  QsClock   *clock;
  DexFuture *opening;    /* of the QsDatabase */
  GError    *error;
};

G_DEFINE_FINAL_TYPE (QsLedger, qs_ledger, QS_TYPE_RECORD)

G_DEFINE_ENUM_TYPE (QsLedgerState, qs_ledger_state,
                    G_DEFINE_ENUM_VALUE (QS_LEDGER_STATE_OPENING, "opening"),
                    G_DEFINE_ENUM_VALUE (QS_LEDGER_STATE_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (QS_LEDGER_STATE_FAILED, "failed"))

enum
{
  STATE,
  ERROR_MESSAGE,
};

static const QsRecordField fields[] = {
  [STATE] = { "state", .get_type = qs_ledger_state_get_type },
  [ERROR_MESSAGE] = { "error-message", G_TYPE_STRING },
};

/* A step that has been released is never changed. */
static const char * const migrations[] = {
  /* Times are ms since the epoch. A child of an array is a job too, but not in the list of jobs. */
  "CREATE TABLE jobs ("
  "  number INTEGER PRIMARY KEY,"
  "  account TEXT NOT NULL,"
  "  id TEXT NOT NULL,"
  "  child INTEGER NOT NULL,"
  "  name TEXT, queue TEXT, definition TEXT, status TEXT NOT NULL, reason TEXT,"
  "  created_at INTEGER NOT NULL, started_at INTEGER NOT NULL, stopped_at INTEGER NOT NULL,"
  "  exit_code INTEGER NOT NULL, array_size INTEGER NOT NULL,"
  "  UNIQUE (account, id));"
  "CREATE INDEX jobs_listed ON jobs (account, child);"
  "CREATE TABLE states ("
  "  account TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, status TEXT NOT NULL,"
  "  PRIMARY KEY (account, id, at, status)) WITHOUT ROWID;"
  /* What DescribeJobs last said, as it said it. */
  "CREATE TABLE details ("
  "  account TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL,"
  "  PRIMARY KEY (account, id));"
  /* The last events of a log stream, as GetLogEvents gave them. */
  "CREATE TABLE logs ("
  "  account TEXT NOT NULL, stream TEXT NOT NULL, events TEXT NOT NULL,"
  "  PRIMARY KEY (account, stream));"
  "CREATE TABLE submissions ("
  "  account TEXT NOT NULL, id TEXT NOT NULL, request TEXT NOT NULL,"
  "  begun_at INTEGER NOT NULL, sent_at INTEGER NOT NULL DEFAULT 0,"
  "  ended_at INTEGER NOT NULL DEFAULT 0, job_id TEXT,"
  "  PRIMARY KEY (account, id));"
  "CREATE INDEX submissions_unfinished ON submissions (account) WHERE ended_at = 0",
  NULL
};

typedef struct
{
  QsLedger  *ledger;
  char      *account_id;
  QsJobList *list;
} QsLedgerLoad;

static void
free_load (gpointer data)
{
  QsLedgerLoad *load = data;

  g_object_unref (load->ledger);
  g_object_unref (load->list);
  g_free (load->account_id);
  g_free (load);
}

static DexFuture *
open_fiber (gpointer data)
{
  GWeakRef *weak = data;
  g_autoptr(QsLedger) self = g_weak_ref_get (weak);
  DexFuture *opening = self != NULL ? dex_ref (self->opening) : NULL;
  g_autoptr(GError) error = NULL;

  if (opening == NULL)
    return dex_future_new_true ();

  g_clear_object (&self);
  qs_await (opening, &error);
  if ((self = g_weak_ref_get (weak)) == NULL)
    return dex_future_new_true ();

  qs_record_set_string (QS_RECORD (self), ERROR_MESSAGE, error != NULL ? error->message : NULL);
  self->error = g_steal_pointer (&error);
  qs_record_set_enum (QS_RECORD (self), STATE,
                      self->error != NULL ? QS_LEDGER_STATE_FAILED : QS_LEDGER_STATE_READY);
  return dex_future_new_true ();
}

static void
free_weak (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
qs_ledger_finalize (GObject *object)
{
  QsLedger *self = QS_LEDGER (object);

  g_clear_object (&self->clock);
  dex_clear (&self->opening);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (qs_ledger_parent_class)->finalize (object);
}

static void
qs_ledger_class_init (QsLedgerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_ledger_finalize;
  qs_record_class_install (QS_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
qs_ledger_init (QsLedger *self)
{
}

/**
 * qs_ledger_new:
 * @path: the file, made when it is absent
 *
 * Opens the file in the background. One that cannot be used is left as it is.
 *
 * Returns: (transfer full): the ledger, opening.
 */
QsLedger *
qs_ledger_new (const char *path,
               QsClock    *clock)
{
  QsLedger *self;
  GWeakRef *weak;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (QS_IS_CLOCK (clock), NULL);

  self = g_object_new (QS_TYPE_LEDGER, NULL);
  self->clock = g_object_ref (clock);
  self->opening = qs_database_open (path, migrations);

  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  dex_future_disown (qs_fiber_start (open_fiber, weak, free_weak));
  return self;
}

QsLedgerState
qs_ledger_get_state (QsLedger *self)
{
  return qs_record_get_enum (QS_RECORD (self), STATE);
}

/* Returns: (nullable): why the file cannot be used. */
const GError *
qs_ledger_get_error (QsLedger *self)
{
  g_return_val_if_fail (QS_IS_LEDGER (self), NULL);

  return self->error;
}

QsClock *
qs_ledger_get_clock (QsLedger *self)
{
  return self->clock;
}

static DexFuture *
commit_now (DexFuture *opening,
            gpointer   user_data)
{
  const GValue *value = dex_future_get_value (opening, NULL);

  return qs_database_commit (g_value_get_object (value), user_data);
}

/**
 * qs_ledger_commit:
 *
 * Returns: (transfer full): a future of %TRUE once @transaction is on the disk; rejected with
 *   #QsDatabaseError.
 */
DexFuture *
qs_ledger_commit (QsLedger      *self,
                  QsTransaction *transaction)
{
  g_return_val_if_fail (QS_IS_LEDGER (self), NULL);

  return dex_future_then (dex_ref (self->opening), commit_now, qs_transaction_ref (transaction),
                          (GDestroyNotify) qs_transaction_unref);
}

static DexFuture *
note_write (DexFuture *future,
            gpointer   user_data)
{
  g_autoptr(QsLedger) self = g_weak_ref_get (user_data);
  g_autoptr(GError) error = NULL;

  dex_future_get_value (future, &error);
  if (self != NULL && qs_ledger_get_state (self) == QS_LEDGER_STATE_READY)
    qs_record_set_string (QS_RECORD (self), ERROR_MESSAGE, error != NULL ? error->message : NULL);

  return dex_future_new_true ();
}

/**
 * qs_ledger_write:
 *
 * Writes down what has been seen; nobody waits for it. That it could not be written, such as to a
 * full disk, shows in "error-message" until something could.
 */
void
qs_ledger_write (QsLedger      *self,
                 QsTransaction *transaction)
{
  GWeakRef *weak;

  g_return_if_fail (QS_IS_LEDGER (self));

  if (qs_transaction_is_empty (transaction) || self->error != NULL)
    return;

  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  dex_future_disown (dex_future_finally (qs_ledger_commit (self, transaction), note_write, weak,
                                         free_weak));
}

static DexFuture *
query_now (DexFuture *opening,
           gpointer   user_data)
{
  const GValue *value = dex_future_get_value (opening, NULL);

  return qs_database_ask (g_value_get_object (value), user_data);
}

/**
 * qs_ledger_query:
 * @types: the types of the values that follow, as for qs_transaction_add()
 *
 * Returns: (transfer full): a future of the #QsRows; rejected with #QsDatabaseError.
 */
DexFuture *
qs_ledger_query (QsLedger   *self,
                 const char *sql,
                 const char *types,
                 ...)
{
  QsTransaction *question = qs_transaction_new ();
  va_list values;

  g_return_val_if_fail (QS_IS_LEDGER (self), NULL);

  va_start (values, types);
  qs_transaction_add_va (question, sql, types, values);
  va_end (values);

  return dex_future_then (dex_ref (self->opening), query_now, question,
                          (GDestroyNotify) qs_transaction_unref);
}

static void
read_record (QsRows      *rows,
             guint        row,
             QsJobRecord *record)
{
  *record = (QsJobRecord) {
    .id = qs_rows_get_text (rows, row, 1),
    .name = qs_rows_get_text (rows, row, 2),
    .queue = qs_rows_get_text (rows, row, 3),
    .definition = qs_rows_get_text (rows, row, 4),
    .status = qs_job_status_from_string (qs_rows_get_text (rows, row, 5)),
    .reason = qs_rows_get_text (rows, row, 6),
    .created_at = qs_rows_get_int (rows, row, 7),
    .started_at = qs_rows_get_int (rows, row, 8),
    .stopped_at = qs_rows_get_int (rows, row, 9),
    .exit_code = qs_rows_get_int (rows, row, 10),
    .array_size = qs_rows_get_int (rows, row, 11),
  };
}

static void
merge_rows (QsJobList *list,
            QsRows    *rows)
{
  guint n_rows = qs_rows_get_length (rows);
  g_autofree QsJobRecord *records = g_new0 (QsJobRecord, n_rows);

  for (guint i = 0; i < n_rows; i++)
    read_record (rows, i, &records[i]);
  qs_job_list_merge (list, records, n_rows);
}

static DexFuture *
load_fiber (gpointer data)
{
  QsLedgerLoad *load = data;
  gint64 last = 0;
  guint n_rows;

  do
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(QsRows) rows =
        qs_await_boxed (qs_ledger_query (load->ledger,
                                         "SELECT number, id, name, queue, definition, status, "
                                         "reason, created_at, started_at, stopped_at, exit_code, "
                                         "array_size FROM jobs WHERE account = ? AND child = 0 "
                                         "AND number > ? ORDER BY number LIMIT ?", "sii",
                                         load->account_id, last, (gint64) LOAD_PAGE), &error);

      if (rows == NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));

      n_rows = qs_rows_get_length (rows);
      if (n_rows > 0)
        last = qs_rows_get_int (rows, n_rows - 1, 0);
      merge_rows (load->list, rows);
    }
  while (n_rows == LOAD_PAGE);

  return dex_future_new_true ();
}

/**
 * qs_ledger_load:
 * @list: gets every job of the account that the ledger remembers
 *
 * Returns: (transfer full): a future of %TRUE; rejected with #QsDatabaseError.
 */
DexFuture *
qs_ledger_load (QsLedger   *self,
                const char *account_id,
                QsJobList  *list)
{
  QsLedgerLoad *load;

  g_return_val_if_fail (QS_IS_LEDGER (self), NULL);
  g_return_val_if_fail (account_id != NULL && QS_IS_JOB_LIST (list), NULL);

  load = g_new0 (QsLedgerLoad, 1);
  load->ledger = g_object_ref (self);
  load->account_id = g_strdup (account_id);
  load->list = g_object_ref (list);
  return qs_fiber_start (load_fiber, load, free_load);
}

/**
 * qs_ledger_forget:
 *
 * Takes out all that is remembered of an account.
 *
 * Returns: (transfer full): a future of %TRUE; rejected with #QsDatabaseError.
 */
DexFuture *
qs_ledger_forget (QsLedger   *self,
                  const char *account_id)
{
  static const char * const statements[] = {
    "DELETE FROM jobs WHERE account = ?", "DELETE FROM states WHERE account = ?",
    "DELETE FROM details WHERE account = ?", "DELETE FROM logs WHERE account = ?",
    "DELETE FROM submissions WHERE account = ?",
  };
  g_autoptr(QsTransaction) transaction = qs_transaction_new ();

  g_return_val_if_fail (QS_IS_LEDGER (self), NULL);
  g_return_val_if_fail (account_id != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    qs_transaction_add (transaction, statements[i], "s", account_id);
  return qs_ledger_commit (self, transaction);
}
