#include "qs-format.h"

#include "qs-test.h"

#define MINUTE (60 * G_GINT64_CONSTANT (1000))
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* 2026-08-12 14:03:27 UTC; the tests run in UTC and the C locale. */
#define AFTERNOON G_GINT64_CONSTANT (1786543407000)

static void
assert_duration (gint64      milliseconds,
                 const char *expected)
{
  g_autofree char *text = qs_format_duration (milliseconds);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_durations_have_two_units (void)
{
  assert_duration (-5, "0.0 s");
  assert_duration (0, "0.0 s");
  assert_duration (460, "0.4 s");
  assert_duration (9999, "9.9 s");
  assert_duration (12999, "12 s");
  assert_duration (59999, "59 s");
  assert_duration (MINUTE, "1 min 0 s");
  assert_duration (3 * MINUTE + 5200, "3 min 5 s");
  assert_duration (2 * HOUR + 14 * MINUTE, "2 h 14 min");
  assert_duration (3 * DAY + 4 * HOUR, "3 d 4 h");
  assert_duration (G_MAXINT64, "2147483647 d 7 h");
}

static void
assert_near (gint64      time,
             const char *expected)
{
  g_autofree char *text = qs_format_time_near (time, AFTERNOON);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_times_are_told_from_now (void)
{
  assert_near (0, "");
  assert_near (-1, "");
  assert_near (AFTERNOON, "14:03");
  assert_near (AFTERNOON - 14 * HOUR, "00:03");
  assert_near (AFTERNOON - 15 * HOUR, "Yesterday 23:03");
  assert_near (AFTERNOON - 2 * DAY, "10 Aug 14:03");
  assert_near (AFTERNOON - 365 * DAY, "12 Aug 2025");
  assert_near (G_MAXINT64, "");
}

static void
test_an_unknown_time_is_empty (void)
{
  g_autofree char *none = qs_format_time (0);
  g_autofree char *some = qs_format_time (AFTERNOON);

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (some, ==, "08/12/26 14:03:27");
}

static void
test_a_span_needs_both_ends (void)
{
  g_autofree char *whole = qs_format_span (AFTERNOON, AFTERNOON + 1500);
  g_autofree char *open = qs_format_span (AFTERNOON, 0);
  g_autofree char *headless = qs_format_span (0, AFTERNOON);

  g_assert_cmpstr (whole, ==, "1.5 s");
  g_assert_cmpstr (open, ==, "");
  g_assert_cmpstr (headless, ==, "");
}

static void
test_memory_is_in_mebibytes (void)
{
  g_autofree char *text = qs_format_mebibytes (8000);

  g_assert_cmpstr (text, ==, "8000 MiB");
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  qs_test_init (&argc, &argv);
  g_test_add_func ("/format/durations-have-two-units", test_durations_have_two_units);
  g_test_add_func ("/format/times-are-told-from-now", test_times_are_told_from_now);
  g_test_add_func ("/format/an-unknown-time-is-empty", test_an_unknown_time_is_empty);
  g_test_add_func ("/format/a-span-needs-both-ends", test_a_span_needs_both_ends);
  g_test_add_func ("/format/memory-is-in-mebibytes", test_memory_is_in_mebibytes);
  return g_test_run ();
}
