#include "qs-clock-skew.h"

#define MINUTE (60 * 1000)
#define NOW G_GINT64_CONSTANT (1795000000000)

static void
test_a_small_skew_is_left_alone (void)
{
  QsClockSkew skew = { 0 };

  qs_clock_skew_measure (&skew, 4 * MINUTE);
  g_assert_false (qs_clock_skew_correct (&skew, skew.correction, "SignatureDoesNotMatch"));
  qs_clock_skew_measure (&skew, -4 * MINUTE);
  g_assert_false (qs_clock_skew_correct (&skew, skew.correction, "SignatureDoesNotMatch"));

  g_assert_cmpint (qs_clock_skew_get_signing_time (&skew, NOW), ==, NOW);
  g_assert_cmpint (qs_clock_skew_get_server_time (&skew, NOW), ==, NOW - 4 * MINUTE);
}

static void
test_a_refusal_for_the_date_is_corrected_once (void)
{
  QsClockSkew skew = { 0 };

  qs_clock_skew_measure (&skew, -37 * MINUTE);
  g_assert_cmpint (qs_clock_skew_get_signing_time (&skew, NOW), ==, NOW);
  g_assert_true (qs_clock_skew_correct (&skew, 0, "RequestTimeTooSkewed"));
  g_assert_cmpint (qs_clock_skew_get_signing_time (&skew, NOW), ==, NOW - 37 * MINUTE);

  /* So are those that were signed before. */
  g_assert_true (qs_clock_skew_correct (&skew, 0, "RequestTimeTooSkewed"));

  /* The date is right now: what is refused still is wrong otherwise. */
  qs_clock_skew_measure (&skew, -37 * MINUTE + 2000);
  g_assert_false (qs_clock_skew_correct (&skew, skew.correction, "RequestTimeTooSkewed"));

  /* Somebody has set this computer's clock. */
  qs_clock_skew_measure (&skew, 0);
  g_assert_true (qs_clock_skew_correct (&skew, skew.correction, "InvalidSignatureException"));
  g_assert_cmpint (qs_clock_skew_get_signing_time (&skew, NOW), ==, NOW);
}

static void
test_other_refusals_say_nothing_of_the_clock (void)
{
  QsClockSkew skew = { 0 };

  qs_clock_skew_measure (&skew, 60 * MINUTE);
  g_assert_false (qs_clock_skew_correct (&skew, skew.correction, "ClientException"));
  g_assert_false (qs_clock_skew_correct (&skew, skew.correction, "ExpiredTokenException"));
  g_assert_false (qs_clock_skew_correct (&skew, skew.correction, NULL));
  g_assert_cmpint (qs_clock_skew_get_signing_time (&skew, NOW), ==, NOW);
  g_assert_true (qs_clock_skew_correct (&skew, skew.correction, "AccessDeniedException"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clock-skew/a-small-one-is-left-alone", test_a_small_skew_is_left_alone);
  g_test_add_func ("/clock-skew/a-refusal-is-corrected-once",
                   test_a_refusal_for_the_date_is_corrected_once);
  g_test_add_func ("/clock-skew/other-refusals-say-nothing-of-it",
                   test_other_refusals_say_nothing_of_the_clock);

  return g_test_run ();
}
