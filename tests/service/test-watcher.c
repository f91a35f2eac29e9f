#include "qs-watcher.h"

#include "qs-fleet-engine.h"
#include "qs-job-queue.h"
#include "qs-test-clock.h"
#include "qs-test.h"

#define NOW 1700000000000

typedef struct
{
  QsFleetEngine *engine;
  QsTestClock   *clock;
  QsWatcher     *watcher;
  GString       *told;   /* transitions */
} QsStage;

static void
on_transition_cb (QsWatcher  *watcher,
                  QsJob      *job,
                  QsJobStatus from,
                  QsJobStatus to,
                  QsStage    *stage)
{
  g_string_append_printf (stage->told, "%s%s %s %s;",
                          qs_watcher_get_catching_up (watcher) ? "late " : "", qs_job_get_id (job),
                          qs_job_status_to_string (from), qs_job_status_to_string (to));
}

static void
stage_open (QsStage *stage)
{
  stage->engine = qs_fleet_engine_new ();
  stage->clock = qs_test_clock_new (NOW);
  stage->watcher = qs_watcher_new (QS_ENGINE (stage->engine), QS_CLOCK (stage->clock));
  stage->told = g_string_new (NULL);
  g_signal_connect (stage->watcher, "transition", G_CALLBACK (on_transition_cb), stage);
}

