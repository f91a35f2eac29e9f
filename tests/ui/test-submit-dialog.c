#include "qs-account.h"
#include "qs-command-row.h"
#include "qs-field-row.h"
#include "qs-form.h"
#include "qs-json-edit.h"
#include "qs-json-pane.h"
#include "qs-json.h"
#include "qs-replay-engine.h"
#include "qs-submit-dialog.h"
#include "qs-submit-draft.h"
#include "qs-test-clock.h"
#include "qs-ui-test.h"

#define COMMAND \
        "/test.sh quay.io/briandoconnor/dockstore-tool-md5sum:1.0.3 " \
        "https://raw.githubusercontent.com/dockstore/batch_wrapper/master/aws/md5sum.s3.json"

#define DEFINITIONS \
        "{\"jobDefinitions\":[" \
        "{\"jobDefinitionName\":\"docker_test\",\"revision\":15,\"status\":\"INACTIVE\"," \
        "\"jobDefinitionArn\":\"arn:d:15\",\"type\":\"container\"}," \
        "{\"jobDefinitionName\":\"docker_test\",\"revision\":16,\"status\":\"ACTIVE\"," \
        "\"jobDefinitionArn\":\"arn:d:16\",\"type\":\"container\"," \
        "\"parameters\":{\"reference\":\"hg19\"}," \
        "\"retryStrategy\":{\"attempts\":1,\"evaluateOnExit\":[{\"action\":\"RETRY\"," \
        "\"onReason\":\"Host*\"}]}," \
        "\"containerProperties\":{\"image\":\"quay.io/dockstore/batch_wrapper:1.0\"," \
        "\"vcpus\":4,\"memory\":8000,\"environment\":[{\"name\":\"LANG\",\"value\":\"C\"}]}}]}"

#define QUEUES \
        "{\"jobQueues\":[{\"jobQueueName\":\"first-run-job-queue\",\"jobQueueArn\":\"arn:q\"," \
        "\"state\":\"ENABLED\",\"status\":\"VALID\"}]}"

typedef struct
{
  QsReplayEngine *engine;
  QsAccount      *account;
  QsSubmitDialog *dialog;
  GtkWindow      *window;
} Fixture;

static DexFuture *
give_engine (gpointer engine)
{
  return dex_future_new_take_object (g_object_ref (engine));
}

