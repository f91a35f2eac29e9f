#include "qs-resource-action.h"

#include "qs-json.h"
#include "qs-replay-engine.h"
#include "qs-resource-follower.h"
#include "qs-resource-tasks.h"
#include "qs-resource-watch.h"
#include "qs-test-local.h"

#define QUEUE(state, status) \
        "{\"jobQueues\":[{\"jobQueueName\":\"work\",\"jobQueueArn\":\"arn:q\"," \
        "\"state\":\"" state "\",\"status\":\"" status "\"," \
        "\"statusReason\":\"The role is gone\"}]}"
#define NO_QUEUES "{\"jobQueues\":[]}"

typedef struct
{
  QsReplayEngine   *engine;
  QsTestClock      *clock;
  QsResource       *queue;
  QsResourceAction *action;
} Fixture;

static QsResource *
make_resource (const char *json,
               const char *prefix)
{
  g_autoptr(JsonNode) node = qs_json_parse (json, -1, NULL);

  return qs_resource_new (json_node_get_object (node), prefix);
}

static void
set_up (Fixture *fixture)
{
  fixture->engine = qs_replay_engine_new ();
  fixture->clock = qs_test_clock_new (0);
  fixture->queue = make_resource ("{\"jobQueueName\":\"work\",\"jobQueueArn\":\"arn:q\"}",
                                  "jobQueue");
}

/* What was cancelled holds the engine until it has run to its end. */
static void
tear_down (Fixture *fixture)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->engine), (gpointer *) &fixture->engine);
  g_clear_object (&fixture->action);
  g_object_unref (fixture->queue);
  g_object_unref (fixture->clock);
  g_object_unref (fixture->engine);
  qs_test_until (fixture->engine == NULL);
}

static DexFuture *
begin (Fixture         *fixture,
       QsResourceChange change)
{
  fixture->action = qs_resource_action_new (QS_ENGINE (fixture->engine), QS_CLOCK (fixture->clock),
                                            QS_RESOURCE_QUEUE, fixture->queue, change, NULL);
  return qs_resource_action_run (fixture->action);
}

static void
answer (Fixture    *fixture,
        const char *reply)
{
  qs_replay_engine_add (fixture->engine, "DescribeJobQueues", reply);
}

/* Turns the clock until nothing waits any more. */
static void
let_pass (Fixture   *fixture,
          DexFuture *future)
{
  for (guint i = 0; i < 20 && dex_future_is_pending (future); i++)
    {
      qs_test_until (qs_test_clock_waiting (fixture->clock) > 0 ||
                     !dex_future_is_pending (future));
      qs_test_clock_advance (fixture->clock, 10000);
    }
  g_assert_false (dex_future_is_pending (future));
}

static void
test_a_queue_is_disabled_deleted_and_awaited (void)
{
  Fixture fixture = { 0 };
  g_autoptr(DexFuture) future = NULL;
  JsonObject *update;

  set_up (&fixture);
  answer (&fixture, QUEUE ("ENABLED", "CREATING"));
  answer (&fixture, QUEUE ("ENABLED", "CREATING"));
  answer (&fixture, QUEUE ("ENABLED", "VALID"));
  answer (&fixture, QUEUE ("ENABLED", "VALID"));
  answer (&fixture, QUEUE ("ENABLED", "UPDATING"));
  answer (&fixture, QUEUE ("DISABLED", "VALID"));
  answer (&fixture, QUEUE ("DISABLED", "DELETING"));
  answer (&fixture, NO_QUEUES);
  qs_replay_engine_add (fixture.engine, "UpdateJobQueue", "{}");
  qs_replay_engine_add (fixture.engine, "DeleteJobQueue", "{}");

  future = begin (&fixture, QS_RESOURCE_CHANGE_DELETE);
  g_assert_true (qs_resource_action_get_busy (fixture.action));
  let_pass (&fixture, future);

  g_assert_true (dex_future_is_resolved (future));
  g_assert_true (qs_resource_action_get_done (fixture.action));
  g_assert_cmpstr (qs_resource_action_get_progress (fixture.action), ==, "Deleting “work”…");
  g_assert_cmpuint (qs_replay_engine_count_calls (fixture.engine, "DescribeJobQueues"), ==, 8);
  update = json_node_get_object (qs_replay_engine_get_input (fixture.engine, "UpdateJobQueue", 0));
  g_assert_cmpstr (qs_json_get_string (update, "jobQueue", NULL), ==, "arn:q");
  g_assert_cmpstr (qs_json_get_string (update, "state", NULL), ==, "DISABLED");
  tear_down (&fixture);
}

