#include "qs-test-local.h"

/* The engine goes and another one comes on the same folder; the runs go on meanwhile. */

static void
restart (QsTestLocal *local)
{
  qs_test_local_close (local);
  qs_test_local_open (local);
}

static void
test_running_job_is_followed_again (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  job = qs_test_local_submit (&local, "");
  qs_test_local_await (&local, job, "RUNNING");
  restart (&local);
  g_assert_cmpstr (qs_test_local_get_status (&local, job), ==, "RUNNING");
  qs_test_runner_finish (local.runner, job, 0, NULL);
  qs_test_local_await (&local, job, "SUCCEEDED");
  g_assert_cmpuint (qs_test_runner_count_started (local.runner), ==, 1);
  qs_test_until (qs_test_runner_count_known (local.runner) == 0);
}

static void
test_job_that_ended_meanwhile_gets_its_true_end (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;
  JsonObject *detail;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  job = qs_test_local_submit (&local, "");
  qs_test_local_await (&local, job, "RUNNING");
  qs_test_local_close (&local);
  qs_test_clock_advance (local.clock, 7000);
  qs_test_runner_finish (local.runner, job, 9, NULL);
  qs_test_clock_advance (local.clock, 100000);
  qs_test_local_open (&local);
  qs_test_local_await (&local, job, "FAILED");

  detail = qs_test_local_describe (&local, job);
  g_assert_cmpint (qs_json_get_int (qs_json_get_object (detail, "container"), "exitCode", 0),
                   ==, 9);
  g_assert_cmpint (qs_json_get_int (detail, "stoppedAt", 0) -
                   qs_json_get_int (detail, "startedAt", 0), ==, 7000);
}

static void
test_job_that_is_gone_fails_with_a_reason (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  job = qs_test_local_submit (&local, "");
  qs_test_local_await (&local, job, "RUNNING");
  qs_test_local_close (&local);
  qs_test_runner_lose (local.runner, job);
  qs_test_local_open (&local);
  qs_test_local_await (&local, job, "FAILED");
  qs_test_local_assert_string (qs_test_local_describe (&local, job), "statusReason",
                               "The run is gone");
  g_assert_cmpuint (qs_test_runner_count_started (local.runner), ==, 1);
}

static void
test_job_that_was_starting_starts (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  qs_test_runner_hold_starts (local.runner, "Pulling");
  job = qs_test_local_submit (&local, "");
  qs_test_local_await (&local, job, "STARTING");
  qs_test_local_close (&local);
  qs_test_runner_let_start (local.runner);
  qs_test_local_open (&local);
  qs_test_local_await (&local, job, "RUNNING");
  g_assert_cmpuint (qs_test_runner_count_started (local.runner), ==, 1);
}

static void
test_waiting_jobs_keep_their_order_and_their_dependencies (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autofree char *more = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  qs_test_runner_set_message (local.runner, "Install Podman");
  first = qs_test_local_submit (&local, "");
  second = qs_test_local_submit (&local, "");
  more = g_strdup_printf (", 'dependsOn': [{'jobId': '%s'}]", second);
  third = qs_test_local_submit (&local, more);
  qs_test_local_await (&local, third, "PENDING");
  qs_test_local_close (&local);
  qs_test_runner_set_message (local.runner, NULL);
  qs_test_local_open (&local);
  qs_test_local_await (&local, second, "RUNNING");
  g_assert_cmpstr (qs_test_local_get_status (&local, third), ==, "PENDING");
  qs_test_runner_finish (local.runner, second, 0, NULL);
  qs_test_local_await (&local, third, "RUNNING");
}

static void
test_array_goes_on_where_it_was (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;
  g_autofree char *child = NULL;
  g_autofree char *run = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  job = qs_test_local_submit (&local, ", 'arrayProperties': {'size': 3}");
  child = g_strconcat (job, ":0", NULL);
  run = g_strconcat (job, "-0.", NULL);
  qs_test_until (qs_test_runner_count_running (local.runner) == 3);
  qs_test_runner_finish (local.runner, run, 1, NULL);
  qs_test_local_await (&local, child, "FAILED");
  restart (&local);
  qs_test_runner_finish_all (local.runner, 0);
  qs_test_local_await (&local, job, "FAILED");
  g_assert_cmpuint (qs_test_runner_count_started (local.runner), ==, 3);
}

static void
test_acknowledged_termination_is_carried_out (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  qs_test_runner_set_stubborn (local.runner, TRUE);
  job = qs_test_local_submit (&local, "");
  qs_test_local_await (&local, job, "RUNNING");
  qs_test_local_call (&local, "TerminateJob", "{'jobId': '%s', 'reason': 'enough'}", job);
  qs_test_local_close (&local);
  qs_test_runner_set_stubborn (local.runner, FALSE);
  qs_test_local_open (&local);
  qs_test_local_await (&local, job, "FAILED");
  qs_test_local_assert_string (qs_test_local_describe (&local, job), "statusReason", "enough");
}

static void
test_timeout_counts_from_the_true_start (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, ", 'timeout': {'attemptDurationSeconds': 60}");
  job = qs_test_local_submit (&local, "");
  qs_test_local_await (&local, job, "RUNNING");
  qs_test_local_close (&local);
  qs_test_clock_advance (local.clock, 61000);
  qs_test_local_open (&local);
  /* It is late already; the time need only be looked at. */
  while (!g_str_equal (qs_test_local_get_status (&local, job), "FAILED"))
    qs_test_clock_advance (local.clock, 0);
  qs_test_local_assert_string (qs_test_local_describe (&local, job), "statusReason",
                               "Job attempt duration exceeded timeout");
}

static void
test_attempts_go_on_counting (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, ", 'retryStrategy': {'attempts': 2}");
  job = qs_test_local_submit (&local, "");
  first = g_strconcat (job, ".1.", NULL);
  second = g_strconcat (job, ".2.", NULL);
  qs_test_local_await (&local, job, "RUNNING");
  qs_test_runner_finish (local.runner, first, 1, NULL);
  qs_test_until (qs_test_runner_is_running (local.runner, second));
  restart (&local);
  qs_test_runner_finish (local.runner, second, 1, NULL);
  qs_test_local_await (&local, job, "FAILED");
  g_assert_cmpuint (json_array_get_length
                      (qs_json_get_array (qs_test_local_describe (&local, job), "attempts")),
                    ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/local-restart/running-job-is-followed-again",
                     test_running_job_is_followed_again);
  qs_test_add_fiber ("/local-restart/job-that-ended-meanwhile-gets-its-true-end",
                     test_job_that_ended_meanwhile_gets_its_true_end);
  qs_test_add_fiber ("/local-restart/job-that-is-gone-fails-with-a-reason",
                     test_job_that_is_gone_fails_with_a_reason);
  qs_test_add_fiber ("/local-restart/job-that-was-starting-starts",
                     test_job_that_was_starting_starts);
  qs_test_add_fiber ("/local-restart/waiting-jobs-keep-their-order-and-their-dependencies",
                     test_waiting_jobs_keep_their_order_and_their_dependencies);
  qs_test_add_fiber ("/local-restart/array-goes-on-where-it-was", test_array_goes_on_where_it_was);
  qs_test_add_fiber ("/local-restart/acknowledged-termination-is-carried-out",
                     test_acknowledged_termination_is_carried_out);
  qs_test_add_fiber ("/local-restart/timeout-counts-from-the-true-start",
                     test_timeout_counts_from_the_true_start);
  qs_test_add_fiber ("/local-restart/attempts-go-on-counting", test_attempts_go_on_counting);

  return g_test_run ();
}
