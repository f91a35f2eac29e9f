#include "qs-account-book.h"

#include "qs-database.h"
#include "qs-json.h"

struct _QsAccountBook
{
  GObject     parent_instance;

  QsDatabase *database;
};

G_DEFINE_FINAL_TYPE (QsAccountBook, qs_account_book, G_TYPE_OBJECT)

/* A step that has been released is never changed. */
static const char * const migrations[] = {
  "CREATE TABLE accounts ("
  "  id TEXT PRIMARY KEY,"
  "  position INTEGER NOT NULL,"
  "  settings TEXT,"
  "  pending TEXT,"
  "  revision TEXT,"
  "  removal INTEGER NOT NULL DEFAULT 0,"
  "  selected INTEGER NOT NULL DEFAULT 0,"
  "  identity TEXT)",
  NULL
};

static void
qs_account_book_finalize (GObject *object)
{
  g_clear_object (&QS_ACCOUNT_BOOK (object)->database);

  G_OBJECT_CLASS (qs_account_book_parent_class)->finalize (object);
}

static void
qs_account_book_class_init (QsAccountBookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_account_book_finalize;
}

static void
qs_account_book_init (QsAccountBook *self)
{
}

static void
free_entry (gpointer data)
{
  QsAccountEntry *entry = data;

  g_free (entry->id);
  g_free (entry->revision);
  g_clear_pointer (&entry->settings, json_node_unref);
  g_clear_pointer (&entry->pending, json_node_unref);
  g_clear_pointer (&entry->identity, json_node_unref);
  g_free (entry);
}

/* A document from a file that somebody has damaged may be anything. */
static JsonNode *
read_object (const char *text)
{
  g_autoptr(JsonNode) node = text != NULL ? qs_json_parse (text, -1, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? g_steal_pointer (&node) : NULL;
}

static DexFuture *
make_book (DexFuture *future,
           gpointer   user_data)
{
  QsAccountBook *self = g_object_new (QS_TYPE_ACCOUNT_BOOK, NULL);

  self->database = g_value_dup_object (dex_future_get_value (future, NULL));
  return dex_future_new_take_object (self);
}

static DexFuture *
commit (QsAccountBook *self,
        const char    *sql,
        const char    *types,
        ...)
{
  g_autoptr(QsTransaction) transaction = qs_transaction_new ();
  va_list values;

  va_start (values, types);
  qs_transaction_add_va (transaction, sql, types, values);
  va_end (values);

  return qs_database_commit (self->database, transaction);
}

/**
 * qs_account_book_open:
 * @path: the file, made when it is absent
 *
 * Returns: (transfer full): a future of the #QsAccountBook; rejected with #QsDatabaseError.
 */
DexFuture *
qs_account_book_open (const char *path)
{
  return dex_future_then (qs_database_open (path, migrations), make_book, NULL, NULL);
}

#define COLUMNS "id, settings, pending, revision, removal, selected, identity"

/**
 * qs_account_book_list:
 *
 * Returns: (transfer full): a future of the #QsRows, which qs_account_book_read() reads, of the
 *   accounts that count.
 */
DexFuture *
qs_account_book_list (QsAccountBook *self)
{
  return qs_database_query (self->database,
                            "SELECT " COLUMNS " FROM accounts "
                            "WHERE settings IS NOT NULL AND removal = 0 ORDER BY position, id",
                            "");
}

/**
 * qs_account_book_list_pending:
 *
 * Returns: (transfer full): the same of the accounts with which something is to be put in order.
 */
DexFuture *
qs_account_book_list_pending (QsAccountBook *self)
{
  return qs_database_query (self->database,
                            "SELECT " COLUMNS " FROM accounts WHERE settings IS NULL OR "
                            "pending IS NOT NULL OR removal <> 0", "");
}

/* Returns: (transfer full) (element-type QsAccountEntry): the accounts in order. */
GPtrArray *
qs_account_book_read (QsRows *rows)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (free_entry);

  for (guint i = 0; i < qs_rows_get_length (rows); i++)
    {
      QsAccountEntry *entry = g_new0 (QsAccountEntry, 1);

      entry->id = g_strdup (qs_rows_get_text (rows, i, 0));
      entry->settings = read_object (qs_rows_get_text (rows, i, 1));
      entry->pending = read_object (qs_rows_get_text (rows, i, 2));
      entry->revision = g_strdup (qs_rows_get_text (rows, i, 3));
      entry->removal = CLAMP (qs_rows_get_int (rows, i, 4), 0, QS_REMOVAL_FORGET_JOBS);
      entry->selected = qs_rows_get_int (rows, i, 5) != 0;
      entry->identity = read_object (qs_rows_get_text (rows, i, 6));
      g_ptr_array_add (entries, entry);
    }

  return entries;
}

