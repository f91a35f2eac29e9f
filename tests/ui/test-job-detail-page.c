#include "qs-account.h"
#include "qs-attempt-row.h"
#include "qs-diagnosis-card.h"
#include "qs-job-detail-page.h"
#include "qs-log-view.h"
#include "qs-replay-engine.h"
#include "qs-status-icon.h"
#include "qs-test-clock.h"
#include "qs-ui-test.h"

#define NOW G_GINT64_CONSTANT (1786543407000)

#define JOB(name, status, rest) \
        "{\"jobs\":[{\"jobId\":\"job-1\",\"jobName\":\"" name "\"," \
        "\"jobArn\":\"arn:aws:batch:local:000000000000:job/job-1\"," \
        "\"jobQueue\":\"arn:aws:batch:local:000000000000:job-queue/default\"," \
        "\"jobDefinition\":\"arn:aws:batch:local:000000000000:job-definition/md5sum:3\"," \
        "\"status\":\"" status "\",\"createdAt\":1786543200000," rest "}]}"

#define CONTAINER \
        "\"image\":\"quay.io/briandoconnor/dockstore-tool-md5sum:1.0.4\"," \
        "\"command\":[\"/bin/my_md5sum\",\"--input\",\"/datastore/NA12878 sorted.bam\"]," \
        "\"resourceRequirements\":[{\"type\":\"VCPU\",\"value\":\"4\"}," \
        "{\"type\":\"MEMORY\",\"value\":\"8000\"}]," \
        "\"environment\":[{\"name\":\"TMPDIR\",\"value\":\"/datastore\"}]," \
        "\"volumes\":[{\"name\":\"datastore\",\"host\":{\"sourcePath\":\"/datastore\"}}]," \
        "\"mountPoints\":[{\"containerPath\":\"/datastore\",\"sourceVolume\":\"datastore\"}]"

#define RUNNING \
        JOB ("md5sum-s3-2", "RUNNING", "\"startedAt\":1786543230000," \
             "\"container\":{\"logStreamName\":\"s/1\"," CONTAINER "}")

#define FAILED \
        JOB ("md5sum-s3-2", "FAILED", "\"startedAt\":1786543230000," \
             "\"stoppedAt\":1786543390000," \
             "\"statusReason\":\"Essential container in task exited\"," \
             "\"attempts\":[{\"startedAt\":1786543230000,\"stoppedAt\":1786543300000," \
             "\"statusReason\":\"Host EC2 (instance i-0a1b2c) terminated.\"," \
             "\"container\":{\"logStreamName\":\"s/1\"}}," \
             "{\"startedAt\":1786543310000,\"stoppedAt\":1786543390000," \
             "\"statusReason\":\"Essential container in task exited\",\"container\":" \
             "{\"exitCode\":137,\"reason\":\"OutOfMemoryError: Container killed due to memory " \
             "usage\",\"logStreamName\":\"s/2\"}}]," \
             "\"container\":{\"exitCode\":137,\"reason\":\"OutOfMemoryError: Container killed " \
             "due to memory usage\",\"logStreamName\":\"s/2\"," CONTAINER "}")

#define HOSTILE \
        JOB ("<b>x</b>\\u202egpj.exe\\u001b[31m", "FAILED", \
             "\"statusReason\":\"<a href='x'>\\u0000\\n&amp;\",\"container\":{}")

#define END_OF_LOG "{\"events\":[],\"nextForwardToken\":\"f\",\"nextBackwardToken\":\"b\"}"

typedef struct
{
  QsReplayEngine  *engine;
  QsAccount       *account;
  QsJobDetailPage *page;
  GtkWindow       *window;
} Fixture;

static DexFuture *
give_engine (gpointer engine)
{
  return dex_future_new_take_object (g_object_ref (engine));
}

static void
add_log (QsReplayEngine *engine)
{
  g_autoptr(GString) log = g_string_new ("{\"events\":[{\"message\":\"\\u001b[32mReading\\u001b[0m "
                                         "NA12878 sorted.bam <b>&amp;</b>\"}");

  for (guint i = 1; i <= 60; i++)
    g_string_append_printf (log, ",{\"message\":\"[%02u] %u MB read, nothing to complain about so "
                            "far, going on with the next block of the file\"}", i, i * 64);
  g_string_append (log, "],\"nextForwardToken\":\"f\",\"nextBackwardToken\":\"b\"}");
  qs_replay_engine_add (engine, "GetLogEvents", log->str);
  qs_replay_engine_add (engine, "GetLogEvents", END_OF_LOG);
}

static QsMonitorState
get_state (Fixture *fixture)
{
  QsJobMonitor *monitor = qs_job_detail_page_get_monitor (fixture->page);

  return monitor != NULL ? qs_job_monitor_get_state (monitor) : QS_MONITOR_STATE_LOADING;
}

