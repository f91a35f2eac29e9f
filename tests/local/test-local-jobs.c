#include "qs-test-local.h"

static JsonObject *
get_attempt (JsonObject *job,
             guint       index)
{
  JsonObject *attempt = qs_json_element (qs_json_get_array (job, "attempts"), index);

  g_assert_nonnull (attempt);
  return attempt;
}

static void
test_job_succeeds (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;
  JsonObject *detail;
  JsonObject *container;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  job = qs_test_local_submit (&local, "");
  qs_test_local_await (&local, job, "RUNNING");
  qs_test_clock_advance (local.clock, 5000);
  qs_test_runner_finish (local.runner, job, 0, NULL);
  qs_test_local_await (&local, job, "SUCCEEDED");

  detail = qs_test_local_describe (&local, job);
  qs_test_local_assert_string (detail, "statusReason", "Essential container in task exited");
  qs_test_local_assert_string (detail, "jobQueue",
                               "arn:aws:batch:local:000000000000:job-queue/default");
  g_assert_cmpint (qs_json_get_int (detail, "stoppedAt", 0) -
                   qs_json_get_int (detail, "startedAt", 0), ==, 5000);
  container = qs_json_get_object (detail, "container");
  g_assert_cmpint (qs_json_get_int (container, "exitCode", -1), ==, 0);
  g_assert_true (g_str_has_prefix (qs_json_get_string (container, "logStreamName", ""),
                                   "work/default/"));
  container = qs_json_get_object (get_attempt (detail, 0), "container");
  g_assert_cmpint (qs_json_get_int (container, "exitCode", -1), ==, 0);
  qs_test_until (qs_test_runner_count_known (local.runner) == 0);
}

static void
test_states_come_in_order (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  qs_test_runner_hold_starts (local.runner, "Pulling test: 43%");
  job = qs_test_local_submit (&local, "");
  qs_test_local_await (&local, job, "STARTING");
  qs_test_until (g_str_equal (qs_json_get_string (qs_test_local_describe (&local, job),
                                                  "statusReason", ""), "Pulling test: 43%"));
  qs_test_runner_let_start (local.runner);
  qs_test_local_await (&local, job, "RUNNING");
  g_assert_false (json_object_has_member (qs_test_local_describe (&local, job), "statusReason"));
}

static void
test_failure_is_tried_again_as_often_as_asked (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;
  JsonObject *detail;

  qs_test_local_init (&local);
  qs_test_local_define (&local, ", 'retryStrategy': {'attempts': 2}");
  job = qs_test_local_submit (&local, "");
  for (guint i = 1; i <= 2; i++)
    {
      g_autofree char *run = g_strdup_printf ("%s.%u", job, i);

      qs_test_until (qs_test_runner_is_running (local.runner, run));
      qs_test_runner_finish (local.runner, run, 3, NULL);
    }
  qs_test_local_await (&local, job, "FAILED");

  detail = qs_test_local_describe (&local, job);
  g_assert_cmpuint (json_array_get_length (qs_json_get_array (detail, "attempts")), ==, 2);
  g_assert_cmpuint (qs_test_runner_count_started (local.runner), ==, 2);
}

static void
test_exit_rule_ends_the_trying (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, ", 'retryStrategy': {'attempts': 5, 'evaluateOnExit': "
                        "[{'onExitCode': '3', 'action': 'EXIT'}]}");
  job = qs_test_local_submit (&local, "");
  qs_test_local_await (&local, job, "RUNNING");
  qs_test_runner_finish (local.runner, job, 3, NULL);
  qs_test_local_await (&local, job, "FAILED");
  g_assert_cmpuint (qs_test_runner_count_started (local.runner), ==, 1);
}

