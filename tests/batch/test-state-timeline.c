#include "qs-state-timeline.h"

#include "qs-json.h"
#include "qs-test.h"

static void
update (QsStateTimeline *timeline,
        const char      *status,
        gint64           created,
        gint64           started,
        gint64           stopped)
{
  g_autoptr(QsJobDetail) job = qs_job_detail_new ();
  g_autoptr(JsonNode) node = qs_json_take (json_object_new ());
  JsonObject *object = json_node_get_object (node);

  json_object_set_string_member (object, "status", status);
  json_object_set_int_member (object, "createdAt", created);
  json_object_set_int_member (object, "startedAt", started);
  json_object_set_int_member (object, "stoppedAt", stopped);
  qs_record_read (QS_RECORD (job), object);
  qs_state_timeline_update (timeline, job);
}

static void
assert_step (QsStateTimeline   *timeline,
             guint              index,
             QsTimelineProgress progress,
             gint64             since,
             gint64             until)
{
  QsTimelineStep *step = qs_state_timeline_get_step (timeline, index);

  g_assert_cmpint (qs_timeline_step_get_progress (step), ==, progress);
  g_assert_cmpint (qs_timeline_step_get_since (step), ==, since);
  g_assert_cmpint (qs_timeline_step_get_until (step), ==, until);
}

static void
test_a_job_seen_only_at_its_end (void)
{
  g_autoptr(QsStateTimeline) timeline = qs_state_timeline_new ();

  update (timeline, "SUCCEEDED", 1000, 4000, 9000);

  assert_step (timeline, 0, QS_TIMELINE_PROGRESS_PASSED, 1000, 0);
  assert_step (timeline, 1, QS_TIMELINE_PROGRESS_SKIPPED, 0, 0);
  assert_step (timeline, 2, QS_TIMELINE_PROGRESS_PASSED, 0, 0);
  assert_step (timeline, 3, QS_TIMELINE_PROGRESS_PASSED, 0, 4000);
  assert_step (timeline, 4, QS_TIMELINE_PROGRESS_PASSED, 4000, 9000);
  assert_step (timeline, 5, QS_TIMELINE_PROGRESS_CURRENT, 9000, 0);
}

static void
test_what_was_seen_has_durations (void)
{
  g_autoptr(QsStateTimeline) timeline = qs_state_timeline_new ();

  qs_state_timeline_record (timeline, QS_JOB_STATUS_RUNNABLE, 1500);
  qs_state_timeline_record (timeline, QS_JOB_STATUS_STARTING, 2500);
  update (timeline, "RUNNING", 1000, 4000, 0);

  assert_step (timeline, 0, QS_TIMELINE_PROGRESS_PASSED, 1000, 1500);
  assert_step (timeline, 2, QS_TIMELINE_PROGRESS_PASSED, 1500, 2500);
  assert_step (timeline, 3, QS_TIMELINE_PROGRESS_PASSED, 2500, 4000);
  assert_step (timeline, 4, QS_TIMELINE_PROGRESS_CURRENT, 4000, 0);
  assert_step (timeline, 5, QS_TIMELINE_PROGRESS_AHEAD, 0, 0);
}

static void
test_a_job_that_never_ran_skips_the_middle (void)
{
  g_autoptr(QsStateTimeline) timeline = qs_state_timeline_new ();

  update (timeline, "FAILED", 1000, 0, 2000);

  assert_step (timeline, 0, QS_TIMELINE_PROGRESS_PASSED, 1000, 2000);
  assert_step (timeline, 2, QS_TIMELINE_PROGRESS_SKIPPED, 0, 0);
  assert_step (timeline, 4, QS_TIMELINE_PROGRESS_SKIPPED, 0, 0);
  assert_step (timeline, 5, QS_TIMELINE_PROGRESS_CURRENT, 2000, 0);
  g_assert_cmpint (qs_timeline_step_get_status (qs_state_timeline_get_step (timeline, 5)),
                   ==, QS_JOB_STATUS_FAILED);
}

static void
test_another_attempt_goes_back (void)
{
  g_autoptr(QsStateTimeline) timeline = qs_state_timeline_new ();

  qs_state_timeline_record (timeline, QS_JOB_STATUS_RUNNABLE, 1500);
  qs_state_timeline_record (timeline, QS_JOB_STATUS_STARTING, 2500);
  update (timeline, "RUNNING", 1000, 4000, 0);
  qs_state_timeline_record (timeline, QS_JOB_STATUS_RUNNABLE, 5000);
  update (timeline, "RUNNABLE", 1000, 4000, 0);

  assert_step (timeline, 2, QS_TIMELINE_PROGRESS_CURRENT, 5000, 0);
  assert_step (timeline, 3, QS_TIMELINE_PROGRESS_AHEAD, 0, 0);
  assert_step (timeline, 4, QS_TIMELINE_PROGRESS_AHEAD, 0, 0);
}

static void
test_an_unknown_state_changes_nothing (void)
{
  g_autoptr(QsStateTimeline) timeline = qs_state_timeline_new ();

  update (timeline, "RUNNING", 1000, 4000, 0);
  update (timeline, "MELTED", 1000, 4000, 0);

  assert_step (timeline, 4, QS_TIMELINE_PROGRESS_CURRENT, 4000, 0);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);
  g_test_add_func ("/state-timeline/a-job-seen-only-at-its-end", test_a_job_seen_only_at_its_end);
  g_test_add_func ("/state-timeline/what-was-seen-has-durations",
                   test_what_was_seen_has_durations);
  g_test_add_func ("/state-timeline/a-job-that-never-ran-skips-the-middle",
                   test_a_job_that_never_ran_skips_the_middle);
  g_test_add_func ("/state-timeline/another-attempt-goes-back", test_another_attempt_goes_back);
  g_test_add_func ("/state-timeline/an-unknown-state-changes-nothing",
                   test_an_unknown_state_changes_nothing);
  return g_test_run ();
}
