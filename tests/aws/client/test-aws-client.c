#include "qs-test-site.h"

#include "qs-engine-error.h"
#include "qs-json.h"
#include "qs-scope.h"
#include "qs-test.h"

#define MINUTE (60 * 1000)
#define LIST "{\"jobQueue\":\"q\"}"

static void
test_a_call_is_signed_and_answered (void)
{
  g_auto(QsTestSite) site = { 0 };
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(GError) error = NULL;

  qs_test_site_init (&site);
  qs_test_site_answer (&site,
                       200, NULL, "{\"jobSummaryList\":[{\"jobId\":\"j\",\"jobName\":\"n\"}]}");
  reply = dex_await_boxed (qs_test_site_call (&site, "ListJobs", LIST), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (qs_json_get_array (json_node_get_object (reply),
                                                              "jobSummaryList")), ==, 1);

  g_assert_cmpstr (qs_test_aws_get_path (site.aws), ==, "/v1/listjobs");
  g_assert_cmpint (qs_test_aws_get_signed_at (site.aws), ==, QS_TEST_SITE_START);
  g_assert_cmpstr (qs_test_aws_get_header (site.aws, "x-amz-security-token"), ==, "token/example");
  g_assert_nonnull (strstr (qs_test_aws_get_header (site.aws, "authorization"),
                            "Credential=ASIAEXAMPLEKEY0/20261118/eu-central-1/batch/aws4_request"));
  g_assert_true (g_str_has_prefix (qs_test_aws_get_header (site.aws, "user-agent"), "Quayside"));
}

static void
test_bytes_are_the_services_own (void)
{
  static const char body[] = "{\"jobSummaryList\":[], \"newer\": 1}";
  g_auto(QsTestSite) site = { 0 };
  g_autoptr(JsonNode) input = qs_json_parse (LIST, -1, NULL);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  qs_test_site_init (&site);
  qs_test_site_answer (&site, 200, NULL, body);
  bytes = dex_await_boxed (qs_aws_client_call_bytes (site.client, "batch", "ListJobs", input),
                           &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), body,
                   strlen (body));
}

static void
keep_sent (QsTestAws    *aws,
           const char   *path,
           JsonObject   *body,
           QsTestAnswer *answer,
           gpointer      user_data)
{
  char **sent = user_data;
  g_autoptr(JsonNode) node = json_node_init_object (json_node_alloc (), body);

  g_free (*sent);
  *sent = qs_json_print (node, FALSE);
  answer->body = "{\"jobDefinitions\":[{\"jobDefinitionName\":\"d\",\"containerProperties\":"
                 "{\"newer\":{\"a\":1}}}]}";
}

/* AWS may have learnt members after our models were made; they go both ways as they are. */
static void
test_newer_members_go_and_come (void)
{
  static const char input[] = "{\"jobDefinitionName\":\"d\",\"type\":\"container\","
                              "\"containerProperties\":{\"newer\":{\"a\":1}},\"latest\":[]}";
  g_auto(QsTestSite) site = { 0 };
  g_autofree char *sent = NULL;
  g_autofree char *came = NULL;
  g_autoptr(JsonNode) registered = NULL;
  g_autoptr(JsonNode) described = NULL;
  g_autoptr(GError) error = NULL;

  qs_test_site_init (&site);
  qs_test_aws_set_func (site.aws, keep_sent, &sent);
  registered = dex_await_boxed (qs_test_site_call (&site, "RegisterJobDefinition", input), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sent, ==, input);

  described = dex_await_boxed (qs_test_site_call (&site, "DescribeJobDefinitions", "{}"), &error);
  g_assert_no_error (error);
  came = qs_json_print (described, FALSE);
  g_assert_nonnull (strstr (came, "\"containerProperties\":{\"newer\":{\"a\":1}}"));
}

