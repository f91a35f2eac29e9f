#include "qs-clock.h"

#include "qs-test.h"
#include "qs-test-clock.h"

static void
test_real_clock_waits (void)
{
  g_autoptr(QsClock) clock = qs_clock_new ();
  g_autoptr(GError) error = NULL;
  gint64 before = qs_clock_now (clock);

  g_assert_cmpint (before, >, G_GINT64_CONSTANT (1700000000000));
  g_assert_true (dex_await (qs_clock_wait (clock, 30), &error));
  g_assert_no_error (error);
  g_assert_cmpint (qs_clock_now (clock) - before, >=, 29);
}

static void
test_turned_clock_wakes_in_order (void)
{
  g_autoptr(QsTestClock) clock = qs_test_clock_new (1000);
  g_autoptr(DexFuture) late = qs_clock_wait (QS_CLOCK (clock), 200);
  g_autoptr(DexFuture) early = qs_clock_wait (QS_CLOCK (clock), 100);

  g_assert_cmpuint (qs_test_clock_waiting (clock), ==, 2);
  qs_test_clock_advance (clock, 150);
  g_assert_true (dex_future_is_resolved (early));
  g_assert_true (dex_future_is_pending (late));
  qs_test_clock_advance (clock, 50);
  g_assert_true (dex_future_is_resolved (late));
  g_assert_cmpint (qs_clock_now (QS_CLOCK (clock)), ==, 1200);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/clock/real-clock-waits", test_real_clock_waits);
  qs_test_add_fiber ("/clock/turned-clock-wakes-in-order", test_turned_clock_wakes_in_order);

  return g_test_run ();
}
