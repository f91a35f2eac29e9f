#include "qs-job-actions.h"

#include "qs-json.h"
#include "qs-replay-engine.h"
#include "qs-test.h"

static const char * const three_jobs[] = { "a", "b", "c", NULL };

static void
test_every_job_is_terminated (void)
{
  g_autoptr(QsReplayEngine) engine = qs_replay_engine_new ();
  g_autoptr(GError) error = NULL;
  JsonObject *last;

  qs_replay_engine_add (engine, "TerminateJob", "{}");

  g_assert_cmpuint (dex_await_uint (qs_job_actions_terminate (QS_ENGINE (engine), three_jobs),
                                    &error), ==, 3);
  g_assert_no_error (error);
  g_assert_cmpuint (qs_replay_engine_count_calls (engine, "TerminateJob"), ==, 3);
  g_assert_cmpuint (qs_replay_engine_count_calls (engine, "CancelJob"), ==, 0);

  last = json_node_get_object (qs_replay_engine_get_input (engine, "TerminateJob", 2));
  g_assert_cmpstr (qs_json_get_string (last, "jobId", NULL), ==, "c");
  g_assert_cmpstr (qs_json_get_string (last, "reason", NULL), !=, NULL);
}

static void
test_one_failure_does_not_spare_the_others (void)
{
  g_autoptr(QsReplayEngine) engine = qs_replay_engine_new ();
  g_autoptr(GError) error = NULL;

  qs_replay_engine_add_error (engine, "CancelJob", QS_ENGINE_ERROR_DENIED, "not yours");
  qs_replay_engine_add (engine, "CancelJob", "{}");

  dex_await_uint (qs_job_actions_cancel (QS_ENGINE (engine), three_jobs), &error);

  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_DENIED);
  g_assert_cmpstr (error->message, ==, "1 of 3 jobs could not be stopped: not yours");
  g_assert_cmpuint (qs_replay_engine_count_calls (engine, "CancelJob"), ==, 3);
}

static void
test_more_than_are_under_way_at_once (void)
{
  g_autoptr(QsReplayEngine) engine = qs_replay_engine_new ();
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) ids = NULL;

  for (guint i = 0; i < 21; i++)
    g_strv_builder_take (builder, g_strdup_printf ("job-%u", i));
  ids = g_strv_builder_end (builder);
  qs_replay_engine_add (engine, "TerminateJob", "{}");

  g_assert_cmpuint (dex_await_uint (qs_job_actions_terminate (QS_ENGINE (engine),
                                                              (const char * const *) ids),
                                    NULL), ==, 21);
  g_assert_cmpuint (qs_replay_engine_count_calls (engine, "TerminateJob"), ==, 21);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/job-actions/every-job-is-terminated", test_every_job_is_terminated);
  qs_test_add_fiber ("/job-actions/one-failure-does-not-spare-the-others",
                     test_one_failure_does_not_spare_the_others);
  qs_test_add_fiber ("/job-actions/more-than-are-under-way-at-once",
                     test_more_than_are_under_way_at_once);

  return g_test_run ();
}
