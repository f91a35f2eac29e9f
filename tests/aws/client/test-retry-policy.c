#include "qs-retry-policy.h"

static QsRetryPolicy *
make_policy (void)
{
  return qs_retry_policy_new (g_rand_new_with_seed (7));
}

static void
test_what_is_repeated (void)
{
  static const struct
  {
    guint       status;
    const char *code;
    QsRetryKind kind;
  } cases[] = {
    { 0, NULL, QS_RETRY_TRANSIENT },
    { 200, NULL, QS_RETRY_NEVER },
    { 400, "ClientException", QS_RETRY_NEVER },
    { 400, "RequestTimeout", QS_RETRY_TRANSIENT },
    { 400, "PriorRequestNotComplete", QS_RETRY_TRANSIENT },
    { 400, "ThrottlingException", QS_RETRY_THROTTLING },
    { 400, "EC2ThrottledException", QS_RETRY_THROTTLING },
    { 403, "AccessDeniedException", QS_RETRY_NEVER },
    { 404, NULL, QS_RETRY_NEVER },
    { 408, NULL, QS_RETRY_NEVER },
    { 429, NULL, QS_RETRY_THROTTLING },
    { 429, "TooManyRequestsException", QS_RETRY_THROTTLING },
    { 500, "ServerException", QS_RETRY_TRANSIENT },
    { 501, NULL, QS_RETRY_NEVER },
    { 502, NULL, QS_RETRY_TRANSIENT },
    { 503, "SlowDown", QS_RETRY_THROTTLING },
    { 503, NULL, QS_RETRY_TRANSIENT },
    { 504, NULL, QS_RETRY_TRANSIENT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (qs_retry_policy_classify (cases[i].status, cases[i].code), ==, cases[i].kind);
}

static void
test_three_attempts (void)
{
  g_autoptr(QsRetryPolicy) policy = make_policy ();
  QsRetry retry = { 0 };

  g_assert_cmpint (qs_retry_policy_fail (policy, &retry, QS_RETRY_TRANSIENT, 0), >=, 0);
  g_assert_cmpint (qs_retry_policy_fail (policy, &retry, QS_RETRY_TRANSIENT, 0), >=, 0);
  g_assert_cmpint (qs_retry_policy_fail (policy, &retry, QS_RETRY_TRANSIENT, 0), ==, -1);
  g_assert_cmpuint (qs_retry_policy_get_tokens (policy), ==, 500 - 2 * 14);
}

static void
test_nothing_is_paid_for_what_is_not_repeated (void)
{
  g_autoptr(QsRetryPolicy) policy = make_policy ();
  QsRetry retry = { 0 };

  g_assert_cmpint (qs_retry_policy_fail (policy, &retry, QS_RETRY_NEVER, 0), ==, -1);
  g_assert_cmpuint (qs_retry_policy_get_tokens (policy), ==, 500);
}

/* The longest of many waits before the first and the second repetition. */
static void
measure_waits (QsRetryKind kind,
               gint64      after,
               gint64     *shortest,
               gint64     *longest)
{
  g_autoptr(QsRetryPolicy) policy = make_policy ();

  shortest[0] = shortest[1] = G_MAXINT64;
  longest[0] = longest[1] = -1;
  for (guint i = 0; i < 2000; i++)
    {
      QsRetry retry = { 0 };

      for (guint n = 0; n < 2; n++)
        {
          gint64 wait = qs_retry_policy_fail (policy, &retry, kind, after);

          shortest[n] = MIN (shortest[n], wait);
          longest[n] = MAX (longest[n], wait);
        }
      for (guint n = 0; n < 30; n++)
        qs_retry_policy_succeed (policy, &(QsRetry) { 0 });
    }
}

static void
test_waits_grow (void)
{
  gint64 shortest[2], longest[2];

  measure_waits (QS_RETRY_TRANSIENT, 0, shortest, longest);
  g_assert_cmpint (shortest[0], ==, 0);
  g_assert_cmpint (longest[0], >=, 48);
  g_assert_cmpint (longest[0], <=, 50);
  g_assert_cmpint (longest[1], >=, 97);
  g_assert_cmpint (longest[1], <=, 100);

  measure_waits (QS_RETRY_THROTTLING, 0, shortest, longest);
  g_assert_cmpint (longest[0], >=, 990);
  g_assert_cmpint (longest[0], <=, 1000);
  g_assert_cmpint (longest[1], >=, 1980);
  g_assert_cmpint (longest[1], <=, 2000);
}

static void
test_the_service_is_heard (void)
{
  gint64 shortest[2], longest[2];

  /* Never earlier than asked for, and no more than five seconds later. */
  measure_waits (QS_RETRY_THROTTLING, 1500, shortest, longest);
  g_assert_cmpint (shortest[0], ==, 1500);
  g_assert_cmpint (longest[0], ==, 1500);
  g_assert_cmpint (shortest[1], ==, 1500);
  g_assert_cmpint (longest[1], >, 1500);
  g_assert_cmpint (longest[1], <=, 2000);

  measure_waits (QS_RETRY_TRANSIENT, 60000, shortest, longest);
  g_assert_cmpint (shortest[0], ==, 60000);
  g_assert_cmpint (longest[0], ==, 60000);
}

static void
test_an_outage_is_not_tripled (void)
{
  g_autoptr(QsRetryPolicy) policy = make_policy ();
  guint repetitions = 0;

  for (guint i = 0; i < 1000; i++)
    {
      QsRetry retry = { 0 };

      while (qs_retry_policy_fail (policy, &retry, QS_RETRY_TRANSIENT, 0) >= 0)
        repetitions++;
    }

  g_assert_cmpuint (repetitions, ==, 500 / 14);
  g_assert_cmpuint (qs_retry_policy_get_tokens (policy), <, 14);

  /* What is throttled costs less, and is still let through. */
  g_assert_cmpint (qs_retry_policy_fail (policy, &(QsRetry) { 0 }, QS_RETRY_THROTTLING, 0), >=, 0);
}

static void
test_success_gives_back (void)
{
  g_autoptr(QsRetryPolicy) policy = make_policy ();
  QsRetry retry = { 0 };

  qs_retry_policy_succeed (policy, &retry);
  g_assert_cmpuint (qs_retry_policy_get_tokens (policy), ==, 500);

  /* Of two repetitions only what the last one took. */
  qs_retry_policy_fail (policy, &retry, QS_RETRY_THROTTLING, 0);
  qs_retry_policy_fail (policy, &retry, QS_RETRY_TRANSIENT, 0);
  qs_retry_policy_succeed (policy, &retry);
  g_assert_cmpuint (qs_retry_policy_get_tokens (policy), ==, 495);

  qs_retry_policy_succeed (policy, &(QsRetry) { 0 });
  g_assert_cmpuint (qs_retry_policy_get_tokens (policy), ==, 496);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/retry-policy/codes-and-statuses-say-what-is-repeated", test_what_is_repeated);
  g_test_add_func ("/retry-policy/a-call-has-three-attempts", test_three_attempts);
  g_test_add_func ("/retry-policy/a-refusal-costs-nothing",
                   test_nothing_is_paid_for_what_is_not_repeated);
  g_test_add_func ("/retry-policy/waits-grow-and-vary", test_waits_grow);
  g_test_add_func ("/retry-policy/the-service-says-how-long", test_the_service_is_heard);
  g_test_add_func ("/retry-policy/an-outage-is-not-tripled", test_an_outage_is_not_tripled);
  g_test_add_func ("/retry-policy/success-gives-tokens-back", test_success_gives_back);

  return g_test_run ();
}