static void
open_page (Fixture    *fixture,
           const char *job,
           int         width)
{
  g_autoptr(QsTestClock) clock = qs_test_clock_new (NOW);

  fixture->engine = qs_replay_engine_new ();
  qs_replay_engine_add (fixture->engine, "DescribeJobQueues", "{\"jobQueues\":[]}");
  qs_replay_engine_add (fixture->engine, "ListJobs", "{\"jobSummaryList\":[]}");
  qs_replay_engine_add (fixture->engine, "TerminateJob", "{}");
  qs_replay_engine_add (fixture->engine, "DescribeJobs", job);
  add_log (fixture->engine);

  fixture->account = qs_account_new ("this-computer", "Test", "/home/ada/Quayside/datastore",
                                     QS_CLOCK (clock), give_engine,
                                     g_object_ref (fixture->engine), g_object_unref);
  dex_future_disown (qs_account_open (fixture->account));
  fixture->page = qs_job_detail_page_new (fixture->account, "job-1");
  g_object_add_weak_pointer (G_OBJECT (fixture->page), (gpointer *) &fixture->page);
  fixture->window = qs_ui_test_present (GTK_WIDGET (fixture->page), width, 760);
  qs_test_until (get_state (fixture) != QS_MONITOR_STATE_LOADING);
  qs_ui_test_settle (GTK_WIDGET (fixture->window));
}

static void
close_page (Fixture *fixture)
{
  qs_ui_test_close (fixture->window);
  qs_test_until (fixture->page == NULL);
  g_object_unref (fixture->account);
  qs_test_iterate ();
  g_object_unref (fixture->engine);
}

static gpointer
find (Fixture    *fixture,
      GType       type,
      const char *label)
{
  return qs_ui_test_find (GTK_WIDGET (fixture->page), type, label);
}

/* As the monitor does when the engine has news. */
static void
replay (Fixture    *fixture,
        const char *job)
{
  guint calls = qs_replay_engine_count_calls (fixture->engine, "DescribeJobs");

  qs_replay_engine_add (fixture->engine, "DescribeJobs", job);
  qs_engine_emit_activity (QS_ENGINE (fixture->engine));
  qs_test_until (qs_replay_engine_count_calls (fixture->engine, "DescribeJobs") >= calls + 1);
  qs_engine_emit_activity (QS_ENGINE (fixture->engine));
  qs_test_until (qs_replay_engine_count_calls (fixture->engine, "DescribeJobs") >= calls + 2);
  qs_ui_test_settle (GTK_WIDGET (fixture->window));
}

static void
show_log (Fixture *fixture)
{
  GtkWidget *stack = find (fixture, ADW_TYPE_VIEW_STACK, NULL);

  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (stack), "log");
  qs_ui_test_settle (GTK_WIDGET (fixture->window));
}

static char *
dup_log (Fixture *fixture)
{
  QsLogView *view = find (fixture, QS_TYPE_LOG_VIEW, NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (qs_log_view_get_text_view (view));
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  return g_steal_pointer (&text);
}

static void
test_shows_a_running_job (void)
{
  Fixture fixture;

  open_page (&fixture, RUNNING, 900);
  qs_ui_test_picture (GTK_WIDGET (fixture.window), "job-running");

  g_assert_cmpstr (adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (fixture.page)), ==,
                   "md5sum-s3-2");
  g_assert_nonnull (find (&fixture, GTK_TYPE_LABEL, "Waited 30 s · running for 2 min 57 s"));
  g_assert_nonnull (find (&fixture, GTK_TYPE_LABEL, "\"/bin/my_md5sum\"\n\"--input\"\n"
                          "\"/datastore/NA12878 sorted.bam\""));
  g_assert_false (gtk_widget_get_visible (find (&fixture, QS_TYPE_DIAGNOSIS_CARD, NULL)));
  close_page (&fixture);
}

static void
test_explains_a_failure (void)
{
  Fixture fixture;

  open_page (&fixture, FAILED, 900);
  qs_ui_test_picture (GTK_WIDGET (fixture.window), "job-failed");

  g_assert_true (gtk_widget_get_visible (find (&fixture, QS_TYPE_DIAGNOSIS_CARD, NULL)));
  g_assert_nonnull (find (&fixture, GTK_TYPE_LABEL, "Out of memory"));
  g_assert_nonnull (find (&fixture, QS_TYPE_ATTEMPT_ROW, NULL));
  close_page (&fixture);
}