static void
set_up (Fixture      *fixture,
        gconstpointer clone_of)
{
  g_autoptr(QsTestClock) clock = qs_test_clock_new (0);
  QsDocument *document;

  fixture->engine = qs_replay_engine_new ();
  qs_replay_engine_add (fixture->engine, "DescribeJobDefinitions", DEFINITIONS);
  qs_replay_engine_add (fixture->engine, "DescribeJobQueues", QUEUES);
  qs_replay_engine_add (fixture->engine, "ListJobs", "{\"jobSummaryList\":[]}");
  qs_replay_engine_add (fixture->engine, "DescribeJobs",
                        "{\"jobs\":[{\"jobId\":\"job-1\",\"jobName\":\"first\","
                        "\"jobQueue\":\"arn:q\",\"jobDefinition\":\"arn:d:16\","
                        "\"status\":\"SUCCEEDED\",\"parameters\":{\"reference\":\"hg38\"},"
                        "\"container\":{\"command\":[\"echo\",\"it's\"],\"memory\":8000}}]}");
  fixture->account = qs_account_new ("000000000000", "Test", NULL, QS_CLOCK (clock), give_engine,
                                     g_object_ref (fixture->engine), g_object_unref);
  dex_future_disown (qs_account_open (fixture->account));
  qs_test_until (qs_account_get_state (fixture->account) == QS_ACCOUNT_STATE_READY);

  fixture->window = qs_ui_test_present (adw_bin_new (), 720, 900);
  fixture->dialog = qs_submit_dialog_new (fixture->account, clone_of, NULL);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  adw_dialog_present (ADW_DIALOG (fixture->dialog), GTK_WIDGET (fixture->window));
  document = qs_request_get_document (qs_form_get_request (QS_FORM (fixture->dialog)));
  qs_test_until (qs_document_get_string (document, "jobQueue") != NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  if (fixture->dialog != NULL)
    adw_dialog_force_close (ADW_DIALOG (fixture->dialog));
  qs_ui_test_close (fixture->window);
  qs_test_until (fixture->dialog == NULL);
  g_object_unref (fixture->account);
  qs_test_iterate ();
  g_object_unref (fixture->engine);
}

static GtkWidget *
find_row (GtkWidget  *root,
          const char *path)
{
  if (QS_IS_FIELD_ROW (root) && g_strcmp0 (qs_field_row_get_path (QS_FIELD_ROW (root)), path) == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, path);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
get_row (Fixture    *fixture,
         const char *path)
{
  GtkWidget *row = find_row (GTK_WIDGET (fixture->dialog), path);

  g_assert_nonnull (row);
  return row;
}

static void
enter (Fixture    *fixture,
       const char *path,
       const char *text)
{
  GtkText *entry = qs_ui_test_find (get_row (fixture, path), GTK_TYPE_TEXT, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
enter_command (Fixture    *fixture,
               const char *text)
{
  GtkTextView *view = qs_ui_test_find (get_row (fixture, "containerOverrides.command"),
                                       GTK_TYPE_TEXT_VIEW, NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), text, -1);
}

static void
assert_input (Fixture    *fixture,
              const char *expected)
{
  QsRequest *request = qs_form_get_request (QS_FORM (fixture->dialog));
  g_autoptr(JsonNode) input = qs_request_dup_input (request);
  g_autofree char *text = qs_json_edit_print_canonical (input);

  g_assert_cmpstr (text, ==, expected);
}

static char *
dup_fault (Fixture    *fixture,
           const char *path)
{
  char *fault;

  g_object_get (get_row (fixture, path), "fault", &fault, NULL);
  return fault;
}

static void
take_picture (Fixture    *fixture,
              const char *name)
{
  qs_ui_test_settle (GTK_WIDGET (fixture->window));
  qs_ui_test_picture (gtk_widget_get_first_child (GTK_WIDGET (fixture->window)), name);
}

static void
enter_example (Fixture *fixture)
{
  enter (fixture, "jobName", "md5sum-s3-2");
  enter (fixture, "jobDefinition", "docker_test:16");
  enter (fixture, "jobQueue", "first-run-job-queue");
  enter_command (fixture, COMMAND);
  enter (fixture, "containerOverrides.resourceRequirements[type=VCPU].value", "4");
  enter (fixture, "containerOverrides.resourceRequirements[type=MEMORY].value", "8000");
  enter (fixture, "retryStrategy.attempts", "1");
}

#define EXAMPLE \
        "{\"containerOverrides\":{\"command\":[\"/test.sh\"," \
        "\"quay.io/briandoconnor/dockstore-tool-md5sum:1.0.3\"," \
        "\"https://raw.githubusercontent.com/dockstore/batch_wrapper/master/aws/md5sum.s3.json\"]}," \
        "\"jobDefinition\":\"docker_test:16\",\"jobName\":\"md5sum-s3-2\"," \
        "\"jobQueue\":\"first-run-job-queue\"}"

static void
test_sends_the_console_example (Fixture      *fixture,
                                gconstpointer data)
{
  g_autofree char *action = NULL;
  JsonNode *input;

  qs_replay_engine_add (fixture->engine, "SubmitJob",
                        "{\"jobId\":\"job-7\",\"jobName\":\"md5sum-s3-2\"}");
  enter_example (fixture);
  take_picture (fixture, "submit-example");
  assert_input (fixture, EXAMPLE);

  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "form.send", NULL);
  qs_test_until (fixture->dialog == NULL);
  g_assert_cmpuint (qs_replay_engine_count_calls (fixture->engine, "SubmitJob"), ==, 1);
  input = qs_replay_engine_get_input (fixture->engine, "SubmitJob", 0);
  g_assert_cmpstr (qs_json_get_string (json_node_get_object (input), "jobName", NULL), ==,
                   "md5sum-s3-2");
  action = qs_ui_test_take_action (fixture->window);
  g_assert_nonnull (strstr (action, "Job submitted"));
  g_assert_nonnull (strstr (action, "job-7"));
}

static void
test_sends_only_what_differs (Fixture      *fixture,
                              gconstpointer data)
{
  enter (fixture, "jobDefinition", "docker_test:16");
  qs_test_until (qs_request_get_defaults (qs_form_get_request (QS_FORM (fixture->dialog))) != NULL);
  enter (fixture, "retryStrategy.attempts", "3");
  enter (fixture, "containerOverrides.resourceRequirements[type=MEMORY].value", "16000");
  enter (fixture, "containerOverrides.resourceRequirements[type=VCPU].value", "4");

  assert_input (fixture,
                "{\"containerOverrides\":{\"resourceRequirements\":[{\"type\":\"MEMORY\","
                "\"value\":\"16000\"}]},\"jobDefinition\":\"docker_test:16\","
                "\"jobQueue\":\"first-run-job-queue\",\"retryStrategy\":{\"attempts\":3,"
                "\"evaluateOnExit\":[{\"action\":\"RETRY\",\"onReason\":\"Host*\"}]}}");
}

static void
test_keeps_quiet_until_touched (Fixture      *fixture,
                                gconstpointer data)
{
  QsRequest *request = qs_form_get_request (QS_FORM (fixture->dialog));
  g_autofree char *untouched = dup_fault (fixture, "jobName");
  g_autofree char *typed = NULL;
  g_autofree char *revealed = NULL;
  g_autofree char *number = NULL;

  g_assert_null (untouched);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture->window),
                                         get_row (fixture, "jobName")));
  g_assert_cmpuint (qs_request_get_n_faults (request), >, 0);

  enter (fixture, "jobName", "not a name!");
  typed = dup_fault (fixture, "jobName");
  g_assert_nonnull (typed);
  enter (fixture, "retryStrategy.attempts", "many");
  number = dup_fault (fixture, "retryStrategy.attempts");
  g_assert_cmpstr (number, ==, "Enter a whole number");

  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "form.send", NULL);
  revealed = dup_fault (fixture, "jobDefinition");
  g_assert_nonnull (revealed);
  take_picture (fixture, "submit-faults");
  g_assert_cmpuint (qs_replay_engine_count_calls (fixture->engine, "SubmitJob"), ==, 0);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture->window),
                                         get_row (fixture, "jobName")));
}

