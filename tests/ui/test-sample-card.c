#include "qs-sample-card.h"

#include "qs-json.h"
#include "qs-replay-engine.h"
#include "qs-test-clock.h"
#include "qs-ui-test.h"

typedef struct
{
  QsReplayEngine *engine;
  QsTestClock    *clock;
  QsAccount      *account;
  char           *datastore;
  GFile          *input;
  GtkWidget      *card;
  GtkWindow      *window;
} Fixture;

#define TEXT_SUM "1cb251ec0d568de6a929b520c4aed8d1"   /* of "text" */

static DexFuture *
open_engine (gpointer user_data)
{
  return dex_future_new_take_object (g_object_ref (user_data));
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autofree char *path = g_build_filename (folder, "a <b>file", NULL);

  g_assert_true (g_file_set_contents (path, "text", -1, NULL));
  self->input = g_file_new_for_path (path);
  self->datastore = g_build_filename (folder, "store", NULL);
  self->clock = qs_test_clock_new (1795000300000);
  self->engine = qs_replay_engine_new ();
  qs_replay_engine_add (self->engine, "DescribeJobQueues", "{\"jobQueues\":[]}");
  qs_replay_engine_add (self->engine, "DescribeJobDefinitions", "{\"jobDefinitions\":[]}");
  qs_replay_engine_add (self->engine, "RegisterJobDefinition",
                        "{\"jobDefinitionName\":\"md5sum-sample\",\"revision\":1}");
  qs_replay_engine_add (self->engine, "SubmitJob", "{\"jobId\":\"j\"}");
  qs_replay_engine_add (self->engine, "TerminateJob", "{}");
  self->account = qs_account_new ("a", "A", self->datastore, QS_CLOCK (self->clock), open_engine,
                                  self->engine, NULL);
  self->card = g_object_new (QS_TYPE_SAMPLE_CARD, NULL);
  self->window = qs_ui_test_present (self->card, 600, 500);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (self->card), (gpointer *) &self->card);
  qs_ui_test_close (self->window);
  g_assert_null (self->card);
  g_object_unref (self->account);
  g_object_unref (self->engine);
  g_object_unref (self->clock);
  g_object_unref (self->input);
  g_free (self->datastore);
}

static gboolean
shows (Fixture    *self,
       GType       type,
       const char *label)
{
  GtkWidget *widget = qs_ui_test_find (self->card, type, label);

  return widget != NULL && gtk_widget_get_mapped (widget);
}

static gboolean
is_in_phase (Fixture      *self,
             QsSamplePhase expected)
{
  QsSamplePhase phase;

  g_object_get (self->card, "phase", &phase, NULL);
  return phase == expected;
}

static void
click (Fixture    *self,
       const char *label)
{
  g_signal_emit_by_name (qs_ui_test_find (self->card, GTK_TYPE_BUTTON, label), "clicked");
}

static void
run (Fixture    *self,
     const char *job)
{
  g_autofree char *reply = g_strdup_printf ("{\"jobs\":[{\"jobId\":\"j\",%s}]}", job);

  qs_replay_engine_add (self->engine, "DescribeJobs", reply);
  dex_future_disown (qs_account_open (self->account));
  qs_test_until (qs_account_get_state (self->account) == QS_ACCOUNT_STATE_READY);
  g_object_set (self->card, "account", self->account, "file", self->input, NULL);
  click (self, "_Run");
}

static void
test_waits_for_an_account (Fixture      *self,
                           gconstpointer data)
{
  GtkWidget *button = qs_ui_test_find (self->card, GTK_TYPE_BUTTON, "_Run");

  g_assert_true (shows (self, GTK_TYPE_LABEL, "Built-in sample file"));
  g_assert_false (gtk_widget_is_sensitive (button));

  dex_future_disown (qs_account_open (self->account));
  g_object_set (self->card, "account", self->account, "file", self->input, NULL);
  qs_test_until (gtk_widget_is_sensitive (button));
  g_assert_true (shows (self, GTK_TYPE_LABEL, "a <b>file"));
}

/* The job's part is the test's: it writes the sum where its parameters say. */
static void
write_sum (Fixture    *self,
           const char *sum)
{
  JsonNode *request = qs_replay_engine_get_input (self->engine, "SubmitJob", 0);
  JsonObject *parameters = qs_json_get_object (json_node_get_object (request), "parameters");
  const char *output = qs_json_get_string (parameters, "output", NULL);
  g_autofree char *path = NULL;

  path = g_build_filename (self->datastore, output + strlen ("/datastore/"), NULL);
  g_assert_true (g_file_set_contents (path, sum, -1, NULL));
}

