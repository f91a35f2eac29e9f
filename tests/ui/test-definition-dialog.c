#include "qs-account.h"
#include "qs-definition-dialog.h"
#include "qs-difference-dialog.h"
#include "qs-field-row.h"
#include "qs-form.h"
#include "qs-json-edit.h"
#include "qs-json.h"
#include "qs-records-row.h"
#include "qs-replay-engine.h"
#include "qs-test-clock.h"
#include "qs-ui-test.h"

/* The console's screenshots of the tutorial, as the AWS CLI would send them. */
#define EXAMPLE \
        "{\"containerProperties\":{\"image\":\"quay.io/dockstore/batch_wrapper:1.0\"," \
        "\"mountPoints\":[{\"containerPath\":\"/var/run/docker.sock\",\"sourceVolume\":" \
        "\"docker_sock\"},{\"containerPath\":\"/datastore\",\"sourceVolume\":\"datastore\"}]," \
        "\"privileged\":true,\"resourceRequirements\":[{\"type\":\"VCPU\",\"value\":\"4\"}," \
        "{\"type\":\"MEMORY\",\"value\":\"8000\"}],\"user\":\"root\",\"volumes\":[" \
        "{\"host\":{\"sourcePath\":\"/var/run/docker.sock\"},\"name\":\"docker_sock\"}," \
        "{\"host\":{\"sourcePath\":\"/datastore\"},\"name\":\"datastore\"}]}," \
        "\"jobDefinitionName\":\"docker_test\",\"retryStrategy\":{\"attempts\":1}," \
        "\"type\":\"container\"}"

#define ORIGINAL \
        "{\"jobDefinitionName\":\"docker_test\",\"revision\":16,\"status\":\"ACTIVE\"," \
        "\"jobDefinitionArn\":\"arn:aws:batch:us-east-1:312767926603:job-definition/" \
        "docker_test:16\",\"type\":\"container\",\"newerMember\":{\"a\":[1.5,null]}," \
        "\"containerProperties\":{\"image\":\"quay.io/dockstore/batch_wrapper:1.0\"," \
        "\"command\":[\"run\",\"Ref::tool\"],\"privileged\":false,\"environment\":[]," \
        "\"vcpus\":4,\"memory\":8000,\"volumes\":[{\"name\":\"shared\"," \
        "\"efsVolumeConfiguration\":{\"fileSystemId\":\"fs-1\",\"newer\":7}}," \
        "{\"name\":\"datastore\",\"host\":{\"sourcePath\":\"/datastore\"}}]}}"

#define TASK \
        "{\"jobDefinitionName\":\"pair\",\"revision\":1,\"status\":\"ACTIVE\"," \
        "\"jobDefinitionArn\":\"arn:d:pair:1\",\"type\":\"container\",\"ecsProperties\":" \
        "{\"taskProperties\":[{\"containers\":[{\"name\":\"one\",\"image\":\"a\"," \
        "\"essential\":false},{\"name\":\"two\",\"image\":\"b\",\"command\":[\"go\"]," \
        "\"dependsOn\":[{\"containerName\":\"one\",\"condition\":\"SUCCESS\"}]}]}]}}"

typedef struct
{
  QsReplayEngine     *engine;
  QsAccount          *account;
  QsDefinitionDialog *dialog;
  QsDocument         *document;
  GtkWindow          *window;
} Fixture;

static DexFuture *
give_engine (gpointer engine)
{
  return dex_future_new_take_object (g_object_ref (engine));
}

static QsResource *
make_definition (const char *text)
{
  g_autoptr(JsonNode) node = text != NULL ? qs_json_parse (text, -1, NULL) : NULL;

  return node != NULL ? qs_resource_new (json_node_get_object (node), "jobDefinition") : NULL;
}

