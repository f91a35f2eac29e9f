#include "qs-account.h"
#include "qs-form-dialog.h"
#include "qs-json-edit.h"
#include "qs-json.h"
#include "qs-order-line.h"
#include "qs-order-row.h"
#include "qs-queue-dialog.h"
#include "qs-replay-engine.h"
#include "qs-switch-row.h"
#include "qs-test-clock.h"
#include "qs-text-row.h"
#include "qs-ui-test.h"

#define ARN "arn:aws:batch:us-east-1:123456789012:compute-environment/"

#define ENVIRONMENTS \
        "{\"computeEnvironments\":[" \
        "{\"computeEnvironmentName\":\"first-run\"," \
        "\"computeEnvironmentArn\":\"" ARN "first-run\"," \
        "\"type\":\"MANAGED\",\"state\":\"ENABLED\",\"status\":\"VALID\"}," \
        "{\"computeEnvironmentName\":\"spot\",\"computeEnvironmentArn\":\"" ARN "spot\"," \
        "\"type\":\"MANAGED\",\"state\":\"ENABLED\",\"status\":\"VALID\"}]}"

#define QUEUE \
        "{\"jobQueueName\":\"first-run-job-queue\",\"jobQueueArn\":\"arn:q\"," \
        "\"state\":\"ENABLED\",\"status\":\"VALID\",\"priority\":1,\"computeEnvironmentOrder\":[" \
        "{\"order\":10,\"computeEnvironment\":\"" ARN "first-run\"}," \
        "{\"order\":20,\"computeEnvironment\":\"" ARN "spot\"}]}"

typedef struct
{
  QsReplayEngine *engine;
  QsAccount      *account;
  AdwDialog      *dialog;
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
  g_autoptr(QsTestClock) clock = qs_test_clock_new (0);

  fixture->engine = qs_replay_engine_new ();
  fixture->account = qs_account_new ("000000000000", "Test", NULL, QS_CLOCK (clock), give_engine,
                                     g_object_ref (fixture->engine), g_object_unref);
  dex_future_disown (qs_account_open (fixture->account));
  qs_test_until (qs_account_get_state (fixture->account) == QS_ACCOUNT_STATE_READY);
  qs_replay_engine_add (fixture->engine, "DescribeComputeEnvironments", ENVIRONMENTS);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  if (fixture->dialog != NULL)
    {
      g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
      adw_dialog_force_close (fixture->dialog);
    }
  qs_ui_test_close (fixture->window);
  qs_test_until (fixture->dialog == NULL);
  g_object_unref (fixture->account);
  g_object_unref (fixture->engine);
}

static void
present (Fixture    *fixture,
         const char *original,
         int         width)
{
  g_autoptr(QsResource) queue = NULL;

  if (original != NULL)
    {
      g_autoptr(JsonNode) node = qs_json_parse (original, -1, NULL);

      queue = qs_resource_new (json_node_get_object (node), "jobQueue");
    }

  fixture->window = qs_ui_test_present (adw_bin_new (), width, 720);
  fixture->dialog = qs_queue_dialog_new (fixture->account, queue);
  adw_dialog_present (fixture->dialog, GTK_WIDGET (fixture->window));
  qs_ui_test_settle (GTK_WIDGET (fixture->dialog));
}

static QsDocument *
get_document (Fixture *fixture)
{
  return qs_draft_get_document (qs_form_dialog_get_draft (QS_FORM_DIALOG (fixture->dialog)));
}

/* @label: such as "1, first-run" */
static GtkWidget *
find_line (Fixture    *fixture,
           const char *label)
{
  GtkWidget *row = qs_ui_test_find (GTK_WIDGET (fixture->dialog), QS_TYPE_ORDER_ROW, NULL);
  GtkListBox *list = qs_ui_test_find (row, GTK_TYPE_LIST_BOX, NULL);
  int index = atoi (label) - 1;
  QsOrderLine *line = QS_ORDER_LINE (gtk_list_box_get_row_at_index (list, index));

  return line != NULL && g_str_has_suffix (label, qs_order_line_get_text (line))
         ? GTK_WIDGET (line) : NULL;
}

static void
act (Fixture    *fixture,
     const char *line,
     const char *action)
{
  g_assert_true (gtk_widget_activate_action (find_line (fixture, line), action, NULL));
  qs_ui_test_settle (GTK_WIDGET (fixture->dialog));
}

