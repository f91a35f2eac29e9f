#include "qs-test-local.h"

#include <glib/gstdio.h>

static JsonObject *
describe_environment (QsTestLocal *local,
                      const char  *name)
{
  JsonObject *answer = qs_test_local_call (local, "DescribeComputeEnvironments",
                                           "{'computeEnvironments': ['%s']}", name);

  return qs_json_element (qs_json_get_array (answer, "computeEnvironments"), 0);
}

static void
create_environment (QsTestLocal *local,
                    const char  *name)
{
  qs_test_local_call (local, "CreateComputeEnvironment", "{'computeEnvironmentName': '%s', "
                      "'type': 'MANAGED', 'state': 'ENABLED', 'computeResources': {'type': 'EC2', "
                      "'maxvCpus': 4, 'minvCpus': 0, 'instanceTypes': ['optimal'], "
                      "'subnets': ['subnet-1'], 'instanceRole': 'role'}}", name);
}

static void
create_queue (QsTestLocal *local,
              const char  *name,
              const char  *environment)
{
  qs_test_local_call (local, "CreateJobQueue", "{'jobQueueName': '%s', 'state': 'ENABLED', "
                      "'priority': 5, 'computeEnvironmentOrder': [{'order': 1, "
                      "'computeEnvironment': '%s'}]}", name, environment);
}

static void
test_new_folder_has_environment_and_queue (void)
{
  g_auto(QsTestLocal) local = { 0, };
  JsonObject *environment;
  JsonObject *queues;

  qs_test_local_init (&local);
  environment = describe_environment (&local, "this-computer");
  qs_test_local_assert_string (environment, "computeEnvironmentArn",
                               "arn:aws:batch:local:000000000000:"
                               "compute-environment/this-computer");
  qs_test_local_assert_string (environment, "status", "VALID");
  g_assert_true (g_str_has_suffix (qs_json_get_string (qs_json_get_object (environment, "tags"),
                                                       "quayside:folder:/datastore", ""),
                                   "/datastore"));

  queues = qs_test_local_call (&local, "DescribeJobQueues", "{}");
  g_assert_cmpuint (json_array_get_length (qs_json_get_array (queues, "jobQueues")), ==, 1);
}

static void
test_deleted_defaults_do_not_come_back (void)
{
  g_auto(QsTestLocal) local = { 0, };

  qs_test_local_init (&local);
  qs_test_local_call (&local, "UpdateJobQueue", "{'jobQueue': 'default', 'state': 'DISABLED'}");
  qs_test_local_call (&local, "DeleteJobQueue", "{'jobQueue': 'default'}");
  qs_test_local_close (&local);
  qs_test_local_open (&local);
  g_assert_cmpuint (json_array_get_length
                      (qs_json_get_array (qs_test_local_call (&local, "DescribeJobQueues", "{}"),
                                          "jobQueues")), ==, 0);
}

static void
test_update_keeps_what_it_leaves_out (void)
{
  g_auto(QsTestLocal) local = { 0, };
  JsonObject *resources;

  qs_test_local_init (&local);
  create_environment (&local, "large");
  qs_test_local_call (&local, "UpdateComputeEnvironment",
                      "{'computeEnvironment': 'arn:aws:batch:local:000000000000:"
                      "compute-environment/large', 'computeResources': {'maxvCpus': 9}}");
  qs_test_local_close (&local);
  qs_test_local_open (&local);

  resources = qs_json_get_object (describe_environment (&local, "large"), "computeResources");
  g_assert_cmpint (qs_json_get_int (resources, "maxvCpus", 0), ==, 9);
  qs_test_local_assert_string (resources, "instanceRole", "role");
}

static void
test_duplicates_are_refused (void)
{
  g_auto(QsTestLocal) local = { 0, };

  qs_test_local_init (&local);
  qs_test_local_refuse (&local, "Object already exists", "CreateJobQueue",
                        "{'jobQueueName': 'default', 'priority': 1, 'computeEnvironmentOrder': "
                        "[{'order': 1, 'computeEnvironment': 'this-computer'}]}");
}

static void
test_queue_needs_environments_that_exist (void)
{
  g_auto(QsTestLocal) local = { 0, };

  qs_test_local_init (&local);
  qs_test_local_refuse (&local, "computeEnvironmentOrder[0].computeEnvironment", "CreateJobQueue",
                        "{'jobQueueName': 'q', 'priority': 1, 'computeEnvironmentOrder': "
                        "[{'order': 1, 'computeEnvironment': 'nowhere'}]}");
}