static void
set_up (Fixture      *fixture,
        gconstpointer original)
{
  g_autoptr(QsTestClock) clock = qs_test_clock_new (0);
  g_autoptr(QsResource) definition = make_definition (original);

  fixture->engine = qs_replay_engine_new ();
  qs_replay_engine_add (fixture->engine, "ListJobs", "{\"jobSummaryList\":[]}");
  fixture->account = qs_account_new ("000000000000", "Test", NULL, QS_CLOCK (clock), give_engine,
                                     g_object_ref (fixture->engine), g_object_unref);
  dex_future_disown (qs_account_open (fixture->account));
  qs_test_until (qs_account_get_state (fixture->account) == QS_ACCOUNT_STATE_READY);

  fixture->window = qs_ui_test_present (adw_bin_new (), 720, 2400);
  fixture->dialog = QS_DEFINITION_DIALOG (qs_definition_dialog_new (fixture->account, definition));
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  adw_dialog_set_content_height (ADW_DIALOG (fixture->dialog), 2300);
  adw_dialog_present (ADW_DIALOG (fixture->dialog), GTK_WIDGET (fixture->window));
  fixture->document = qs_request_get_document (qs_form_get_request (QS_FORM (fixture->dialog)));
  qs_ui_test_settle (GTK_WIDGET (fixture->window));
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

  g_test_message ("%s", path);
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
click (Fixture    *fixture,
       const char *label)
{
  GtkWidget *button = qs_ui_test_find (GTK_WIDGET (fixture->dialog), GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  qs_ui_test_settle (GTK_WIDGET (fixture->window));
}

static char *
dup_input (Fixture *fixture)
{
  QsRequest *request = qs_form_get_request (QS_FORM (fixture->dialog));
  g_autoptr(JsonNode) input = qs_request_dup_input (request);

  return qs_json_edit_print_canonical (input);
}

static gboolean
shows (Fixture    *fixture,
       const char *text)
{
  GtkWidget *label = qs_ui_test_find (GTK_WIDGET (fixture->dialog), GTK_TYPE_LABEL, text);

  return label != NULL && gtk_widget_get_mapped (label);
}

static void
take_picture (Fixture    *fixture,
              const char *name)
{
  qs_ui_test_settle (GTK_WIDGET (fixture->window));
  qs_ui_test_picture (gtk_widget_get_first_child (GTK_WIDGET (fixture->window)), name);
}

#define WARNING \
        "Jobs have full control of this computer: the container engine's socket is mounted, the " \
        "container is privileged."

static void
test_the_tutorial_is_two_entries (Fixture      *fixture,
                                  gconstpointer data)
{
  g_autofree char *input = NULL;
  g_autofree char *sent = NULL;

  qs_replay_engine_add (fixture->engine, "RegisterJobDefinition",
                        "{\"jobDefinitionName\":\"docker_test\",\"jobDefinitionArn\":"
                        "\"arn:aws:batch:us-east-1:312767926603:job-definition/docker_test:16\","
                        "\"revision\":16}");
  take_picture (fixture, "definition-empty");
  enter (fixture, "jobDefinitionName", "docker_test");
  click (fixture, "Dockstore wrapper");
  g_assert_true (shows (fixture, WARNING));
  take_picture (fixture, "definition-wrapper");
  input = dup_input (fixture);
  g_assert_cmpstr (input, ==, EXAMPLE);

  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "form.send", NULL);
  qs_test_until (fixture->dialog == NULL);
  sent = qs_json_edit_print_canonical (qs_replay_engine_get_input (fixture->engine,
                                                                   "RegisterJobDefinition", 0));
  g_assert_cmpstr (sent, ==, EXAMPLE);
}

static void
test_the_tutorial_by_hand (Fixture      *fixture,
                           gconstpointer data)
{
  g_autofree char *input = NULL;
  GtkSwitch *privileged;

  enter (fixture, "jobDefinitionName", "docker_test");
  enter (fixture, "containerProperties.image", "quay.io/dockstore/batch_wrapper:1.0");
  enter (fixture, "containerProperties.resourceRequirements[type=VCPU].value", "4");
  enter (fixture, "containerProperties.resourceRequirements[type=MEMORY].value", "8000");
  enter (fixture, "retryStrategy.attempts", "1");
  privileged = qs_ui_test_find (get_row (fixture, "containerProperties.privileged"),
                                GTK_TYPE_SWITCH, NULL);
  gtk_switch_set_active (privileged, TRUE);
  enter (fixture, "containerProperties.user", "root");
  click (fixture, "Mount docker.sock");
  click (fixture, "Mount /datastore");
  input = dup_input (fixture);
  g_assert_cmpstr (input, ==, EXAMPLE);
}

static void
test_a_mount_is_one_step (Fixture      *fixture,
                          gconstpointer data)
{
  g_autofree char *before = dup_input (fixture);
  g_autofree char *after = NULL;

  click (fixture, "Mount /datastore");
  g_assert_nonnull (qs_document_get (fixture->document, "containerProperties.volumes"));
  g_assert_nonnull (qs_document_get (fixture->document, "containerProperties.mountPoints"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "form.undo", NULL);
  after = dup_input (fixture);
  g_assert_cmpstr (after, ==, before);
  g_assert_false (qs_document_get_can_undo (fixture->document));
}

static void
test_a_revision_keeps_what_it_does_not_show (Fixture      *fixture,
                                             gconstpointer data)
{
  g_autofree char *input = NULL;

  take_picture (fixture, "definition-revision");
  enter (fixture, "containerProperties.user", "nobody");
  input = dup_input (fixture);
  g_assert_cmpstr (input, ==,
                   "{\"containerProperties\":{\"command\":[\"run\",\"Ref::tool\"],"
                   "\"environment\":[],\"image\":\"quay.io/dockstore/batch_wrapper:1.0\","
                   "\"privileged\":false,\"resourceRequirements\":[{\"type\":\"VCPU\",\"value\":"
                   "\"4\"},{\"type\":\"MEMORY\",\"value\":\"8000\"}],\"user\":\"nobody\","
                   "\"volumes\":[{\"efsVolumeConfiguration\":{\"fileSystemId\":\"fs-1\","
                   "\"newer\":7},\"name\":\"shared\"},{\"host\":{\"sourcePath\":\"/datastore\"},"
                   "\"name\":\"datastore\"}]},\"jobDefinitionName\":\"docker_test\","
                   "\"newerMember\":{\"a\":[1.5,null]},\"type\":\"container\"}");
}

static void
list_rows (GtkWidget  *root,
           const char *path,
           GPtrArray  *rows)
{
  if (QS_IS_FIELD_ROW (root) && g_strcmp0 (qs_field_row_get_path (QS_FIELD_ROW (root)), path) == 0)
    g_ptr_array_add (rows, root);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    list_rows (child, path, rows);
}

/* The three tables of volumes share one list; each leaves the others' lines in their places. */
static void
test_kinds_of_volumes_live_together (Fixture      *fixture,
                                     gconstpointer data)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new ();
  g_autoptr(JsonNode) added = qs_json_parse ("{\"name\":\"scratch\",\"host\":{\"sourcePath\":"
                                             "\"/scratch\"}}", -1, NULL);
  g_autofree char *text = NULL;
  GtkText *cell;

  list_rows (GTK_WIDGET (fixture->dialog), "containerProperties.volumes", rows);
  g_assert_cmpuint (rows->len, ==, 3);
  cell = qs_ui_test_find (g_ptr_array_index (rows, 0), GTK_TYPE_TEXT, NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (cell)), ==, "datastore");
  gtk_editable_set_text (GTK_EDITABLE (cell), "data");
  qs_records_row_add (g_ptr_array_index (rows, 0), added);
  qs_records_row_add (g_ptr_array_index (rows, 1), NULL);

  text = qs_json_edit_print_canonical (qs_document_get (fixture->document,
                                                        "containerProperties.volumes"));
  g_assert_cmpstr (text, ==,
                   "[{\"efsVolumeConfiguration\":{\"fileSystemId\":\"fs-1\",\"newer\":7},"
                   "\"name\":\"shared\"},{\"host\":{\"sourcePath\":\"/datastore\"},\"name\":"
                   "\"data\"},{\"host\":{\"sourcePath\":\"/scratch\"},\"name\":\"scratch\"}]");
}

