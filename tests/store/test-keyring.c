#include "qs-keyring.h"

#include <string.h>

#include "qs-test-keyring.h"
#include "qs-test.h"

#define SECRET "{\"secretAccessKey\":\"canary+in/a=coal-mine\"}"

/* One bus for all tests: the program has one connection to its session bus. */
static QsTestKeyring *desktop;

static void
start (QsTestKeyring **test,
       const char     *password)
{
  qs_test_keyring_stop (desktop);
  qs_test_keyring_start (desktop, password);
  *test = desktop;
}

static DexFuture *
store (QsKeyring  *keyring,
       const char *account,
       const char *secret)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (secret, strlen (secret));

  return qs_keyring_store (keyring, account, QS_KEYRING_ACCESS_KEY, "Quayside: test", bytes);
}

static void
assert_finds (QsKeyring  *keyring,
              const char *account,
              const char *secret)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) found = dex_await_boxed (qs_keyring_lookup (keyring, account,
                                                                QS_KEYRING_ACCESS_KEY), &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (found, NULL), g_bytes_get_size (found), secret,
                   strlen (secret));
}

static void
assert_lacks (QsKeyring     *keyring,
              const char    *account,
              QsKeyringError code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) found = dex_await_boxed (qs_keyring_lookup (keyring, account,
                                                                QS_KEYRING_ACCESS_KEY), &error);

  g_assert_null (found);
  g_assert_error (error, QS_KEYRING_ERROR, (int) code);
}

static void
test_secrets_are_kept_found_replaced_and_cleared (void)
{
  g_autoptr(QsKeyring) keyring = qs_keyring_new ();
  QsTestKeyring *test;

  start (&test, "pw");
  g_assert_cmpint (qs_keyring_get_state (keyring), ==, QS_KEYRING_STATE_UNKNOWN);
  assert_lacks (keyring, "kept", QS_KEYRING_ERROR_NOT_FOUND);
  g_assert_cmpint (qs_keyring_get_state (keyring), ==, QS_KEYRING_STATE_AVAILABLE);

  g_assert_true (dex_await (store (keyring, "kept", "{\"a\":1}"), NULL));
  g_assert_true (dex_await (store (keyring, "kept", SECRET), NULL));
  g_assert_true (dex_await (store (keyring, "other", "{}"), NULL));
  assert_finds (keyring, "kept", SECRET);
  assert_finds (keyring, "other", "{}");
  g_assert_false (qs_test_keyring_has_bytes (test, "canary"));

  g_assert_true (dex_await (qs_keyring_clear (keyring, "kept", QS_KEYRING_ACCESS_KEY), NULL));
  assert_lacks (keyring, "kept", QS_KEYRING_ERROR_NOT_FOUND);
  g_assert_true (dex_await (qs_keyring_clear (keyring, "kept", QS_KEYRING_ACCESS_KEY), NULL));
  assert_finds (keyring, "other", "{}");
}

static void
test_a_dismissed_prompt_is_not_asked_again_until_told_to (void)
{
  g_autoptr(QsKeyring) keyring = qs_keyring_new ();
  g_autoptr(DexFuture) looking = NULL;
  g_autoptr(DexFuture) unlocking = NULL;
  g_autoptr(GError) error = NULL;
  QsTestKeyring *test;
  guint n_prompts;

  start (&test, "pw");
  g_assert_true (dex_await (store (keyring, "locked", SECRET), NULL));
  qs_test_keyring_lock (test);
  n_prompts = qs_test_keyring_count_prompts (test);

  looking = qs_keyring_lookup (keyring, "locked", QS_KEYRING_ACCESS_KEY);
  qs_test_until (qs_test_keyring_count_prompts (test) == n_prompts + 1);
  qs_test_until (qs_keyring_get_state (keyring) == QS_KEYRING_STATE_LOCKED);
  qs_test_keyring_dismiss (test);
  g_assert_false (dex_await (dex_ref (looking), &error));
  g_assert_error (error, QS_KEYRING_ERROR, QS_KEYRING_ERROR_DISMISSED);
  g_assert_cmpint (qs_keyring_get_state (keyring), ==, QS_KEYRING_STATE_DISMISSED);

  assert_lacks (keyring, "locked", QS_KEYRING_ERROR_DISMISSED);
  g_assert_cmpuint (qs_test_keyring_count_prompts (test), ==, n_prompts + 1);

  unlocking = qs_keyring_unlock (keyring);
  qs_test_until (qs_test_keyring_count_prompts (test) == n_prompts + 2);
  qs_test_keyring_dismiss (test);
  g_assert_false (dex_await (dex_ref (unlocking), NULL));
}