static void
test_timeout_stops_and_is_final (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, ", 'retryStrategy': {'attempts': 3}, "
                        "'timeout': {'attemptDurationSeconds': 60}");
  job = qs_test_local_submit (&local, "");
  qs_test_local_await (&local, job, "RUNNING");
  qs_test_until (qs_test_clock_waiting (local.clock) > 0);
  qs_test_clock_advance (local.clock, 59000);
  g_assert_cmpuint (qs_test_runner_count_stops (local.runner), ==, 0);
  qs_test_clock_advance (local.clock, 1000);
  qs_test_local_await (&local, job, "FAILED");
  qs_test_local_assert_string (qs_test_local_describe (&local, job), "statusReason",
                               "Job attempt duration exceeded timeout");
  g_assert_cmpuint (qs_test_runner_count_started (local.runner), ==, 1);
}

static void
test_out_of_memory_has_its_reason (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  job = qs_test_local_submit (&local, "");
  qs_test_local_await (&local, job, "RUNNING");
  qs_test_runner_finish (local.runner, job, 137,
                         "OutOfMemoryError: Container killed due to memory usage");
  qs_test_local_await (&local, job, "FAILED");
  qs_test_local_assert_string (qs_json_get_object (qs_test_local_describe (&local, job),
                                                   "container"), "reason",
                               "OutOfMemoryError: Container killed due to memory usage");
}

static void
test_image_that_cannot_be_had_fails_the_job (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;
  JsonObject *detail;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  qs_test_runner_refuse_next (local.runner, QS_RUNNER_ERROR_IMAGE, "no such image");
  job = qs_test_local_submit (&local, "");
  qs_test_local_await (&local, job, "FAILED");
  detail = qs_test_local_describe (&local, job);
  qs_test_local_assert_string (detail, "statusReason", "Task failed to start");
  qs_test_local_assert_string (qs_json_get_object (detail, "container"), "reason",
                               "CannotPullContainerError: no such image");
}

static void
test_cancel_ends_what_waits_and_leaves_what_runs (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *running = NULL;
  g_autofree char *waiting = NULL;
  JsonObject *detail;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  qs_local_engine_set_capacity (local.engine, 1, 1000);
  running = qs_test_local_submit (&local, "");
  waiting = qs_test_local_submit (&local, "");
  qs_test_local_await (&local, running, "RUNNING");
  qs_test_local_await (&local, waiting, "RUNNABLE");

  qs_test_local_call (&local, "CancelJob", "{'jobId': '%s', 'reason': 'not needed'}", waiting);
  qs_test_local_call (&local, "CancelJob", "{'jobId': '%s', 'reason': 'not needed'}", running);
  detail = qs_test_local_describe (&local, waiting);
  qs_test_local_assert_string (detail, "status", "FAILED");
  qs_test_local_assert_string (detail, "statusReason", "not needed");
  g_assert_true (qs_json_get_bool (detail, "isCancelled", FALSE));
  g_assert_cmpstr (qs_test_local_get_status (&local, running), ==, "RUNNING");
  g_assert_cmpuint (qs_test_runner_count_stops (local.runner), ==, 0);
}

static void
test_terminate_stops_what_runs_for_good (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;
  JsonObject *detail;

  qs_test_local_init (&local);
  qs_test_local_define (&local, ", 'retryStrategy': {'attempts': 3}");
  job = qs_test_local_submit (&local, "");
  qs_test_local_await (&local, job, "RUNNING");
  qs_test_local_call (&local, "TerminateJob", "{'jobId': '%s', 'reason': 'enough'}", job);
  qs_test_local_await (&local, job, "FAILED");

  detail = qs_test_local_describe (&local, job);
  qs_test_local_assert_string (detail, "statusReason", "enough");
  g_assert_true (qs_json_get_bool (detail, "isTerminated", FALSE));
  g_assert_cmpint (qs_json_get_int (qs_json_get_object (detail, "container"), "exitCode", 0),
                   ==, 143);
  qs_test_until (qs_test_runner_count_known (local.runner) == 0);
}

static void
test_terminate_reaches_a_job_that_starts (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  qs_test_runner_hold_starts (local.runner, "Pulling");
  job = qs_test_local_submit (&local, "");
  qs_test_local_await (&local, job, "STARTING");
  qs_test_local_call (&local, "TerminateJob", "{'jobId': '%s', 'reason': 'enough'}", job);
  qs_test_local_await (&local, job, "FAILED");
  g_assert_cmpuint (qs_test_runner_count_running (local.runner), ==, 0);
}

