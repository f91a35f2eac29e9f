#include "qs-account.h"
#include "qs-field-row.h"
#include "qs-replay-engine.h"
#include "qs-submit-dialog.h"
#include "qs-ui-test.h"

#define MEMORY "containerOverrides.resourceRequirements[type=MEMORY].value"

typedef struct
{
  QsReplayEngine *engine;
  QsAccount      *account;
  QsDraftStore   *store;
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
        gconstpointer data)
{
  g_autoptr(QsClock) clock = qs_clock_new ();
  g_autofree char *folder = qs_test_dup_folder ();

  fixture->engine = qs_replay_engine_new ();
  qs_replay_engine_add (fixture->engine, "DescribeJobDefinitions", "{\"jobDefinitions\":[]}");
  qs_replay_engine_add (fixture->engine, "DescribeJobQueues", "{\"jobQueues\":[]}");
  qs_replay_engine_add (fixture->engine, "DescribeComputeEnvironments",
                        "{\"computeEnvironments\":[]}");
  qs_replay_engine_add (fixture->engine, "ListJobs", "{\"jobSummaryList\":[]}");
  qs_replay_engine_add (fixture->engine, "DescribeJobs",
                        "{\"jobs\":[{\"jobId\":\"job-1\",\"jobName\":\"first\","
                        "\"jobQueue\":\"q\",\"jobDefinition\":\"d:1\",\"status\":\"FAILED\","
                        "\"container\":{\"command\":[\"echo\"],\"memory\":8000}}]}");
  fixture->store = qs_draft_store_new (folder, clock);
  fixture->account = qs_account_new ("1", "Test", NULL, clock, give_engine,
                                     g_object_ref (fixture->engine), g_object_unref);
  qs_account_set_drafts (fixture->account, fixture->store);
  dex_future_disown (qs_account_open (fixture->account));
  qs_test_until (qs_account_get_state (fixture->account) == QS_ACCOUNT_STATE_READY);
  fixture->window = qs_ui_test_present (adw_bin_new (), 720, 900);
}

static QsDocument *
get_document (Fixture *fixture)
{
  return qs_draft_get_document (qs_form_dialog_get_draft (QS_FORM_DIALOG (fixture->dialog)));
}

static void
show (Fixture        *fixture,
      QsSubmitDialog *dialog)
{
  fixture->dialog = dialog;
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &fixture->dialog);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (fixture->window));
}

static void
close_dialog (Fixture *fixture)
{
  adw_dialog_force_close (ADW_DIALOG (fixture->dialog));
  qs_test_until (fixture->dialog == NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  close_dialog (fixture);
  qs_ui_test_close (fixture->window);
  g_object_unref (fixture->account);
  g_object_unref (fixture->store);
  qs_test_iterate ();
  g_object_unref (fixture->engine);
}

static void
take_picture (Fixture    *fixture,
              const char *name)
{
  qs_ui_test_settle (GTK_WIDGET (fixture->window));
  qs_ui_test_picture (gtk_widget_get_first_child (GTK_WIDGET (fixture->window)), name);
}

static void
test_more_memory (Fixture      *fixture,
                  gconstpointer data)
{
  GtkWidget *row;

  show (fixture, qs_submit_dialog_new_again (fixture->account, "job-1", QS_SUBMIT_CHANGE_MEMORY));
  qs_test_until (qs_document_get_string (get_document (fixture), MEMORY) != NULL);
  take_picture (fixture, "submit-again");

  g_assert_cmpstr (qs_document_get_string (get_document (fixture), MEMORY), ==, "16000");
  qs_test_until (gtk_window_get_focus (fixture->window) != NULL);
  row = gtk_widget_get_ancestor (gtk_window_get_focus (fixture->window), QS_TYPE_FIELD_ROW);
  g_assert_nonnull (row);
  g_assert_cmpstr (qs_field_row_get_path (QS_FIELD_ROW (row)), ==, MEMORY);
  g_assert_true (adw_dialog_get_can_close (ADW_DIALOG (fixture->dialog)));
}

static void
test_a_draft_comes_back (Fixture      *fixture,
                         gconstpointer data)
{
  show (fixture, qs_submit_dialog_new (fixture->account, NULL, NULL));
  qs_document_set_string (get_document (fixture), "jobName", "kept", NULL);
  close_dialog (fixture);

  show (fixture, qs_submit_dialog_new (fixture->account, NULL, NULL));
  qs_test_until (qs_document_get_string (get_document (fixture), "jobName") != NULL);
  take_picture (fixture, "submit-draft");

  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "form.start-over", NULL);
  g_assert_null (qs_document_get_string (get_document (fixture), "jobName"));
  g_assert_true (adw_dialog_get_can_close (ADW_DIALOG (fixture->dialog)));
}

static void
add (const char *path,
     void ( *body ) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, body, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  qs_ui_test_init (&argc, &argv);

  add ("/submit-again/more-memory", test_more_memory);
  add ("/submit-again/a-draft-comes-back", test_a_draft_comes_back);

  return g_test_run ();
}
