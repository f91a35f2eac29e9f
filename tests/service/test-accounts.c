#include "qs-accounts.h"

#include <glib/gstdio.h>
#include <string.h>

#include "qs-accounts-private.h"
#include "qs-database.h"
#include "qs-json.h"
#include "qs-keyring-secret.h"
#include "qs-test-clock.h"
#include "qs-test-prompter.h"
#include "qs-test.h"

#define SETTINGS \
        "{\"name\":\"%s\",\"region\":\"eu-central-1\",\"credentials\":{\"accessKey\":" \
        "{\"accessKeyId\":\"AKIAIOSFODNN7EXAMPLE\"}},\"endpoints\":{\"url\":\"http://127.0.0.1:9\"}}"
#define SECRET "{\"secretAccessKey\":\"canary+in/a=coal-mine\"}"

/* A folder with accounts in it; libsecret keeps its file beside them. */
typedef struct
{
  char        *folder;
  QsTestClock *clock;
  QsAccounts  *accounts;
} Fixture;

static void
open_accounts (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  fixture->accounts = dex_await_object (qs_accounts_open (fixture->folder, fixture->folder,
                                                          QS_CLOCK (fixture->clock)), &error);
  g_assert_no_error (error);
}

/* The program ends: what it was about to do is not done. */
static void
close_accounts (Fixture *fixture)
{
  QsAccount *local = qs_accounts_get_local (fixture->accounts);
  g_autoptr(GError) error = NULL;

  dex_await (qs_account_open (local), &error);
  g_assert_no_error (error);
  g_clear_object (&fixture->accounts);
  for (guint i = 0; i < 10; i++)
    qs_test_iterate ();
}

static void
set_up (Fixture *fixture)
{
  fixture->folder = qs_test_dup_folder ();
  fixture->clock = qs_test_clock_new (1000000);
  open_accounts (fixture);
}

static void
tear_down (Fixture *fixture)
{
  close_accounts (fixture);
  g_clear_object (&fixture->clock);
  g_free (fixture->folder);
}

static JsonNode *
make_settings (const char *name)
{
  g_autofree char *text = g_strdup_printf (SETTINGS, name);

  return qs_json_parse (text, -1, NULL);
}

static QsAccount *
add (Fixture    *fixture,
     const char *name)
{
  g_autoptr(JsonNode) settings = make_settings (name);
  g_autoptr(GBytes) secret = g_bytes_new_static (SECRET, strlen (SECRET));
  g_autoptr(GError) error = NULL;
  QsAccount *account = dex_await_object (qs_accounts_add (fixture->accounts, settings, secret),
                                         &error);

  g_assert_no_error (error);
  return account;
}

static GBytes *
find_secret (Fixture    *fixture,
             const char *id)
{
  g_autoptr(GError) error = NULL;
  GBytes *secret = dex_await_boxed (qs_keyring_lookup (qs_accounts_get_keyring (fixture->accounts),
                                                       id, QS_KEYRING_ACCESS_KEY), &error);

  if (secret == NULL)
    g_assert_error (error, QS_KEYRING_ERROR, QS_KEYRING_ERROR_NOT_FOUND);
  return secret;
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->accounts));
}

static void
test_an_account_is_there_again_at_the_next_start (void)
{
  Fixture fixture;
  g_autoptr(QsAccount) account = NULL;
  g_autofree char *id = NULL;
  g_autoptr(GBytes) secret = NULL;
  QsAccount *again;

  set_up (&fixture);
  account = add (&fixture, "Lab");
  id = g_strdup (qs_account_get_id (account));
  g_assert_cmpint (qs_account_get_kind (account), ==, QS_ACCOUNT_KIND_AWS);
  qs_accounts_set_selected (fixture.accounts, account);
  g_clear_object (&account);
  close_accounts (&fixture);

  open_accounts (&fixture);
  g_assert_cmpuint (count (&fixture), ==, 2);
  again = qs_accounts_find (fixture.accounts, id);
  g_assert_nonnull (again);
  g_assert_cmpstr (qs_account_get_name (again), ==, "Lab");
  g_assert_true (qs_accounts_get_selected (fixture.accounts) == again);
  secret = find_secret (&fixture, id);
  g_assert_nonnull (secret);
  tear_down (&fixture);
}

