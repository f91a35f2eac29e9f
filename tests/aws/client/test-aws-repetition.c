#include "qs-test-site.h"

#include "qs-engine-error.h"
#include "qs-json.h"
#include "qs-test.h"

#define MINUTE (60 * 1000)
#define LIST "{\"jobQueue\":\"q\"}"
#define SUBMIT "{\"jobName\":\"n\",\"jobQueue\":\"q\",\"jobDefinition\":\"d\"}"

static void
test_what_passes_is_repeated (void)
{
  g_auto(QsTestSite) site = { 0 };
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(GError) error = NULL;

  qs_test_site_init (&site);
  qs_test_site_answer (&site, 429, "TooManyRequestsException", NULL);
  qs_test_site_answer (&site, 500, "ServerException", NULL);
  qs_test_site_answer (&site, 200, NULL, "{\"jobSummaryList\":[]}");
  reply = qs_test_site_finish (&site, qs_test_site_call (&site, "ListJobs", LIST), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (qs_test_aws_count_requests (site.aws), ==, 3);
}

static void
test_the_service_says_how_long (void)
{
  g_auto(QsTestSite) site = { 0 };
  QsTestAnswer busy = {
    .status = 429, .code = "TooManyRequestsException",
    .header = "x-amz-retry-after", .value = "7000",
  };
  g_autoptr(GError) error = NULL;
  DexFuture *future;

  qs_test_site_init (&site);
  qs_test_aws_add (site.aws, &busy);
  qs_test_site_answer (&site, 200, NULL, NULL);

  future = qs_test_site_call (&site, "ListJobs", LIST);
  qs_test_until (qs_test_clock_waiting (site.clock) == 1);
  qs_test_clock_advance (site.clock, 6999);
  qs_test_iterate ();
  g_assert_cmpuint (qs_test_aws_count_requests (site.aws), ==, 1);
  qs_test_clock_advance (site.clock, 1);
  g_assert_true (dex_await (future, &error));
  g_assert_cmpuint (qs_test_aws_count_requests (site.aws), ==, 2);
}

static void
test_what_may_have_been_done_is_not_done_again (void)
{
  static const guint statuses[] = { 0, 500, 503 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_auto(QsTestSite) site = { 0 };
      g_autoptr(GError) error = NULL;

      qs_test_site_init (&site);
      qs_test_site_answer (&site, statuses[i], NULL, NULL);
      g_assert_null (qs_test_site_finish (&site,
                                          qs_test_site_call (&site, "SubmitJob", SUBMIT), &error));
      g_assert_true (qs_engine_error_is_unsettled (error));
      g_assert_cmpuint (qs_test_aws_count_requests (site.aws), ==, 1);
    }
}

static void
test_what_was_refused_is_sent_again (void)
{
  g_auto(QsTestSite) site = { 0 };
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(GError) error = NULL;

  qs_test_site_init (&site);
  qs_test_site_answer (&site, 429, "TooManyRequestsException", NULL);
  qs_test_site_answer (&site, 200, NULL, "{\"jobId\":\"j\",\"jobName\":\"n\"}");
  reply = qs_test_site_finish (&site, qs_test_site_call (&site, "SubmitJob", SUBMIT), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (qs_test_aws_count_requests (site.aws), ==, 2);
}

/* Nobody listens, so that nothing can have been done. */
static void
test_what_was_not_sent_is_no_riddle (void)
{
  g_auto(QsTestSite) site = { 0 };
  g_autoptr(GError) error = NULL;

  qs_test_site_init (&site);
  g_clear_object (&site.aws);
  g_assert_null (qs_test_site_finish (&site, qs_test_site_call (&site, "SubmitJob", SUBMIT),
                                      &error));
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE);
  g_assert_false (qs_engine_error_is_unsettled (error));
  g_assert_cmpint (qs_clock_now (QS_CLOCK (site.clock)), >=, QS_TEST_SITE_START + 2 * 2000);
}

static void
test_garbage_is_no_answer (void)
{
  g_auto(QsTestSite) site = { 0 };
  g_autoptr(GError) error = NULL;

  qs_test_site_init (&site);
  qs_test_site_answer (&site, 200, NULL, "<html>Welcome to our network");
  g_assert_null (qs_test_site_finish (&site,
                                      qs_test_site_call (&site, "SubmitJob", SUBMIT), &error));
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY);
  g_assert_true (qs_engine_error_is_unsettled (error));
  g_assert_cmpuint (qs_test_aws_count_requests (site.aws), ==, 1);
}

