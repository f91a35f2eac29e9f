#include "qs-account.h"
#include "qs-environment-dialog.h"
#include "qs-field-row.h"
#include "qs-form.h"
#include "qs-json-edit.h"
#include "qs-json.h"
#include "qs-replay-engine.h"
#include "qs-test-clock.h"
#include "qs-ui-test.h"

#define ARN "arn:aws:batch:eu-west-1:123456789012:compute-environment/first-run"

#define CREATED "{\"computeEnvironmentName\":\"first-run\",\"computeEnvironmentArn\":\"" ARN "\"}"

#define DESCRIBED(status, reason, resources) \
        "{\"computeEnvironments\":[{\"computeEnvironmentName\":\"first-run\"," \
        "\"computeEnvironmentArn\":\"" ARN "\",\"type\":\"MANAGED\",\"state\":\"ENABLED\"," \
        "\"status\":\"" status "\",\"statusReason\":\"" reason "\"," \
        "\"serviceRole\":\"arn:aws:iam::123456789012:role/aws-service-role/batch.amazonaws.com/" \
        "AWSServiceRoleForBatch\",\"tags\":{\"team\":\"a\"},\"computeResources\":{" resources "}}]}"

#define RESOURCES(strategy) \
        "\"type\":\"EC2\",\"allocationStrategy\":\"" strategy "\",\"minvCpus\":0," \
        "\"maxvCpus\":256,\"desiredvCpus\":0,\"instanceTypes\":[\"optimal\"]," \
        "\"subnets\":[\"subnet-1\"],\"securityGroupIds\":[\"sg-1\"]," \
        "\"instanceRole\":\"ecsInstanceRole\""

typedef struct
{
  QsReplayEngine *replay;
  QsAccount      *account;
  AdwDialog      *dialog;
  QsRequest      *request;
  QsDocument     *document;
  GtkWindow      *window;
  int             width;    /* of the window, 0 for a wide one */
  gboolean        denied;   /* the account may not look at its network */
} Fixture;

static DexFuture *
give_engine (gpointer engine)
{
  return dex_future_new_take_object (g_object_ref (engine));
}

static QsAccount *
make_account (QsEngine *engine,
              gboolean  local)
{
  g_autoptr(QsTestClock) clock = qs_test_clock_new (0);
  g_autoptr(JsonNode) settings =
    qs_json_parse ("{\"id\":\"5a3bb0e0-6b4c-4b7e-9d5c-0d2d1c1f2a3b\",\"name\":\"Lab\","
                   "\"region\":\"eu-west-1\",\"credentials\":{\"accessKey\":{\"accessKeyId\":"
                   "\"AKIAIOSFODNN7EXAMPLE\"}}}", -1, NULL);

  if (local)
    return qs_account_new ("000000000000", "This computer", "/home/ada/datastore",
                           QS_CLOCK (clock), give_engine, g_object_ref (engine), g_object_unref);

  return qs_account_new_aws (settings, QS_CLOCK (clock), give_engine, g_object_ref (engine),
                             g_object_unref);
}

static void
open_dialog (Fixture    *fixture,
             gboolean    local,
             const char *original)
{
  g_autoptr(JsonNode) reply = original != NULL ? qs_json_parse (original, -1, NULL) : NULL;
  g_autoptr(QsResource) resource = NULL;

  fixture->replay = qs_replay_engine_new ();
  if (!local)
    qs_replay_engine_become_cloud (fixture->replay);
  qs_replay_engine_add (fixture->replay, "ListJobs", "{\"jobSummaryList\":[]}");
  qs_replay_engine_add (fixture->replay, "DescribeJobQueues", "{\"jobQueues\":[]}");
  if (fixture->denied)
    qs_replay_engine_add_error (fixture->replay, "DescribeVpcs", QS_ENGINE_ERROR_DENIED,
                                "You are not authorized to perform: ec2:DescribeVpcs");
  else
    qs_replay_engine_add (fixture->replay, "DescribeVpcs",
                          "{\"Vpcs\":[{\"VpcId\":\"vpc-1\",\"IsDefault\":true}]}");
  qs_replay_engine_add (fixture->replay, "DescribeSubnets",
                        "{\"Subnets\":[{\"SubnetId\":\"subnet-1\"},{\"SubnetId\":\"subnet-2\"}]}");
  qs_replay_engine_add (fixture->replay, "DescribeSecurityGroups",
                        "{\"SecurityGroups\":[{\"GroupId\":\"sg-1\"}]}");

  fixture->account = make_account (QS_ENGINE (fixture->replay), local);
  dex_future_disown (qs_account_open (fixture->account));
  qs_test_until (qs_account_get_state (fixture->account) == QS_ACCOUNT_STATE_READY);

  if (reply != NULL)
    resource = qs_resource_new (qs_json_element (qs_json_get_array (json_node_get_object (reply),
                                                                    "computeEnvironments"), 0),
                                "computeEnvironment");
  fixture->window = qs_ui_test_present (adw_bin_new (), fixture->width > 0 ? fixture->width : 720,
                                        1000);
  fixture->dialog = qs_environment_dialog_new (fixture->account, resource);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  adw_dialog_present (fixture->dialog, GTK_WIDGET (fixture->window));
  fixture->request = qs_form_get_request (QS_FORM (fixture->dialog));
  fixture->document = qs_request_get_document (fixture->request);
  if (!local && !fixture->denied && original == NULL)
    qs_test_until (qs_document_get (fixture->document, "computeResources.securityGroupIds") !=
                   NULL);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  if (fixture->dialog != NULL)
    adw_dialog_force_close (fixture->dialog);
  qs_ui_test_close (fixture->window);
  qs_test_until (fixture->dialog == NULL);
  g_object_unref (fixture->account);
  qs_test_iterate ();
  g_object_unref (fixture->replay);
}

