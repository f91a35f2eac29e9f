#include "qs-resource-list.h"

#include "qs-json.h"
#include "qs-replay-engine.h"
#include "qs-test.h"

static char *
describe (const char *name,
          int         revision,
          const char *status)
{
  return g_strdup_printf ("{\"jobDefinitionName\":\"%s\",\"revision\":%d,\"status\":\"%s\","
                          "\"jobDefinitionArn\":\"arn:%s:%d\"}", name, revision, status, name,
                          revision);
}

static void
add_page (QsReplayEngine *engine,
          const char     *token,
          const char     *one,
          const char     *other)
{
  g_autofree char *next = token != NULL ? g_strdup_printf (",\"nextToken\":\"%s\"", token) : NULL;
  g_autofree char *page = g_strdup_printf ("{\"jobDefinitions\":[%s%s%s]%s}", one,
                                           other != NULL ? "," : "", other != NULL ? other : "",
                                           next != NULL ? next : "");

  qs_replay_engine_add (engine, "DescribeJobDefinitions", page);
}

static void
refresh (QsResourceList *list)
{
  qs_resource_list_refresh (list);
  qs_test_until (!qs_resource_list_get_busy (list));
}

static void
on_items_changed_cb (GListModel *model,
                     guint       position,
                     guint       removed,
                     guint       added,
                     GString    *log)
{
  g_string_append_printf (log, "%u-%u+%u ", position, removed, added);
}

static void
test_pages_are_joined_and_the_latest_comes_first (void)
{
  g_autoptr(QsReplayEngine) engine = qs_replay_engine_new ();
  g_autoptr(QsResourceList) list = qs_resource_list_new (QS_ENGINE (engine),
                                                         QS_RESOURCE_DEFINITION);
  g_autofree char *one = describe ("b", 1, "ACTIVE");
  g_autofree char *two = describe ("b", 2, "ACTIVE");
  g_autofree char *three = describe ("b", 3, "INACTIVE");
  g_autofree char *four = describe ("a", 1, "ACTIVE");
  g_autoptr(QsResource) first = NULL;
  g_autoptr(QsResource) found = NULL;
  JsonNode *asked;

  add_page (engine, "more", one, three);
  add_page (engine, NULL, two, four);
  refresh (list);

  g_assert_true (qs_resource_list_get_loaded (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 4);
  first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_cmpstr (qs_resource_get_title (first), ==, "a:1");
  found = qs_resource_list_find (list, "b");
  g_assert_cmpstr (qs_resource_get_title (found), ==, "b:2");
  asked = qs_replay_engine_get_input (engine, "DescribeJobDefinitions", 1);
  g_assert_cmpstr (qs_json_get_string (json_node_get_object (asked), "nextToken", NULL), ==,
                   "more");
}

static void
test_what_is_as_it_was_keeps_its_object (void)
{
  g_autoptr(QsReplayEngine) engine = qs_replay_engine_new ();
  g_autoptr(QsResourceList) list = qs_resource_list_new (QS_ENGINE (engine),
                                                         QS_RESOURCE_DEFINITION);
  g_autofree char *one = describe ("a", 1, "ACTIVE");
  g_autofree char *two = describe ("b", 1, "ACTIVE");
  g_autofree char *gone = describe ("b", 1, "INACTIVE");
  g_autoptr(GString) log = g_string_new (NULL);
  g_autoptr(QsResource) before = NULL;
  g_autoptr(QsResource) after = NULL;

  add_page (engine, NULL, one, two);
  add_page (engine, NULL, one, two);
  add_page (engine, NULL, one, gone);
  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed_cb), log);
  refresh (list);
  before = g_list_model_get_item (G_LIST_MODEL (list), 0);
  refresh (list);
  refresh (list);

  g_assert_cmpstr (log->str, ==, "0-0+2 1-1+1 ");
  after = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (before == after);
}

static void
test_a_failure_leaves_what_was_there (void)
{
  g_autoptr(QsReplayEngine) engine = qs_replay_engine_new ();
  g_autoptr(QsResourceList) list = qs_resource_list_new (QS_ENGINE (engine),
                                                         QS_RESOURCE_DEFINITION);
  g_autofree char *one = describe ("a", 1, "ACTIVE");

  add_page (engine, NULL, one, NULL);
  qs_replay_engine_add_error (engine, "DescribeJobDefinitions", QS_ENGINE_ERROR_UNAVAILABLE,
                              "No route");
  add_page (engine, NULL, one, NULL);
  refresh (list);
  refresh (list);
  g_assert_cmpstr (qs_resource_list_get_error (list)->message, ==, "No route");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  refresh (list);
  g_assert_null (qs_resource_list_get_error (list));
}

static void
test_a_token_that_repeats_is_an_error (void)
{
  g_autoptr(QsReplayEngine) engine = qs_replay_engine_new ();
  g_autoptr(QsResourceList) list = qs_resource_list_new (QS_ENGINE (engine),
                                                         QS_RESOURCE_DEFINITION);
  g_autofree char *one = describe ("a", 1, "ACTIVE");

  add_page (engine, "same", one, NULL);
  refresh (list);
  g_assert_nonnull (strstr (qs_resource_list_get_error (list)->message, "again and again"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/resource-list/pages-are-joined-and-the-latest-comes-first",
                     test_pages_are_joined_and_the_latest_comes_first);
  qs_test_add_fiber ("/resource-list/what-is-as-it-was-keeps-its-object",
                     test_what_is_as_it_was_keeps_its_object);
  qs_test_add_fiber ("/resource-list/a-failure-leaves-what-was-there",
                     test_a_failure_leaves_what_was_there);
  qs_test_add_fiber ("/resource-list/a-token-that-repeats-is-an-error",
                     test_a_token_that_repeats_is_an_error);

  return g_test_run ();
}
