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

static void
assert_is_no_model (const char *text,
                    const char *message)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  g_autoptr(QsServiceModel) model = qs_service_model_new_from_bytes (bytes, &error);

  g_assert_null (model);
  g_assert_error (error, QS_MODEL_ERROR, QS_MODEL_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, message));
}

static void
test_a_broken_model_is_refused_with_its_place (void)
{
  assert_is_no_model ("", "0 bytes");
  assert_is_no_model ("[]", "it must be an object");
  assert_is_no_model ("{}", "shapes");
  assert_is_no_model ("{\"shapes\":{}}", "operations");
  assert_is_no_model ("{\"shapes\":{\"A\":7},\"operations\":{}}", "A: a shape must be an object");
  assert_is_no_model ("{\"shapes\":{\"A\":{\"type\":\"tree\"}},\"operations\":{}}",
                      "A: “tree” is no type that Quayside knows");
  assert_is_no_model ("{\"shapes\":{\"A\":{\"type\":\"list\",\"member\":{\"shape\":\"B\"}}},"
                      "\"operations\":{}}", "A: “member” refers to no shape of this model");
  assert_is_no_model ("{\"shapes\":{\"A\":{\"type\":\"string\"}},\"operations\":{\"B\":{\"input\":"
                      "{\"shape\":\"A\"}}}}", "B: “input” must be a structure");
}

#define MODEL_OF(shapes) \
        "{\"metadata\":{},\"operations\":{\"A\":{\"input\":{\"shape\":\"S\"}}}," \
        "\"shapes\":{" shapes "}}"

static char *
check_with (const char *model_text,
            const char *input_text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (model_text, strlen (model_text));
  g_autoptr(GError) error = NULL;
  g_autoptr(QsServiceModel) model = qs_service_model_new_from_bytes (bytes, &error);
  g_autoptr(JsonNode) input = qs_json_parse (input_text, -1, NULL);
  g_autoptr(GPtrArray) faults = NULL;

  g_assert_no_error (error);
  faults = qs_service_model_check (model, "A", input);
  return qs_faults_dup_message (faults);
}

static void
test_a_pattern_is_matched_as_it_is_written (void)
{
  const char *model = MODEL_OF ("\"S\":{\"type\":\"structure\","
                                "\"members\":{\"a\":{\"shape\":\"T\"}}},"
                                "\"T\":{\"type\":\"string\",\"pattern\":"
                                "\"^[a\\u00e9\\ud83d\\ude00]+$\"}");
  g_autofree char *good = check_with (model, "{\"a\":\"aé😀\"}");
  g_autofree char *bad = check_with (model, "{\"a\":\"ab\"}");
  g_autofree char *line = check_with (model, "{\"a\":\"a\\n\"}");

  g_assert_cmpstr (good, ==, "");
  g_assert_nonnull (strstr (bad, "a is \"ab\": it must match ^["));
  g_assert_cmpstr (line, !=, "");
}

/* Models of other services are for Java, which takes more than we do. */
static void
test_a_pattern_that_is_none_here_holds_nothing_back (void)
{
  g_autofree char *message =
    check_with (MODEL_OF ("\"S\":{\"type\":\"structure\",\"members\":{\"t\":{\"shape\":\"T\"}}},"
                          "\"T\":{\"type\":\"string\",\"pattern\":\"(\"}"),
                "{\"t\":\"a\"}");

  g_assert_cmpstr (message, ==, "");
}

static void
test_a_structure_may_have_no_members (void)
{
  g_autofree char *message = check_with (MODEL_OF ("\"S\":{\"type\":\"structure\"}"), "{}");

  g_assert_cmpstr (message, ==, "");
}

static void
test_a_sensitive_value_is_not_told (void)
{
  g_autofree char *message =
    check_with (MODEL_OF ("\"S\":{\"type\":\"structure\",\"members\":{\"t\":{\"shape\":\"T\"}}},"
                          "\"T\":{\"type\":\"string\",\"min\":9,\"sensitive\":true}"),
                "{\"t\":\"secret\"}");

  g_assert_cmpstr (message, ==, "t must have at least 9 characters");
}

static void
test_no_pattern_keeps_the_program_busy (void)
{
  const char *model = MODEL_OF ("\"S\":{\"type\":\"structure\","
                                "\"members\":{\"a\":{\"shape\":\"T\"}}},"
                                "\"T\":{\"type\":\"string\",\"pattern\":\"^(a+)+$\"}");
  g_autofree char *many = g_strnfill (200, 'a');
  g_autofree char *input = g_strdup_printf ("{\"a\":\"%s!\"}", many);
  gint64 start = g_get_monotonic_time ();
  g_autofree char *message = check_with (model, input);

  g_assert_nonnull (strstr (message, "must match"));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 2 * G_USEC_PER_SEC);
}

static void
test_a_shape_of_itself_ends (void)
{
  const char *model = MODEL_OF ("\"S\":{\"type\":\"structure\",\"members\":{\"a\":"
                                "{\"shape\":\"S\"}}}");
  g_autoptr(GString) input = g_string_new (NULL);
  g_autofree char *message = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (input, "{\"a\":");
  g_string_append (input, "{}");
  for (guint i = 0; i < 100; i++)
    g_string_append_c (input, '}');
  message = check_with (model, input->str);

  g_assert_nonnull (strstr (message, "is nested too deeply"));
}

static void
test_traits_are_kept (void)
{
  const char *text = MODEL_OF ("\"S\":{\"type\":\"structure\",\"payload\":\"a\",\"members\":{\"a\":"
                               "{\"shape\":\"L\",\"locationName\":\"b\",\"flattened\":true}}},"
                               "\"L\":{\"type\":\"list\",\"member\":{\"shape\":\"S\","
                               "\"locationName\":\"item\"},\"flattened\":false}");
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(QsServiceModel) model = qs_service_model_new_from_bytes (bytes, NULL);
  const QsShape *structure = qs_service_model_lookup_shape (model, "S");
  const QsMember *member = qs_shape_lookup_member (structure, "a");
  const QsShape *list = qs_member_get_shape (member);

  g_assert_cmpstr (qs_shape_get_trait (structure, "payload"), ==, "a");
  g_assert_cmpstr (qs_member_get_trait (member, "locationName"), ==, "b");
  g_assert_true (qs_member_has_trait (member, "flattened"));
  g_assert_false (qs_shape_has_trait (list, "flattened"));
  g_assert_cmpstr (qs_member_get_trait (qs_shape_get_element (list), "locationName"), ==, "item");
  g_assert_null (qs_member_get_trait (member, "location"));
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
  g_test_add_func ("/service-model/broken-model-is-refused-with-its-place",
                   test_a_broken_model_is_refused_with_its_place);
  g_test_add_func ("/service-model/pattern-is-matched-as-it-is-written",
                   test_a_pattern_is_matched_as_it_is_written);
  g_test_add_func ("/service-model/pattern-that-is-none-here-holds-nothing-back",
                   test_a_pattern_that_is_none_here_holds_nothing_back);
  g_test_add_func ("/service-model/structure-may-have-no-members",
                   test_a_structure_may_have_no_members);
  g_test_add_func ("/service-model/sensitive-value-is-not-told",
                   test_a_sensitive_value_is_not_told);
  g_test_add_func ("/service-model/no-pattern-keeps-the-program-busy",
                   test_no_pattern_keeps_the_program_busy);
  g_test_add_func ("/service-model/shape-of-itself-ends", test_a_shape_of_itself_ends);
  g_test_add_func ("/service-model/traits-are-kept", test_traits_are_kept);

  return g_test_run ();
}
