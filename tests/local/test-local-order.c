#include "qs-test-local.h"

/* What waits for what: room, priority, runners, other jobs. */

static void
submit_children (QsTestLocal *local,
                 char       **job,
                 const char  *more)
{
  g_autofree char *members = g_strconcat (", 'arrayProperties': {'size': 3}", more, NULL);

  *job = qs_test_local_submit (local, members);
}

static gint64
count_children (QsTestLocal *local,
                const char  *job,
                const char  *status)
{
  JsonObject *array = qs_json_get_object (qs_test_local_describe (local, job), "arrayProperties");

  return qs_json_get_int (qs_json_get_object (array, "statusSummary"), status, -1);
}

static void
test_room_is_never_exceeded (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *jobs[6] = { NULL, };

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  qs_local_engine_set_capacity (local.engine, 2, 100000);
  for (guint i = 0; i < 6; i++)
    jobs[i] = qs_test_local_submit (&local, "");

  for (guint i = 0; i < 6; i++)
    {
      qs_test_local_await (&local, jobs[i], "RUNNING");
      qs_test_runner_finish (local.runner, jobs[i], 0, NULL);
      qs_test_local_await (&local, jobs[i], "SUCCEEDED");
    }
  g_assert_cmpuint (qs_test_runner_get_peak (local.runner), ==, 2);
  for (guint i = 0; i < 6; i++)
    g_free (g_steal_pointer (&jobs[i]));
}

static void
test_memory_counts_as_room (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  qs_local_engine_set_capacity (local.engine, 64, 150);
  first = qs_test_local_submit (&local, "");
  second = qs_test_local_submit (&local, "");
  qs_test_local_await (&local, first, "RUNNING");
  qs_test_local_await (&local, second, "RUNNABLE");
  qs_test_runner_finish (local.runner, first, 0, NULL);
  qs_test_local_await (&local, second, "RUNNING");
}

static void
test_large_job_is_not_overtaken_for_ever (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *first = NULL;
  g_autofree char *large = NULL;
  g_autofree char *small = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  qs_local_engine_set_capacity (local.engine, 2, 100000);
  first = qs_test_local_submit (&local, "");
  qs_test_local_await (&local, first, "RUNNING");
  large = qs_test_local_submit (&local, ", 'containerOverrides': {'resourceRequirements': "
                                "[{'type': 'VCPU', 'value': '2'}]}");
  small = qs_test_local_submit (&local, "");
  qs_test_local_await (&local, small, "RUNNABLE");
  qs_test_runner_finish (local.runner, first, 0, NULL);
  qs_test_local_await (&local, large, "RUNNING");
  g_assert_cmpstr (qs_test_local_get_status (&local, small), ==, "RUNNABLE");
}

static void
test_higher_priority_goes_first (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *first = NULL;
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  qs_test_local_call (&local, "CreateJobQueue", "{'jobQueueName': 'urgent', 'priority': 100, "
                      "'computeEnvironmentOrder': [{'order': 1, "
                      "'computeEnvironment': 'this-computer'}]}");
  qs_local_engine_set_capacity (local.engine, 1, 100000);
  first = qs_test_local_submit (&local, "");
  qs_test_local_await (&local, first, "RUNNING");
  low = qs_test_local_submit (&local, "");
  high = g_strdup (qs_json_get_string
                     (qs_test_local_call (&local, "SubmitJob", "{'jobName': 'j', 'jobQueue': "
                                          "'urgent', 'jobDefinition': 'work'}"), "jobId", NULL));
  qs_test_local_await (&local, high, "RUNNABLE");
  qs_test_runner_finish (local.runner, first, 0, NULL);
  qs_test_local_await (&local, high, "RUNNING");
  g_assert_cmpstr (qs_test_local_get_status (&local, low), ==, "RUNNABLE");
}

static void
test_too_large_job_says_so_and_blocks_nobody (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *large = NULL;
  g_autofree char *small = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  large = qs_test_local_submit (&local, ", 'containerOverrides': {'resourceRequirements': "
                                "[{'type': 'VCPU', 'value': '96'}]}");
  small = qs_test_local_submit (&local, "");
  qs_test_local_await (&local, small, "RUNNING");
  qs_test_until (g_str_has_prefix
                   (qs_json_get_string (qs_test_local_describe (&local, large), "statusReason", ""),
                   "MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE"));

  qs_test_local_call (&local, "UpdateComputeEnvironment", "{'computeEnvironment': 'this-computer', "
                      "'computeResources': {'maxvCpus': 128}}");
  qs_local_engine_set_capacity (local.engine, 128, 100000);
  qs_test_local_await (&local, large, "RUNNING");
}

