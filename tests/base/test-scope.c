#include "qs-scope.h"

#include "qs-await.h"

#include "qs-test.h"
#include "qs-test-clock.h"

static void
test_guard_passes_the_result_on (void)
{
  g_autoptr(QsScope) scope = qs_scope_new ();
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (dex_await_int (qs_scope_guard (scope, dex_future_new_for_int (7)), &error),
                   ==, 7);
  g_assert_no_error (error);
}

typedef struct
{
  QsClock *clock;
  guint    rounds;
  GError  *error;
  gboolean ended;
} QsSleeper;

static DexFuture *
sleeper_fiber (gpointer data)
{
  QsSleeper *sleeper = data;

  sleeper->rounds = 0;
  while (qs_await (qs_clock_wait (sleeper->clock, 1000), &sleeper->error))
    sleeper->rounds++;

  return dex_future_new_true ();
}

static void
end_sleeper (gpointer data)
{
  ((QsSleeper *) data)->ended = TRUE;
}

static void
test_cancel_ends_what_waits (void)
{
  g_autoptr(QsTestClock) clock = qs_test_clock_new (0);
  g_autoptr(QsScope) scope = qs_scope_new ();
  g_autoptr(GError) error = NULL;
  QsSleeper sleeper = { QS_CLOCK (clock) };
  g_autoptr(DexFuture) future = qs_scope_run (scope, sleeper_fiber, &sleeper, end_sleeper);

  qs_test_until (qs_test_clock_waiting (clock) == 1);
  qs_scope_cancel (scope);

  g_assert_false (dex_await (dex_ref (future), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  qs_test_until (sleeper.ended);
  g_assert_cmpuint (sleeper.rounds, ==, 0);
  g_assert_error (sleeper.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&sleeper.error);
}

static void
test_cancel_works_after_many_waits (void)
{
  g_autoptr(QsTestClock) clock = qs_test_clock_new (0);
  g_autoptr(QsScope) scope = qs_scope_new ();
  QsSleeper sleeper = { QS_CLOCK (clock) };

  qs_scope_spawn (scope, sleeper_fiber, &sleeper, end_sleeper);
  for (guint i = 1; i <= 20; i++)
    {
      qs_test_until (qs_test_clock_waiting (clock) == 1);
      qs_test_clock_advance (clock, 1000);
      qs_test_until (sleeper.rounds == i);
    }

  qs_test_until (qs_test_clock_waiting (clock) == 1);
  qs_scope_cancel (scope);
  qs_test_until (sleeper.ended);
  g_assert_cmpuint (sleeper.rounds, ==, 20);
  g_clear_error (&sleeper.error);
}

/* What libdex 0.10.0 does not survive when the fiber itself is discarded. */
static void
test_what_was_awaited_may_settle_at_once (void)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr(QsTestClock) clock = qs_test_clock_new (0);
      g_autoptr(QsScope) scope = qs_scope_new ();
      QsSleeper sleepers[3] = { { QS_CLOCK (clock) }, { QS_CLOCK (clock) }, { QS_CLOCK (clock) } };

      for (guint j = 0; j < G_N_ELEMENTS (sleepers); j++)
        qs_scope_spawn (scope, sleeper_fiber, &sleepers[j], end_sleeper);
      qs_test_until (qs_test_clock_waiting (clock) == 3);

      qs_scope_cancel (scope);
      qs_test_clock_advance (clock, 1000);

      for (guint j = 0; j < G_N_ELEMENTS (sleepers); j++)
        {
          qs_test_until (sleepers[j].ended);
          g_clear_error (&sleepers[j].error);
        }
    }
}

static void
test_dropped_future_lets_the_fiber_go_on (void)
{
  g_autoptr(QsTestClock) clock = qs_test_clock_new (0);
  g_autoptr(QsScope) scope = qs_scope_new ();
  QsSleeper sleeper = { QS_CLOCK (clock) };

  dex_unref (qs_scope_run (scope, sleeper_fiber, &sleeper, end_sleeper));
  qs_test_until (qs_test_clock_waiting (clock) == 1);
  qs_test_clock_advance (clock, 1000);
  qs_test_until (sleeper.rounds == 1);

  qs_scope_cancel (scope);
  qs_test_until (sleeper.ended);
  g_clear_error (&sleeper.error);
}

static void
test_starts_nothing_once_cancelled (void)
{
  g_autoptr(QsScope) scope = qs_scope_new ();
  g_autoptr(GError) error = NULL;

  qs_scope_cancel (scope);

  g_assert_true (qs_scope_is_cancelled (scope));
  g_assert_false (dex_await (qs_scope_guard (scope, DEX_FUTURE (dex_promise_new ())), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/scope/guard-passes-the-result-on", test_guard_passes_the_result_on);
  qs_test_add_fiber ("/scope/cancel-ends-what-waits", test_cancel_ends_what_waits);
  qs_test_add_fiber ("/scope/cancel-works-after-many-waits", test_cancel_works_after_many_waits);
  qs_test_add_fiber ("/scope/what-was-awaited-may-settle-at-once",
                     test_what_was_awaited_may_settle_at_once);
  qs_test_add_fiber ("/scope/dropped-future-lets-the-fiber-go-on",
                     test_dropped_future_lets_the_fiber_go_on);
  qs_test_add_fiber ("/scope/starts-nothing-once-cancelled", test_starts_nothing_once_cancelled);

  return g_test_run ();
}