static void
test_parameters_of_the_command_are_offered (Fixture      *fixture,
                                            gconstpointer data)
{
  QsRequest *request = qs_form_get_request (QS_FORM (fixture->dialog));
  g_autofree char *input = dup_input (fixture);

  g_assert_nonnull (qs_request_get_default (request, "parameters.tool"));
  g_assert_null (strstr (input, "parameters"));
  qs_document_set_string (fixture->document, "parameters.tool", "bwa", NULL);
  g_clear_pointer (&input, g_free);
  input = dup_input (fixture);
  g_assert_nonnull (strstr (input, "\"parameters\":{\"tool\":\"bwa\"}"));
}

static void
test_many_containers_are_shown_and_kept (Fixture      *fixture,
                                         gconstpointer data)
{
  g_autofree char *input = NULL;

  take_picture (fixture, "definition-task");
  g_assert_true (shows (fixture, "one"));
  g_assert_true (shows (fixture, "b · go (after one: SUCCESS)"));
  g_assert_false (gtk_widget_get_mapped (get_row (fixture, "containerProperties.image")));
  enter (fixture, "retryStrategy.attempts", "2");
  input = dup_input (fixture);
  g_assert_cmpstr (input, ==,
                   "{\"ecsProperties\":{\"taskProperties\":[{\"containers\":[{\"essential\":false,"
                   "\"image\":\"a\",\"name\":\"one\"},{\"command\":[\"go\"],\"dependsOn\":"
                   "[{\"condition\":\"SUCCESS\",\"containerName\":\"one\"}],\"image\":\"b\","
                   "\"name\":\"two\"}]}]},\"jobDefinitionName\":\"pair\",\"retryStrategy\":"
                   "{\"attempts\":2},\"type\":\"container\"}");
}