static void
test_disabled_queue_takes_no_jobs (void)
{
  g_auto(QsTestLocal) local = { 0, };

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  qs_test_local_call (&local, "UpdateJobQueue", "{'jobQueue': 'default', 'state': 'DISABLED'}");
  qs_test_local_refuse (&local, "must be ENABLED", "SubmitJob", "{'jobName': 'j', "
                        "'jobQueue': 'default', 'jobDefinition': 'work'}");
}

static void
test_disabled_environment_says_so_and_blocks_nobody (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  qs_test_local_call (&local, "UpdateComputeEnvironment", "{'computeEnvironment': 'this-computer', "
                      "'state': 'DISABLED'}");
  job = qs_test_local_submit (&local, "");
  qs_test_until (g_str_has_prefix
                   (qs_json_get_string (qs_test_local_describe (&local, job), "statusReason", ""),
                   "ACTION_REQUIRED - CE(s) associated with the job queue are invalid."));
  qs_test_local_assert_string (qs_test_local_describe (&local, job), "status", "RUNNABLE");

  qs_test_local_call (&local, "UpdateComputeEnvironment", "{'computeEnvironment': 'this-computer', "
                      "'state': 'ENABLED'}");
  qs_test_local_await (&local, job, "RUNNING");
  g_assert_false (json_object_has_member (qs_test_local_describe (&local, job), "statusReason"));
}

static void
test_job_waits_for_its_runner_and_starts_by_itself (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;
  guint probes;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  qs_test_runner_set_message (local.runner, "Install Podman");
  job = qs_test_local_submit (&local, "");
  qs_test_until (g_str_equal (qs_json_get_string (qs_test_local_describe (&local, job),
                                                  "statusReason", ""), "Install Podman"));
  g_assert_cmpstr (qs_test_local_get_status (&local, job), ==, "RUNNABLE");
  probes = qs_test_runner_count_probes (local.runner);
  qs_test_until (qs_test_clock_waiting (local.clock) > 0);
  qs_test_clock_advance (local.clock, 2000);
  qs_test_until (qs_test_runner_count_probes (local.runner) == probes + 1);

  qs_test_runner_set_message (local.runner, NULL);
  qs_test_until (qs_test_clock_waiting (local.clock) > 0);
  qs_test_clock_advance (local.clock, 4000);
  qs_test_local_await (&local, job, "RUNNING");
  g_assert_false (json_object_has_member (qs_test_local_describe (&local, job), "statusReason"));
}

static void
test_runner_that_goes_away_is_waited_for (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  job = qs_test_local_submit (&local, "");
  qs_test_local_await (&local, job, "RUNNING");
  qs_test_local_close (&local);
  qs_test_runner_set_message (local.runner, "The engine is down");
  qs_test_local_open (&local);
  qs_test_until (g_str_equal (qs_json_get_string (qs_test_local_describe (&local, job),
                                                  "statusReason", ""), "The engine is down"));

  qs_test_runner_finish (local.runner, job, 0, NULL);
  qs_test_runner_set_message (local.runner, NULL);
  qs_test_until (qs_test_clock_waiting (local.clock) > 0);
  qs_test_clock_advance (local.clock, 15000);
  qs_test_local_await (&local, job, "SUCCEEDED");
}

static void
test_job_waits_for_another (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *more = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  first = qs_test_local_submit (&local, "");
  more = g_strdup_printf (", 'dependsOn': [{'jobId': '%s'}]", first);
  second = qs_test_local_submit (&local, more);
  qs_test_local_await (&local, first, "RUNNING");
  qs_test_local_await (&local, second, "PENDING");
  qs_test_runner_finish (local.runner, first, 0, NULL);
  qs_test_local_await (&local, second, "RUNNING");
}