static void
test_terminate_ends_a_job_that_starts_too_late (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  qs_test_runner_hold_starts (local.runner, "Starting");
  qs_test_runner_set_stubborn (local.runner, TRUE);
  job = qs_test_local_submit (&local, "");
  qs_test_local_await (&local, job, "STARTING");
  qs_test_until (qs_test_runner_count_probes (local.runner) > 0);
  qs_test_local_call (&local, "TerminateJob", "{'jobId': '%s', 'reason': 'enough'}", job);
  qs_test_until (qs_test_runner_count_stops (local.runner) > 0);

  qs_test_runner_set_stubborn (local.runner, FALSE);
  qs_test_runner_let_start (local.runner);
  qs_test_local_await (&local, job, "FAILED");
  qs_test_local_assert_string (qs_test_local_describe (&local, job), "statusReason", "enough");
  g_assert_cmpuint (qs_test_runner_count_started (local.runner), ==, 1);
  qs_test_until (qs_test_runner_count_known (local.runner) == 0);
}

static void
test_stopping_what_never_was_is_refused (void)
{
  g_auto(QsTestLocal) local = { 0, };

  qs_test_local_init (&local);
  qs_test_local_refuse (&local, "does not exist", "TerminateJob",
                        "{'jobId': 'none', 'reason': 'x'}");
}

static void
test_overrides_and_parameters_reach_the_container (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;
  QsRunRequest *request;

  qs_test_local_init (&local);
  qs_test_local_define (&local, ", 'parameters': {'a': 'one', 'b': 'two'}");
  job = qs_test_local_submit (&local, ", 'parameters': {'b': 'three'}, 'containerOverrides': {"
                              "'command': ['Ref::a', 'x=Ref::b'], "
                              "'environment': [{'name': 'COLOUR', 'value': 'blue'}], "
                              "'resourceRequirements': [{'type': 'MEMORY', 'value': '200'}]}");
  qs_test_local_await (&local, job, "RUNNING");
  request = qs_test_runner_get_request (local.runner, job);
  g_assert_cmpstr (request->command[0], ==, "one");
  g_assert_cmpstr (request->command[1], ==, "x=three");
  g_assert_true (g_strv_contains ((const char * const *) request->environment, "COLOUR=blue"));
  g_assert_true (g_strv_contains ((const char * const *) request->environment,
                                  "AWS_BATCH_JOB_ATTEMPT=1"));
  g_assert_true (g_strv_contains ((const char * const *) request->environment,
                                  "AWS_BATCH_CE_NAME=this-computer"));
  g_assert_cmpint (request->memory, ==, 200);
  g_assert_cmpfloat (request->vcpus, ==, 1);
}

static void
test_volumes_are_folders_of_this_computer (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;
  g_autofree char *datastore = NULL;
  g_autofree char *scratch = NULL;
  QsRunRequest *request;
  QsMount *mounts[3];

  qs_test_local_init (&local);
  qs_test_local_call (&local, "RegisterJobDefinition", "{'jobDefinitionName': 'work', "
                      "'type': 'container', 'containerProperties': {'image': 'test', "
                      "'resourceRequirements': [{'type': 'VCPU', 'value': '1'}, "
                      "{'type': 'MEMORY', 'value': '100'}], 'volumes': ["
                      "{'name': 'd', 'host': {'sourcePath': '/datastore/in'}}, "
                      "{'name': 's', 'host': {'sourcePath': '/var/run/docker.sock'}}, "
                      "{'name': 't'}], 'mountPoints': ["
                      "{'sourceVolume': 'd', 'containerPath': '/d', 'readOnly': true}, "
                      "{'sourceVolume': 's', 'containerPath': '/var/run/docker.sock'}, "
                      "{'sourceVolume': 't', 'containerPath': '/t'}]}}");
  job = qs_test_local_submit (&local, "");
  qs_test_local_await (&local, job, "RUNNING");
  request = qs_test_runner_get_request (local.runner, job);
  for (guint i = 0; i < 3; i++)
    mounts[i] = g_ptr_array_index (request->mounts, i);

  datastore = g_build_filename (local.folder, "datastore", "in", NULL);
  g_assert_cmpstr (mounts[0]->host_path, ==, datastore);
  g_assert_true (mounts[0]->read_only);
  g_assert_true (g_file_test (datastore, G_FILE_TEST_IS_DIR));
  g_assert_cmpstr (mounts[1]->host_path, ==, "/var/run/docker.sock");
  g_assert_true (g_file_test (mounts[2]->host_path, G_FILE_TEST_IS_DIR));

  scratch = g_strdup (mounts[2]->host_path);
  qs_test_runner_finish (local.runner, job, 0, NULL);
  qs_test_until (!g_file_test (scratch, G_FILE_TEST_EXISTS));
}