static void
test_deletes_only_in_the_right_order (void)
{
  g_auto(QsTestLocal) local = { 0, };

  qs_test_local_init (&local);
  create_environment (&local, "e");
  create_queue (&local, "q", "e");
  qs_test_local_refuse (&local, "must be DISABLED", "DeleteComputeEnvironment",
                        "{'computeEnvironment': 'e'}");
  qs_test_local_call (&local, "UpdateComputeEnvironment",
                      "{'computeEnvironment': 'e', 'state': 'DISABLED'}");
  qs_test_local_refuse (&local, "found existing JobQueue relationship", "DeleteComputeEnvironment",
                        "{'computeEnvironment': 'e'}");
  qs_test_local_refuse (&local, "must be DISABLED", "DeleteJobQueue", "{'jobQueue': 'q'}");
  qs_test_local_call (&local, "UpdateJobQueue", "{'jobQueue': 'q', 'state': 'DISABLED'}");
  qs_test_local_call (&local, "DeleteJobQueue", "{'jobQueue': 'q'}");
  qs_test_local_call (&local, "DeleteComputeEnvironment", "{'computeEnvironment': 'e'}");
  g_assert_null (describe_environment (&local, "e"));
}

static JsonArray *
describe_definitions (QsTestLocal *local,
                      const char  *input)
{
  return qs_json_get_array (qs_test_local_call (local, "DescribeJobDefinitions", "{%s}", input),
                            "jobDefinitions");
}

static void
test_revisions_count_and_are_never_used_twice (void)
{
  g_auto(QsTestLocal) local = { 0, };
  JsonArray *found;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  qs_test_local_define (&local, "");
  found = describe_definitions (&local, "'jobDefinitionName': 'work', 'status': 'ACTIVE'");
  g_assert_cmpuint (json_array_get_length (found), ==, 2);
  g_assert_cmpint (qs_json_get_int (qs_json_element (found, 0), "revision", 0), ==, 2);

  qs_test_local_call (&local, "DeregisterJobDefinition", "{'jobDefinition': 'work:2'}");
  found = describe_definitions (&local, "'jobDefinitionName': 'work', 'status': 'ACTIVE'");
  g_assert_cmpuint (json_array_get_length (found), ==, 1);
  qs_test_local_define (&local, "");
  found = describe_definitions (&local, "'jobDefinitions': ['work:3', "
                                "'arn:aws:batch:local:000000000000:job-definition/work:2']");
  g_assert_cmpuint (json_array_get_length (found), ==, 2);
  qs_test_local_assert_string (qs_json_element (found, 1), "status", "INACTIVE");
}

static void
test_pages_follow_one_another (void)
{
  g_auto(QsTestLocal) local = { 0, };
  JsonObject *first;
  JsonObject *second;

  qs_test_local_init (&local);
  for (int i = 0; i < 3; i++)
    qs_test_local_define (&local, "");
  first = qs_test_local_call (&local, "DescribeJobDefinitions", "{'maxResults': 2}");
  second = qs_test_local_call (&local, "DescribeJobDefinitions",
                               "{'maxResults': 2, 'nextToken': '%s'}",
                               qs_json_get_string (first, "nextToken", ""));
  g_assert_cmpuint (json_array_get_length (qs_json_get_array (second, "jobDefinitions")), ==, 1);
  g_assert_false (json_object_has_member (second, "nextToken"));
}

static void
test_members_without_meaning_here_survive (void)
{
  g_auto(QsTestLocal) local = { 0, };

  qs_test_local_init (&local);
  qs_test_local_define (&local, ", 'consumableResourceProperties': "
                        "{'consumableResourceList': [{'consumableResource': 'x', 'quantity': 1}]}");
  g_assert_nonnull (qs_json_get_object (qs_json_element (describe_definitions (&local, ""), 0),
                                        "consumableResourceProperties"));
}

static void
test_tags_are_set_listed_and_removed (void)
{
  g_auto(QsTestLocal) local = { 0, };
  const char *arn = "arn:aws:batch:local:000000000000:job-queue/default";
  JsonObject *tags;

  qs_test_local_init (&local);
  qs_test_local_call (&local, "TagResource", "{'resourceArn': '%s', 'tags': {'a': '1', 'b': '2'}}",
                      arn);
  qs_test_local_call (&local, "UntagResource", "{'resourceArn': '%s', 'tagKeys': ['a']}", arn);
  tags = qs_json_get_object (qs_test_local_call (&local, "ListTagsForResource",
                                                 "{'resourceArn': '%s'}", arn), "tags");
  g_assert_cmpuint (json_object_get_size (tags), ==, 1);
  qs_test_local_assert_string (tags, "b", "2");
}