/* A row that is on the screen, or would be were it scrolled there. */
static GtkWidget *
find_row (GtkWidget  *root,
          const char *path)
{
  if (!gtk_widget_get_visible (root))
    return NULL;
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

static gboolean
has_row (Fixture    *fixture,
         const char *path)
{
  return find_row (GTK_WIDGET (fixture->dialog), path) != NULL;
}

static void
enter (Fixture    *fixture,
       const char *path,
       const char *text)
{
  GtkWidget *row = find_row (GTK_WIDGET (fixture->dialog), path);

  g_assert_nonnull (row);
  gtk_editable_set_text (qs_ui_test_find (row, GTK_TYPE_TEXT, NULL), text);
}

static void
choose (Fixture    *fixture,
        const char *label)
{
  GtkWidget *words = qs_ui_test_find (GTK_WIDGET (fixture->dialog), GTK_TYPE_LABEL, label);
  GtkWidget *button = gtk_widget_get_ancestor (words, GTK_TYPE_CHECK_BUTTON);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
}

static void
assert_input (Fixture    *fixture,
              const char *expected)
{
  g_autoptr(JsonNode) input = qs_request_dup_input (fixture->request);
  g_autofree char *text = qs_json_edit_print_canonical (input);

  g_assert_cmpstr (text, ==, expected);
}

/* The example of the console's screen: tests/e2e holds it against what the AWS CLI sends. */
static void
assert_golden (Fixture *fixture)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "golden",
                                                 "create-compute-environment.json", NULL);
  g_autofree char *text = NULL;
  g_autofree char *expected = NULL;
  g_autoptr(JsonNode) golden = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  golden = qs_json_parse (text, -1, NULL);
  g_assert_nonnull (golden);
  expected = qs_json_edit_print_canonical (golden);
  assert_input (fixture, expected);
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
  enter (fixture, "computeEnvironmentName", "first-run");
  enter (fixture, "serviceRole", "AWSBatchServiceRole");
  enter (fixture, "computeResources.ec2KeyPair", "fist_fury");
}

static void
test_sends_the_console_example (Fixture      *fixture,
                                gconstpointer data)
{
  g_autofree char *action = NULL;

  open_dialog (fixture, FALSE, NULL);
  g_assert_false (qs_document_get_can_undo (fixture->document));
  take_picture (fixture, "environment-new");
  enter_example (fixture);
  g_assert_cmpuint (qs_request_get_n_faults (fixture->request), ==, 0);
  assert_golden (fixture);
  take_picture (fixture, "environment-example");

  qs_replay_engine_add (fixture->replay, "CreateComputeEnvironment", CREATED);
  qs_replay_engine_add (fixture->replay, "DescribeComputeEnvironments",
                        DESCRIBED ("INVALID", "CLIENT_ERROR - no such role", "\"type\":\"EC2\""));
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "form.send", NULL);
  qs_test_until (fixture->dialog == NULL);
  qs_test_until ((action = qs_ui_test_take_action (fixture->window)) != NULL);
  g_assert_nonnull (strstr (action, "“first-run” is invalid: CLIENT_ERROR - no such role"));
}