static void
assert_source (QsTestLocal *local,
               const char  *source,
               const char  *expected)
{
  g_autofree char *job = NULL;
  QsMount *mount;

  qs_test_local_call (local, "RegisterJobDefinition", "{'jobDefinitionName': 'work', "
                      "'type': 'container', 'containerProperties': {'image': 'test', "
                      "'resourceRequirements': [{'type': 'VCPU', 'value': '1'}, "
                      "{'type': 'MEMORY', 'value': '100'}], 'volumes': ["
                      "{'name': 'd', 'host': {'sourcePath': '%s'}}], 'mountPoints': ["
                      "{'sourceVolume': 'd', 'containerPath': '/d'}]}}", source);
  job = qs_test_local_submit (local, "");
  qs_test_local_await (local, job, "RUNNING");
  mount = g_ptr_array_index (qs_test_runner_get_request (local->runner, job)->mounts, 0);
  g_assert_cmpstr (mount->host_path, ==, expected);
  qs_test_runner_finish (local->runner, job, 0, NULL);
}

/* A path means what it means on an instance of AWS, however it is written. */
static void
test_path_that_climbs_is_not_mapped (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *datastore = NULL;

  qs_test_local_init (&local);
  datastore = g_build_filename (local.folder, "datastore", NULL);
  assert_source (&local, "/datastore", datastore);
  assert_source (&local, "/datastore/./a/..//", datastore);
  assert_source (&local, "/tmp/../datastore", datastore);
  assert_source (&local, "/datastore/../../etc", "/etc");
  assert_source (&local, "/../datastores", "/datastores");
}

static void
test_folders_are_mapped_anew_at_once (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *datastore = NULL;
  g_autofree char *other = NULL;

  qs_test_local_init (&local);
  datastore = g_build_filename (local.folder, "datastore", NULL);
  other = g_build_filename (local.folder, "other", NULL);
  assert_source (&local, "/datastore", datastore);
  qs_test_local_call (&local, "TagResource", "{'resourceArn': 'arn:aws:batch:local:000000000000:"
                      "compute-environment/this-computer', "
                      "'tags': {'quayside:folder:/datastore': '%s'}}", other);
  assert_source (&local, "/datastore", other);
}

static void
define_task (QsTestLocal *local)
{
  qs_test_local_call (local, "RegisterJobDefinition", "{'jobDefinitionName': 'work', "
                      "'type': 'container', 'ecsProperties': {'taskProperties': [{'containers': ["
                      "{'name': 'in', 'image': 'test', 'essential': false, "
                      "'resourceRequirements': [{'type': 'VCPU', 'value': '1'}, "
                      "{'type': 'MEMORY', 'value': '10'}]}, "
                      "{'name': 'out', 'image': 'test', 'essential': true, 'dependsOn': ["
                      "{'containerName': 'in', 'condition': 'SUCCESS'}], "
                      "'resourceRequirements': [{'type': 'VCPU', 'value': '1'}, "
                      "{'type': 'MEMORY', 'value': '10'}]}]}]}}");
}

