#include "qs-ledger-feed.h"

#include "qs-job-list-private.h"
#include "qs-ledger-private.h"

struct _QsLedgerFeed
{
  GObject   parent_instance;

  QsLedger *ledger;
  char     *account_id;
};

G_DEFINE_FINAL_TYPE (QsLedgerFeed, qs_ledger_feed, G_TYPE_OBJECT)

static const char job_sql[] =
  "INSERT INTO jobs (account, id, child, name, queue, definition, status, reason, created_at, "
  "started_at, stopped_at, exit_code, array_size) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
  "ON CONFLICT (account, id) DO UPDATE SET name = excluded.name, queue = excluded.queue, "
  "definition = excluded.definition, status = excluded.status, reason = excluded.reason, "
  "created_at = excluded.created_at, started_at = excluded.started_at, "
  "stopped_at = excluded.stopped_at, exit_code = excluded.exit_code, "
  "array_size = excluded.array_size";

/* Only a state that is not the job's last one is news. */
static const char state_sql[] =
  "INSERT OR IGNORE INTO states (account, id, at, status) SELECT ?1, ?2, ?3, ?4 "
  "WHERE ?4 IS NOT (SELECT status FROM states WHERE account = ?1 AND id = ?2 "
  "ORDER BY at DESC LIMIT 1)";

/* Batch tells when a job was created, started and stopped; of the states between, only that it is
 * in them now. */
static gint64
find_time (const QsJobRow *row,
           gint64          now)
{
  gint64 at = 0;

  if (qs_job_status_is_final (row->status))
    at = row->stopped_at;
  else if (row->status == QS_JOB_STATUS_RUNNING)
    at = row->started_at;
  else if (row->status == QS_JOB_STATUS_SUBMITTED)
    at = row->created_at;

  return at > 0 ? at : now;
}

static void
add_row (QsLedgerFeed  *self,
         QsTransaction *transaction,
         QsJobRows     *rows,
         guint32        number)
{
  const QsJobRow *row = qs_job_rows_get (rows, number);
  QsTextPool *pool = qs_job_rows_get_pool (rows);
  const char *status = qs_job_status_to_string (row->status);
  gint64 now = qs_clock_now (qs_ledger_get_clock (self->ledger));

  qs_transaction_add (transaction, job_sql, "ssisssssiiiii", self->account_id, row->id,
                      (gint64) (strchr (row->id, ':') != NULL), qs_job_row_get_name (row),
                      qs_text_pool_get (pool, row->queue),
                      qs_text_pool_get (pool, row->definition), status,
                      qs_text_pool_get (pool, row->reason), row->created_at, row->started_at,
                      row->stopped_at, (gint64) row->exit_code, (gint64) row->array_size);
  qs_transaction_add (transaction, state_sql, "ssis", self->account_id, row->id,
                      find_time (row, now), status);
}

static void
on_list_merged_cb (QsJobList          *list,
                   const QsJobChanges *changes,
                   QsLedgerFeed       *self)
{
  g_autoptr(QsTransaction) transaction = qs_transaction_new ();
  QsJobRows *rows = qs_job_list_get_rows (list);

  for (guint i = 0; i < changes->n_changed; i++)
    add_row (self, transaction, rows, changes->changed[i]);
  for (guint i = 0; i < changes->n_new; i++)
    add_row (self, transaction, rows, changes->first_new + i);

  qs_ledger_write (self->ledger, transaction);
}

static void
qs_ledger_feed_finalize (GObject *object)
{
  QsLedgerFeed *self = QS_LEDGER_FEED (object);

  g_object_unref (self->ledger);
  g_free (self->account_id);

  G_OBJECT_CLASS (qs_ledger_feed_parent_class)->finalize (object);
}

static void
qs_ledger_feed_class_init (QsLedgerFeedClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_ledger_feed_finalize;
}

static void
qs_ledger_feed_init (QsLedgerFeed *self)
{
}

/* Returns: (transfer full): what writes down the changes of @list from now on, while it lives. */
QsLedgerFeed *
qs_ledger_feed_new (QsLedger   *ledger,
                    const char *account_id,
                    QsJobList  *list)
{
  QsLedgerFeed *self = g_object_new (QS_TYPE_LEDGER_FEED, NULL);

  self->ledger = g_object_ref (ledger);
  self->account_id = g_strdup (account_id);
  g_signal_connect_object (list, "merged", G_CALLBACK (on_list_merged_cb), self,
                           G_CONNECT_DEFAULT);
  return self;
}