static void
add_typed (Fixture    *fixture,
           const char *name)
{
  GtkWidget *row = qs_ui_test_find (GTK_WIDGET (fixture->dialog), QS_TYPE_ORDER_ROW, NULL);
  GtkWidget *entry = qs_ui_test_find (row, GTK_TYPE_ENTRY, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  g_signal_emit_by_name (entry, "activate");
  qs_ui_test_settle (row);
}

static void
picture (Fixture    *fixture,
         const char *name)
{
  qs_ui_test_settle (GTK_WIDGET (fixture->dialog));
  qs_ui_test_picture (GTK_WIDGET (fixture->dialog), name);
}

static void
assert_input (Fixture    *fixture,
              const char *operation,
              const char *expected)
{
  g_autoptr(JsonNode) wanted = qs_json_parse (expected, -1, NULL);
  g_autofree char *wanted_text = qs_json_edit_print_canonical (wanted);
  g_autofree char *text = NULL;

  qs_test_until (qs_replay_engine_count_calls (fixture->engine, operation) == 1);
  text = qs_json_edit_print_canonical (qs_replay_engine_get_input (fixture->engine, operation, 0));
  g_assert_cmpstr (text, ==, wanted_text);
}

static void
send (Fixture *fixture)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "form.send", NULL);
  qs_test_until (fixture->dialog == NULL);
}

/* What the command line of AWS would send for the queue of the tutorial. */
static void
test_a_queue_is_made_as_the_console_makes_it (Fixture      *fixture,
                                              gconstpointer data)
{
  GtkWidget *row;
  GtkWidget *name;

  qs_replay_engine_add (fixture->engine, "CreateJobQueue",
                        "{\"jobQueueName\":\"first-run-job-queue\",\"jobQueueArn\":\"arn:q\"}");
  present (fixture, NULL, 860);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "form.send", NULL);
  picture (fixture, "queue-faults");

  row = qs_ui_test_find (GTK_WIDGET (fixture->dialog), QS_TYPE_TEXT_ROW, NULL);
  name = qs_ui_test_find (row, GTK_TYPE_TEXT, NULL);
  gtk_editable_set_text (GTK_EDITABLE (name), "first-run-job-queue");
  add_typed (fixture, "spot");
  add_typed (fixture, "first-run");
  add_typed (fixture, ARN "spot");
  act (fixture, "2, first-run", "line.up");
  g_assert_nonnull (find_line (fixture, "2, spot"));
  picture (fixture, "queue-new");

  send (fixture);
  assert_input (fixture, "CreateJobQueue",
                "{\"jobQueueName\":\"first-run-job-queue\",\"state\":\"ENABLED\",\"priority\":1,"
                "\"computeEnvironmentOrder\":["
                "{\"order\":1,\"computeEnvironment\":\"first-run\"},"
                "{\"order\":2,\"computeEnvironment\":\"spot\"}]}");
}

static void
test_a_change_sends_what_differs (Fixture      *fixture,
                                  gconstpointer data)
{
  GtkWidget *row;

  qs_replay_engine_add (fixture->engine, "UpdateJobQueue", "{\"jobQueueArn\":\"arn:q\"}");
  present (fixture, QUEUE, 360);
  picture (fixture, "queue-edit-narrow");
  row = qs_ui_test_find (GTK_WIDGET (fixture->dialog), QS_TYPE_SWITCH_ROW, NULL);
  gtk_switch_set_active (qs_ui_test_find (row, GTK_TYPE_SWITCH, NULL), FALSE);

  send (fixture);
  assert_input (fixture, "UpdateJobQueue",
                "{\"jobQueue\":\"first-run-job-queue\",\"state\":\"DISABLED\"}");
}

static void
test_a_moved_line_keeps_what_it_holds (Fixture      *fixture,
                                       gconstpointer data)
{
  g_autofree char *text = NULL;

  present (fixture, QUEUE, 860);
  g_assert_true (qs_document_set_string (get_document (fixture), "computeEnvironmentOrder[0].new",
                                         "kept", NULL));
  act (fixture, "1, first-run", "line.down");
  text = qs_json_edit_print_canonical (qs_document_get (get_document (fixture),
                                                        "computeEnvironmentOrder"));
  g_assert_cmpstr (text, ==,
                   "[{\"computeEnvironment\":\"" ARN "spot\",\"order\":1},"
                   "{\"computeEnvironment\":\"" ARN "first-run\",\"new\":\"kept\",\"order\":2}]");
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) ==
                 find_line (fixture, "2, first-run"));

  qs_document_undo (get_document (fixture));
  qs_ui_test_settle (GTK_WIDGET (fixture->dialog));
  g_assert_nonnull (find_line (fixture, "1, first-run"));
  act (fixture, "2, spot", "line.remove");
  g_assert_null (find_line (fixture, "2, spot"));
  g_assert_nonnull (find_line (fixture, "1, first-run"));
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

  add ("/queue-dialog/a-queue-is-made-as-the-console-makes-it",
       test_a_queue_is_made_as_the_console_makes_it);
  add ("/queue-dialog/a-change-sends-what-differs", test_a_change_sends_what_differs);
  add ("/queue-dialog/a-moved-line-keeps-what-it-holds", test_a_moved_line_keeps_what_it_holds);

  return g_test_run ();
}
