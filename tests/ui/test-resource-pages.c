#include "qs-account.h"
#include "qs-definitions-page.h"
#include "qs-environments-page.h"
#include "qs-queues-page.h"
#include "qs-replay-engine.h"
#include "qs-test-clock.h"
#include "qs-ui-test.h"

#define DEFINITIONS \
        "{\"jobDefinitions\":[" \
        "{\"jobDefinitionName\":\"docker_test\",\"revision\":15,\"status\":\"INACTIVE\"," \
        "\"jobDefinitionArn\":\"arn:d:15\",\"type\":\"container\"," \
        "\"containerProperties\":{\"image\":\"quay.io/dockstore/batch_wrapper:1.0\"}}," \
        "{\"jobDefinitionName\":\"bwa-mem\",\"revision\":1,\"status\":\"ACTIVE\"," \
        "\"jobDefinitionArn\":\"arn:d:1\",\"type\":\"container\"," \
        "\"containerProperties\":{\"image\":\"quay.io/pancancer/pcawg-bwa-mem:2.6.8\"}}]," \
        "\"nextToken\":\"more\"}"

#define MORE_DEFINITIONS \
        "{\"jobDefinitions\":[" \
        "{\"jobDefinitionName\":\"docker_test\",\"revision\":16,\"status\":\"ACTIVE\"," \
        "\"jobDefinitionArn\":\"arn:d:16\",\"type\":\"container\"," \
        "\"containerProperties\":{\"image\":\"quay.io/dockstore/batch_wrapper:1.0\"," \
        "\"command\":[\"echo\",\"<b>bold</b>\"],\"privileged\":true," \
        "\"resourceRequirements\":[{\"type\":\"VCPU\",\"value\":\"4\"}]," \
        "\"mountPoints\":[{\"containerPath\":\"/datastore\",\"sourceVolume\":\"datastore\"}]}}]}"

#define ENVIRONMENTS \
        "{\"computeEnvironments\":[{\"computeEnvironmentName\":\"this-computer\"," \
        "\"computeEnvironmentArn\":\"arn:e\",\"type\":\"UNMANAGED\",\"state\":\"DISABLED\"," \
        "\"status\":\"INVALID\",\"statusReason\":\"CLIENT_ERROR - no such role\"}]}"

typedef struct
{
  QsReplayEngine *engine;
  QsAccount      *account;
  GtkWidget      *page;
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
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  qs_ui_test_close (fixture->window);
  g_object_unref (fixture->account);
  g_object_unref (fixture->engine);
}

static void
show (Fixture *fixture,
      GType    type,
      int      width)
{
  GtkWidget *view = adw_navigation_view_new ();

  fixture->page = g_object_new (type, "account", fixture->account, NULL);
  adw_navigation_view_add (ADW_NAVIGATION_VIEW (view), ADW_NAVIGATION_PAGE (fixture->page));
  fixture->window = qs_ui_test_present (view, width, 640);
}

static GtkWidget *
find_label (Fixture    *fixture,
            const char *text)
{
  GtkWidget *label = qs_ui_test_find (GTK_WIDGET (fixture->window), GTK_TYPE_LABEL, text);

  return label != NULL && gtk_widget_get_mapped (label) ? label : NULL;
}

static void
take_picture (Fixture    *fixture,
              const char *name)
{
  qs_ui_test_settle (GTK_WIDGET (fixture->window));
  qs_ui_test_picture (gtk_widget_get_first_child (GTK_WIDGET (fixture->window)), name);
}

static void
test_lists_every_page_grouped_by_name (Fixture      *fixture,
                                       gconstpointer data)
{
  GtkWidget *search;

  qs_replay_engine_add (fixture->engine, "DescribeJobDefinitions", DEFINITIONS);
  qs_replay_engine_add (fixture->engine, "DescribeJobDefinitions", MORE_DEFINITIONS);
  show (fixture, QS_TYPE_DEFINITIONS_PAGE, 860);
  qs_test_until (find_label (fixture, "docker_test:16") != NULL);
  take_picture (fixture, "definitions");
  g_assert_nonnull (find_label (fixture, "docker_test"));
  g_assert_nonnull (find_label (fixture, "docker_test:15"));
  g_assert_nonnull (find_label (fixture, "bwa-mem:1"));

  search = qs_ui_test_find (fixture->page, GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (search), "pancancer");
  qs_test_until (find_label (fixture, "docker_test:16") == NULL);
  g_assert_nonnull (find_label (fixture, "bwa-mem:1"));
  gtk_editable_set_text (GTK_EDITABLE (search), "nothing like it");
  qs_test_until (find_label (fixture, "Nothing Found") != NULL);
}

static void
test_a_definition_is_shown_whole_and_can_be_submitted (Fixture      *fixture,
                                                       gconstpointer data)
{
  GtkWidget *list;

  qs_replay_engine_add (fixture->engine, "DescribeJobDefinitions", MORE_DEFINITIONS);
  show (fixture, QS_TYPE_DEFINITIONS_PAGE, 860);
  qs_test_until (find_label (fixture, "docker_test:16") != NULL);
  list = qs_ui_test_find (fixture->page, GTK_TYPE_LIST_VIEW, NULL);
  g_signal_emit_by_name (list, "activate", 0);
  qs_test_until (find_label (fixture, "Container properties") != NULL);
  qs_test_until (find_label (fixture, "Active, shown here") != NULL);
  take_picture (fixture, "definition");
  g_assert_nonnull (find_label (fixture, "Jobs have full control of this computer: the container "
                                "is privileged."));

  g_assert_nonnull (find_label (fixture, "echo <b>bold</b>"));
  g_assert_nonnull (find_label (fixture, "Resource requirements › 1 › Value"));
}

static void
test_a_failure_is_told_and_tried_again (Fixture      *fixture,
                                        gconstpointer data)
{
  qs_replay_engine_add_error (fixture->engine, "DescribeComputeEnvironments",
                              QS_ENGINE_ERROR_UNAVAILABLE, "No route to host");
  qs_replay_engine_add (fixture->engine, "DescribeComputeEnvironments", ENVIRONMENTS);
  show (fixture, QS_TYPE_ENVIRONMENTS_PAGE, 360);
  qs_test_until (find_label (fixture, "No route to host") != NULL);
  take_picture (fixture, "environments-error");

  gtk_widget_activate_action (fixture->page, "resources.refresh", NULL);
  qs_test_until (find_label (fixture, "this-computer") != NULL);
  take_picture (fixture, "environments-narrow");
  g_assert_nonnull (find_label (fixture, "Invalid, disabled"));
}

static void
test_nothing_there_says_what_it_would_be (Fixture      *fixture,
                                          gconstpointer data)
{
  qs_replay_engine_add (fixture->engine, "DescribeJobQueues", "{\"jobQueues\":[]}");
  show (fixture, QS_TYPE_QUEUES_PAGE, 860);
  qs_test_until (find_label (fixture, "No Job Queues") != NULL);
  take_picture (fixture, "queues-empty");
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

  add ("/resource-pages/lists-every-page-grouped-by-name", test_lists_every_page_grouped_by_name);
  add ("/resource-pages/a-definition-is-shown-whole-and-can-be-submitted",
       test_a_definition_is_shown_whole_and_can_be_submitted);
  add ("/resource-pages/a-failure-is-told-and-tried-again",
       test_a_failure_is_told_and_tried_again);
  add ("/resource-pages/nothing-there-says-what-it-would-be",
       test_nothing_there_says_what_it_would_be);

  return g_test_run ();
}
