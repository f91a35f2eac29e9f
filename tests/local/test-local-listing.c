#include "qs-test-local.h"

static void
submit_named (QsTestLocal *local,
              const char  *name)
{
  qs_test_local_call (local, "SubmitJob", "{'jobName': '%s', 'jobQueue': 'default', "
                      "'jobDefinition': 'work'}", name);
}

static void
test_without_status_only_running_jobs_are_listed (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  qs_local_engine_set_capacity (local.engine, 1, 1000);
  first = qs_test_local_submit (&local, "");
  second = qs_test_local_submit (&local, "");
  qs_test_local_await (&local, first, "RUNNING");
  qs_test_local_await (&local, second, "RUNNABLE");
  g_assert_cmpuint (qs_test_local_count (&local, "'jobQueue': 'default'"), ==, 1);
  g_assert_cmpuint (qs_test_local_count (&local, "'jobQueue': 'default', "
                                         "'jobStatus': 'RUNNABLE'"), ==, 1);
  g_assert_cmpuint (qs_test_local_count (&local, "'jobQueue': 'default', "
                                         "'jobStatus': 'FAILED'"), ==, 0);
}

static void
test_exactly_one_scope_is_asked_for (void)
{
  g_auto(QsTestLocal) local = { 0, };

  qs_test_local_init (&local);
  qs_test_local_refuse (&local, "arrayJobId", "ListJobs", "{}");
  qs_test_local_refuse (&local, "arrayJobId", "ListJobs",
                        "{'jobQueue': 'default', 'arrayJobId': 'x'}");
  qs_test_local_refuse (&local, "does not exist", "ListJobs", "{'jobQueue': 'nowhere'}");
}

static void
test_pages_are_newest_first_and_complete (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *token = NULL;
  JsonObject *page;
  guint n = 0;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  qs_test_runner_set_message (local.runner, "Install Podman");
  for (guint i = 0; i < 7; i++)
    {
      g_autofree char *name = g_strdup_printf ("job-%u", i);

      submit_named (&local, name);
    }
  qs_test_until (qs_test_local_count (&local, "'jobQueue': 'default', "
                                      "'jobStatus': 'RUNNABLE'") == 7);

  do
    {
      g_autofree char *next = token != NULL ? g_strdup_printf (", 'nextToken': '%s'", token)
                                            : g_strdup ("");

      page = qs_test_local_call (&local, "ListJobs", "{'jobQueue': 'default', 'maxResults': 3, "
                                 "'jobStatus': 'RUNNABLE'%s}", next);
      if (n == 0)
        qs_test_local_assert_string (qs_json_element (qs_json_get_array (page, "jobSummaryList"),
                                                      0), "jobName", "job-6");
      n += json_array_get_length (qs_json_get_array (page, "jobSummaryList"));
      g_set_str (&token, qs_json_get_string (page, "nextToken", NULL));
    }
  while (token != NULL);
  g_assert_cmpuint (n, ==, 7);
}

static void
test_filters_find_by_name_definition_and_age (void)
{
  g_auto(QsTestLocal) local = { 0, };
  const struct { const char *name; const char *value; guint n; } cases[] = {
    { "JOB_NAME", "bwa-one", 1 },
    { "JOB_NAME", "BWA-*", 2 },
    { "JOB_NAME", "bwa", 0 },
    { "JOB_NAME", "*", 3 },
    { "JOB_NAME", "bwa_one", 0 },
    { "JOB_DEFINITION", "work", 3 },
    { "JOB_DEFINITION", "work:1", 3 },
    { "JOB_DEFINITION", "work:2", 0 },
    { "JOB_DEFINITION", "arn:aws:batch:local:000000000000:job-definition/work:1", 3 },
    { "AFTER_CREATED_AT", "1700000000500", 1 },
    { "BEFORE_CREATED_AT", "1700000000500", 2 },
  };

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  submit_named (&local, "bwa-one");
  submit_named (&local, "bwa-two");
  qs_test_clock_advance (local.clock, 1000);
  submit_named (&local, "delly");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *list =
        g_strdup_printf ("'jobQueue': 'default', 'filters': [{'name': '%s', 'values': ['%s']}]",
                         cases[i].name, cases[i].value);

      g_assert_cmpuint (qs_test_local_count (&local, list), ==, cases[i].n);
    }
}

