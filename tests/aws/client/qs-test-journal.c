#include "qs-test-journal.h"

typedef struct
{
  JsonNode *request;
  gint64    sent_at;
  char     *job_id;
  gboolean  abandoned;
} QsEntry;

struct _QsTestJournal
{
  GObject     parent_instance;

  GHashTable *entries;
  gboolean    full;
};

static void submit_journal_iface_init (QsSubmitJournalInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsTestJournal, qs_test_journal, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (QS_TYPE_SUBMIT_JOURNAL,
                                                      submit_journal_iface_init))

static void
free_entry (gpointer data)
{
  QsEntry *entry = data;

  json_node_unref (entry->request);
  g_free (entry->job_id);
  g_free (entry);
}

static gboolean
is_open (QsEntry *entry)
{
  return entry->job_id == NULL && !entry->abandoned;
}

static DexFuture *
answer (QsTestJournal *self)
{
  return self->full ?
         dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "The disk is full") :
         dex_future_new_true ();
}

static DexFuture *
qs_test_journal_begin (QsSubmitJournal *journal,
                       const char      *id,
                       JsonNode        *request)
{
  QsTestJournal *self = QS_TEST_JOURNAL (journal);
  QsEntry *entry = g_hash_table_lookup (self->entries, id);

  if (self->full)
    return answer (self);

  if (entry == NULL)
    {
      entry = g_new0 (QsEntry, 1);
      entry->request = json_node_ref (request);
      g_hash_table_insert (self->entries, g_strdup (id), entry);
    }
  g_assert_null (entry->job_id);
  entry->abandoned = FALSE;
  return answer (self);
}

static DexFuture *
qs_test_journal_sent (QsSubmitJournal *journal,
                      const char      *id,
                      gint64           sent_at)
{
  QsTestJournal *self = QS_TEST_JOURNAL (journal);
  QsEntry *entry = g_hash_table_lookup (self->entries, id);

  g_assert_true (is_open (entry));
  g_assert_cmpint (sent_at, >, 0);
  if (!self->full)
    entry->sent_at = sent_at;
  return answer (self);
}

static DexFuture *
qs_test_journal_finish (QsSubmitJournal *journal,
                        const char      *id,
                        const char      *job_id)
{
  QsTestJournal *self = QS_TEST_JOURNAL (journal);
  QsEntry *entry = g_hash_table_lookup (self->entries, id);

  g_assert_true (is_open (entry));
  g_assert_cmpint (entry->sent_at, >, 0);
  if (!self->full)
    entry->job_id = g_strdup (job_id);
  return answer (self);
}

static DexFuture *
qs_test_journal_abandon (QsSubmitJournal *journal,
                         const char      *id)
{
  QsTestJournal *self = QS_TEST_JOURNAL (journal);
  QsEntry *entry = g_hash_table_lookup (self->entries, id);

  g_assert_true (is_open (entry));
  if (!self->full)
    entry->abandoned = TRUE;
  return answer (self);
}

static DexFuture *
qs_test_journal_list_unfinished (QsSubmitJournal *journal)
{
  QsTestJournal *self = QS_TEST_JOURNAL (journal);
  GPtrArray *intents = g_ptr_array_new_with_free_func ((GDestroyNotify) qs_submit_intent_free);
  GHashTableIter iter;
  gpointer id, data;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &id, &data))
    {
      QsEntry *entry = data;

      if (is_open (entry))
        g_ptr_array_add (intents, qs_submit_intent_new (id, entry->request, entry->sent_at));
    }

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, intents);
}

static void
submit_journal_iface_init (QsSubmitJournalInterface *iface)
{
  iface->begin = qs_test_journal_begin;
  iface->sent = qs_test_journal_sent;
  iface->finish = qs_test_journal_finish;
  iface->abandon = qs_test_journal_abandon;
  iface->list_unfinished = qs_test_journal_list_unfinished;
}

static void
qs_test_journal_finalize (GObject *object)
{
  g_hash_table_unref (QS_TEST_JOURNAL (object)->entries);

  G_OBJECT_CLASS (qs_test_journal_parent_class)->finalize (object);
}

static void
qs_test_journal_class_init (QsTestJournalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_test_journal_finalize;
}

static void
qs_test_journal_init (QsTestJournal *self)
{
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_entry);
}

QsTestJournal *
qs_test_journal_new (void)
{
  return g_object_new (QS_TYPE_TEST_JOURNAL, NULL);
}

void
qs_test_journal_set_full (QsTestJournal *self,
                          gboolean       full)
{
  self->full = full;
}

guint
qs_test_journal_count_unfinished (QsTestJournal *self)
{
  GHashTableIter iter;
  gpointer data;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    n += is_open (data);
  return n;
}

const char *
qs_test_journal_get_job (QsTestJournal *self,
                         const char    *id)
{
  QsEntry *entry = g_hash_table_lookup (self->entries, id);

  return entry != NULL ? entry->job_id : NULL;
}

gboolean
qs_test_journal_is_abandoned (QsTestJournal *self,
                              const char    *id)
{
  QsEntry *entry = g_hash_table_lookup (self->entries, id);

  return entry != NULL && entry->abandoned;
}
