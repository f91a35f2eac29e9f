#include "qs-jobs-page.h"

#include "qs-replay-engine.h"
#include "qs-test-clock.h"
#include "qs-ui-test.h"
#include "qs-watcher.h"

typedef struct
{
  QsReplayEngine *engine;
  QsTestClock    *clock;
  QsAccount      *account;
  GtkWidget      *page;
  GtkWindow      *window;
} Fixture;

static const QsJobRecord records[] = {
  { .id = "done", .name = "md5sum", .queue = "default", .created_at = 1795000000000,
    .status = QS_JOB_STATUS_SUCCEEDED, .exit_code = 0 },
  { .id = "waits", .name = "bwa", .queue = "default", .created_at = 1795000100000,
    .status = QS_JOB_STATUS_RUNNABLE, .exit_code = QS_JOB_NO_EXIT_CODE },
  { .id = "runs", .name = "delly", .queue = "default", .created_at = 1795000200000,
    .status = QS_JOB_STATUS_RUNNING, .exit_code = QS_JOB_NO_EXIT_CODE },
};

static DexFuture *
open_engine (gpointer user_data)
{
  return dex_future_new_take_object (g_object_ref (user_data));
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  const gboolean broken = GPOINTER_TO_INT (data);

  self->engine = qs_replay_engine_new ();
  self->clock = qs_test_clock_new (1795000300000);
  if (broken)
    qs_replay_engine_add_error (self->engine, "DescribeJobQueues", QS_ENGINE_ERROR_UNAVAILABLE,
                                "nobody answers");
  else
    qs_replay_engine_add (self->engine, "DescribeJobQueues", "{\"jobQueues\":[]}");
  qs_replay_engine_add (self->engine, "ListJobs", "{\"jobSummaryList\":[]}");
  qs_replay_engine_add (self->engine, "DescribeJobs", "{\"jobs\":[]}");

  self->account = qs_account_new ("a", "A", NULL, QS_CLOCK (self->clock), open_engine,
                                  self->engine, NULL);
  dex_future_disown (qs_account_open (self->account));
  qs_test_until (qs_account_get_state (self->account) == QS_ACCOUNT_STATE_READY);

  self->page = g_object_new (QS_TYPE_JOBS_PAGE, "account", self->account, NULL);
  self->window = qs_ui_test_present (self->page, 800, 500);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (self->page), (gpointer *) &self->page);
  qs_ui_test_close (self->window);
  g_assert_null (self->page);
  g_object_unref (self->account);
  g_object_unref (self->clock);
  g_object_unref (self->engine);
}

static gboolean
is_in_state (Fixture    *self,
             const char *expected)
{
  g_autofree char *state = NULL;

  g_object_get (self->page, "state", &state, NULL);
  return g_str_equal (state, expected);
}

static gboolean
is_sensitive (Fixture    *self,
              const char *label)
{
  return gtk_widget_is_sensitive (qs_ui_test_find (self->page, GTK_TYPE_BUTTON, label));
}

static GtkSelectionModel *
fill (Fixture *self)
{
  GtkColumnView *view = qs_ui_test_find (self->page, GTK_TYPE_COLUMN_VIEW, NULL);

  qs_job_list_merge (qs_watcher_get_jobs (qs_account_get_watcher (self->account)), records,
                     G_N_ELEMENTS (records));
  g_assert_true (is_in_state (self, "jobs"));
  return gtk_column_view_get_model (view);
}

static void
test_empty_offers_the_next_step (Fixture      *self,
                                 gconstpointer data)
{
  g_autofree char *taken = NULL;

  qs_test_until (is_in_state (self, "empty"));
  qs_ui_test_settle (self->page);
  qs_ui_test_picture (self->page, "jobs-empty");

  g_signal_emit_by_name (qs_ui_test_find (self->page, GTK_TYPE_BUTTON, "_Run the Sample"),
                         "clicked");
  taken = qs_ui_test_take_action (self->window);
  g_assert_cmpstr (taken, ==, "show-page 'start'");
}

static void
test_error_says_why_and_retries (Fixture      *self,
                                 gconstpointer data)
{
  guint n_calls;

  qs_test_until (is_in_state (self, "error"));
  g_assert_nonnull (qs_ui_test_find (self->page, GTK_TYPE_LABEL, "nobody answers"));

  n_calls = qs_replay_engine_count_calls (self->engine, "DescribeJobQueues");
  gtk_widget_activate_action (self->page, "jobs.refresh", NULL);
  qs_ui_test_settle (self->page);
  qs_test_clock_advance (self->clock, 60 * 1000);
  qs_test_until (qs_replay_engine_count_calls (self->engine, "DescribeJobQueues") > n_calls);
}

static void
test_buttons_follow_the_selection (Fixture      *self,
                                   gconstpointer data)
{
  GtkSelectionModel *selection = fill (self);

  g_assert_false (is_sensitive (self, "Clone Job"));
  g_assert_false (is_sensitive (self, "Terminate Job"));

  gtk_selection_model_select_item (selection, 2, TRUE);   /* done */
  g_assert_true (is_sensitive (self, "Clone Job"));
  g_assert_false (is_sensitive (self, "Cancel Job"));
  g_assert_false (is_sensitive (self, "Terminate Job"));

  gtk_selection_model_select_item (selection, 0, TRUE);   /* runs */
  g_assert_false (is_sensitive (self, "Cancel Job"));
  g_assert_true (is_sensitive (self, "Terminate Job"));

  gtk_selection_model_select_all (selection);
  g_assert_false (is_sensitive (self, "Clone Job"));
  g_assert_true (is_sensitive (self, "Cancel Job"));
  g_assert_true (is_sensitive (self, "Terminate Job"));
}