static void
test_folder_has_one_engine (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) runners = g_ptr_array_new ();
  g_autofree char *folder = NULL;
  g_autofree char *pid = g_strdup_printf ("process %d", (int) getpid ());

  qs_test_local_init (&local);
  folder = g_build_filename (local.folder, "state", NULL);
  g_assert_null (dex_await_object (qs_local_engine_open (folder, "/tmp", QS_CLOCK (local.clock),
                                                         runners), &error));
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, pid));
}

static void
test_observer_reads_and_does_not_write (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autoptr(QsLocalEngine) observer = NULL;
  g_autoptr(JsonNode) answer = NULL;
  g_autoptr(JsonNode) refused = NULL;
  g_autoptr(JsonNode) input = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = NULL;

  qs_test_local_init (&local);
  folder = g_build_filename (local.folder, "state", NULL);
  observer = dex_await_object (qs_local_engine_open_observer (folder, QS_CLOCK (local.clock)),
                               NULL);
  answer = dex_await_boxed (qs_engine_call (QS_ENGINE (observer), "DescribeJobQueues", NULL), NULL);
  g_assert_cmpuint (json_array_get_length (qs_json_get_array (json_node_get_object (answer),
                                                              "jobQueues")), ==, 1);

  input = qs_json_parse ("{\"jobQueue\": \"default\"}", -1, NULL);
  refused = dex_await_boxed (qs_engine_call (QS_ENGINE (observer), "DeleteJobQueue", input),
                             &error);
  g_assert_null (refused);
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE);
}

static void
test_fault_beneath_is_an_error_of_the_engine (void)
{
  g_autofree char *folder = g_dir_make_tmp ("quayside-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "state.db", NULL);
  g_autoptr(QsTestClock) clock = qs_test_clock_new (0);
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "This is no database, and never was one.", -1, NULL));
  g_assert_null (dex_await_object (qs_local_engine_open_observer (folder, QS_CLOCK (clock)),
                                   &error));
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE);
  g_assert_null (qs_engine_error_get_details (error)->code);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_breach_names_member_and_rule (void)
{
  g_auto(QsTestLocal) local = { 0, };

  qs_test_local_init (&local);
  qs_test_local_refuse (&local, "jobQueueName", "CreateJobQueue", "{'priority': 1}");
  qs_test_local_refuse (&local, "operation", "MakeCoffee", "{}");
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/local-resources/new-folder-has-environment-and-queue",
                     test_new_folder_has_environment_and_queue);
  qs_test_add_fiber ("/local-resources/deleted-defaults-do-not-come-back",
                     test_deleted_defaults_do_not_come_back);
  qs_test_add_fiber ("/local-resources/update-keeps-what-it-leaves-out",
                     test_update_keeps_what_it_leaves_out);
  qs_test_add_fiber ("/local-resources/duplicates-are-refused", test_duplicates_are_refused);
  qs_test_add_fiber ("/local-resources/queue-needs-environments-that-exist",
                     test_queue_needs_environments_that_exist);
  qs_test_add_fiber ("/local-resources/deletes-only-in-the-right-order",
                     test_deletes_only_in_the_right_order);
  qs_test_add_fiber ("/local-resources/revisions-count-and-are-never-used-twice",
                     test_revisions_count_and_are_never_used_twice);
  qs_test_add_fiber ("/local-resources/pages-follow-one-another", test_pages_follow_one_another);
  qs_test_add_fiber ("/local-resources/members-without-meaning-here-survive",
                     test_members_without_meaning_here_survive);
  qs_test_add_fiber ("/local-resources/tags-are-set-listed-and-removed",
                     test_tags_are_set_listed_and_removed);
  qs_test_add_fiber ("/local-resources/folder-has-one-engine", test_folder_has_one_engine);
  qs_test_add_fiber ("/local-resources/observer-reads-and-does-not-write",
                     test_observer_reads_and_does_not_write);
  qs_test_add_fiber ("/local-resources/fault-beneath-is-an-error-of-the-engine",
                     test_fault_beneath_is_an_error_of_the_engine);
  qs_test_add_fiber ("/local-resources/breach-names-member-and-rule",
                     test_breach_names_member_and_rule);

  return g_test_run ();
}