static void
test_children_are_listed_in_order (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;
  JsonObject *page;
  JsonArray *children;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  job = qs_test_local_submit (&local, ", 'arrayProperties': {'size': 5}");
  qs_test_until (qs_test_runner_count_running (local.runner) == 5);
  page = qs_test_local_call (&local, "ListJobs", "{'arrayJobId': '%s', 'maxResults': 3}", job);
  g_assert_true (json_object_has_member (page, "nextToken"));
  page = qs_test_local_call (&local, "ListJobs", "{'arrayJobId': '%s', 'nextToken': '%s'}", job,
                             qs_json_get_string (page, "nextToken", ""));
  children = qs_json_get_array (page, "jobSummaryList");
  g_assert_cmpuint (json_array_get_length (children), ==, 2);
  g_assert_cmpint (qs_json_get_int (qs_json_get_object (qs_json_element (children, 0),
                                                        "arrayProperties"), "index", -1), ==, 3);
  g_assert_cmpuint (qs_test_local_count (&local, "'jobQueue': 'default', "
                                         "'jobStatus': 'PENDING'"), ==, 1);
}

static void
test_log_of_a_job_that_wrote_nothing_is_absent (void)
{
  g_auto(QsTestLocal) local = { 0, };
  const char *streams[] = { "work/default/none.1", "../../etc/passwd", "a/b/../c", "x" };

  qs_test_local_init (&local);
  for (guint i = 0; i < G_N_ELEMENTS (streams); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"logGroupName\": \"/aws/batch/job\", "
                                               "\"logStreamName\": \"%s\"}", streams[i]);
      g_autoptr(JsonNode) input = qs_json_parse (text, -1, NULL);
      g_autoptr(GError) error = NULL;

      g_assert_null (dex_await_boxed (qs_engine_call (QS_ENGINE (local.engine), "GetLogEvents",
                                                      input), &error));
      g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_NOT_FOUND);
    }
}

static guint n_activities;

static void
on_engine_activity_cb (void)
{
  n_activities++;
}

static void
test_activity_is_told_once_a_turn (void)
{
  g_auto(QsTestLocal) local = { 0, };
  g_autofree char *job = NULL;

  qs_test_local_init (&local);
  qs_test_local_define (&local, "");
  n_activities = 0;
  g_signal_connect (local.engine, "activity", G_CALLBACK (on_engine_activity_cb), NULL);
  job = qs_test_local_submit (&local, ", 'arrayProperties': {'size': 50}");
  qs_test_until (qs_test_runner_count_running (local.runner) == 50);
  g_assert_cmpuint (n_activities, >, 0);
  g_assert_cmpuint (n_activities, <, 20);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/local-listing/without-status-only-running-jobs-are-listed",
                     test_without_status_only_running_jobs_are_listed);
  qs_test_add_fiber ("/local-listing/exactly-one-scope-is-asked-for",
                     test_exactly_one_scope_is_asked_for);
  qs_test_add_fiber ("/local-listing/pages-are-newest-first-and-complete",
                     test_pages_are_newest_first_and_complete);
  qs_test_add_fiber ("/local-listing/filters-find-by-name-definition-and-age",
                     test_filters_find_by_name_definition_and_age);
  qs_test_add_fiber ("/local-listing/children-are-listed-in-order",
                     test_children_are_listed_in_order);
  qs_test_add_fiber ("/local-listing/log-of-a-job-that-wrote-nothing-is-absent",
                     test_log_of_a_job_that_wrote_nothing_is_absent);
  qs_test_add_fiber ("/local-listing/activity-is-told-once-a-turn",
                     test_activity_is_told_once_a_turn);

  return g_test_run ();
}
