#include "qs-scope.h"

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
  gboolean woken;
  gboolean ended;
} QsSleeper;

static DexFuture *
sleeper_fiber (gpointer data)
{
  QsSleeper *sleeper = data;

  if (dex_await (qs_clock_wait (sleeper->clock, 1000), NULL))
    sleeper->woken = TRUE;

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
  g_assert_false (sleeper.woken);
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
  qs_test_add_fiber ("/scope/starts-nothing-once-cancelled", test_starts_nothing_once_cancelled);

  return g_test_run ();
}