static void
test_buttons_follow_the_jobs (Fixture      *self,
                              gconstpointer data)
{
  GtkSelectionModel *selection = fill (self);
  QsJobRecord ended = records[2];

  gtk_selection_model_select_item (selection, 0, TRUE);   /* runs */
  g_assert_true (is_sensitive (self, "Terminate Job"));

  ended.status = QS_JOB_STATUS_FAILED;
  qs_job_list_merge (qs_watcher_get_jobs (qs_account_get_watcher (self->account)), &ended, 1);
  g_assert_false (is_sensitive (self, "Terminate Job"));
}

static void
test_clone_names_the_job (Fixture      *self,
                          gconstpointer data)
{
  GtkSelectionModel *selection = fill (self);
  g_autofree char *taken = NULL;

  gtk_selection_model_select_item (selection, 1, TRUE);
  gtk_widget_activate_action (self->page, "jobs.clone", NULL);
  taken = qs_ui_test_take_action (self->window);
  g_assert_cmpstr (taken, ==, "submit-job 'waits'");
}

static void
test_terminate_asks_and_names (Fixture      *self,
                               gconstpointer data)
{
  GtkSelectionModel *selection = fill (self);
  AdwDialog *dialog;

  qs_replay_engine_add (self->engine, "TerminateJob", "{}");
  gtk_selection_model_select_all (selection);
  gtk_widget_activate_action (self->page, "jobs.terminate", NULL);

  dialog = adw_window_get_visible_dialog (ADW_WINDOW (self->window));
  g_assert_cmpstr (adw_alert_dialog_get_heading (ADW_ALERT_DIALOG (dialog)), ==,
                   "Terminate 2 Jobs?");
  g_assert_cmpstr (adw_alert_dialog_get_body (ADW_ALERT_DIALOG (dialog)), ==,
                   "These jobs stop at once. What they have written so far stays.\n\n"
                   "delly\nbwa");
  g_assert_cmpuint (qs_replay_engine_count_calls (self->engine, "TerminateJob"), ==, 0);

  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "stop");
  adw_dialog_close (dialog);
  qs_test_until (qs_replay_engine_count_calls (self->engine, "TerminateJob") == 2);
}

/* A dialog that is closed by force answers once more, after the person has. */
static void
test_an_answer_counts_once (Fixture      *self,
                            gconstpointer data)
{
  GtkSelectionModel *selection = fill (self);
  AdwDialog *dialog;

  qs_replay_engine_add (self->engine, "TerminateJob", "{}");
  gtk_selection_model_select_item (selection, 0, TRUE);   /* runs */
  gtk_widget_activate_action (self->page, "jobs.terminate", NULL);
  dialog = adw_window_get_visible_dialog (ADW_WINDOW (self->window));
  g_signal_emit_by_name (dialog, "response", "stop");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "stop");
  adw_dialog_force_close (dialog);

  qs_test_until (qs_replay_engine_count_calls (self->engine, "TerminateJob") > 0);
  qs_ui_test_settle (self->page);
  g_assert_cmpuint (qs_replay_engine_count_calls (self->engine, "TerminateJob"), ==, 1);
}

static void
test_a_refusal_may_come_twice (Fixture      *self,
                               gconstpointer data)
{
  GtkSelectionModel *selection = fill (self);
  AdwDialog *dialog;

  gtk_selection_model_select_item (selection, 1, TRUE);   /* waits */
  gtk_widget_activate_action (self->page, "jobs.cancel", NULL);
  dialog = adw_window_get_visible_dialog (ADW_WINDOW (self->window));
  g_assert_cmpstr (adw_alert_dialog_get_heading (ADW_ALERT_DIALOG (dialog)), ==, "Cancel Job?");
  g_signal_emit_by_name (dialog, "response", "keep");
  adw_dialog_force_close (dialog);

  qs_ui_test_settle (self->page);
  g_assert_cmpuint (qs_replay_engine_count_calls (self->engine, "CancelJob"), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  gconstpointer works = GINT_TO_POINTER (FALSE);
  gconstpointer broken = GINT_TO_POINTER (TRUE);

  qs_ui_test_init (&argc, &argv);

#define ADD(path, engine, test) \
        g_test_add ("/jobs-page/" path, Fixture, engine, set_up, test, tear_down)
  ADD ("empty-offers-the-next-step", works, test_empty_offers_the_next_step);
  ADD ("error-says-why-and-retries", broken, test_error_says_why_and_retries);
  ADD ("buttons-follow-the-selection", works, test_buttons_follow_the_selection);
  ADD ("buttons-follow-the-jobs", works, test_buttons_follow_the_jobs);
  ADD ("clone-names-the-job", works, test_clone_names_the_job);
  ADD ("terminate-asks-and-names", works, test_terminate_asks_and_names);
  ADD ("an-answer-counts-once", works, test_an_answer_counts_once);
  ADD ("a-refusal-may-come-twice", works, test_a_refusal_may_come_twice);
#undef ADD

  return g_test_run ();
}