static void
unfold (GtkWidget *root)
{
  if (ADW_IS_EXPANDER_ROW (root))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (root), TRUE);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    unfold (child);
}

static void
test_every_row_is_of_the_model (Fixture      *fixture,
                                gconstpointer data)
{
  QsRequest *request = qs_form_get_request (QS_FORM (fixture->dialog));
  g_autoptr(GPtrArray) rest = g_ptr_array_new ();

  unfold (GTK_WIDGET (fixture->dialog));
  take_picture (fixture, "definition-unfolded");
  g_ptr_array_add (rest, fixture->dialog);
  while (rest->len > 0)
    {
      GtkWidget *widget = g_ptr_array_steal_index (rest, rest->len - 1);

      if (QS_IS_FIELD_ROW (widget))
        {
          const char *path = qs_field_row_get_path (QS_FIELD_ROW (widget));

          g_test_message ("%s", path);
          g_assert_nonnull (qs_request_find_member (request, path));
        }
      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        g_ptr_array_add (rest, child);
    }
}

static void
test_revisions_are_compared (Fixture      *fixture,
                             gconstpointer data)
{
  g_autoptr(GListStore) revisions = g_list_store_new (QS_TYPE_RESOURCE);
  g_autoptr(QsResource) before = make_definition (ORIGINAL);
  g_autoptr(QsResource) after = make_definition (TASK);
  AdwDialog *dialog;

  g_list_store_append (revisions, before);
  g_list_store_append (revisions, after);
  dialog = qs_difference_dialog_new (G_LIST_MODEL (revisions), before, after);
  adw_dialog_present (dialog, GTK_WIDGET (fixture->window));
  qs_ui_test_settle (GTK_WIDGET (fixture->window));
  take_picture (fixture, "definition-difference");
  g_assert_nonnull (qs_ui_test_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "jobDefinitionName"));
  g_assert_nonnull (qs_ui_test_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "− \"docker_test\""));
  g_assert_nonnull (qs_ui_test_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "+ \"pair\""));
  adw_dialog_force_close (dialog);
}

static void
add (const char *path,
     const char *original,
     void ( *body ) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, original, set_up, body, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  qs_ui_test_init (&argc, &argv);

  add ("/definition-dialog/the-tutorial-is-two-entries", NULL, test_the_tutorial_is_two_entries);
  add ("/definition-dialog/the-tutorial-by-hand", NULL, test_the_tutorial_by_hand);
  add ("/definition-dialog/a-mount-is-one-step", NULL, test_a_mount_is_one_step);
  add ("/definition-dialog/a-revision-keeps-what-it-does-not-show", ORIGINAL,
       test_a_revision_keeps_what_it_does_not_show);
  add ("/definition-dialog/kinds-of-volumes-live-together", ORIGINAL,
       test_kinds_of_volumes_live_together);
  add ("/definition-dialog/parameters-of-the-command-are-offered", ORIGINAL,
       test_parameters_of_the_command_are_offered);
  add ("/definition-dialog/many-containers-are-shown-and-kept", TASK,
       test_many_containers_are_shown_and_kept);
  add ("/definition-dialog/every-row-is-of-the-model", NULL, test_every_row_is_of_the_model);
  add ("/definition-dialog/revisions-are-compared", NULL, test_revisions_are_compared);

  return g_test_run ();
}
