#include "qs-clone-request.h"

#include "qs-json.h"
#include "qs-test.h"

/* What a clone of @job asks for, on one line. */
static char *
make_clone (const char *job)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) detail = qs_json_parse (job, -1, &error);
  g_autoptr(JsonNode) request = NULL;

  g_assert_no_error (error);
  request = qs_clone_request_new (json_node_get_object (detail));
  return qs_json_print (request, FALSE);
}

static void
test_asks_for_what_ran (void)
{
  g_autofree char *request = make_clone (
    "{\"jobId\":\"1\",\"jobName\":\"md5\",\"jobQueue\":\"q\",\"jobDefinition\":\"d:3\","
    "\"status\":\"FAILED\",\"dependsOn\":[{\"jobId\":\"0\"}],\"parameters\":{\"a\":\"b\"},"
    "\"retryStrategy\":{\"attempts\":2,\"evaluateOnExit\":[]},"
    "\"timeout\":{\"attemptDurationSeconds\":60},"
    "\"container\":{\"image\":\"i\",\"command\":[\"x\",\"\"],\"exitCode\":1,\"volumes\":[],"
    "\"environment\":[{\"name\":\"A\",\"value\":\"1\"},"
    "{\"name\":\"AWS_BATCH_JOB_ID\",\"value\":\"1\"}],"
    "\"resourceRequirements\":[{\"type\":\"VCPU\",\"value\":\"2\"}]}}");

  g_assert_cmpstr (request, ==,
                   "{\"jobName\":\"md5\",\"jobQueue\":\"q\",\"jobDefinition\":\"d:3\","
                   "\"parameters\":{\"a\":\"b\"},"
                   "\"retryStrategy\":{\"attempts\":2,\"evaluateOnExit\":[]},"
                   "\"timeout\":{\"attemptDurationSeconds\":60},"
                   "\"containerOverrides\":{\"command\":[\"x\",\"\"],"
                   "\"environment\":[{\"name\":\"A\",\"value\":\"1\"}],"
                   "\"resourceRequirements\":[{\"type\":\"VCPU\",\"value\":\"2\"}]}}");
}

static void
test_leaves_tags_of_the_submission_out (void)
{
  g_autofree char *some = make_clone ("{\"jobName\":\"n\",\"tags\":{\"quayside:submission\":\"u\","
                                      "\"aws:x\":\"y\",\"team\":\"t\"}}");
  g_autofree char *none = make_clone ("{\"jobName\":\"n\","
                                      "\"tags\":{\"quayside:submission\":\"u\"}}");

  g_assert_cmpstr (some, ==, "{\"jobName\":\"n\",\"tags\":{\"team\":\"t\"}}");
  g_assert_cmpstr (none, ==, "{\"jobName\":\"n\"}");
}

static void
test_old_sizes_become_requirements (void)
{
  g_autofree char *request = make_clone (
    "{\"jobName\":\"n\",\"container\":{\"vcpus\":4,\"memory\":512}}");

  g_assert_cmpstr (request, ==,
                   "{\"jobName\":\"n\",\"containerOverrides\":{\"resourceRequirements\":["
                   "{\"type\":\"VCPU\",\"value\":\"4\"},"
                   "{\"type\":\"MEMORY\",\"value\":\"512\"}]}}");
}

static void
test_an_array_is_cloned_whole_and_a_child_alone (void)
{
  g_autofree char *parent = make_clone ("{\"jobName\":\"n\",\"arrayProperties\":"
                                        "{\"size\":10,\"statusSummary\":{\"FAILED\":1}}}");
  g_autofree char *child = make_clone ("{\"jobName\":\"n\",\"arrayProperties\":{\"index\":3}}");

  g_assert_cmpstr (parent, ==, "{\"jobName\":\"n\",\"arrayProperties\":{\"size\":10}}");
  g_assert_cmpstr (child, ==, "{\"jobName\":\"n\"}");
}

static void
test_containers_of_a_task_keep_their_names (void)
{
  g_autofree char *request = make_clone (
    "{\"jobName\":\"n\",\"ecsProperties\":{\"taskProperties\":[{\"volumes\":[],\"containers\":["
    "{\"name\":\"a\",\"image\":\"i\",\"exitCode\":0,\"command\":[\"c\"]},{\"name\":\"b\"}]}]}}");

  g_assert_cmpstr (request, ==,
                   "{\"jobName\":\"n\",\"ecsPropertiesOverride\":{\"taskProperties\":["
                   "{\"containers\":[{\"name\":\"a\",\"command\":[\"c\"]},{\"name\":\"b\"}]}]}}");
}

static void
test_the_original_is_left_alone (void)
{
  const char *text = "{\"container\":{\"environment\":[{\"name\":\"AWS_BATCH_X\",\"value\":\"\"}]},"
                     "\"tags\":{\"quayside:submission\":\"u\"}}";
  g_autoptr(JsonNode) detail = qs_json_parse (text, -1, NULL);
  g_autoptr(JsonNode) request = qs_clone_request_new (json_node_get_object (detail));
  g_autofree char *after = qs_json_print (detail, FALSE);

  g_assert_nonnull (request);
  g_assert_cmpstr (after, ==, text);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/clone-request/asks-for-what-ran", test_asks_for_what_ran);
  g_test_add_func ("/clone-request/leaves-tags-of-the-submission-out",
                   test_leaves_tags_of_the_submission_out);
  g_test_add_func ("/clone-request/old-sizes-become-requirements",
                   test_old_sizes_become_requirements);
  g_test_add_func ("/clone-request/an-array-is-cloned-whole-and-a-child-alone",
                   test_an_array_is_cloned_whole_and_a_child_alone);
  g_test_add_func ("/clone-request/containers-of-a-task-keep-their-names",
                   test_containers_of_a_task_keep_their_names);
  g_test_add_func ("/clone-request/the-original-is-left-alone", test_the_original_is_left_alone);

  return g_test_run ();
}
