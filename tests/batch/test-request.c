#include "qs-request.h"

#include "qs-command-line.h"
#include "qs-json-edit.h"
#include "qs-json.h"
#include "qs-request-command.h"
#include "qs-submit-defaults.h"
#include "qs-test.h"

static JsonNode *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  JsonNode *node = qs_json_parse (text, -1, &error);

  g_assert_no_error (error);
  return node;
}

static QsRequest *
make_request (const char *text)
{
  QsRequest *request = qs_request_new ("SubmitJob");
  g_autoptr(JsonNode) root = parse (text);

  qs_document_reset (qs_request_get_document (request), root);
  return request;
}

static void
assert_fault (QsRequest  *request,
              const char *path,
              const char *words)
{
  g_autofree char *fault = qs_request_dup_fault (request, path);

  if (words == NULL)
    g_assert_null (fault);
  else
    {
      g_assert_nonnull (fault);
      g_assert_nonnull (strstr (fault, words));
    }
}

static void
test_faults_are_told_at_their_place (void)
{
  g_autoptr(QsRequest) request = make_request ("{\"jobName\":\"a\",\"arrayProperties\":"
                                               "{\"size\":1},\"retryStrategy\":{}}");
  guint n_faults = qs_request_get_n_faults (request);
  g_autofree char *all = qs_request_dup_faults (request);

  assert_fault (request, "jobName", NULL);
  assert_fault (request, "jobQueue", "required");
  assert_fault (request, "arrayProperties.size", "2");
  assert_fault (request, "arrayProperties", "arrayProperties.size");
  g_assert_nonnull (strstr (all, "jobQueue"));

  qs_document_set_string (qs_request_get_document (request), "jobQueue", "q", NULL);
  assert_fault (request, "jobQueue", NULL);
  g_assert_cmpuint (qs_request_get_n_faults (request), ==, n_faults - 1);
}

static void
test_what_is_no_value_is_a_fault_too (void)
{
  g_autoptr(QsRequest) request = make_request ("{\"jobName\":\"a\",\"jobQueue\":\"q\","
                                               "\"jobDefinition\":\"d\"}");

  g_assert_cmpuint (qs_request_get_n_faults (request), ==, 0);
  qs_request_set_input_fault (request, "retryStrategy.attempts", "Enter a whole number");
  g_assert_cmpuint (qs_request_get_n_faults (request), ==, 1);
  assert_fault (request, "retryStrategy.attempts", "Enter a whole number");
  qs_request_set_input_fault (request, "retryStrategy.attempts", NULL);
  g_assert_cmpuint (qs_request_get_n_faults (request), ==, 0);
}

static void
assert_input (QsRequest  *request,
              const char *expected)
{
  g_autoptr(JsonNode) input = qs_request_dup_input (request);
  g_autofree char *text = qs_json_edit_print_canonical (input);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_sends_what_differs_from_the_definition (void)
{
  g_autoptr(QsRequest) request = make_request (
    "{\"jobName\":\"a\",\"containerOverrides\":{\"command\":[\"x\"],\"resourceRequirements\":["
    "{\"type\":\"VCPU\",\"value\":\"4\"},{\"type\":\"MEMORY\",\"value\":\"9\"}]},"
    "\"retryStrategy\":{\"attempts\":2}}");
  g_autoptr(JsonNode) definition = parse (
    "{\"jobDefinitionName\":\"d\",\"retryStrategy\":{\"attempts\":1,\"evaluateOnExit\":"
    "[{\"action\":\"EXIT\"}]},\"parameters\":{},\"containerProperties\":{\"vcpus\":4,"
    "\"memory\":8,\"command\":[\"x\"],\"image\":\"i\"}}");
  g_autoptr(JsonNode) defaults = qs_submit_defaults_new (json_node_get_object (definition));

  qs_request_set_finish (request, qs_submit_defaults_finish);
  qs_request_set_defaults (request, defaults);
  g_assert_cmpint (json_node_get_int (qs_request_get_default (request, "retryStrategy.attempts")),
                   ==, 1);
  assert_input (request,
                "{\"containerOverrides\":{\"resourceRequirements\":[{\"type\":\"MEMORY\","
                "\"value\":\"9\"}]},\"jobName\":\"a\",\"retryStrategy\":{\"attempts\":2,"
                "\"evaluateOnExit\":[{\"action\":\"EXIT\"}]}}");
}

static void
test_the_command_survives_a_shell (void)
{
  g_autoptr(QsRequest) request = make_request ("{\"jobName\":\"it's $(HOME)\"}");
  g_autofree char *command = qs_request_command_dup_line (request);
  g_auto(GStrv) words = NULL;

  g_assert_true (g_shell_parse_argv (command, NULL, &words, NULL));
  g_assert_cmpuint (g_strv_length (words), ==, 5);
  g_assert_cmpstr (words[2], ==, "submit-job");
  g_assert_cmpstr (words[4], ==, "{\"jobName\":\"it's $(HOME)\"}");
}

static void
test_the_model_is_asked_by_path (void)
{
  g_autoptr(QsRequest) request = make_request ("{}");
  const QsMember *value = qs_request_find_member (
    request, "containerOverrides.resourceRequirements[type=VCPU].value");
  const QsMember *parameters = qs_request_find_member (request, "parameters");

  g_assert_nonnull (value);
  g_assert_cmpint (qs_shape_get_kind (qs_member_get_shape (value)), ==, QS_SHAPE_STRING);
  g_assert_cmpint (qs_shape_get_kind (qs_member_get_shape (parameters)), ==, QS_SHAPE_MAP);
  g_assert_null (qs_request_find_member (request, "no.such[3].place"));
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/request/faults-are-told-at-their-place", test_faults_are_told_at_their_place);
  g_test_add_func ("/request/what-is-no-value-is-a-fault-too",
                   test_what_is_no_value_is_a_fault_too);
  g_test_add_func ("/request/sends-what-differs-from-the-definition",
                   test_sends_what_differs_from_the_definition);
  g_test_add_func ("/request/the-command-survives-a-shell", test_the_command_survives_a_shell);
  g_test_add_func ("/request/the-model-is-asked-by-path", test_the_model_is_asked_by_path);

  return g_test_run ();
}