static void
test_renaming_keeps_the_account_and_another_region_makes_a_new_one (void)
{
  Fixture fixture;
  g_autoptr(QsAccount) account = NULL;
  g_autoptr(QsAccount) renamed = NULL;
  g_autoptr(QsAccount) moved = NULL;
  g_autoptr(JsonNode) settings = NULL;

  set_up (&fixture);
  account = add (&fixture, "Lab");
  settings = qs_json_copy (qs_account_get_settings (account));
  json_object_set_string_member (json_node_get_object (settings), "name", "Laboratory");
  renamed = dex_await_object (qs_accounts_change (fixture.accounts, account, settings, NULL), NULL);
  g_assert_true (renamed == account);
  g_assert_cmpstr (qs_account_get_name (account), ==, "Laboratory");

  json_object_set_string_member (json_node_get_object (settings), "region", "us-east-1");
  moved = dex_await_object (qs_accounts_change (fixture.accounts, account, settings, NULL), NULL);
  g_assert_nonnull (moved);
  g_assert_true (moved != account);
  g_assert_true (qs_accounts_find (fixture.accounts, qs_account_get_id (account)) == moved);
  g_assert_cmpuint (count (&fixture), ==, 2);
  tear_down (&fixture);
}

/* And asks the person once, also about an account that is only being tried. */
static void
test_a_command_that_was_agreed_to_is_kept (void)
{
  Fixture fixture;
  g_autoptr(QsAccount) account = NULL;
  g_autoptr(QsTestPrompter) person = qs_test_prompter_new ();
  g_autoptr(QsAccountSettings) settings = NULL;
  g_autofree char *id = NULL;
  const char *argv[] = { "cat", "my keys", NULL };
  QsPrompter *relay;
  g_auto(GStrv) commands = NULL;

  set_up (&fixture);
  account = add (&fixture, "Lab");
  id = g_strdup (qs_account_get_id (account));
  settings = qs_account_settings_new (qs_account_get_settings (account), NULL);
  qs_accounts_set_prompter (fixture.accounts, QS_PROMPTER (person));
  relay = qs_accounts_get_prompter (fixture.accounts);

  g_assert_false (dex_await_boolean (qs_prompter_confirm_command (relay, settings, argv), NULL));
  qs_test_prompter_set_allows (person, TRUE);
  g_assert_true (dex_await_boolean (qs_prompter_confirm_command (relay, settings, argv), NULL));
  g_assert_true (dex_await_boolean (qs_prompter_confirm_command (relay, settings, argv), NULL));
  g_assert_cmpuint (qs_test_prompter_count (person), ==, 2);
  qs_test_until (json_object_has_member (json_node_get_object (qs_account_get_settings (account)),
                                         "allowedCommands"));
  g_assert_true (qs_accounts_find (fixture.accounts, id) == account);

  close_accounts (&fixture);
  g_clear_object (&account);
  open_accounts (&fixture);
  account = g_object_ref (qs_accounts_find (fixture.accounts, id));
  commands = qs_json_dup_strv (json_node_get_object (qs_account_get_settings (account)),
                               "allowedCommands");
  g_assert_cmpuint (g_strv_length (commands), ==, 1);
  g_assert_cmpstr (commands[0], ==, "cat 'my keys'");
  g_clear_object (&account);
  tear_down (&fixture);
}

static void
test_a_removed_account_leaves_no_secret (void)
{
  Fixture fixture;
  g_autoptr(QsAccount) account = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) secret = NULL;

  set_up (&fixture);
  account = add (&fixture, "Lab");
  qs_accounts_set_selected (fixture.accounts, account);
  dex_await (qs_accounts_remove (fixture.accounts, account, TRUE), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (&fixture), ==, 1);
  g_assert_true (qs_accounts_get_selected (fixture.accounts) ==
                 qs_accounts_get_local (fixture.accounts));
  secret = find_secret (&fixture, qs_account_get_id (account));
  g_assert_null (secret);
  tear_down (&fixture);
}

static void
test_accounts_keep_the_order_they_are_put_in (void)
{
  Fixture fixture;
  g_autoptr(QsAccount) first = NULL;
  g_autoptr(QsAccount) second = NULL;
  g_autoptr(QsAccount) shown = NULL;

  set_up (&fixture);
  first = add (&fixture, "First");
  second = add (&fixture, "Second");
  g_assert_true (dex_await (qs_accounts_move (fixture.accounts, second, 1), NULL));
  g_clear_object (&first);
  g_clear_object (&second);
  close_accounts (&fixture);

  open_accounts (&fixture);
  shown = g_list_model_get_item (G_LIST_MODEL (fixture.accounts), 1);
  g_assert_cmpstr (qs_account_get_name (shown), ==, "Second");
  tear_down (&fixture);
}

/* What a crash leaves: the book as it is after some of the steps. */
static QsAccountBook *
open_book (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "accounts.db", NULL);

  return dex_await_object (qs_account_book_open (path), NULL);
}