static void
test_errors_say_what_is_known (void)
{
  static const char denial[] =
    "{\"message\":\"User: arn:aws:iam::123456789012:user/ada is not authorized to perform: "
    "batch:ListJobs on resource: * because no identity-based policy allows the batch:ListJobs "
    "action\"}";
  g_auto(QsTestSite) site = { 0 };
  g_autoptr(GError) error = NULL;
  const QsErrorDetails *details;

  qs_test_site_init (&site);
  qs_test_site_answer (&site, 403, "AccessDeniedException", denial);
  g_assert_false (dex_await (qs_test_site_call (&site, "ListJobs", LIST), &error));
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_DENIED);
  g_assert_true (g_str_has_prefix (error->message, "User: arn:aws:iam::123456789012:user/ada is"));

  details = qs_engine_error_get_details (error);
  g_assert_cmpstr (details->service, ==, "batch");
  g_assert_cmpstr (details->operation, ==, "ListJobs");
  g_assert_cmpstr (details->code, ==, "AccessDeniedException");
  g_assert_cmpstr (details->action, ==, "batch:ListJobs");
  g_assert_cmpstr (details->request_id, ==, "request-1");
  g_assert_cmpuint (details->status, ==, 403);
  g_assert_false (details->unsettled);
  g_assert_cmpuint (qs_test_aws_count_requests (site.aws), ==, 1);
}

static void
test_codes_say_what_to_do (void)
{
  static const struct
  {
    guint         status;
    const char   *code;
    QsEngineError expected;
    guint         requests;
  } cases[] = {
    { 400, "ClientException", QS_ENGINE_ERROR_INVALID, 1 },
    { 404, NULL, QS_ENGINE_ERROR_NOT_FOUND, 1 },
    { 400, "ResourceNotFoundException", QS_ENGINE_ERROR_NOT_FOUND, 1 },
    { 400, "InvalidClientTokenId", QS_ENGINE_ERROR_DENIED, 1 },
    { 403, "SignatureDoesNotMatch", QS_ENGINE_ERROR_DENIED, 1 },
    { 403, NULL, QS_ENGINE_ERROR_DENIED, 1 },
    { 403, "ExpiredTokenException", QS_ENGINE_ERROR_EXPIRED, 2 },
    { 429, "TooManyRequestsException", QS_ENGINE_ERROR_THROTTLED, 3 },
    { 400, "ThrottlingException", QS_ENGINE_ERROR_THROTTLED, 3 },
    { 500, "ServerException", QS_ENGINE_ERROR_SERVER, 3 },
    { 503, NULL, QS_ENGINE_ERROR_SERVER, 3 },
    { 301, NULL, QS_ENGINE_ERROR_INVALID_REPLY, 1 },
    { 0, NULL, QS_ENGINE_ERROR_UNAVAILABLE, 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(QsTestSite) site = { 0 };
      g_autoptr(GError) error = NULL;

      qs_test_site_init (&site);
      qs_test_site_answer (&site, cases[i].status, cases[i].code, NULL);
      g_assert_null (qs_test_site_finish (&site,
                                          qs_test_site_call (&site, "ListJobs", LIST), &error));
      g_assert_error (error, QS_ENGINE_ERROR, (int) cases[i].expected);
      g_assert_cmpstr (error->message, !=, "");
      g_assert_cmpuint (qs_engine_error_get_details (error)->status, ==, cases[i].status);
      g_assert_false (qs_engine_error_is_unsettled (error));
      if (cases[i].status != 0)
        g_assert_cmpuint (qs_test_aws_count_requests (site.aws), ==, cases[i].requests);
    }
}

static void
test_what_needs_no_signature_has_none (void)
{
  g_auto(QsTestSite) site = { 0 };
  g_autoptr(QsAwsClient) nobody = NULL;
  g_autoptr(JsonNode) input = qs_json_parse (LIST, -1, NULL);
  g_autoptr(GError) error = NULL;

  qs_test_site_init (&site);
  nobody = qs_test_aws_connect (site.aws, NULL);
  g_assert_false (dex_await (qs_aws_client_call (nobody, "batch", "ListJobs", input), &error));
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_DENIED);
  g_assert_cmpuint (qs_test_aws_count_requests (site.aws), ==, 0);
}

static void
test_wrong_calls_are_not_sent (void)
{
  g_auto(QsTestSite) site = { 0 };
  g_autoptr(GError) error = NULL;

  qs_test_site_init (&site);
  g_assert_false (dex_await (qs_test_site_call (&site, "DestroyWorld", "{}"), &error));
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (dex_await (qs_aws_client_call (site.client, "weather", "Rain", NULL), &error));
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID);
  g_assert_cmpuint (qs_test_aws_count_requests (site.aws), ==, 0);
}