static void
test_containers_wait_for_one_another (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;
  g_autofree char *in = NULL;
  g_autofree char *out = NULL;
  JsonObject *task;

  qs_test_local_init (&local);
  define_task (&local);
  job = qs_test_local_submit (&local, "");
  in = g_strconcat (job, ".1.in", NULL);
  out = g_strconcat (job, ".1.out", NULL);
  qs_test_until (qs_test_runner_is_running (local.runner, in));
  g_assert_false (qs_test_runner_is_running (local.runner, out));
  qs_test_runner_finish (local.runner, in, 0, NULL);
  qs_test_until (qs_test_runner_is_running (local.runner, out));
  qs_test_runner_finish (local.runner, out, 0, NULL);
  qs_test_local_await (&local, job, "SUCCEEDED");

  task = qs_json_element (qs_json_get_array (get_attempt (qs_test_local_describe (&local, job), 0),
                                             "taskProperties"), 0);
  g_assert_cmpuint (json_array_get_length (qs_json_get_array (task, "containers")), ==, 2);
}

static void
test_failed_container_fails_those_that_need_it (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;

  qs_test_local_init (&local);
  define_task (&local);
  job = qs_test_local_submit (&local, "");
  qs_test_local_await (&local, job, "RUNNING");
  qs_test_runner_finish (local.runner, job, 1, NULL);
  qs_test_local_await (&local, job, "FAILED");
  g_assert_cmpuint (qs_test_runner_count_started (local.runner), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/local-jobs/job-succeeds", test_job_succeeds);
  qs_test_add_fiber ("/local-jobs/states-come-in-order", test_states_come_in_order);
  qs_test_add_fiber ("/local-jobs/failure-is-tried-again-as-often-as-asked",
                     test_failure_is_tried_again_as_often_as_asked);
  qs_test_add_fiber ("/local-jobs/exit-rule-ends-the-trying", test_exit_rule_ends_the_trying);
  qs_test_add_fiber ("/local-jobs/timeout-stops-and-is-final", test_timeout_stops_and_is_final);
  qs_test_add_fiber ("/local-jobs/out-of-memory-has-its-reason", test_out_of_memory_has_its_reason);
  qs_test_add_fiber ("/local-jobs/image-that-cannot-be-had-fails-the-job",
                     test_image_that_cannot_be_had_fails_the_job);
  qs_test_add_fiber ("/local-jobs/cancel-ends-what-waits-and-leaves-what-runs",
                     test_cancel_ends_what_waits_and_leaves_what_runs);
  qs_test_add_fiber ("/local-jobs/terminate-stops-what-runs-for-good",
                     test_terminate_stops_what_runs_for_good);
  qs_test_add_fiber ("/local-jobs/terminate-reaches-a-job-that-starts",
                     test_terminate_reaches_a_job_that_starts);
  qs_test_add_fiber ("/local-jobs/terminate-ends-a-job-that-starts-too-late",
                     test_terminate_ends_a_job_that_starts_too_late);
  qs_test_add_fiber ("/local-jobs/stopping-what-never-was-is-refused",
                     test_stopping_what_never_was_is_refused);
  qs_test_add_fiber ("/local-jobs/overrides-and-parameters-reach-the-container",
                     test_overrides_and_parameters_reach_the_container);
  qs_test_add_fiber ("/local-jobs/volumes-are-folders-of-this-computer",
                     test_volumes_are_folders_of_this_computer);
  qs_test_add_fiber ("/local-jobs/path-that-climbs-is-not-mapped",
                     test_path_that_climbs_is_not_mapped);
  qs_test_add_fiber ("/local-jobs/folders-are-mapped-anew-at-once",
                     test_folders_are_mapped_anew_at_once);
  qs_test_add_fiber ("/local-jobs/containers-wait-for-one-another",
                     test_containers_wait_for_one_another);
  qs_test_add_fiber ("/local-jobs/failed-container-fails-those-that-need-it",
                     test_failed_container_fails_those_that_need_it);

  return g_test_run ();
}