/* Returns: how many accounts are in disorder. */
static guint
recover (Fixture *fixture)
{
  g_autoptr(QsAccountBook) book = open_book (fixture);
  g_autoptr(QsRows) before = dex_await_boxed (qs_account_book_list_pending (book), NULL);
  g_autoptr(QsRows) after = NULL;
  g_autoptr(GError) error = NULL;

  dex_await (qs_accounts_recover (fixture->accounts, before), &error);
  g_assert_no_error (error);
  after = dex_await_boxed (qs_account_book_list_pending (book), NULL);
  return qs_rows_get_length (after);
}

static void
test_an_account_that_was_half_added_is_gone_with_its_secret (void)
{
  Fixture fixture;
  g_autoptr(JsonNode) settings = make_settings ("Half");
  g_autoptr(GBytes) secret = g_bytes_new_static (SECRET, strlen (SECRET));
  g_autoptr(GBytes) left = NULL;
  g_autoptr(QsAccountBook) book = NULL;

  set_up (&fixture);
  book = open_book (&fixture);
  g_assert_true (dex_await (qs_account_book_begin (book, "half", settings, "r-1"), NULL));
  g_assert_true (dex_await (qs_keyring_store (qs_accounts_get_keyring (fixture.accounts), "half",
                                              QS_KEYRING_ACCESS_KEY, "Quayside", secret), NULL));

  g_assert_cmpuint (recover (&fixture), ==, 0);
  left = find_secret (&fixture, "half");
  g_assert_null (left);
  g_assert_cmpuint (count (&fixture), ==, 1);
  tear_down (&fixture);
}

static void
change_half (Fixture   *fixture,
             QsAccount *account,
             gboolean   with_secret)
{
  g_autoptr(QsAccountBook) book = open_book (fixture);
  g_autoptr(JsonNode) settings = qs_json_copy (qs_account_get_settings (account));
  g_autoptr(GBytes) secret = g_bytes_new_static (SECRET, strlen (SECRET));
  g_autoptr(GBytes) marked = qs_keyring_secret_mark (secret, "r-2");

  json_object_set_string_member (json_node_get_object (settings), "region", "us-west-2");
  g_assert_true (dex_await (qs_account_book_begin (book, qs_account_get_id (account), settings,
                                                   "r-2"), NULL));
  if (with_secret)
    g_assert_true (dex_await (qs_keyring_store (qs_accounts_get_keyring (fixture->accounts),
                                                qs_account_get_id (account), QS_KEYRING_ACCESS_KEY,
                                                "Quayside", marked), NULL));
  g_assert_cmpuint (recover (fixture), ==, 0);
}

static const char *
get_region (Fixture    *fixture,
            const char *id)
{
  QsAccount *account = qs_accounts_find (fixture->accounts, id);

  return qs_json_get_string (json_node_get_object (qs_account_get_settings (account)), "region",
                             NULL);
}

static void
test_a_change_cut_short_counts_when_its_secret_is_kept (void)
{
  Fixture fixture;
  g_autoptr(QsAccount) account = NULL;

  set_up (&fixture);
  account = add (&fixture, "Lab");
  change_half (&fixture, account, FALSE);
  g_assert_cmpstr (get_region (&fixture, qs_account_get_id (account)), ==, "eu-central-1");

  change_half (&fixture, account, TRUE);
  g_assert_cmpstr (get_region (&fixture, qs_account_get_id (account)), ==, "us-west-2");
  tear_down (&fixture);
}

static void
test_a_removal_cut_short_is_finished (void)
{
  Fixture fixture;
  g_autoptr(QsAccount) account = NULL;
  g_autofree char *id = NULL;
  g_autoptr(QsAccountBook) book = NULL;
  g_autoptr(GBytes) left = NULL;

  set_up (&fixture);
  account = add (&fixture, "Lab");
  id = g_strdup (qs_account_get_id (account));
  g_clear_object (&account);
  book = open_book (&fixture);
  g_assert_true (dex_await (qs_account_book_begin_removal (book, id, FALSE), NULL));
  g_clear_object (&book);
  close_accounts (&fixture);

  open_accounts (&fixture);
  g_assert_null (qs_accounts_find (fixture.accounts, id));
  g_assert_cmpuint (recover (&fixture), ==, 0);
  left = find_secret (&fixture, id);
  g_assert_null (left);
  tear_down (&fixture);
}

static gboolean
has_bytes (const char *path,
           const char *bytes)
{
  g_autofree char *contents = NULL;
  gsize length;

  return g_file_get_contents (path, &contents, &length, NULL) &&
         memmem (contents, length, bytes, strlen (bytes)) != NULL;
}