static void
test_an_error_keeps_what_was_entered (Fixture      *fixture,
                                      gconstpointer data)
{
  qs_replay_engine_add_error (fixture->engine, "SubmitJob", QS_ENGINE_ERROR_INVALID,
                              "JobQueue first-run-job-queue is disabled");
  enter_example (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "form.send", NULL);
  qs_test_until (qs_replay_engine_count_calls (fixture->engine, "SubmitJob") == 1);
  qs_ui_test_settle (GTK_WIDGET (fixture->window));
  take_picture (fixture, "submit-error");

  g_assert_nonnull (fixture->dialog);
  g_assert_nonnull (qs_ui_test_find (GTK_WIDGET (fixture->dialog), GTK_TYPE_LABEL,
                                     "JobQueue first-run-job-queue is disabled"));
  assert_input (fixture, EXAMPLE);
}

static void
test_undo_goes_back_a_field_at_a_time (Fixture      *fixture,
                                       gconstpointer data)
{
  GtkEditable *text;

  enter (fixture, "jobName", "a");
  enter (fixture, "jobName", "ab");
  enter_command (fixture, "echo 'one two'");
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "form.undo", NULL);
  assert_input (fixture, "{\"jobName\":\"ab\",\"jobQueue\":\"first-run-job-queue\"}");
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "form.undo", NULL);
  assert_input (fixture, "{\"jobQueue\":\"first-run-job-queue\"}");
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "form.redo", NULL);
  text = qs_ui_test_find (get_row (fixture, "jobName"), GTK_TYPE_TEXT, NULL);
  g_assert_cmpstr (gtk_editable_get_text (text), ==, "ab");
}