static void
test_nothing_is_stored_or_cleared_in_a_keyring_that_stays_locked (void)
{
  g_autoptr(QsKeyring) keyring = qs_keyring_new ();
  g_autoptr(DexFuture) future = NULL;
  g_autoptr(GError) error = NULL;
  QsTestKeyring *test;
  guint n_prompts;

  start (&test, "pw");
  g_assert_true (dex_await (store (keyring, "locked", SECRET), NULL));
  qs_test_keyring_lock (test);
  n_prompts = qs_test_keyring_count_prompts (test);

  future = store (keyring, "locked", "{}");
  qs_test_until (qs_test_keyring_count_prompts (test) == n_prompts + 1);
  qs_test_keyring_dismiss (test);
  g_assert_false (dex_await (dex_ref (future), &error));
  g_assert_error (error, QS_KEYRING_ERROR, QS_KEYRING_ERROR_DISMISSED);
  g_clear_error (&error);
  dex_clear (&future);

  future = qs_keyring_clear (keyring, "locked", QS_KEYRING_ACCESS_KEY);
  qs_test_until (qs_test_keyring_count_prompts (test) == n_prompts + 2);
  qs_test_keyring_dismiss (test);
  g_assert_false (dex_await (dex_ref (future), &error));
  g_assert_error (error, QS_KEYRING_ERROR, QS_KEYRING_ERROR_DISMISSED);
}

static void
test_a_keyring_that_was_killed_and_started_again_is_found_again (void)
{
  g_autoptr(QsKeyring) keyring = qs_keyring_new ();
  QsTestKeyring *test;

  start (&test, "pw");
  g_assert_true (dex_await (store (keyring, "again", SECRET), NULL));

  qs_test_keyring_stop (test);
  assert_lacks (keyring, "again", QS_KEYRING_ERROR_NOT_FOUND);
  g_assert_cmpint (qs_keyring_get_state (keyring), ==, QS_KEYRING_STATE_ABSENT);

  qs_test_keyring_start (test, "pw");
  assert_finds (keyring, "again", SECRET);
  g_assert_cmpint (qs_keyring_get_state (keyring), ==, QS_KEYRING_STATE_AVAILABLE);
}

static void
test_a_keyring_that_dies_with_its_prompt_keeps_nobody_waiting (void)
{
  g_autoptr(QsKeyring) keyring = qs_keyring_new ();
  g_autoptr(DexFuture) looking = NULL;
  g_autoptr(GError) error = NULL;
  QsTestKeyring *test;
  guint n_prompts;

  start (&test, "pw");
  g_assert_true (dex_await (store (keyring, "dies", SECRET), NULL));
  qs_test_keyring_lock (test);
  n_prompts = qs_test_keyring_count_prompts (test);

  looking = qs_keyring_lookup (keyring, "dies", QS_KEYRING_ACCESS_KEY);
  qs_test_until (qs_test_keyring_count_prompts (test) == n_prompts + 1);
  qs_test_keyring_stop (test);
  g_assert_false (dex_await (dex_ref (looking), &error));
  g_assert_error (error, QS_KEYRING_ERROR, QS_KEYRING_ERROR_FAILED);
}

static void
test_without_a_keyring_the_session_holds_secrets_in_memory (void)
{
  g_autoptr(QsKeyring) keyring = qs_keyring_new ();
  g_autoptr(QsKeyring) next_session = qs_keyring_new ();

  qs_test_keyring_stop (desktop);
  g_assert_true (dex_await (store (keyring, "held", SECRET), NULL));
  g_assert_cmpint (qs_keyring_get_state (keyring), ==, QS_KEYRING_STATE_ABSENT);
  assert_finds (keyring, "held", SECRET);
  assert_lacks (keyring, "other", QS_KEYRING_ERROR_NOT_FOUND);
  assert_lacks (next_session, "held", QS_KEYRING_ERROR_NOT_FOUND);

  g_assert_true (dex_await (qs_keyring_clear (keyring, "held", QS_KEYRING_ACCESS_KEY), NULL));
  assert_lacks (keyring, "held", QS_KEYRING_ERROR_NOT_FOUND);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  if (!qs_test_keyring_is_installed ())
    {
      g_print ("left out: gnome-keyring-daemon is not installed\n");
      return 77;
    }

  qs_test_init (&argc, &argv);
  desktop = qs_test_keyring_new ();

  qs_test_add_fiber ("/keyring/secrets-are-kept-found-replaced-and-cleared",
                     test_secrets_are_kept_found_replaced_and_cleared);
  qs_test_add_fiber ("/keyring/a-dismissed-prompt-is-not-asked-again-until-told-to",
                     test_a_dismissed_prompt_is_not_asked_again_until_told_to);
  qs_test_add_fiber ("/keyring/nothing-is-stored-or-cleared-in-a-keyring-that-stays-locked",
                     test_nothing_is_stored_or_cleared_in_a_keyring_that_stays_locked);
  qs_test_add_fiber ("/keyring/a-keyring-that-was-killed-and-started-again-is-found-again",
                     test_a_keyring_that_was_killed_and_started_again_is_found_again);
  qs_test_add_fiber ("/keyring/a-keyring-that-dies-with-its-prompt-keeps-nobody-waiting",
                     test_a_keyring_that_dies_with_its_prompt_keeps_nobody_waiting);
  qs_test_add_fiber ("/keyring/without-a-keyring-the-session-holds-secrets-in-memory",
                     test_without_a_keyring_the_session_holds_secrets_in_memory);

  result = g_test_run ();
  qs_test_keyring_stop (desktop);
  return result;
}