static void
test_a_type_brings_its_rows_and_takes_the_others (Fixture      *fixture,
                                                  gconstpointer data)
{
  g_autoptr(JsonNode) begin = NULL;

  open_dialog (fixture, FALSE, NULL);
  begin = json_node_ref (qs_document_get_root (fixture->document));
  g_assert_true (has_row (fixture, "computeResources.instanceTypes"));
  g_assert_false (has_row (fixture, "computeResources.bidPercentage"));

  choose (fixture, "SPOT");
  g_assert_true (has_row (fixture, "computeResources.bidPercentage"));
  g_assert_false (has_row (fixture, "computeResources.spotIamFleetRole"));
  g_assert_cmpstr (qs_document_get_string (fixture->document,
                                           "computeResources.allocationStrategy"), ==,
                   "SPOT_PRICE_CAPACITY_OPTIMIZED");

  choose (fixture, "Fargate");
  g_assert_false (has_row (fixture, "computeResources.instanceTypes"));
  enter (fixture, "computeEnvironmentName", "f");
  assert_input (fixture,
                "{\"computeEnvironmentName\":\"f\",\"computeResources\":{\"maxvCpus\":256,"
                "\"securityGroupIds\":[\"sg-1\"],\"subnets\":[\"subnet-1\",\"subnet-2\"],"
                "\"type\":\"FARGATE\"},\"state\":\"ENABLED\",\"type\":\"MANAGED\"}");
  g_assert_cmpuint (qs_request_get_n_faults (fixture->request), ==, 0);
  take_picture (fixture, "environment-fargate");

  for (guint i = 0; i < 3; i++)
    qs_document_undo (fixture->document);
  g_assert_true (json_node_equal (qs_document_get_root (fixture->document), begin));
  g_assert_true (has_row (fixture, "computeResources.instanceTypes"));
  for (guint i = 0; i < 2; i++)
    qs_document_redo (fixture->document);
  g_assert_false (has_row (fixture, "computeResources.instanceTypes"));
}

static void
test_unmanaged_has_no_resources (Fixture      *fixture,
                                 gconstpointer data)
{
  open_dialog (fixture, FALSE, NULL);
  enter (fixture, "computeEnvironmentName", "mine");
  choose (fixture, "Unmanaged");
  assert_input (fixture, "{\"computeEnvironmentName\":\"mine\",\"state\":\"ENABLED\","
                "\"type\":\"UNMANAGED\"}");
  g_assert_false (has_row (fixture, "computeResources.maxvCpus"));
  g_assert_true (has_row (fixture, "unmanagedvCpus"));
  g_assert_cmpuint (qs_request_get_n_faults (fixture->request), ==, 0);

  choose (fixture, "Managed");
  g_assert_nonnull (qs_document_get (fixture->document, "computeResources.subnets"));
  g_assert_cmpuint (qs_request_get_n_faults (fixture->request), ==, 0);
}

static void
test_faults_stand_at_their_rows (Fixture      *fixture,
                                 gconstpointer data)
{
  g_autofree char *fault = NULL;

  open_dialog (fixture, FALSE, NULL);
  enter (fixture, "computeEnvironmentName", "a");
  enter (fixture, "computeResources.desiredvCpus", "300");
  g_object_get (find_row (GTK_WIDGET (fixture->dialog), "computeResources.desiredvCpus"), "fault",
                &fault, NULL);
  g_assert_cmpstr (fault, ==, "Must be at most maxvCpus, which is 256");
  g_assert_cmpuint (qs_request_get_n_faults (fixture->request), ==, 1);
  take_picture (fixture, "environment-fault");
}

static void
test_a_change_sends_what_differs (Fixture      *fixture,
                                  gconstpointer data)
{
  open_dialog (fixture, FALSE, DESCRIBED ("VALID", "", RESOURCES ("BEST_FIT_PROGRESSIVE")));
  g_assert_cmpuint (qs_request_get_n_faults (fixture->request), ==, 0);
  enter (fixture, "computeResources.maxvCpus", "512");
  assert_input (fixture, "{\"computeEnvironment\":\"first-run\",\"computeResources\":{"
                "\"maxvCpus\":512}}");
  g_assert_false (has_row (fixture, "type"));
  g_assert_true (has_row (fixture, "updatePolicy.terminateJobsOnUpdate"));
  g_assert_true (gtk_widget_get_sensitive (find_row (GTK_WIDGET (fixture->dialog),
                                                     "computeResources.instanceTypes")));
  take_picture (fixture, "environment-edit");
}