static void
test_closing_asks_when_something_is_unsent (Fixture      *fixture,
                                            gconstpointer data)
{
  enter (fixture, "jobName", "a");
  adw_dialog_close (ADW_DIALOG (fixture->dialog));
  qs_ui_test_settle (GTK_WIDGET (fixture->window));
  g_assert_nonnull (fixture->dialog);
  g_assert_nonnull (qs_ui_test_find (GTK_WIDGET (fixture->window), GTK_TYPE_LABEL,
                                     "Discard What You Entered?"));

  enter (fixture, "jobName", "");
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "form.undo", NULL);
  g_assert_true (adw_dialog_get_can_close (ADW_DIALOG (fixture->dialog)));
}

static GtkTextBuffer *
show_json (Fixture *fixture)
{
  GtkWidget *pane, *view;

  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "form.show-json", NULL);
  pane = qs_ui_test_find (GTK_WIDGET (fixture->dialog), QS_TYPE_JSON_PANE, NULL);
  view = qs_ui_test_find (pane, GTK_TYPE_TEXT_VIEW, NULL);
  qs_test_until (gtk_widget_get_mapped (view));
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
}

static char *
dup_text (GtkTextBuffer *buffer)
{
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  return g_steal_pointer (&text);
}

static void
test_json_and_rows_follow_each_other (Fixture      *fixture,
                                      gconstpointer data)
{
  GtkTextBuffer *buffer = show_json (fixture);
  g_autofree char *followed = NULL;
  g_autofree char *undone = NULL;
  GtkEditable *name;

  enter (fixture, "jobName", "from-the-row");
  followed = dup_text (buffer);
  g_assert_nonnull (strstr (followed, "\"from-the-row\""));

  gtk_text_buffer_set_text (buffer, "{\"jobName\":\"typed\",\"newerMember\":[1.5]}", -1);
  name = qs_ui_test_find (get_row (fixture, "jobName"), GTK_TYPE_TEXT, NULL);
  g_assert_cmpstr (gtk_editable_get_text (name), ==, "typed");
  enter (fixture, "jobQueue", "slow");
  assert_input (fixture, "{\"jobName\":\"typed\",\"jobQueue\":\"slow\",\"newerMember\":[1.5]}");
  take_picture (fixture, "submit-json");

  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "form.undo", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "form.undo", NULL);
  undone = dup_text (buffer);
  g_assert_nonnull (strstr (undone, "\"from-the-row\""));
}

static void
test_json_says_where_it_is_wrong (Fixture      *fixture,
                                  gconstpointer data)
{
  GtkTextBuffer *buffer = show_json (fixture);

  enter (fixture, "jobName", "kept");
  gtk_text_buffer_set_text (buffer, "{\n  \"jobName\": \"x\",\n  \"jobQueue\" 5\n}", -1);
  qs_ui_test_settle (GTK_WIDGET (fixture->window));
  take_picture (fixture, "submit-json-fault");
  qs_test_until (qs_ui_test_find (GTK_WIDGET (fixture->dialog), GTK_TYPE_LABEL,
                                  "Line 3, column 12: Parse error: unexpected string "
                                  "constant \"jobQueue\", expected character `:'") != NULL);
  assert_input (fixture, "{\"jobName\":\"kept\",\"jobQueue\":\"first-run-job-queue\"}");
}