static void
test_what_is_gone_already_is_done (void)
{
  Fixture fixture = { 0 };
  g_autoptr(DexFuture) future = NULL;

  set_up (&fixture);
  answer (&fixture, NO_QUEUES);
  future = begin (&fixture, QS_RESOURCE_CHANGE_DELETE);
  let_pass (&fixture, future);

  g_assert_true (qs_resource_action_get_done (fixture.action));
  g_assert_cmpuint (qs_replay_engine_count_calls (fixture.engine, "DeleteJobQueue"), ==, 0);
  tear_down (&fixture);
}

static void
test_a_deletion_given_up_says_why (void)
{
  Fixture fixture = { 0 };
  g_autoptr(DexFuture) future = NULL;

  set_up (&fixture);
  answer (&fixture, QUEUE ("DISABLED", "VALID"));
  answer (&fixture, QUEUE ("DISABLED", "VALID"));
  answer (&fixture, QUEUE ("DISABLED", "DELETING"));
  answer (&fixture, QUEUE ("DISABLED", "INVALID"));
  qs_replay_engine_add (fixture.engine, "DeleteJobQueue", "{}");
  future = begin (&fixture, QS_RESOURCE_CHANGE_DELETE);
  let_pass (&fixture, future);

  g_assert_error (qs_resource_action_get_error (fixture.action), QS_ENGINE_ERROR,
                  QS_ENGINE_ERROR_INVALID);
  g_assert_cmpstr (qs_resource_action_get_error (fixture.action)->message, ==, "The role is gone");
  g_assert_false (qs_resource_action_get_busy (fixture.action));
  tear_down (&fixture);
}

static void
test_cancelled_it_waits_no_longer (void)
{
  Fixture fixture = { 0 };
  g_autoptr(DexFuture) future = NULL;
  g_autoptr(GError) error = NULL;

  set_up (&fixture);
  answer (&fixture, QUEUE ("ENABLED", "UPDATING"));
  future = begin (&fixture, QS_RESOURCE_CHANGE_DISABLE);
  qs_test_until (qs_test_clock_waiting (fixture.clock) > 0);
  qs_resource_action_cancel (fixture.action);
  qs_test_until (!qs_resource_action_get_busy (fixture.action));

  dex_future_get_value (future, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (qs_replay_engine_count_calls (fixture.engine, "UpdateJobQueue"), ==, 0);
  tear_down (&fixture);
}

static void
test_an_engine_that_is_away_is_asked_again (void)
{
  Fixture fixture = { 0 };
  g_autoptr(DexFuture) future = NULL;

  set_up (&fixture);
  qs_replay_engine_add_error (fixture.engine, "DescribeJobQueues", QS_ENGINE_ERROR_THROTTLED,
                              "Slow down");
  answer (&fixture, QUEUE ("DISABLED", "VALID"));
  answer (&fixture, QUEUE ("ENABLED", "VALID"));
  qs_replay_engine_add (fixture.engine, "UpdateJobQueue", "{}");
  future = begin (&fixture, QS_RESOURCE_CHANGE_ENABLE);
  let_pass (&fixture, future);

  g_assert_true (qs_resource_action_get_done (fixture.action));
  tear_down (&fixture);
}

static void
test_a_failed_task_stays_until_it_is_read (void)
{
  Fixture fixture = { 0 };
  QsResourceTasks *tasks;
  guint n_changes = 0;

  set_up (&fixture);
  tasks = qs_resource_tasks_get (QS_ENGINE (fixture.engine));
  g_signal_connect_swapped (tasks, "changed", G_CALLBACK (g_atomic_int_inc), &n_changes);
  qs_replay_engine_add_error (fixture.engine, "DescribeJobQueues", QS_ENGINE_ERROR_DENIED, "No");
  fixture.action = qs_resource_action_new (QS_ENGINE (fixture.engine), QS_CLOCK (fixture.clock),
                                           QS_RESOURCE_QUEUE, fixture.queue,
                                           QS_RESOURCE_CHANGE_DELETE, NULL);
  qs_resource_tasks_start (tasks, fixture.action);
  qs_test_until (n_changes == 1);
  g_assert_error (qs_resource_action_get_error (fixture.action), QS_ENGINE_ERROR,
                  QS_ENGINE_ERROR_DENIED);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (tasks)), ==, 1);

  qs_resource_tasks_dismiss (tasks, fixture.action);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (tasks)), ==, 0);
  tear_down (&fixture);
}

