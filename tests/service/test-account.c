#include "qs-account.h"

#include "qs-replay-engine.h"
#include "qs-test.h"
#include "qs-test-clock.h"

/* What opening the engine comes to, attempt by attempt. */
typedef struct
{
  QsEngine *engine;
  GError   *error;
  guint     attempts;
} Opening;

static DexFuture *
open_engine (gpointer data)
{
  Opening *opening = data;

  opening->attempts++;
  if (opening->error != NULL)
    return dex_future_new_for_error (g_error_copy (opening->error));

  return dex_future_new_for_object (opening->engine);
}

static void
test_an_engine_that_is_held_is_tried_again (void)
{
  g_autoptr(QsTestClock) clock = qs_test_clock_new (0);
  g_autoptr(QsReplayEngine) engine = qs_replay_engine_new ();
  g_autoptr(GError) error = NULL;
  Opening opening = { QS_ENGINE (engine), NULL, 0 };
  g_autoptr(QsAccount) account = qs_account_new ("a", "A", NULL, QS_CLOCK (clock), open_engine,
                                                 &opening, NULL);

  opening.error = g_error_new_literal (QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE, "held");
  g_assert_false (dex_await (qs_account_open (account), &error));
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE);
  g_assert_cmpint (qs_account_get_state (account), ==, QS_ACCOUNT_STATE_WAITING);
  g_assert_cmpstr (qs_account_get_error (account)->message, ==, "held");
  g_assert_null (qs_account_get_engine (account));

  g_clear_error (&opening.error);
  qs_test_until (qs_test_clock_waiting (clock) == 1);
  qs_test_clock_advance (clock, 1999);
  g_assert_cmpuint (opening.attempts, ==, 1);
  qs_test_clock_advance (clock, 1);
  qs_test_until (qs_account_get_state (account) == QS_ACCOUNT_STATE_READY);
  g_assert_cmpuint (opening.attempts, ==, 2);
  g_assert_true (qs_account_get_engine (account) == QS_ENGINE (engine));
  g_assert_nonnull (qs_account_get_watcher (account));
  g_assert_null (qs_account_get_error (account));
}

static void
test_an_engine_that_is_broken_is_not_tried_again_by_itself (void)
{
  g_autoptr(QsTestClock) clock = qs_test_clock_new (0);
  Opening opening = { NULL, NULL, 0 };
  g_autoptr(QsAccount) account = qs_account_new ("a", "A", NULL, QS_CLOCK (clock), open_engine,
                                                 &opening, NULL);

  opening.error = g_error_new_literal (QS_ENGINE_ERROR, QS_ENGINE_ERROR_SERVER, "broken");
  g_assert_false (dex_await (qs_account_open (account), NULL));
  g_assert_cmpint (qs_account_get_state (account), ==, QS_ACCOUNT_STATE_FAILED);
  g_assert_cmpuint (qs_test_clock_waiting (clock), ==, 0);

  g_assert_false (dex_await (qs_account_open (account), NULL));
  g_assert_cmpuint (opening.attempts, ==, 2);
  g_clear_error (&opening.error);
}

static void
test_waiting_does_not_keep_the_account_alive (void)
{
  g_autoptr(QsTestClock) clock = qs_test_clock_new (0);
  Opening opening = { NULL, NULL, 0 };
  QsAccount *account = qs_account_new ("a", "A", NULL, QS_CLOCK (clock), open_engine, &opening,
                                       NULL);

  opening.error = g_error_new_literal (QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE, "held");
  g_assert_false (dex_await (qs_account_open (account), NULL));
  qs_test_until (qs_test_clock_waiting (clock) == 1);

  g_assert_finalize_object (account);
  qs_test_clock_advance (clock, 5000);
  qs_test_iterate ();
  g_assert_cmpuint (opening.attempts, ==, 1);
  g_clear_error (&opening.error);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/account/an-engine-that-is-held-is-tried-again",
                     test_an_engine_that_is_held_is_tried_again);
  qs_test_add_fiber ("/account/an-engine-that-is-broken-is-not-tried-again-by-itself",
                     test_an_engine_that_is_broken_is_not_tried_again_by_itself);
  qs_test_add_fiber ("/account/waiting-does-not-keep-the-account-alive",
                     test_waiting_does_not_keep_the_account_alive);

  return g_test_run ();
}