static void
test_no_file_has_the_secret_in_it (void)
{
  Fixture fixture;
  g_autoptr(QsAccount) account = NULL;
  g_autoptr(GDir) dir = NULL;
  const char *name;
  guint n_files = 0;

  set_up (&fixture);
  account = add (&fixture, "Lab");
  dir = g_dir_open (fixture.folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture.folder, name, NULL);

      g_assert_false (has_bytes (path, "canary"));
      n_files++;
    }

  g_assert_cmpuint (n_files, >, 2);
  g_assert_false (has_bytes (g_getenv ("SECRET_FILE_TEST_PATH"), "canary"));
  tear_down (&fixture);
}

static void
test_a_damaged_file_keeps_nobody_from_this_computer_and_is_left_alone (void)
{
  static const char rubbish[] = "This is no database. It was one before the disk was full.";
  Fixture fixture = { qs_test_dup_folder (), qs_test_clock_new (0), NULL };
  g_autofree char *path = g_build_filename (fixture.folder, "accounts.db", NULL);
  g_autofree char *contents = NULL;
  g_autoptr(JsonNode) settings = make_settings ("Lab");

  g_assert_true (g_file_set_contents (path, rubbish, -1, NULL));
  open_accounts (&fixture);
  g_assert_cmpuint (count (&fixture), ==, 1);
  g_assert_nonnull (qs_accounts_get_error (fixture.accounts));
  g_assert_false (dex_await (qs_accounts_add (fixture.accounts, settings, NULL), NULL));
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, rubbish);
  tear_down (&fixture);
}

static void
insert_rubbish (const char *path)
{
  static const char * const nothing[] = { "SELECT 1", NULL };
  static const char * const damaged[] = { "", "{", "[]", "null", "17", "\"x\"", "{}", NULL };
  g_autoptr(QsTransaction) transaction = qs_transaction_new ();
  g_autoptr(QsDatabase) database = dex_await_object (qs_database_open (path, nothing), NULL);

  g_assert_nonnull (database);
  for (guint i = 0; damaged[i] != NULL; i++)
    qs_transaction_add (transaction, "INSERT INTO accounts (id, position, settings, pending) "
                        "VALUES (?, 1, ?, ?)", "sss", damaged[i], damaged[i], damaged[i]);
  g_assert_true (dex_await (qs_database_commit (database, transaction), NULL));
}

static void
test_settings_that_somebody_has_damaged_are_no_account (void)
{
  Fixture fixture;
  g_autofree char *path = NULL;

  set_up (&fixture);
  close_accounts (&fixture);
  path = g_build_filename (fixture.folder, "accounts.db", NULL);
  insert_rubbish (path);

  open_accounts (&fixture);
  for (guint i = 1; i < count (&fixture); i++)
    {
      g_autoptr(QsAccount) account = g_list_model_get_item (G_LIST_MODEL (fixture.accounts), i);

      g_assert_false (dex_await (qs_account_open (account), NULL));
    }
  tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *keyring = NULL;
  g_autofree char *folder = NULL;

  qs_test_init (&argc, &argv);
  folder = qs_test_dup_folder ();
  keyring = g_build_filename (folder, "test.keyring", NULL);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "right", TRUE);

  qs_test_add_fiber ("/accounts/an-account-is-there-again-at-the-next-start",
                     test_an_account_is_there_again_at_the_next_start);
  qs_test_add_fiber ("/accounts/renaming-keeps-the-account-and-another-region-makes-a-new-one",
                     test_renaming_keeps_the_account_and_another_region_makes_a_new_one);
  qs_test_add_fiber ("/accounts/a-command-that-was-agreed-to",
                     test_a_command_that_was_agreed_to_is_kept);
  qs_test_add_fiber ("/accounts/a-removed-account-leaves-no-secret",
                     test_a_removed_account_leaves_no_secret);
  qs_test_add_fiber ("/accounts/accounts-keep-the-order-they-are-put-in",
                     test_accounts_keep_the_order_they_are_put_in);
  qs_test_add_fiber ("/accounts/an-account-that-was-half-added-is-gone-with-its-secret",
                     test_an_account_that_was_half_added_is_gone_with_its_secret);
  qs_test_add_fiber ("/accounts/a-change-cut-short-counts-when-its-secret-is-kept",
                     test_a_change_cut_short_counts_when_its_secret_is_kept);
  qs_test_add_fiber ("/accounts/a-removal-cut-short-is-finished",
                     test_a_removal_cut_short_is_finished);
  qs_test_add_fiber ("/accounts/no-file-has-the-secret-in-it", test_no_file_has_the_secret_in_it);
  qs_test_add_fiber ("/accounts/a-damaged-file-keeps-nobody-from-this-computer-and-is-left-alone",
                     test_a_damaged_file_keeps_nobody_from_this_computer_and_is_left_alone);
  qs_test_add_fiber ("/accounts/settings-that-somebody-has-damaged-are-no-account",
                     test_settings_that_somebody_has_damaged_are_no_account);

  return g_test_run ();
}