static void
test_failure_goes_down_the_chain (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autofree char *on_first = NULL;
  g_autofree char *on_second = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  first = qs_test_local_submit (&local, "");
  on_first = g_strdup_printf (", 'dependsOn': [{'jobId': '%s'}]", first);
  second = qs_test_local_submit (&local, on_first);
  on_second = g_strdup_printf (", 'dependsOn': [{'jobId': '%s'}]", second);
  third = qs_test_local_submit (&local, on_second);
  qs_test_local_await (&local, first, "RUNNING");
  qs_test_runner_finish (local.runner, first, 1, NULL);
  qs_test_local_await (&local, third, "FAILED");
  qs_test_local_assert_string (qs_test_local_describe (&local, third), "statusReason",
                               "Dependent Job failed");
}

static void
test_dependency_may_have_ended_before (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *more = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  qs_test_runner_set_automatic (local.runner, TRUE);
  first = qs_test_local_submit (&local, "");
  qs_test_local_await (&local, first, "SUCCEEDED");
  more = g_strdup_printf (", 'dependsOn': [{'jobId': '%s'}]", first);
  second = qs_test_local_submit (&local, more);
  qs_test_local_await (&local, second, "SUCCEEDED");
  qs_test_local_refuse (&local, "does not exist", "SubmitJob", "{'jobName': 'j', 'jobQueue': "
                        "'default', 'jobDefinition': 'work', 'dependsOn': [{'jobId': 'none'}]}");
}

static void
test_array_waits_pending_and_ends_with_its_children (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;
  g_autofree char *child = NULL;
  JsonObject *detail;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  submit_children (&local, &job, "");
  child = g_strconcat (job, ":2", NULL);
  qs_test_local_await (&local, child, "RUNNING");
  g_assert_cmpstr (qs_test_local_get_status (&local, job), ==, "PENDING");
  g_assert_cmpint (count_children (&local, job, "RUNNING"), ==, 3);
  detail = qs_test_local_describe (&local, child);
  g_assert_cmpint (qs_json_get_int (qs_json_get_object (detail, "arrayProperties"), "index", -1),
                   ==, 2);

  qs_test_runner_finish_all (local.runner, 0);
  qs_test_local_await (&local, job, "SUCCEEDED");
  g_assert_cmpint (count_children (&local, job, "SUCCEEDED"), ==, 3);
}

static void
test_child_knows_its_index (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;
  g_autofree char *run = NULL;
  const char * const *environment;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  submit_children (&local, &job, "");
  run = g_strconcat (job, "-1.1.", NULL);
  qs_test_until (qs_test_runner_is_running (local.runner, run));
  environment =
    (const char * const *) qs_test_runner_get_request (local.runner, run)->environment;
  g_assert_true (g_strv_contains (environment, "AWS_BATCH_JOB_ARRAY_INDEX=1"));
  g_assert_true (g_strv_contains (environment, "AWS_BATCH_JOB_ARRAY_SIZE=3"));
}

static void
test_failed_child_fails_the_array_at_the_end (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;
  g_autofree char *run = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  submit_children (&local, &job, "");
  run = g_strconcat (job, "-1.", NULL);
  qs_test_until (qs_test_runner_count_running (local.runner) == 3);
  qs_test_runner_finish (local.runner, run, 1, NULL);
  qs_test_until (count_children (&local, job, "FAILED") == 1);
  g_assert_cmpstr (qs_test_local_get_status (&local, job), ==, "PENDING");
  qs_test_runner_finish_all (local.runner, 0);
  qs_test_local_await (&local, job, "FAILED");
  qs_test_local_assert_string (qs_test_local_describe (&local, job), "statusReason",
                               "Array Child Job failed");
}

static void
test_sequential_children_run_one_after_the_other (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  submit_children (&local, &job, ", 'dependsOn': [{'type': 'SEQUENTIAL'}]");
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *run = g_strdup_printf ("%s-%u.", job, i);

      qs_test_until (qs_test_runner_is_running (local.runner, run));
      qs_test_runner_finish (local.runner, run, 0, NULL);
    }
  qs_test_local_await (&local, job, "SUCCEEDED");
  g_assert_cmpuint (qs_test_runner_get_peak (local.runner), ==, 1);
}