static void
test_what_aws_does_not_change_cannot_be_entered (Fixture      *fixture,
                                                 gconstpointer data)
{
  open_dialog (fixture, FALSE, DESCRIBED ("VALID", "", RESOURCES ("BEST_FIT")));
  g_assert_false (gtk_widget_get_sensitive (find_row (GTK_WIDGET (fixture->dialog),
                                                      "computeResources.instanceTypes")));
  g_assert_true (gtk_widget_get_sensitive (find_row (GTK_WIDGET (fixture->dialog),
                                                     "computeResources.maxvCpus")));
  g_assert_nonnull (qs_ui_test_find (GTK_WIDGET (fixture->dialog), GTK_TYPE_LABEL,
                                     "Some Values Cannot Be Changed"));
  take_picture (fixture, "environment-edit-fixed");
}

static void
test_this_computer_has_what_it_needs (Fixture      *fixture,
                                      gconstpointer data)
{
  open_dialog (fixture, TRUE, NULL);
  g_assert_false (has_row (fixture, "computeResources.type"));
  g_assert_false (has_row (fixture, "computeResources.subnets"));
  g_assert_false (has_row (fixture, "serviceRole"));
  g_assert_true (has_row (fixture, "computeResources.maxvCpus"));
  g_assert_cmpstr (qs_document_get_string (fixture->document,
                                           "tags[\"quayside:folder:/datastore\"]"), ==,
                   "/home/ada/datastore");
  enter (fixture, "computeEnvironmentName", "half");
  enter (fixture, "computeResources.maxvCpus", "2");
  g_assert_cmpuint (qs_request_get_n_faults (fixture->request), ==, 0);
  g_assert_cmpuint (qs_replay_engine_count_calls (fixture->replay, "DescribeVpcs"), ==, 0);
  take_picture (fixture, "environment-local");
}

static void
test_a_network_that_cannot_be_read_is_told (Fixture      *fixture,
                                            gconstpointer data)
{
  QsDraft *draft;

  fixture->denied = TRUE;
  open_dialog (fixture, FALSE, NULL);
  draft = qs_form_dialog_get_draft (QS_FORM_DIALOG (fixture->dialog));
  qs_test_until (qs_draft_get_error (draft) != NULL);
  g_assert_error (qs_draft_get_error (draft), QS_ENGINE_ERROR, QS_ENGINE_ERROR_DENIED);
  g_assert_true (has_row (fixture, "computeResources.subnets"));
  take_picture (fixture, "environment-denied");
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

/* Everything there is, in sight at once. */
static void
test_all_of_it_fits_a_phone (Fixture      *fixture,
                             gconstpointer data)
{
  GtkWidget *page;
  int minimum;

  fixture->width = 360;
  open_dialog (fixture, FALSE, NULL);
  enter_example (fixture);
  choose (fixture, "SPOT");
  unfold (GTK_WIDGET (fixture->dialog));
  page = qs_ui_test_find (GTK_WIDGET (fixture->dialog), ADW_TYPE_PREFERENCES_PAGE, NULL);
  gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 340);
  adw_dialog_set_content_height (fixture->dialog, 4200);
  gtk_window_set_default_size (fixture->window, 360, 4200);
  take_picture (fixture, "environment-narrow");

  if (g_getenv ("QS_TEST_PICTURES") == NULL)
    return;

  gtk_window_set_default_size (fixture->window, 720, 3600);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  take_picture (fixture, "environment-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
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

  add ("/environment-dialog/sends-the-console-example", test_sends_the_console_example);
  add ("/environment-dialog/a-type-brings-its-rows-and-takes-the-others",
       test_a_type_brings_its_rows_and_takes_the_others);
  add ("/environment-dialog/unmanaged-has-no-resources", test_unmanaged_has_no_resources);
  add ("/environment-dialog/faults-stand-at-their-rows", test_faults_stand_at_their_rows);
  add ("/environment-dialog/a-change-sends-what-differs", test_a_change_sends_what_differs);
  add ("/environment-dialog/what-aws-does-not-change-cannot-be-entered",
       test_what_aws_does_not_change_cannot_be_entered);
  add ("/environment-dialog/this-computer-has-what-it-needs",
       test_this_computer_has_what_it_needs);
  add ("/environment-dialog/a-network-that-cannot-be-read-is-told",
       test_a_network_that_cannot_be_read_is_told);
  add ("/environment-dialog/all-of-it-fits-a-phone", test_all_of_it_fits_a_phone);

  return g_test_run ();
}
