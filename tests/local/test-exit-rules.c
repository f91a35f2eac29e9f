#include "qs-exit-rules.h"

#include "qs-json.h"
#include "qs-test.h"

typedef struct
{
  const char *strategy;
  QsExit      end;
  int         attempt;
  gboolean    retry;
} QsCase;

#define OOM "OutOfMemoryError: Container killed due to memory usage"
#define EXITED "Essential container in task exited"

static const QsCase cases[] = {
  { "{}", { 1, NULL, EXITED }, 1, FALSE },
  { "{\"attempts\": 2}", { 1, NULL, EXITED }, 1, TRUE },
  { "{\"attempts\": 2}", { 1, NULL, EXITED }, 2, FALSE },

  /* The first rule that matches decides. */
  { "{\"attempts\": 9, \"evaluateOnExit\": [{\"onExitCode\": \"1\", \"action\": \"EXIT\"}, "
    "{\"onExitCode\": \"*\", \"action\": \"RETRY\"}]}", { 1, NULL, EXITED }, 1, FALSE },
  { "{\"attempts\": 9, \"evaluateOnExit\": [{\"onExitCode\": \"1\", \"action\": \"EXIT\"}, "
    "{\"onExitCode\": \"*\", \"action\": \"retry\"}]}", { 12, NULL, EXITED }, 1, TRUE },

  /* Without a match the job is tried again. */
  { "{\"attempts\": 9, \"evaluateOnExit\": [{\"onExitCode\": \"2\", \"action\": \"EXIT\"}]}",
    { 1, NULL, EXITED }, 1, TRUE },

  /* All conditions of a rule must hold. */
  { "{\"attempts\": 9, \"evaluateOnExit\": [{\"onExitCode\": \"137\", \"onReason\": "
    "\"OutOfMemory*\", \"action\": \"EXIT\"}]}", { 137, OOM, EXITED }, 1, FALSE },
  { "{\"attempts\": 9, \"evaluateOnExit\": [{\"onExitCode\": \"137\", \"onReason\": "
    "\"OutOfMemory*\", \"action\": \"EXIT\"}]}", { 137, NULL, EXITED }, 1, TRUE },

  { "{\"attempts\": 9, \"evaluateOnExit\": [{\"onStatusReason\": \"Task failed*\", "
    "\"action\": \"EXIT\"}]}", { -1, NULL, "Task failed to start" }, 1, FALSE },
  { "{\"attempts\": 9, \"evaluateOnExit\": [{\"onStatusReason\": \"Task failed\", "
    "\"action\": \"EXIT\"}]}", { -1, NULL, "Task failed to start" }, 1, TRUE },

  /* Where no process ended there is no code to match but any. */
  { "{\"attempts\": 9, \"evaluateOnExit\": [{\"onExitCode\": \"0\", \"action\": \"EXIT\"}]}",
    { -1, NULL, NULL }, 1, TRUE },
};

static void
test_rules_decide (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JsonNode) node = qs_json_parse (cases[i].strategy, -1, NULL);

      g_test_message ("case %u", i);
      g_assert_nonnull (node);
      g_assert_cmpint (qs_exit_rules_retry (json_node_get_object (node), &cases[i].end,
                                            cases[i].attempt), ==, cases[i].retry);
    }
}

static void
test_no_strategy_is_one_attempt (void)
{
  const QsExit end = { 1, NULL, NULL };

  g_assert_false (qs_exit_rules_retry (NULL, &end, 1));
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/exit-rules/rules-decide", test_rules_decide);
  g_test_add_func ("/exit-rules/no-strategy-is-one-attempt", test_no_strategy_is_one_attempt);

  return g_test_run ();
}