static void
stage_close (QsStage *stage)
{
  g_assert_finalize_object (stage->watcher);
  g_clear_object (&stage->engine);
  g_clear_object (&stage->clock);
  g_string_free (stage->told, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QsStage, stage_close)

static void
start (QsStage *stage)
{
  qs_watcher_start (stage->watcher);
  qs_test_until (qs_test_clock_waiting (stage->clock) > 0);
  qs_fleet_engine_forget (stage->engine);
}

static guint
count_rounds (QsStage *stage)
{
  return qs_fleet_engine_count (stage->engine, "DescribeJobQueues");
}

/* Turns the clock and lets the round that is due run to its end. */
static void
pass (QsStage *stage,
      gint64   milliseconds)
{
  guint n_rounds = count_rounds (stage);

  qs_test_clock_advance (stage->clock, milliseconds);
  qs_test_until (count_rounds (stage) > n_rounds);
  qs_test_until (qs_test_clock_waiting (stage->clock) > 0);
}

/* Turns the clock when no round is due. */
static void
pass_quietly (QsStage *stage,
              gint64   milliseconds)
{
  guint n_rounds = count_rounds (stage);

  qs_test_clock_advance (stage->clock, milliseconds);
  for (guint i = 0; i < 5; i++)
    qs_test_iterate ();
  g_assert_cmpuint (count_rounds (stage), ==, n_rounds);
}

static QsJobStatus
get_status (QsStage    *stage,
            const char *id)
{
  g_autoptr(QsJob) job = qs_job_list_find (qs_watcher_get_jobs (stage->watcher), id);

  g_assert_nonnull (job);
  return qs_job_get_status (job);
}

#define assert_calls(stage, expected) \
        G_STMT_START { \
          g_autofree char *calls = qs_fleet_engine_dup_calls ((stage)->engine); \
          g_assert_cmpstr (calls, ==, expected); \
        } G_STMT_END

static void
test_the_first_round_lists_every_state (void)
{
  g_auto(QsStage) stage = { NULL };
  g_autoptr(QsJobQueue) queue = NULL;

  stage_open (&stage);
  qs_fleet_engine_set_job (stage.engine, "default", "a", "SUCCEEDED");
  qs_watcher_start (stage.watcher);
  g_assert_cmpint (qs_watcher_get_state (stage.watcher), ==, QS_WATCHER_STATE_LOADING);
  qs_test_until (qs_test_clock_waiting (stage.clock) > 0);

  assert_calls (&stage, "DescribeJobQueues;ListJobs default SUBMITTED;ListJobs default PENDING;"
                "ListJobs default RUNNABLE;ListJobs default STARTING;ListJobs default RUNNING;"
                "ListJobs default SUCCEEDED;ListJobs default FAILED;");
  queue = g_list_model_get_item (qs_watcher_get_queues (stage.watcher), 0);
  g_assert_cmpstr (qs_job_queue_get_name (queue), ==, "default");
  g_assert_cmpint (qs_watcher_get_state (stage.watcher), ==, QS_WATCHER_STATE_LIVE);
  g_assert_true (qs_watcher_get_complete (stage.watcher));
  g_assert_cmpint (get_status (&stage, "a"), ==, QS_JOB_STATUS_SUCCEEDED);
  g_assert_cmpstr (stage.told->str, ==, "");
}

static void
test_every_page_is_read (void)
{
  g_auto(QsStage) stage = { NULL };

  stage_open (&stage);
  for (guint i = 0; i < 2500; i++)
    {
      g_autofree char *id = g_strdup_printf ("job-%u", i);

      qs_fleet_engine_set_job (stage.engine, "default", id, "FAILED");
    }
  qs_watcher_start (stage.watcher);
  qs_test_until (qs_watcher_get_complete (stage.watcher));

  g_assert_cmpuint (qs_fleet_engine_count (stage.engine, "ListJobs default FAILED"), ==, 3);
  g_assert_cmpuint (qs_job_list_get_count (qs_watcher_get_jobs (stage.watcher),
                                           QS_JOB_STATUS_FAILED), ==, 2500);
}

static void
test_later_rounds_list_what_is_active (void)
{
  g_auto(QsStage) stage = { NULL };

  stage_open (&stage);
  qs_fleet_engine_set_job (stage.engine, "default", "a", "RUNNING");
  start (&stage);
  pass (&stage, 2000);

  assert_calls (&stage, "DescribeJobQueues;ListJobs default SUBMITTED;ListJobs default PENDING;"
                "ListJobs default RUNNABLE;ListJobs default STARTING;ListJobs default RUNNING;");
}

static void
test_a_job_that_is_missed_is_looked_for (void)
{
  g_auto(QsStage) stage = { NULL };

  stage_open (&stage);
  qs_fleet_engine_set_job (stage.engine, "default", "old", "SUCCEEDED");
  qs_fleet_engine_set_job (stage.engine, "default", "a", "RUNNING");
  start (&stage);
  qs_fleet_engine_set_job (stage.engine, "default", "a", "FAILED");
  pass (&stage, 2000);

  g_assert_cmpuint (qs_fleet_engine_count (stage.engine, "ListJobs default FAILED"), ==, 1);
  g_assert_cmpuint (qs_fleet_engine_count (stage.engine, "DescribeJobs 1"), ==, 1);
  g_assert_cmpint (get_status (&stage, "a"), ==, QS_JOB_STATUS_FAILED);
  g_assert_cmpstr (stage.told->str, ==, "a RUNNING FAILED;");
}

static void
test_a_forgotten_job_stays_but_is_not_asked_for_again (void)
{
  g_auto(QsStage) stage = { NULL };

  stage_open (&stage);
  qs_fleet_engine_set_job (stage.engine, "default", "old", "SUCCEEDED");
  qs_fleet_engine_set_job (stage.engine, "default", "a", "RUNNING");
  start (&stage);
  qs_fleet_engine_remove_job (stage.engine, "a");
  qs_fleet_engine_remove_job (stage.engine, "old");
  qs_fleet_engine_set_job (stage.engine, "default", "other", "SUCCEEDED");
  pass (&stage, 2000);

  g_assert_cmpint (get_status (&stage, "a"), ==, QS_JOB_STATUS_UNKNOWN);
  g_assert_cmpint (get_status (&stage, "old"), ==, QS_JOB_STATUS_SUCCEEDED);
  qs_fleet_engine_forget (stage.engine);
  pass (&stage, 2000);
  g_assert_cmpuint (qs_fleet_engine_count (stage.engine, "DescribeJobs"), ==, 0);
}

static void
test_changed_jobs_are_described_by_the_hundred (void)
{
  g_auto(QsStage) stage = { NULL };

  stage_open (&stage);
  qs_fleet_engine_set_job (stage.engine, "default", "still", "RUNNING");
  for (guint pass_number = 0; pass_number < 2; pass_number++)
    {
      for (guint i = 0; i < 250; i++)
        {
          g_autofree char *id = g_strdup_printf ("job-%u", i);

          qs_fleet_engine_set_job (stage.engine, "default", id,
                                   pass_number == 0 ? "RUNNABLE" : "RUNNING");
        }
      if (pass_number == 0)
        start (&stage);
    }
  pass (&stage, 2000);

  g_assert_cmpuint (qs_fleet_engine_count (stage.engine, "DescribeJobs 100"), ==, 2);
  g_assert_cmpuint (qs_fleet_engine_count (stage.engine, "DescribeJobs 50"), ==, 1);
  g_assert_cmpuint (qs_fleet_engine_count (stage.engine, "DescribeJobs"), ==, 3);
}

static void
test_pinned_jobs_are_described_every_round (void)
{
  g_auto(QsStage) stage = { NULL };

  stage_open (&stage);
  qs_fleet_engine_set_job (stage.engine, "default", "a", "SUCCEEDED");
  start (&stage);

  qs_watcher_pin (stage.watcher, "a");
  qs_watcher_pin (stage.watcher, "a");
  pass (&stage, 250);
  g_assert_cmpuint (qs_fleet_engine_count (stage.engine, "DescribeJobs 1"), ==, 1);

  qs_watcher_unpin (stage.watcher, "a");
  pass (&stage, 60000);
  g_assert_cmpuint (qs_fleet_engine_count (stage.engine, "DescribeJobs 1"), ==, 2);

  qs_watcher_unpin (stage.watcher, "a");
  pass (&stage, 60000);
  g_assert_cmpuint (qs_fleet_engine_count (stage.engine, "DescribeJobs 1"), ==, 2);
}

static void
test_rounds_come_later_while_nothing_moves (void)
{
  g_auto(QsStage) stage = { NULL };

  stage_open (&stage);
  qs_fleet_engine_set_job (stage.engine, "default", "a", "SUCCEEDED");
  start (&stage);
  pass (&stage, 2000);
  pass_quietly (&stage, 2900);
  pass (&stage, 100);
  for (guint i = 0; i < 10; i++)
    pass (&stage, 60000);
  pass_quietly (&stage, 59000);

  qs_fleet_engine_set_job (stage.engine, "default", "b", "RUNNING");
  pass (&stage, 1000);
  pass (&stage, 2000);
}

static void
test_a_signal_ends_the_wait_but_not_too_often (void)
{
  g_auto(QsStage) stage = { NULL };

  stage_open (&stage);
  qs_fleet_engine_set_job (stage.engine, "default", "a", "RUNNING");
  start (&stage);

  for (guint i = 0; i < 10; i++)
    qs_engine_emit_activity (QS_ENGINE (stage.engine));
  pass_quietly (&stage, 0);
  pass_quietly (&stage, 249);
  pass (&stage, 1);
  g_assert_cmpuint (count_rounds (&stage), ==, 1);

  qs_test_clock_advance (stage.clock, 1000);
  qs_fleet_engine_set_job (stage.engine, "default", "b", "SUCCEEDED");
  qs_engine_emit_activity (QS_ENGINE (stage.engine));
  qs_test_until (count_rounds (&stage) == 2);
  qs_test_until (qs_test_clock_waiting (stage.clock) > 0);
  g_assert_cmpstr (stage.told->str, ==, "b UNKNOWN SUCCEEDED;");
}

static void
test_an_engine_that_signals_is_left_alone_while_idle (void)
{
  g_auto(QsStage) stage = { NULL };

  stage_open (&stage);
  qs_fleet_engine_set_job (stage.engine, "default", "a", "SUCCEEDED");
  start (&stage);
  qs_engine_emit_activity (QS_ENGINE (stage.engine));
  pass (&stage, 250);
  pass_quietly (&stage, 60000);
  pass_quietly (&stage, 120000);
  pass (&stage, 120000);
}

static void
test_throttling_backs_off (void)
{
  g_auto(QsStage) stage = { NULL };
  g_autoptr(GError) error = g_error_new_literal (QS_ENGINE_ERROR, QS_ENGINE_ERROR_THROTTLED,
                                                 "Too Many Requests");

  stage_open (&stage);
  qs_fleet_engine_set_job (stage.engine, "default", "a", "RUNNING");
  start (&stage);
  qs_fleet_engine_set_error (stage.engine, error);
  pass (&stage, 2000);
  g_assert_cmpint (qs_watcher_get_state (stage.watcher), ==, QS_WATCHER_STATE_LIVE);
  g_assert_cmpstr (qs_watcher_get_error (stage.watcher)->message, ==, "Too Many Requests");

  pass_quietly (&stage, 2999);
  pass (&stage, 2001);
  pass_quietly (&stage, 5999);
  qs_fleet_engine_set_error (stage.engine, NULL);
  pass (&stage, 4001);
  g_assert_null (qs_watcher_get_error (stage.watcher));
}

static void
test_goes_offline_and_comes_back (void)
{
  g_auto(QsStage) stage = { NULL };
  g_autoptr(GError) error = g_error_new_literal (QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE,
                                                 "No route to host");

  stage_open (&stage);
  qs_fleet_engine_set_job (stage.engine, "default", "a", "RUNNING");
  qs_fleet_engine_set_error (stage.engine, error);
  qs_watcher_start (stage.watcher);
  qs_test_until (qs_watcher_get_state (stage.watcher) == QS_WATCHER_STATE_OFFLINE);
  g_assert_cmpstr (qs_watcher_get_error (stage.watcher)->message, ==, "No route to host");
  g_assert_false (qs_watcher_get_complete (stage.watcher));

  qs_fleet_engine_set_error (stage.engine, NULL);
  qs_test_until (qs_test_clock_waiting (stage.clock) > 0);
  pass (&stage, 2500);
  g_assert_cmpint (qs_watcher_get_state (stage.watcher), ==, QS_WATCHER_STATE_LIVE);
  g_assert_cmpint (get_status (&stage, "a"), ==, QS_JOB_STATUS_RUNNING);
}

static void
test_changes_of_a_long_time_are_marked (void)
{
  g_auto(QsStage) stage = { NULL };

  stage_open (&stage);
  qs_fleet_engine_set_job (stage.engine, "default", "a", "RUNNING");
  start (&stage);
  qs_fleet_engine_set_job (stage.engine, "default", "a", "SUCCEEDED");
  pass (&stage, 8 * 60 * 60 * 1000);
  g_assert_cmpstr (stage.told->str, ==, "late a RUNNING SUCCEEDED;");
  g_assert_false (qs_watcher_get_catching_up (stage.watcher));
}

static void
test_refresh_waits_for_a_round_that_begins_later (void)
{
  g_auto(QsStage) stage = { NULL };
  g_autoptr(GError) error = NULL;

  stage_open (&stage);
  qs_fleet_engine_set_job (stage.engine, "default", "a", "RUNNING");
  start (&stage);
  qs_test_clock_advance (stage.clock, 1000);
  qs_fleet_engine_set_job (stage.engine, "default", "b", "SUCCEEDED");
  g_assert_true (dex_await (qs_watcher_refresh (stage.watcher), &error));
  g_assert_no_error (error);
  g_assert_cmpint (get_status (&stage, "b"), ==, QS_JOB_STATUS_SUCCEEDED);
}

static void
test_refresh_fails_when_the_round_does (void)
{
  g_auto(QsStage) stage = { NULL };
  g_autoptr(GError) denied = g_error_new_literal (QS_ENGINE_ERROR, QS_ENGINE_ERROR_DENIED, "No");
  g_autoptr(GError) error = NULL;

  stage_open (&stage);
  start (&stage);
  qs_test_clock_advance (stage.clock, 1000);
  qs_fleet_engine_set_error (stage.engine, denied);

  g_assert_false (dex_await (qs_watcher_refresh (stage.watcher), &error));
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_DENIED);
  g_assert_cmpint (qs_watcher_get_state (stage.watcher), ==, QS_WATCHER_STATE_DENIED);
}