static void
test_a_dropped_call_ends (void)
{
  g_auto(QsTestSite) site = { 0 };
  DexFuture *future;

  qs_test_site_init (&site);
  qs_test_site_answer (&site, 429, "TooManyRequestsException", NULL);
  future = qs_test_site_call (&site, "ListJobs", LIST);
  qs_test_until (qs_test_clock_waiting (site.clock) == 1);
  dex_unref (future);
  qs_test_until (qs_test_clock_waiting (site.clock) == 0);
  g_assert_cmpuint (qs_test_aws_count_requests (site.aws), ==, 1);
}

static void
test_a_cancelled_scope_ends_its_calls (void)
{
  g_auto(QsTestSite) site = { 0 };
  g_autoptr(QsScope) scope = qs_scope_new ();
  g_autoptr(GError) error = NULL;
  DexFuture *future;

  qs_test_site_init (&site);
  qs_test_site_answer (&site, 429, "TooManyRequestsException", NULL);
  future = qs_scope_guard (scope, qs_test_site_call (&site, "ListJobs", LIST));
  qs_test_until (qs_test_clock_waiting (site.clock) == 1);
  qs_scope_cancel (scope);
  g_assert_false (dex_await (future, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  qs_test_until (qs_test_clock_waiting (site.clock) == 0);
}

static void
test_pages_are_put_together (void)
{
  g_auto(QsTestSite) site = { 0 };
  g_autoptr(JsonNode) reply = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  qs_test_site_init (&site);
  qs_test_site_answer (&site,
                       200, NULL, "{\"jobQueues\":[{\"jobQueueName\":\"a\"}],\"nextToken\":\"2\"}");
  qs_test_site_answer (&site, 200, NULL, "{\"jobQueues\":[],\"nextToken\":\"3\"}");
  qs_test_site_answer (&site, 200, NULL, "{\"jobQueues\":[{\"jobQueueName\":\"b\"}]}");
  reply = dex_await_boxed (qs_aws_client_call_all (site.client, "batch", "DescribeJobQueues",
                                                   NULL), &error);
  g_assert_no_error (error);
  text = qs_json_print (reply, FALSE);
  g_assert_cmpstr (text, ==, "{\"jobQueues\":[{\"jobQueueName\":\"a\"},{\"jobQueueName\":\"b\"}]}");
  g_assert_cmpuint (qs_test_aws_count_requests (site.aws), ==, 3);
}

static void
test_pages_in_a_circle_end (void)
{
  g_auto(QsTestSite) site = { 0 };
  g_autoptr(GError) error = NULL;

  qs_test_site_init (&site);
  qs_test_site_answer (&site, 200, NULL, "{\"jobQueues\":[],\"nextToken\":\"2\"}");
  g_assert_false (dex_await (qs_aws_client_call_all (site.client, "batch", "DescribeJobQueues",
                                                     NULL), &error));
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY);
  g_assert_cmpuint (qs_test_aws_count_requests (site.aws), ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/aws-client/a-call-is-signed", test_a_call_is_signed_and_answered);
  qs_test_add_fiber ("/aws-client/bytes-are-the-services-own", test_bytes_are_the_services_own);
  qs_test_add_fiber ("/aws-client/newer-members-go-and-come", test_newer_members_go_and_come);
  qs_test_add_fiber ("/aws-client/errors-say-what-is-known", test_errors_say_what_is_known);
  qs_test_add_fiber ("/aws-client/codes-say-what-to-do", test_codes_say_what_to_do);
  qs_test_add_fiber ("/aws-client/a-signature-needs-credentials",
                     test_what_needs_no_signature_has_none);
  qs_test_add_fiber ("/aws-client/wrong-calls-are-not-sent", test_wrong_calls_are_not_sent);
  qs_test_add_fiber ("/aws-client/a-dropped-call-ends", test_a_dropped_call_ends);
  qs_test_add_fiber ("/aws-client/a-cancelled-scope-ends-its-calls",
                     test_a_cancelled_scope_ends_its_calls);
  qs_test_add_fiber ("/aws-client/pages-are-put-together", test_pages_are_put_together);
  qs_test_add_fiber ("/aws-client/pages-in-a-circle-end", test_pages_in_a_circle_end);

  return g_test_run ();
}