static void
test_actions_fit_the_state (void)
{
  Fixture fixture;
  g_autofree char *action = NULL;

  open_page (&fixture, FAILED, 900);
  gtk_widget_activate_action (GTK_WIDGET (fixture.page), "job.terminate", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture.page), "job.cancel", NULL);
  g_assert_null (qs_ui_test_find (GTK_WIDGET (fixture.window), ADW_TYPE_ALERT_DIALOG, NULL));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture.page), "job.clone", NULL));

  action = qs_ui_test_take_action (fixture.window);
  g_assert_cmpstr (action, ==, "submit-job 'job-1'");
  close_page (&fixture);
}

static void
test_asks_before_it_terminates (void)
{
  Fixture fixture;
  AdwDialog *dialog;

  open_page (&fixture, RUNNING, 900);
  gtk_widget_activate_action (GTK_WIDGET (fixture.page), "job.terminate", NULL);
  dialog = qs_ui_test_find (GTK_WIDGET (fixture.window), ADW_TYPE_ALERT_DIALOG, NULL);
  g_assert_nonnull (dialog);
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (ADW_ALERT_DIALOG (dialog)),
                            "md5sum-s3-2"));
  g_assert_cmpuint (qs_replay_engine_count_calls (fixture.engine, "TerminateJob"), ==, 0);

  g_signal_emit_by_name (dialog, "response", "stop");
  qs_test_until (qs_replay_engine_count_calls (fixture.engine, "TerminateJob") == 1);
  adw_dialog_force_close (dialog);
  close_page (&fixture);
}

static void
test_a_refresh_keeps_the_rows (void)
{
  Fixture fixture;
  gpointer row;
  gpointer log_view;

  open_page (&fixture, FAILED, 900);
  row = find (&fixture, QS_TYPE_ATTEMPT_ROW, NULL);
  log_view = find (&fixture, QS_TYPE_LOG_VIEW, NULL);
  qs_job_monitor_start (qs_job_detail_page_get_monitor (fixture.page));
  qs_test_until (qs_replay_engine_count_calls (fixture.engine, "DescribeJobs") >= 2);
  qs_ui_test_settle (GTK_WIDGET (fixture.window));

  g_assert_true (find (&fixture, QS_TYPE_ATTEMPT_ROW, NULL) == row);
  g_assert_true (find (&fixture, QS_TYPE_LOG_VIEW, NULL) == log_view);
  close_page (&fixture);
}

static void
test_follows_the_job_to_its_end (void)
{
  Fixture fixture;

  open_page (&fixture, RUNNING, 900);
  replay (&fixture, FAILED);

  g_assert_nonnull (find (&fixture, GTK_TYPE_LABEL, "Out of memory"));
  g_assert_nonnull (find (&fixture, GTK_TYPE_LABEL, "Waited 30 s · ran 2 min 40 s"));
  close_page (&fixture);
}

static void
test_shows_the_log_as_text (void)
{
  Fixture fixture;
  g_autofree char *text = NULL;

  open_page (&fixture, RUNNING, 900);
  show_log (&fixture);
  text = dup_log (&fixture);
  qs_ui_test_picture (GTK_WIDGET (fixture.window), "job-log");

  g_assert_true (g_str_has_prefix (text, "Reading NA12878 sorted.bam <b>&amp;</b>\n[01] 64 MB"));
  g_assert_true (g_str_has_suffix (text, "of the file\n"));
  close_page (&fixture);
}

static void
test_appends_what_comes_to_the_log (void)
{
  Fixture fixture;
  g_autofree char *text = NULL;

  open_page (&fixture, RUNNING, 900);
  show_log (&fixture);
  qs_replay_engine_add (fixture.engine, "GetLogEvents",
                        "{\"events\":[{\"message\":\"the end\"}],\"nextForwardToken\":\"f2\","
                        "\"nextBackwardToken\":\"b2\"}");
  qs_replay_engine_add (fixture.engine, "GetLogEvents",
                        "{\"events\":[],\"nextForwardToken\":\"f2\",\"nextBackwardToken\":\"b2\"}");
  for (guint i = 0; i < 4; i++)
    {
      qs_engine_emit_activity (QS_ENGINE (fixture.engine));
      qs_ui_test_settle (GTK_WIDGET (fixture.window));
    }

  text = dup_log (&fixture);
  g_assert_true (g_str_has_suffix (text, "of the file\nthe end\n"));
  close_page (&fixture);
}

static void
test_begins_with_the_newest_log (void)
{
  Fixture fixture;
  JsonNode *input;

  open_page (&fixture, FAILED, 900);
  show_log (&fixture);
  input = qs_replay_engine_get_input (fixture.engine, "GetLogEvents", 0);

  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (input), "logStreamName"),
                   ==, "s/2");
  close_page (&fixture);
}