static void
test_children_are_listed_on_request (void)
{
  g_auto(QsStage) stage = { NULL };
  g_autoptr(QsJobList) children = NULL;

  stage_open (&stage);
  qs_fleet_engine_set_job (stage.engine, "default", "a", "PENDING");
  qs_fleet_engine_set_array (stage.engine, "a", 6, 4);
  start (&stage);
  pass (&stage, 2000);
  g_assert_cmpuint (qs_fleet_engine_count (stage.engine, "ListJobs a "), ==, 0);

  qs_fleet_engine_forget (stage.engine);
  children = qs_watcher_open_children (stage.watcher, "a");
  pass (&stage, 250);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (children)), ==, 10);
  g_assert_cmpuint (qs_fleet_engine_count (stage.engine, "ListJobs a "), ==, 2);

  qs_fleet_engine_forget (stage.engine);
  pass (&stage, 15000);
  g_assert_cmpuint (qs_fleet_engine_count (stage.engine, "ListJobs a RUNNING"), ==, 1);
  g_assert_cmpuint (qs_fleet_engine_count (stage.engine, "ListJobs a SUCCEEDED"), ==, 0);

  qs_fleet_engine_set_array (stage.engine, "a", 0, 10);
  pass (&stage, 15000);
  g_assert_cmpuint (qs_job_list_get_count (children, QS_JOB_STATUS_SUCCEEDED), ==, 10);

  g_clear_object (&children);
  qs_fleet_engine_forget (stage.engine);
  pass (&stage, 15000);
  g_assert_cmpuint (qs_fleet_engine_count (stage.engine, "ListJobs a "), ==, 0);
}