/**
 * qs_account_book_begin:
 * @revision: (nullable): the mark of the secret that is stored next
 *
 * Writes down that an account is to be added, or to have other settings.
 */
DexFuture *
qs_account_book_begin (QsAccountBook *self,
                       const char    *id,
                       JsonNode      *settings,
                       const char    *revision)
{
  g_autofree char *text = qs_json_print (settings, FALSE);

  return commit (self, "INSERT INTO accounts (id, position, pending, revision) "
                 "SELECT ?, coalesce (max (position), 0) + 1, ?, ? FROM accounts WHERE true "
                 "ON CONFLICT (id) DO UPDATE SET pending = excluded.pending, "
                 "revision = excluded.revision", "sss", id, text, revision);
}

/* What was pending counts. */
DexFuture *
qs_account_book_finish (QsAccountBook *self,
                        const char    *id)
{
  return commit (self, "UPDATE accounts SET settings = pending, pending = NULL, revision = NULL "
                 "WHERE id = ? AND pending IS NOT NULL", "s", id);
}

/* What was pending will not come to count; an account that was to be added is not there. */
DexFuture *
qs_account_book_drop (QsAccountBook *self,
                      const char    *id)
{
  g_autoptr(QsTransaction) transaction = qs_transaction_new ();

  qs_transaction_add (transaction, "DELETE FROM accounts WHERE id = ? AND settings IS NULL", "s",
                      id);
  qs_transaction_add (transaction, "UPDATE accounts SET pending = NULL, revision = NULL "
                      "WHERE id = ?", "s", id);
  return qs_database_commit (self->database, transaction);
}

DexFuture *
qs_account_book_begin_removal (QsAccountBook *self,
                               const char    *id,
                               gboolean       forget_jobs)
{
  return commit (self, "UPDATE accounts SET removal = ? WHERE id = ?", "is",
                 (gint64) (forget_jobs ? QS_REMOVAL_FORGET_JOBS : QS_REMOVAL_KEEP_JOBS), id);
}

DexFuture *
qs_account_book_cancel_removal (QsAccountBook *self,
                                const char    *id)
{
  return commit (self, "UPDATE accounts SET removal = 0 WHERE id = ?", "s", id);
}

DexFuture *
qs_account_book_remove (QsAccountBook *self,
                        const char    *id)
{
  return commit (self, "DELETE FROM accounts WHERE id = ?", "s", id);
}

/* The accounts come in the order of @ids from now on. */
DexFuture *
qs_account_book_order (QsAccountBook      *self,
                       const char * const *ids)
{
  g_autoptr(QsTransaction) transaction = qs_transaction_new ();

  for (gint64 i = 0; ids[i] != NULL; i++)
    qs_transaction_add (transaction, "UPDATE accounts SET position = ? WHERE id = ?", "is", i + 1,
                        ids[i]);
  return qs_database_commit (self->database, transaction);
}

/* None is selected when @id names no account of the book. */
DexFuture *
qs_account_book_select (QsAccountBook *self,
                        const char    *id)
{
  return commit (self, "UPDATE accounts SET selected = (id = ?)", "s", id);
}

DexFuture *
qs_account_book_identify (QsAccountBook *self,
                          const char    *id,
                          JsonNode      *identity)
{
  g_autofree char *text = qs_json_print (identity, FALSE);

  return commit (self, "UPDATE accounts SET identity = ? WHERE id = ?", "ss", text, id);
}