static void
test_n_to_n_joins_child_with_child (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *more = NULL;
  g_autofree char *source = NULL;
  g_autofree char *target = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  submit_children (&local, &first, "");
  more = g_strdup_printf (", 'dependsOn': [{'jobId': '%s', 'type': 'N_TO_N'}]", first);
  submit_children (&local, &second, more);
  qs_test_until (qs_test_runner_count_running (local.runner) == 3);
  source = g_strconcat (first, "-1.", NULL);
  target = g_strconcat (second, ":1", NULL);
  qs_test_runner_finish (local.runner, source, 0, NULL);
  qs_test_local_await (&local, target, "RUNNING");
  g_assert_cmpint (count_children (&local, second, "PENDING"), ==, 2);

  qs_test_local_refuse (&local, "same size", "SubmitJob", "{'jobName': 'j', 'jobQueue': 'default', "
                        "'jobDefinition': 'work', 'arrayProperties': {'size': 2}, 'dependsOn': "
                        "[{'jobId': '%s', 'type': 'N_TO_N'}]}", first);
}

static void
test_terminating_an_array_stops_all_children (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  qs_local_engine_set_capacity (local.engine, 1, 1000);
  submit_children (&local, &job, "");
  qs_test_until (qs_test_runner_count_running (local.runner) == 1);
  qs_test_local_call (&local, "TerminateJob", "{'jobId': '%s', 'reason': 'enough'}", job);
  qs_test_local_await (&local, job, "FAILED");
  g_assert_cmpint (count_children (&local, job, "FAILED"), ==, 3);
  g_assert_cmpuint (qs_test_runner_count_running (local.runner), ==, 0);
}

static void
test_ten_thousand_children_are_soon_submitted (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;
  gint64 begin;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  qs_test_runner_set_message (local.runner, "Install Podman");
  begin = g_get_monotonic_time ();
  job = qs_test_local_submit (&local, ", 'arrayProperties': {'size': 10000}");
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 2 * G_USEC_PER_SEC);
  qs_test_until (count_children (&local, job, "RUNNABLE") == 10000);
}

static void
add_dependency_tests (void)
{
  qs_test_add_fiber ("/local-order/job-waits-for-another", test_job_waits_for_another);
  qs_test_add_fiber ("/local-order/failure-goes-down-the-chain", test_failure_goes_down_the_chain);
  qs_test_add_fiber ("/local-order/dependency-may-have-ended-before",
                     test_dependency_may_have_ended_before);
  qs_test_add_fiber ("/local-order/array-waits-pending-and-ends-with-its-children",
                     test_array_waits_pending_and_ends_with_its_children);
  qs_test_add_fiber ("/local-order/child-knows-its-index", test_child_knows_its_index);
  qs_test_add_fiber ("/local-order/failed-child-fails-the-array-at-the-end",
                     test_failed_child_fails_the_array_at_the_end);
  qs_test_add_fiber ("/local-order/sequential-children-run-one-after-the-other",
                     test_sequential_children_run_one_after_the_other);
  qs_test_add_fiber ("/local-order/n-to-n-joins-child-with-child",
                     test_n_to_n_joins_child_with_child);
  qs_test_add_fiber ("/local-order/terminating-an-array-stops-all-children",
                     test_terminating_an_array_stops_all_children);
  qs_test_add_fiber ("/local-order/ten-thousand-children-are-soon-submitted",
                     test_ten_thousand_children_are_soon_submitted);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/local-order/room-is-never-exceeded", test_room_is_never_exceeded);
  qs_test_add_fiber ("/local-order/memory-counts-as-room", test_memory_counts_as_room);
  qs_test_add_fiber ("/local-order/large-job-is-not-overtaken-for-ever",
                     test_large_job_is_not_overtaken_for_ever);
  qs_test_add_fiber ("/local-order/higher-priority-goes-first", test_higher_priority_goes_first);
  qs_test_add_fiber ("/local-order/too-large-job-says-so-and-blocks-nobody",
                     test_too_large_job_says_so_and_blocks_nobody);
  qs_test_add_fiber ("/local-order/disabled-environment-says-so-and-blocks-nobody",
                     test_disabled_environment_says_so_and_blocks_nobody);
  qs_test_add_fiber ("/local-order/disabled-queue-takes-no-jobs",
                     test_disabled_queue_takes_no_jobs);
  qs_test_add_fiber ("/local-order/job-waits-for-its-runner-and-starts-by-itself",
                     test_job_waits_for_its_runner_and_starts_by_itself);
  qs_test_add_fiber ("/local-order/runner-that-goes-away-is-waited-for",
                     test_runner_that_goes_away_is_waited_for);
  add_dependency_tests ();

  return g_test_run ();
}