static void
end_job (Fixture    *self,
         const char *job)
{
  g_autofree char *reply = g_strdup_printf ("{\"jobs\":[{\"jobId\":\"j\",%s}]}", job);

  qs_replay_engine_add (self->engine, "DescribeJobs", reply);
}

/* The job is looked at again as time goes by. */
static gboolean
has_come_to (Fixture      *self,
             QsSamplePhase phase)
{
  qs_test_clock_advance (self->clock, 1000);
  return is_in_phase (self, phase);
}

static void
test_success_shows_the_sum (Fixture      *self,
                            gconstpointer data)
{
  g_autofree char *taken = NULL;

  run (self, "\"status\":\"RUNNING\"");
  qs_test_until (is_in_phase (self, QS_SAMPLE_PHASE_RUNNING));
  qs_test_until (qs_replay_engine_count_calls (self->engine, "DescribeJobs") > 0);
  qs_ui_test_settle (self->card);
  g_assert_true (shows (self, GTK_TYPE_BUTTON, "_Cancel"));
  g_assert_false (shows (self, GTK_TYPE_PROGRESS_BAR, NULL));

  write_sum (self, TEXT_SUM "\n");
  end_job (self, "\"status\":\"SUCCEEDED\"");
  qs_test_until (has_come_to (self, QS_SAMPLE_PHASE_SUCCEEDED));
  qs_ui_test_settle (self->card);
  g_assert_true (shows (self, GTK_TYPE_LABEL, TEXT_SUM));
  click (self, "_Show Job");
  taken = qs_ui_test_take_action (self->window);
  g_assert_cmpstr (taken, ==, "show-job 'j'");

  click (self, "Run _Another");
  qs_ui_test_settle (self->card);
  g_assert_true (shows (self, GTK_TYPE_BUTTON, "_Run"));
}

static void
test_a_waiting_job_says_why_once (Fixture      *self,
                                  gconstpointer data)
{
  const char *reason = "Fetching the image, 12 %";
  GtkWidget *label;

  run (self, "\"status\":\"STARTING\",\"statusReason\":\"Fetching the image, 12 %\"");
  qs_test_until (shows (self, GTK_TYPE_LABEL, reason));
  label = qs_ui_test_find (self->card, GTK_TYPE_LABEL, reason);
  gtk_label_set_text (GTK_LABEL (label), "");
  g_assert_null (qs_ui_test_find (self->card, GTK_TYPE_LABEL, reason));
}

static void
test_failure_says_why (Fixture      *self,
                       gconstpointer data)
{
  run (self, "\"status\":\"FAILED\",\"statusReason\":\"Essential container in task exited\","
       "\"container\":{\"exitCode\":3}");
  qs_test_until (has_come_to (self, QS_SAMPLE_PHASE_FAILED));
  qs_ui_test_settle (self->card);
  g_assert_true (shows (self, GTK_TYPE_LABEL, "The sample did not succeed"));
  g_assert_true (shows (self, GTK_TYPE_BUTTON, "_Try Again"));
  qs_ui_test_picture (self->card, "sample-failed");

  click (self, "_Another File");
  qs_ui_test_settle (self->card);
  g_assert_true (shows (self, GTK_TYPE_BUTTON, "_Run"));
}

static void
test_cancelling_stops_the_job (Fixture      *self,
                               gconstpointer data)
{
  run (self, "\"status\":\"RUNNING\"");
  qs_test_until (qs_replay_engine_count_calls (self->engine, "DescribeJobs") > 0);
  click (self, "_Cancel");
  qs_test_until (qs_replay_engine_count_calls (self->engine, "TerminateJob") == 1);
  end_job (self, "\"status\":\"FAILED\",\"statusReason\":\"Cancelled in Quayside\"");
  qs_test_until (has_come_to (self, QS_SAMPLE_PHASE_CANCELLED));
  qs_ui_test_settle (self->card);
  g_assert_true (shows (self, GTK_TYPE_LABEL, "The job was cancelled"));
}

int
main (int   argc,
      char *argv[])
{
  qs_ui_test_init (&argc, &argv);

#define ADD(path, test) \
        g_test_add ("/sample-card/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("waits-for-an-account", test_waits_for_an_account);
  ADD ("success-shows-the-sum", test_success_shows_the_sum);
  ADD ("a-waiting-job-says-why-once", test_a_waiting_job_says_why_once);
  ADD ("failure-says-why", test_failure_says_why);
  ADD ("cancelling-stops-the-job", test_cancelling_stops_the_job);
#undef ADD

  return g_test_run ();
}
