#include "qs-aws-creation.h"

#include "qs-aws-engine.h"
#include "qs-json.h"
#include "qs-test-site.h"
#include "qs-test.h"

#define QUEUE "{\"jobQueueName\":\"q\",\"priority\":1,\"computeEnvironmentOrder\":" \
        "[{\"order\":1,\"computeEnvironment\":\"e\"}]}"
#define QUEUE_THERE \
        "{\"jobQueues\":[{\"jobQueueName\":\"q\",\"jobQueueArn\":\"arn:q\",\"priority\":1," \
        "\"state\":\"ENABLED\",\"computeEnvironmentOrder\":[{\"order\":1,\"computeEnvironment\":" \
        "\"arn:aws:batch:eu-central-1:123456789012:compute-environment/e\"}]}]}"
#define QUEUE_OF_OTHERS \
        "{\"jobQueues\":[{\"jobQueueName\":\"q\",\"jobQueueArn\":\"arn:q\",\"priority\":7}]}"
#define DEFINITION "{\"jobDefinitionName\":\"d\",\"type\":\"container\"," \
        "\"containerProperties\":{\"image\":\"new\"}}"

static void
check_match (const char *asked,
             const char *found,
             gboolean    expected)
{
  g_autoptr(JsonNode) asked_node = qs_json_parse (asked, -1, NULL);
  g_autoptr(JsonNode) found_node = qs_json_parse (found, -1, NULL);

  g_assert_cmpint (qs_aws_creation_matches (asked_node, found_node), ==, expected);
}

static void
test_what_is_ours (void)
{
  check_match ("{}", "{\"a\":1}", TRUE);
  check_match ("{\"a\":1}", "{\"a\":1.0,\"b\":2}", TRUE);
  check_match ("{\"a\":1}", "{\"a\":2}", FALSE);
  check_match ("{\"a\":1}", "{\"a\":\"1\"}", FALSE);
  check_match ("{\"a\":true}", "{\"a\":false}", FALSE);
  check_match ("{\"a\":null}", "{}", TRUE);
  check_match ("{\"a\":\"b\"}", "{}", FALSE);
  check_match ("{\"a\":[1,2]}", "{\"a\":[1,2]}", TRUE);
  check_match ("{\"a\":[1,2]}", "{\"a\":[2,1]}", FALSE);
  check_match ("{\"a\":[1]}", "{\"a\":[1,2]}", FALSE);
  check_match ("{\"a\":{\"b\":\"c\"}}", "{\"a\":{\"b\":\"c\",\"d\":0}}", TRUE);
  check_match ("{\"a\":{\"b\":\"c\"}}", "{\"a\":[]}", FALSE);
  check_match ("{\"role\":\"r\"}", "{\"role\":\"arn:aws:iam::1:role/r\"}", TRUE);
  check_match ("{\"role\":\"r\"}", "{\"role\":\"arn:aws:iam::1:role/our\"}", FALSE);
}

static JsonNode *
create (QsTestSite *site,
        const char *operation,
        const char *input,
        GError    **error)
{
  g_autoptr(QsEngine) engine = qs_aws_engine_new (site->client, NULL);
  g_autoptr(JsonNode) node = qs_json_parse (input, -1, NULL);

  return qs_test_site_finish (site, qs_engine_call (engine, operation, node), error);
}

static void
test_a_creation_is_sent_once (void)
{
  g_auto(QsTestSite) site = { 0 };
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(GError) error = NULL;

  qs_test_site_init (&site);
  qs_test_site_answer (&site, 200, NULL, "{\"jobQueueName\":\"q\",\"jobQueueArn\":\"arn:q\"}");
  reply = create (&site, "CreateJobQueue", QUEUE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (qs_test_aws_count_requests (site.aws), ==, 1);
}

static void
test_what_was_made_is_recognised (void)
{
  g_auto(QsTestSite) site = { 0 };
  g_autoptr(JsonNode) reply = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  qs_test_site_init (&site);
  qs_test_site_answer (&site, 0, NULL, NULL);
  qs_test_site_answer (&site, 200, NULL, "{\"jobQueues\":[]}");
  qs_test_site_answer (&site, 200, NULL, QUEUE_THERE);
  reply = create (&site, "CreateJobQueue", QUEUE, &error);
  g_assert_no_error (error);
  text = qs_json_print (reply, FALSE);
  g_assert_cmpstr (text, ==, "{\"jobQueueName\":\"q\",\"jobQueueArn\":\"arn:q\"}");
  g_assert_cmpuint (qs_test_aws_count_requests (site.aws), ==, 3);
}

/* A Batch in which the queue is never made, or is somebody else's. */
static void
answer_about_queues (QsTestAws    *aws,
                     const char   *path,
                     JsonObject   *body,
                     QsTestAnswer *answer,
                     gpointer      user_data)
{
  guint *created = user_data;

  if (g_str_equal (path, "/v1/describejobqueues"))
    answer->body = QUEUE_OF_OTHERS;
  else if ((*created)++ == 0)
    answer->status = 0;
  else
    *answer = (QsTestAnswer) { .status = 400, .code = "ClientException",
                               .body = "{\"message\":\"Object already exists\"}" }
  ;
}

static void
test_what_is_not_ours_stays_refused (void)
{
  g_auto(QsTestSite) site = { 0 };
  g_autoptr(GError) error = NULL;
  guint created = 0;

  qs_test_site_init (&site);
  qs_test_aws_set_func (site.aws, answer_about_queues, &created);
  g_assert_null (create (&site, "CreateJobQueue", QUEUE, &error));
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "Object already exists");
  g_assert_cmpuint (created, ==, 2);
}

static void
test_the_newest_revision_is_looked_at (void)
{
  g_auto(QsTestSite) site = { 0 };
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(GError) error = NULL;

  qs_test_site_init (&site);
  qs_test_site_answer (&site, 500, "ServerException", NULL);
  qs_test_site_answer (&site, 200, NULL,
                       "{\"jobDefinitions\":["
                       "{\"jobDefinitionName\":\"d\",\"revision\":9,\"status\":\"INACTIVE\"},"
                       "{\"jobDefinitionName\":\"d\",\"revision\":2,\"type\":\"container\","
                       "\"containerProperties\":{\"image\":\"new\",\"user\":\"u\"}},"
                       "{\"jobDefinitionName\":\"d\",\"revision\":1,\"type\":\"container\"}]}");
  reply = create (&site, "RegisterJobDefinition", DEFINITION, &error);
  g_assert_no_error (error);
  g_assert_cmpint (qs_json_get_int (json_node_get_object (reply), "revision", 0), ==, 2);
  g_assert_cmpuint (qs_test_aws_count_requests (site.aws), ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/aws-creation/what-was-asked-for-is-ours", test_what_is_ours);
  qs_test_add_fiber ("/aws-creation/a-creation-is-sent-once", test_a_creation_is_sent_once);
  qs_test_add_fiber ("/aws-creation/what-was-made-is-recognised",
                     test_what_was_made_is_recognised);
  qs_test_add_fiber ("/aws-creation/what-is-not-ours-stays-refused",
                     test_what_is_not_ours_stays_refused);
  qs_test_add_fiber ("/aws-creation/the-newest-revision-is-looked-at",
                     test_the_newest_revision_is_looked_at);

  return g_test_run ();
}
