#include "qs-service-model.h"

#include "qs-json.h"
#include "qs-test.h"

static QsServiceModel *
load_batch (void)
{
  g_autoptr(GError) error = NULL;
  QsServiceModel *model = qs_service_model_load ("batch", &error);

  g_assert_no_error (error);
  g_assert_nonnull (model);
  return model;
}

static GPtrArray *
check (const char *operation,
       const char *text)
{
  g_autoptr(QsServiceModel) model = load_batch ();
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) input = qs_json_parse (text, -1, &error);

  g_assert_no_error (error);
  return qs_service_model_check (model, operation, input);
}

static void
assert_one_fault (const char *operation,
                  const char *text,
                  const char *path,
                  const char *message)
{
  g_autoptr(GPtrArray) faults = check (operation, text);
  QsFault *fault;

  g_assert_cmpuint (faults->len, ==, 1);
  fault = g_ptr_array_index (faults, 0);
  g_assert_cmpstr (fault->path, ==, path);
  g_assert_cmpstr (fault->message, ==, message);
}

static void
test_batch_is_carried_whole (void)
{
  g_autoptr(QsServiceModel) model = load_batch ();
  const char * const needed[] = {
    "CreateComputeEnvironment", "UpdateComputeEnvironment", "DescribeComputeEnvironments",
    "DeleteComputeEnvironment", "CreateJobQueue", "UpdateJobQueue", "DescribeJobQueues",
    "DeleteJobQueue", "RegisterJobDefinition", "DescribeJobDefinitions",
    "DeregisterJobDefinition", "SubmitJob", "DescribeJobs", "ListJobs", "CancelJob",
    "TerminateJob", "TagResource", "UntagResource", "ListTagsForResource",
  };

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    g_assert_nonnull (qs_service_model_lookup_operation (model, needed[i]));

  g_assert_cmpstr (qs_service_model_get_metadata (model, "protocol"), ==, "rest-json");
  g_assert_cmpuint (g_strv_length ((char **) qs_service_model_get_operations (model)), >=, 31);
}

static void
test_an_operation_knows_its_http (void)
{
  g_autoptr(QsServiceModel) model = load_batch ();
  const QsOperation *operation = qs_service_model_lookup_operation (model, "TagResource");
  const QsMember *arn;

  g_assert_cmpstr (qs_operation_get_method (operation), ==, "POST");
  g_assert_cmpstr (qs_operation_get_request_uri (operation), ==, "/v1/tags/{resourceArn}");
  g_assert_cmpuint (qs_operation_get_n_errors (operation), ==, 2);
  g_assert_cmpstr (qs_shape_get_name (qs_operation_get_error (operation, 0)), ==,
                   "ClientException");

  arn = qs_service_model_find_input (model, "TagResource", "resourceArn");
  g_assert_cmpstr (qs_member_get_trait (arn, "location"), ==, "uri");
  g_assert_cmpstr (qs_member_get_trait (arn, "locationName"), ==, "resourceArn");
  g_assert_true (qs_member_is_required (arn));
}

static void
test_a_path_leads_to_its_member (void)
{
  g_autoptr(QsServiceModel) model = load_batch ();
  const QsMember *member;
  const char *operation = "RegisterJobDefinition";

  member = qs_service_model_find_input (model, operation,
                                        "containerProperties.mountPoints[1].readOnly");
  g_assert_nonnull (member);
  g_assert_cmpint (qs_shape_get_kind (qs_member_get_shape (member)), ==, QS_SHAPE_BOOLEAN);
  g_assert_false (qs_member_is_required (member));

  member = qs_service_model_find_input (model, operation, "type");
  g_assert_true (qs_member_is_required (member));
  g_assert_true (g_strv_contains (qs_shape_get_enum (qs_member_get_shape (member)), "container"));

  member = qs_service_model_find_input (model, operation, "tags[\"a b\"]");
  g_assert_cmpstr (qs_shape_get_name (qs_member_get_shape (member)), ==, "TagValue");

  g_assert_null (qs_service_model_find_input (model, operation, "containerProperties[1]"));
  g_assert_null (qs_service_model_find_input (model, operation, "containerProperties.nothing"));
  g_assert_null (qs_service_model_find_input (model, operation, "type.container"));
  g_assert_null (qs_service_model_find_input (model, operation, "tags["));
  g_assert_null (qs_service_model_find_input (model, operation, ""));
  g_assert_null (qs_service_model_find_input (model, "Nothing", "type"));
}