static void
test_a_wrong_clock_is_corrected (void)
{
  g_auto(QsTestSite) site = { 0 };
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(GError) error = NULL;

  qs_test_site_init (&site);
  qs_test_aws_set_skew (site.aws, 3 * 60 * MINUTE);
  qs_test_site_answer (&site, 403, "InvalidSignatureException", NULL);
  qs_test_site_answer (&site, 200, NULL, NULL);
  reply = qs_test_site_finish (&site, qs_test_site_call (&site, "ListJobs", LIST), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (qs_test_aws_count_requests (site.aws), ==, 2);
  g_assert_cmpint (ABS (qs_test_aws_get_signed_at (site.aws) - qs_test_aws_get_time (site.aws)), <,
                   2000);
  g_assert_cmpint (ABS (qs_aws_client_get_server_time (site.client, "batch") -
                        qs_test_aws_get_time (site.aws)), <, 2000);

  /* And stays so. */
  g_clear_pointer (&reply, json_node_unref);
  reply = qs_test_site_finish (&site, qs_test_site_call (&site, "ListJobs", LIST), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (qs_test_aws_count_requests (site.aws), ==, 3);
}

static void
test_a_refusal_with_the_right_time_stays_one (void)
{
  g_auto(QsTestSite) site = { 0 };
  g_autoptr(GError) error = NULL;

  qs_test_site_init (&site);
  qs_test_aws_set_skew (site.aws, 3 * MINUTE);
  qs_test_site_answer (&site, 403, "InvalidSignatureException", NULL);
  g_assert_null (qs_test_site_finish (&site, qs_test_site_call (&site, "ListJobs", LIST), &error));
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_DENIED);
  g_assert_cmpuint (qs_test_aws_count_requests (site.aws), ==, 1);
}

static void
test_expired_credentials_are_renewed_once (void)
{
  g_auto(QsTestSite) site = { 0 };
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(GError) error = NULL;

  qs_test_site_init (&site);
  qs_test_site_answer (&site, 403, "ExpiredTokenException", NULL);
  qs_test_site_answer (&site, 200, NULL, NULL);
  reply = qs_test_site_finish (&site, qs_test_site_call (&site, "ListJobs", LIST), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (qs_test_keys_count_rejected (site.keys), ==, 1);
  g_assert_nonnull (strstr (qs_test_aws_get_header (site.aws, "authorization"),
                            "Credential=ASIAEXAMPLEKEY1/"));
}

/* Refuses the first key, and dates by its own clock that is ahead. */
static void
refuse_old_keys (QsTestAws    *aws,
                 const char   *path,
                 JsonObject   *body,
                 QsTestAnswer *given,
                 gpointer      user_data)
{
  if (ABS (qs_test_aws_get_signed_at (aws) - qs_test_aws_get_time (aws)) > 5 * MINUTE)
    *given = (QsTestAnswer) { .status = 403, .code = "SignatureDoesNotMatch" }
  ;
  else if (strstr (qs_test_aws_get_header (aws, "authorization"), "KEY0/") != NULL)
    *given = (QsTestAnswer) { .status = 403, .code = "ExpiredTokenException" }
  ;
}

static void
test_many_calls_are_put_right_together (void)
{
  g_auto(QsTestSite) site = { 0 };
  g_autoptr(GPtrArray) futures = g_ptr_array_new ();

  qs_test_site_init (&site);
  qs_test_aws_set_skew (site.aws, -20 * MINUTE);
  qs_test_aws_set_func (site.aws, refuse_old_keys, NULL);
  for (guint i = 0; i < 100; i++)
    g_ptr_array_add (futures, qs_test_site_call (&site, "ListJobs", LIST));

  for (guint i = 0; i < futures->len; i++)
    {
      g_autoptr(GError) error = NULL;

      dex_await (futures->pdata[i], &error);
      g_assert_no_error (error);
    }

  /* Only those that were under way when it turned out went in vain. */
  g_assert_cmpuint (qs_test_aws_count_requests (site.aws), <=, 100 + 2 * 16);
  g_assert_cmpuint (qs_test_keys_count_rejected (site.keys), ==, 1);
}

static void
test_a_storm_of_refusals_ends (void)
{
  g_auto(QsTestSite) site = { 0 };
  g_autoptr(GPtrArray) futures = g_ptr_array_new ();
  gboolean pending = TRUE;

  qs_test_site_init (&site);
  qs_test_site_answer (&site, 429, "TooManyRequestsException", NULL);
  for (guint i = 0; i < 300; i++)
    g_ptr_array_add (futures, qs_test_site_call (&site, "ListJobs", LIST));

  while (pending)
    {
      qs_test_clock_advance (site.clock, 500);
      qs_test_iterate ();
      pending = FALSE;
      for (guint i = 0; i < futures->len; i++)
        pending |= dex_future_is_pending (futures->pdata[i]);
    }

  /* All tokens are spent and no more: 500 of five each. */
  g_assert_cmpuint (qs_test_aws_count_requests (site.aws), ==, 300 + 100);
  for (guint i = 0; i < futures->len; i++)
    {
      g_autoptr(GError) error = NULL;

      dex_await (futures->pdata[i], &error);
      g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_THROTTLED);
    }
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/aws-repetition/what-passes-is-repeated", test_what_passes_is_repeated);
  qs_test_add_fiber ("/aws-repetition/the-service-says-how-long", test_the_service_says_how_long);
  qs_test_add_fiber ("/aws-repetition/what-may-be-done-is-not-repeated",
                     test_what_may_have_been_done_is_not_done_again);
  qs_test_add_fiber ("/aws-repetition/what-was-refused-is-repeated",
                     test_what_was_refused_is_sent_again);
  qs_test_add_fiber ("/aws-repetition/what-was-not-sent-is-no-riddle",
                     test_what_was_not_sent_is_no_riddle);
  qs_test_add_fiber ("/aws-repetition/garbage-is-no-answer", test_garbage_is_no_answer);
  qs_test_add_fiber ("/aws-repetition/a-wrong-clock-is-corrected", test_a_wrong_clock_is_corrected);
  qs_test_add_fiber ("/aws-repetition/a-right-clock-is-not-to-blame",
                     test_a_refusal_with_the_right_time_stays_one);
  qs_test_add_fiber ("/aws-repetition/expired-credentials-are-renewed",
                     test_expired_credentials_are_renewed_once);
  qs_test_add_fiber ("/aws-repetition/many-are-put-right-together",
                     test_many_calls_are_put_right_together);
  qs_test_add_fiber ("/aws-repetition/a-storm-of-refusals-ends", test_a_storm_of_refusals_ends);

  return g_test_run ();
}