static void
test_a_list_is_asked_again_while_something_moves (void)
{
  Fixture fixture = { 0 };
  g_autoptr(QsResourceList) list = NULL;
  g_autoptr(QsResourceWatch) watch = NULL;

  set_up (&fixture);
  answer (&fixture, QUEUE ("ENABLED", "CREATING"));
  answer (&fixture, QUEUE ("ENABLED", "VALID"));
  list = qs_resource_list_new (QS_ENGINE (fixture.engine), QS_RESOURCE_QUEUE);
  watch = qs_resource_watch_new (list, QS_CLOCK (fixture.clock));
  qs_resource_list_refresh (list);
  qs_test_until (qs_resource_list_get_loaded (list));
  g_assert_cmpuint (qs_test_clock_waiting (fixture.clock), ==, 0);

  qs_resource_watch_set_active (watch, TRUE);
  qs_test_until (qs_test_clock_waiting (fixture.clock) == 1);
  qs_test_clock_advance (fixture.clock, 2000);
  qs_test_until (qs_replay_engine_count_calls (fixture.engine, "DescribeJobQueues") == 2);
  qs_test_until (!qs_resource_list_get_busy (list));
  g_assert_cmpuint (qs_test_clock_waiting (fixture.clock), ==, 0);

  g_clear_object (&watch);
  g_clear_object (&list);
  tear_down (&fixture);
}

static void
call_create (QsTestLocal *local,
             const char  *queue,
             const char  *order)
{
  qs_test_local_call (local, "CreateJobQueue",
                      "{\"jobQueueName\":\"%s\",\"priority\":1,\"computeEnvironmentOrder\":[%s]}",
                      queue, order);
}

/* The first of what a Describe operation answers. */
static JsonObject *
describe (QsTestLocal *local,
          const char  *operation,
          const char  *member,
          const char  *names)
{
  JsonObject *reply = qs_test_local_call (local, operation, "{\"%s\":%s}", member, names);

  return qs_json_element (qs_json_get_array (reply, member), 0);
}

static QsResource *
make_environment (QsTestLocal *local)
{
  qs_test_local_call (local, "CreateComputeEnvironment",
                      "{\"computeEnvironmentName\":\"extra\",\"type\":\"UNMANAGED\"}");
  call_create (local, "alone", "{\"order\":1,\"computeEnvironment\":\"extra\"}");
  call_create (local, "shared", "{\"order\":1,\"computeEnvironment\":\"this-computer\"},"
               "{\"order\":2,\"computeEnvironment\":\"extra\"}");
  return qs_resource_new (describe (local, "DescribeComputeEnvironments", "computeEnvironments",
                                    "[\"extra\"]"), "computeEnvironment");
}

/* An environment goes with the queue that has no other, and leaves the one that has. */
static void
test_an_environment_takes_its_queues_with_it (void)
{
  g_auto(QsTestLocal) local = { 0 };
  g_autoptr(QsResource) environment = NULL;
  g_autoptr(QsResourceUses) uses = NULL;
  g_autoptr(QsResourceAction) action = NULL;
  g_autoptr(GError) error = NULL;
  JsonObject *left;

  qs_test_local_init (&local);
  environment = make_environment (&local);
  uses = dex_await_object (qs_resource_uses_find (QS_ENGINE (local.engine),
                                                  QS_RESOURCE_ENVIRONMENT, environment), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (qs_resource_uses_get_ending (uses)->len, ==, 1);
  g_assert_cmpuint (qs_resource_uses_get_staying (uses)->len, ==, 1);
  g_assert_cmpuint (qs_resource_uses_get_n_jobs (uses), ==, 0);

  action = qs_resource_action_new (QS_ENGINE (local.engine), QS_CLOCK (local.clock),
                                   QS_RESOURCE_ENVIRONMENT, environment,
                                   QS_RESOURCE_CHANGE_DELETE, uses);
  g_assert_true (dex_await (qs_resource_action_run (action), &error));
  g_assert_no_error (error);

  g_assert_null (describe (&local, "DescribeComputeEnvironments", "computeEnvironments",
                           "[\"extra\"]"));
  left = describe (&local, "DescribeJobQueues", "jobQueues", "[\"alone\",\"shared\"]");
  qs_test_local_assert_string (left, "jobQueueName", "shared");
  g_assert_cmpuint (json_array_get_length (qs_json_get_array (left, "computeEnvironmentOrder")),
                    ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/resource-action/a-queue-is-disabled-deleted-and-awaited",
                   test_a_queue_is_disabled_deleted_and_awaited);
  g_test_add_func ("/resource-action/what-is-gone-already-is-done",
                   test_what_is_gone_already_is_done);
  g_test_add_func ("/resource-action/a-deletion-given-up-says-why",
                   test_a_deletion_given_up_says_why);
  g_test_add_func ("/resource-action/cancelled-it-waits-no-longer",
                   test_cancelled_it_waits_no_longer);
  g_test_add_func ("/resource-action/an-engine-that-is-away-is-asked-again",
                   test_an_engine_that_is_away_is_asked_again);
  g_test_add_func ("/resource-action/a-failed-task-stays-until-it-is-read",
                   test_a_failed_task_stays_until_it_is_read);
  g_test_add_func ("/resource-action/a-list-is-asked-again-while-something-moves",
                   test_a_list_is_asked_again_while_something_moves);
  qs_test_add_fiber ("/resource-action/an-environment-takes-its-queues-with-it",
                     test_an_environment_takes_its_queues_with_it);

  return g_test_run ();
}