static void
test_a_good_request_has_no_fault (void)
{
  g_autoptr(GPtrArray) faults =
    check ("SubmitJob",
           "{\"jobName\":\"a\",\"jobQueue\":\"default\",\"jobDefinition\":\"d:1\","
           "\"arrayProperties\":{\"size\":2.0},\"parameters\":{\"input\":\"/datastore/a\"},"
           "\"dependsOn\":[{\"jobId\":\"1\",\"type\":\"N_TO_N\"}],\"nodeOverrides\":null,"
           "\"containerOverrides\":{\"command\":[\"true\"],\"environment\":[{\"name\":\"A\"}]}}");

  g_assert_cmpuint (faults->len, ==, 0);
}

static void
test_a_fault_names_member_value_and_rule (void)
{
  assert_one_fault ("DescribeJobs", "{}", "jobs", "jobs is required");
  assert_one_fault ("DescribeJobs", "{\"jobs\":null}", "jobs", "jobs is required");
  assert_one_fault ("DescribeJobs", "{\"jobs\":{}}", "jobs", "jobs is {}: it must be a list");
  assert_one_fault ("DescribeJobs", "{\"jobs\":[7]}", "jobs[0]", "jobs[0] is 7: it must be text");
  assert_one_fault ("DescribeJobs", "{\"jobs\":[],\"job\":\"a\"}", "job",
                    "job is \"a\": it is no member of DescribeJobsRequest");
  assert_one_fault ("ListJobs", "{\"jobStatus\":\"running\"}", "jobStatus",
                    "jobStatus is \"running\": it must be one of SUBMITTED, PENDING, RUNNABLE, "
                    "STARTING, RUNNING, SUCCEEDED, FAILED");
  assert_one_fault ("ListJobs", "{\"maxResults\":1.5}", "maxResults",
                    "maxResults is 1.5: it must be a whole number");
  assert_one_fault ("ListJobs", "{\"maxResults\":3000000000}", "maxResults",
                    "maxResults is 3000000000: it must be from -2147483648 to 2147483647");
  assert_one_fault ("TagResource", "{\"resourceArn\":\"a\",\"tags\":{\"\":\"b\"}}", "tags[\"\"]",
                    "tags[\"\"] must have at least 1 character");
  assert_one_fault ("TagResource", "{\"resourceArn\":\"a\",\"tags\":{}}", "tags",
                    "tags is {}: it must have at least 1 entry");
  assert_one_fault ("ListJobs", "[]", "", "The request must be an object");
}

static void
test_all_faults_are_found (void)
{
  g_autoptr(GPtrArray) faults =
    check ("SubmitJob", "{\"jobName\":1,\"jobQueue\":[],\"more\":true,"
           "\"retryStrategy\":{\"evaluateOnExit\":[{\"action\":\"STOP\"}]}}");
  g_autofree char *message = qs_faults_dup_message (faults);

  g_assert_cmpuint (faults->len, ==, 5);
  g_assert_nonnull (strstr (message, "retryStrategy.evaluateOnExit[0].action is \"STOP\""));
  g_assert_nonnull (strstr (message, "jobDefinition is required"));
}

static void
test_a_value_is_shown_short_and_safe (void)
{
  g_autofree char *longer = g_strnfill (5000, 'x');
  g_autofree char *text = g_strdup_printf ("{\"jobStatus\":\"\\u001b[31m%s\"}", longer);
  g_autoptr(GPtrArray) faults = check ("ListJobs", text);
  QsFault *fault = g_ptr_array_index (faults, 0);

  g_assert_cmpint (g_utf8_strlen (fault->value, -1), ==, 60);
  g_assert_null (strchr (fault->message, '\033'));
  g_assert_true (g_str_has_suffix (fault->value, "…\""));
}

static void
test_an_unknown_operation_is_a_fault (void)
{
  assert_one_fault ("EatJob", "{}", "",
                    "The request asks for “EatJob”, which is no operation of this service");
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/service-model/batch-is-carried-whole", test_batch_is_carried_whole);
  g_test_add_func ("/service-model/operation-knows-its-http", test_an_operation_knows_its_http);
  g_test_add_func ("/service-model/path-leads-to-its-member", test_a_path_leads_to_its_member);
  g_test_add_func ("/service-model/good-request-has-no-fault", test_a_good_request_has_no_fault);
  g_test_add_func ("/service-model/fault-names-member-value-and-rule",
                   test_a_fault_names_member_value_and_rule);
  g_test_add_func ("/service-model/all-faults-are-found", test_all_faults_are_found);
  g_test_add_func ("/service-model/value-is-shown-short-and-safe",
                   test_a_value_is_shown_short_and_safe);
  g_test_add_func ("/service-model/unknown-operation-is-a-fault",
                   test_an_unknown_operation_is_a_fault);

  return g_test_run ();
}