static void
test_a_clone_begins_as_the_job_was (Fixture      *fixture,
                                    gconstpointer data)
{
  QsRequest *request = qs_form_get_request (QS_FORM (fixture->dialog));
  QsDocument *document = qs_request_get_document (request);

  qs_test_until (qs_document_get (document, "containerOverrides.command") != NULL);
  take_picture (fixture, "submit-clone");
  g_assert_cmpstr (qs_document_get_string (document, "parameters.reference"), ==, "hg38");
  g_assert_false (qs_document_get_can_undo (document));
}

static void
test_warns_and_fills_in_parameters (Fixture      *fixture,
                                    gconstpointer data)
{
  g_autofree char *command = NULL;
  QsDraft *draft;

  enter_example (fixture);
  enter_command (fixture, "echo Ref::reference Ref::sample");
  qs_ui_test_settle (GTK_WIDGET (fixture->window));
  take_picture (fixture, "submit-warning");

  g_assert_nonnull (qs_ui_test_find (GTK_WIDGET (fixture->dialog), GTK_TYPE_LABEL,
                                     "The command has placeholders without a value, which it will "
                                     "be given as they are: sample."));
  draft = qs_form_dialog_get_draft (QS_FORM_DIALOG (fixture->dialog));
  g_object_get (qs_submit_draft_get_preflight (QS_SUBMIT_DRAFT (draft)), "command", &command, NULL);
  g_assert_cmpstr (command, ==, "echo hg19 Ref::sample");
}

/* What today's API has besides the console's form stands below it. */
static void
test_sends_what_the_console_has_not (Fixture      *fixture,
                                     gconstpointer data)
{
  enter (fixture, "timeout.attemptDurationSeconds", "3600");
  enter (fixture, "shareIdentifier", "team");
  enter (fixture, "schedulingPriorityOverride", "10");
  enter (fixture, "containerOverrides.resourceRequirements[type=GPU].value", "1");

  assert_input (fixture,
                "{\"containerOverrides\":{\"resourceRequirements\":[{\"type\":\"GPU\","
                "\"value\":\"1\"}]},\"jobQueue\":\"first-run-job-queue\","
                "\"schedulingPriorityOverride\":10,\"shareIdentifier\":\"team\","
                "\"timeout\":{\"attemptDurationSeconds\":3600}}");
}

static void
add (const char *path,
     const char *clone_of,
     void ( *body ) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, clone_of, set_up, body, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  qs_ui_test_init (&argc, &argv);

  add ("/submit-dialog/sends-the-console-example", NULL, test_sends_the_console_example);
  add ("/submit-dialog/sends-only-what-differs", NULL, test_sends_only_what_differs);
  add ("/submit-dialog/keeps-quiet-until-touched", NULL, test_keeps_quiet_until_touched);
  add ("/submit-dialog/an-error-keeps-what-was-entered", NULL,
       test_an_error_keeps_what_was_entered);
  add ("/submit-dialog/undo-goes-back-a-field-at-a-time", NULL,
       test_undo_goes_back_a_field_at_a_time);
  add ("/submit-dialog/closing-asks-when-something-is-unsent", NULL,
       test_closing_asks_when_something_is_unsent);
  add ("/submit-dialog/json-and-rows-follow-each-other", NULL,
       test_json_and_rows_follow_each_other);
  add ("/submit-dialog/json-says-where-it-is-wrong", NULL, test_json_says_where_it_is_wrong);
  add ("/submit-dialog/a-clone-begins-as-the-job-was", "job-1",
       test_a_clone_begins_as_the_job_was);
  add ("/submit-dialog/warns-and-fills-in-parameters", NULL, test_warns_and_fills_in_parameters);
  add ("/submit-dialog/sends-what-the-console-has-not", NULL,
       test_sends_what_the_console_has_not);

  return g_test_run ();
}
