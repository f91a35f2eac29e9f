#include "qs-database.h"

#include <glib/gstdio.h>

#include "qs-test.h"

static const char * const migrations[] = {
  "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT UNIQUE, size REAL)",
  NULL
};

static const char * const later_migrations[] = {
  "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT UNIQUE, size REAL)",
  "ALTER TABLE thing ADD COLUMN colour TEXT; CREATE TABLE other (id INTEGER)",
  NULL
};

static QsDatabase *
open_database (const char         *folder,
               const char * const *steps)
{
  g_autofree char *path = g_build_filename (folder, "new", "test.db", NULL);
  g_autoptr(GError) error = NULL;
  QsDatabase *database = dex_await_object (qs_database_open (path, steps), &error);

  g_assert_no_error (error);
  return database;
}

static DexFuture *
insert (QsDatabase *database,
        const char *name)
{
  g_autoptr(QsTransaction) transaction = qs_transaction_new ();

  qs_transaction_add (transaction, "INSERT INTO thing (name, size) VALUES (?, ?)", "sd", name, 1.5);
  return qs_database_commit (database, transaction);
}

static guint
count (QsDatabase *database)
{
  g_autoptr(QsRows) rows =
    dex_await_boxed (qs_database_query (database, "SELECT * FROM thing", ""), NULL);

  return qs_rows_get_length (rows);
}

static void
test_reads_back (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autoptr(QsDatabase) database = open_database (folder, migrations);
  g_autoptr(QsRows) rows = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (dex_await (insert (database, "Robert'); DROP TABLE thing;--"), &error));
  g_assert_no_error (error);
  g_assert_true (dex_await (insert (database, NULL), &error));

  rows = dex_await_boxed (qs_database_query (database,
                                             "SELECT id, name, size FROM thing WHERE id > ?",
                                             "i", (gint64) 0), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (qs_rows_get_length (rows), ==, 2);
  g_assert_cmpint (qs_rows_get_int (rows, 0, 0), ==, 1);
  g_assert_cmpstr (qs_rows_get_text (rows, 0, 1), ==, "Robert'); DROP TABLE thing;--");
  g_assert_cmpfloat (qs_rows_get_double (rows, 0, 2), ==, 1.5);
  g_assert_null (qs_rows_get_text (rows, 1, 1));
}

static void
test_failure_leaves_nothing (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autoptr(QsDatabase) database = open_database (folder, migrations);
  g_autoptr(QsTransaction) transaction = qs_transaction_new ();
  g_autoptr(DexFuture) before = insert (database, "a");
  g_autoptr(DexFuture) broken = NULL;
  g_autoptr(DexFuture) after = NULL;
  g_autoptr(GError) error = NULL;

  qs_transaction_add (transaction, "INSERT INTO thing (name) VALUES (?)", "s", "b");
  qs_transaction_add (transaction, "INSERT INTO thing (name) VALUES (?)", "s", "a");
  broken = qs_database_commit (database, transaction);
  after = insert (database, "c");

  g_assert_false (dex_await (dex_ref (broken), &error));
  g_assert_error (error, QS_DATABASE_ERROR, QS_DATABASE_ERROR_FAILED);
  g_assert_true (dex_await (dex_ref (before), NULL));
  g_assert_true (dex_await (dex_ref (after), NULL));
  g_assert_cmpuint (count (database), ==, 2);
}

static void
set_most_pages (QsDatabase *database,
                guint       pages)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA max_page_count = %u", pages);
  g_autoptr(QsRows) rows = dex_await_boxed (qs_database_query (database, sql, ""), NULL);

  g_assert_nonnull (rows);
}

/* SQLite takes back a whole transaction when it finds no room, with all that was in it before. */
static void
test_a_full_disk_takes_nothing_half (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autoptr(QsDatabase) database = open_database (folder, migrations);
  g_autofree char *large = g_strnfill (1024 * 1024, 'x');
  DexFuture *slow;
  DexFuture *commits[3];
  guint done = 0;

  set_most_pages (database, 20);
  slow = qs_database_query (database, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 "
                            "FROM n WHERE i < 300000) SELECT count (i) FROM n", "");
  commits[0] = insert (database, "before");
  commits[1] = insert (database, large);
  commits[2] = insert (database, "after");
  g_assert_true (dex_await (slow, NULL));

  for (guint i = 0; i < G_N_ELEMENTS (commits); i++)
    {
      g_autoptr(GError) error = NULL;

      if (dex_await (commits[i], &error))
        done++;
      else
        g_assert_nonnull (strstr (error->message, "full"));
    }
  g_assert_cmpuint (done, <, G_N_ELEMENTS (commits));
  g_assert_cmpuint (count (database), ==, done);

  set_most_pages (database, 20000);
  g_assert_true (dex_await (insert (database, large), NULL));
}

static void
test_migrates_and_keeps (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autofree char *path = g_build_filename (folder, "new", "test.db", NULL);
  g_autoptr(QsDatabase) database = open_database (folder, migrations);
  g_autoptr(GError) error = NULL;

  g_assert_true (dex_await (insert (database, "kept"), NULL));
  g_clear_object (&database);

  database = open_database (folder, later_migrations);
  g_assert_cmpuint (count (database), ==, 1);
  g_clear_object (&database);

  g_assert_null (dex_await_object (qs_database_open (path, migrations), &error));
  g_assert_error (error, QS_DATABASE_ERROR, QS_DATABASE_ERROR_NEWER);
}

static void
test_names_a_wrong_file (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autofree char *path = g_build_filename (folder, "test.db", NULL);
  g_autofree char *contents = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "this is a letter, not a database", -1, NULL));
  g_assert_null (dex_await_object (qs_database_open (path, migrations), &error));
  g_assert_error (error, QS_DATABASE_ERROR, QS_DATABASE_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_nonnull (strstr (error->message, "Move it away"));
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "this is a letter, not a database");
}

static void
test_file_is_private (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autofree char *path = g_build_filename (folder, "new", "test.db", NULL);
  g_autoptr(QsDatabase) database = open_database (folder, migrations);
  GStatBuf buf;

  g_assert_cmpint (g_stat (path, &buf), ==, 0);
  g_assert_cmpint (buf.st_mode & 0077, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/database/reads-back", test_reads_back);
  qs_test_add_fiber ("/database/failure-leaves-nothing", test_failure_leaves_nothing);
  qs_test_add_fiber ("/database/a-full-disk-takes-nothing-half",
                     test_a_full_disk_takes_nothing_half);
  qs_test_add_fiber ("/database/migrates-and-keeps", test_migrates_and_keeps);
  qs_test_add_fiber ("/database/names-a-wrong-file", test_names_a_wrong_file);
  qs_test_add_fiber ("/database/file-is-private", test_file_is_private);

  return g_test_run ();
}