static void
test_ends_with_its_last_reference (void)
{
  g_autoptr(QsFleetEngine) engine = qs_fleet_engine_new ();
  g_autoptr(QsTestClock) clock = qs_test_clock_new (NOW);
  QsWatcher *watcher = qs_watcher_new (QS_ENGINE (engine), QS_CLOCK (clock));
  g_autoptr(DexFuture) refreshed = NULL;
  g_autoptr(GError) error = NULL;

  qs_watcher_start (watcher);
  qs_test_until (qs_test_clock_waiting (clock) > 0);
  refreshed = qs_watcher_refresh (watcher);
  g_assert_finalize_object (watcher);

  g_assert_false (dex_await (dex_ref (refreshed), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  qs_fleet_engine_forget (engine);
  qs_test_clock_advance (clock, 60000);
  for (guint i = 0; i < 5; i++)
    qs_test_iterate ();
  g_assert_cmpuint (qs_fleet_engine_count (engine, ""), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  const struct
  {
    const char *path;
    QsTestBody  body;
  } tests[] = {
    { "the-first-round-lists-every-state", test_the_first_round_lists_every_state },
    { "every-page-is-read", test_every_page_is_read },
    { "later-rounds-list-what-is-active", test_later_rounds_list_what_is_active },
    { "a-job-that-is-missed-is-looked-for", test_a_job_that_is_missed_is_looked_for },
    { "a-forgotten-job-stays-but-is-not-asked-for-again",
      test_a_forgotten_job_stays_but_is_not_asked_for_again },
    { "changed-jobs-are-described-by-the-hundred", test_changed_jobs_are_described_by_the_hundred },
    { "pinned-jobs-are-described-every-round", test_pinned_jobs_are_described_every_round },
    { "rounds-come-later-while-nothing-moves", test_rounds_come_later_while_nothing_moves },
    { "a-signal-ends-the-wait-but-not-too-often", test_a_signal_ends_the_wait_but_not_too_often },
    { "an-engine-that-signals-is-left-alone-while-idle",
      test_an_engine_that_signals_is_left_alone_while_idle },
    { "throttling-backs-off", test_throttling_backs_off },
    { "goes-offline-and-comes-back", test_goes_offline_and_comes_back },
    { "changes-of-a-long-time-are-marked", test_changes_of_a_long_time_are_marked },
    { "refresh-waits-for-a-round-that-begins-later",
      test_refresh_waits_for_a_round_that_begins_later },
    { "refresh-fails-when-the-round-does", test_refresh_fails_when_the_round_does },
    { "children-are-listed-on-request", test_children_are_listed_on_request },
    { "ends-with-its-last-reference", test_ends_with_its_last_reference },
  };

  qs_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/watcher/", tests[i].path, NULL);

      qs_test_add_fiber (path, tests[i].body);
    }

  return g_test_run ();
}
