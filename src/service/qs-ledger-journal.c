#include "qs-ledger-journal.h"

#include "qs-json.h"
#include "qs-ledger-private.h"

struct _QsLedgerJournal
{
  GObject   parent_instance;

  QsLedger *ledger;
  char     *account_id;
};

static void journal_iface_init (QsSubmitJournalInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsLedgerJournal, qs_ledger_journal, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (QS_TYPE_SUBMIT_JOURNAL, journal_iface_init))

static gint64
get_now (QsLedgerJournal *self)
{
  return qs_clock_now (qs_ledger_get_clock (self->ledger));
}

static DexFuture *
commit (QsLedgerJournal *self,
        const char      *sql,
        const char      *types,
        ...)
{
  g_autoptr(QsTransaction) transaction = qs_transaction_new ();
  va_list values;

  va_start (values, types);
  qs_transaction_add_va (transaction, sql, types, values);
  va_end (values);

  return qs_ledger_commit (self->ledger, transaction);
}

static DexFuture *
qs_ledger_journal_begin (QsSubmitJournal *journal,
                         const char      *id,
                         JsonNode        *request)
{
  QsLedgerJournal *self = QS_LEDGER_JOURNAL (journal);
  g_autofree char *text = qs_json_print (request, FALSE);

  /* A submission that is repeated is the same one. */
  return commit (self, "INSERT INTO submissions (account, id, request, begun_at) "
                 "VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET request = excluded.request, "
                 "ended_at = 0", "sssi", self->account_id, id, text, get_now (self));
}

static DexFuture *
qs_ledger_journal_sent (QsSubmitJournal *journal,
                        const char      *id,
                        gint64           sent_at)
{
  QsLedgerJournal *self = QS_LEDGER_JOURNAL (journal);

  return commit (self, "UPDATE submissions SET sent_at = ? WHERE account = ? AND id = ?", "iss",
                 sent_at, self->account_id, id);
}

static DexFuture *
end (QsLedgerJournal *self,
     const char      *id,
     const char      *job_id)
{
  return commit (self, "UPDATE submissions SET ended_at = ?, job_id = ? "
                 "WHERE account = ? AND id = ?", "isss", get_now (self), job_id, self->account_id,
                 id);
}

static DexFuture *
qs_ledger_journal_finish (QsSubmitJournal *journal,
                          const char      *id,
                          const char      *job_id)
{
  return end (QS_LEDGER_JOURNAL (journal), id, job_id);
}

static DexFuture *
qs_ledger_journal_abandon (QsSubmitJournal *journal,
                           const char      *id)
{
  return end (QS_LEDGER_JOURNAL (journal), id, NULL);
}

static void
free_intent (gpointer data)
{
  qs_submit_intent_free (data);
}

static DexFuture *
make_intents (DexFuture *future,
              gpointer   user_data)
{
  QsRows *rows = g_value_get_boxed (dex_future_get_value (future, NULL));
  GPtrArray *intents = g_ptr_array_new_with_free_func (free_intent);

  for (guint i = 0; i < qs_rows_get_length (rows); i++)
    {
      g_autoptr(JsonNode) request = qs_json_parse (qs_rows_get_text (rows, i, 1), -1, NULL);

      /* A request that is none in a file that somebody has damaged cannot be looked for. */
      if (request != NULL && JSON_NODE_HOLDS_OBJECT (request))
        g_ptr_array_add (intents, qs_submit_intent_new (qs_rows_get_text (rows, i, 0), request,
                                                        qs_rows_get_int (rows, i, 2)));
    }

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, intents);
}

static DexFuture *
qs_ledger_journal_list_unfinished (QsSubmitJournal *journal)
{
  QsLedgerJournal *self = QS_LEDGER_JOURNAL (journal);
  DexFuture *rows = qs_ledger_query (self->ledger,
                                     "SELECT id, request, sent_at FROM submissions "
                                     "WHERE account = ? AND ended_at = 0 ORDER BY begun_at, id",
                                     "s", self->account_id);

  return dex_future_then (rows, make_intents, NULL, NULL);
}

static void
journal_iface_init (QsSubmitJournalInterface *iface)
{
  iface->begin = qs_ledger_journal_begin;
  iface->sent = qs_ledger_journal_sent;
  iface->finish = qs_ledger_journal_finish;
  iface->abandon = qs_ledger_journal_abandon;
  iface->list_unfinished = qs_ledger_journal_list_unfinished;
}

static void
qs_ledger_journal_finalize (GObject *object)
{
  QsLedgerJournal *self = QS_LEDGER_JOURNAL (object);

  g_object_unref (self->ledger);
  g_free (self->account_id);

  G_OBJECT_CLASS (qs_ledger_journal_parent_class)->finalize (object);
}

static void
qs_ledger_journal_class_init (QsLedgerJournalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_ledger_journal_finalize;
}

static void
qs_ledger_journal_init (QsLedgerJournal *self)
{
}

/* Returns: (transfer full): the journal of the account's submissions. */
QsSubmitJournal *
qs_ledger_journal_new (QsLedger   *ledger,
                       const char *account_id)
{
  QsLedgerJournal *self = g_object_new (QS_TYPE_LEDGER_JOURNAL, NULL);

  self->ledger = g_object_ref (ledger);
  self->account_id = g_strdup (account_id);
  return QS_SUBMIT_JOURNAL (self);
}