static void
test_finds_in_the_log (void)
{
  Fixture fixture;
  GtkWidget *view;
  GtkEditable *entry;
  GtkTextBuffer *buffer;

  open_page (&fixture, RUNNING, 900);
  show_log (&fixture);
  view = find (&fixture, QS_TYPE_LOG_VIEW, NULL);
  gtk_widget_activate_action (view, "log.search", NULL);
  /* The drop-down of logs has a search entry too. */
  entry = qs_ui_test_find (qs_ui_test_find (view, GTK_TYPE_SEARCH_BAR, NULL),
                           GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (entry, "READING");
  qs_test_until (qs_ui_test_find (view, GTK_TYPE_LABEL, "1 line") != NULL);
  gtk_widget_activate_action (view, "log.find-next", NULL);
  qs_ui_test_settle (GTK_WIDGET (fixture.window));
  qs_ui_test_picture (GTK_WIDGET (fixture.window), "job-log-search");

  buffer = gtk_text_view_get_buffer (qs_log_view_get_text_view (QS_LOG_VIEW (view)));
  g_assert_true (gtk_text_buffer_get_has_selection (buffer));
  g_assert_nonnull (qs_ui_test_find (view, GTK_TYPE_LABEL, "1 of 1"));
  close_page (&fixture);
}

static void
test_hostile_text_is_text (void)
{
  Fixture fixture;

  open_page (&fixture, HOSTILE, 900);
  qs_ui_test_picture (GTK_WIDGET (fixture.window), "job-hostile");

  g_assert_cmpstr (adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (fixture.page)), ==,
                   "<b>x</b>‹U+202E›gpj.exe␛[31m");
  show_log (&fixture);
  close_page (&fixture);
}

static void
test_an_unknown_job_has_a_way_back (void)
{
  Fixture fixture;
  GtkWidget *button;
  g_autofree char *action = NULL;

  open_page (&fixture, "{\"jobs\":[]}", 900);
  g_assert_cmpint (get_state (&fixture), ==, QS_MONITOR_STATE_MISSING);
  qs_ui_test_picture (GTK_WIDGET (fixture.window), "job-missing");
  button = find (&fixture, GTK_TYPE_BUTTON, "Show All Jobs");
  g_signal_emit_by_name (button, "clicked");
  qs_ui_test_settle (GTK_WIDGET (fixture.window));

  action = qs_ui_test_take_action (fixture.window);
  g_assert_cmpstr (action, ==, "show-page 'jobs'");
  close_page (&fixture);
}

static void
test_is_narrow_and_dark (void)
{
  Fixture fixture;
  AdwStyleManager *manager = adw_style_manager_get_default ();

  open_page (&fixture, FAILED, 360);
  qs_ui_test_picture (GTK_WIDGET (fixture.window), "job-narrow");
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  qs_ui_test_settle (GTK_WIDGET (fixture.window));
  qs_ui_test_picture (GTK_WIDGET (fixture.window), "job-narrow-dark");
  show_log (&fixture);
  qs_ui_test_picture (GTK_WIDGET (fixture.window), "job-narrow-dark-log");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture.page)), <=, 360);
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
  close_page (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  qs_ui_test_init (&argc, &argv);
  g_test_add_func ("/job-detail-page/shows-a-running-job", test_shows_a_running_job);
  g_test_add_func ("/job-detail-page/explains-a-failure", test_explains_a_failure);
  g_test_add_func ("/job-detail-page/actions-fit-the-state", test_actions_fit_the_state);
  g_test_add_func ("/job-detail-page/asks-before-it-terminates", test_asks_before_it_terminates);
  g_test_add_func ("/job-detail-page/a-refresh-keeps-the-rows", test_a_refresh_keeps_the_rows);
  g_test_add_func ("/job-detail-page/follows-the-job-to-its-end", test_follows_the_job_to_its_end);
  g_test_add_func ("/job-detail-page/shows-the-log-as-text", test_shows_the_log_as_text);
  g_test_add_func ("/job-detail-page/appends-what-comes-to-the-log",
                   test_appends_what_comes_to_the_log);
  g_test_add_func ("/job-detail-page/begins-with-the-newest-log", test_begins_with_the_newest_log);
  g_test_add_func ("/job-detail-page/finds-in-the-log", test_finds_in_the_log);
  g_test_add_func ("/job-detail-page/hostile-text-is-text", test_hostile_text_is_text);
  g_test_add_func ("/job-detail-page/an-unknown-job-has-a-way-back",
                   test_an_unknown_job_has_a_way_back);
  g_test_add_func ("/job-detail-page/is-narrow-and-dark", test_is_narrow_and_dark);
  return g_test_run ();
}
