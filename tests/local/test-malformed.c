#include "qs-local-engine.h"

#include "qs-json.h"
#include "qs-malformed.h"
#include "qs-test-clock.h"
#include "qs-test.h"

/*
 * Every request that the service model calls wrong, sent to the engine: each is answered with a
 * ClientException that names the member, and nothing of what the engine knows has changed.
 */

static const struct
{
  const char *operation;
  const char *input;
} questions[] = {
  { "DescribeComputeEnvironments", "{}" },
  { "DescribeJobQueues", "{}" },
  { "DescribeJobDefinitions", "{}" },
  { "ListJobs", "{\"jobQueue\":\"default\",\"jobStatus\":\"SUBMITTED\"}" },
  { "ListJobs", "{\"jobQueue\":\"default\",\"jobStatus\":\"PENDING\"}" },
  { "ListJobs", "{\"jobQueue\":\"default\",\"jobStatus\":\"RUNNABLE\"}" },
  { "ListJobs", "{\"jobQueue\":\"default\",\"jobStatus\":\"SUCCEEDED\"}" },
  { "ListJobs", "{\"jobQueue\":\"default\",\"jobStatus\":\"FAILED\"}" },
};

static char *
call (QsEngine   *engine,
      const char *operation,
      JsonNode   *input)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) reply = dex_await_boxed (qs_engine_call (engine, operation, input), &error);

  g_assert_no_error (error);
  return qs_json_print (reply, FALSE);
}

static char *
ask_everything (QsEngine *engine)
{
  g_autoptr(GString) answers = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr(JsonNode) input = qs_json_parse (questions[i].input, -1, NULL);
      g_autofree char *answer = call (engine, questions[i].operation, input);

      g_string_append_printf (answers, "%s\n", answer);
    }

  return g_string_free_and_steal (g_steal_pointer (&answers));
}

/* With a definition and a job that waits, there is something that could change. */
static QsEngine *
open_engine (const char *folder)
{
  g_autoptr(QsServiceModel) model = qs_service_model_load ("batch", NULL);
  g_autoptr(QsTestClock) clock = qs_test_clock_new (1000000);
  g_autoptr(GPtrArray) runners = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *state = g_build_filename (folder, "state", NULL);
  g_autofree char *datastore = g_build_filename (folder, "datastore", NULL);
  g_autoptr(GError) error = NULL;
  QsEngine *engine = dex_await_object (qs_local_engine_open (state, datastore, QS_CLOCK (clock),
                                                             runners), &error);
  const char * const operations[] = { "RegisterJobDefinition", "SubmitJob" };

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      g_autoptr(JsonNode) input = qs_malformed_new_valid (model, operations[i]);
      g_autofree char *reply = call (engine, operations[i], input);
    }

  return engine;
}

static void
assert_refused (QsEngine    *engine,
                QsMalformed *malformed)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) reply = dex_await_boxed (qs_engine_call (engine, malformed->operation,
                                                               malformed->input), &error);

  if (reply != NULL)
    g_error ("%s was accepted with %s: %s", malformed->operation, malformed->path, malformed->what);

  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID);
  if (strlen (malformed->path) < 100 && strstr (error->message, malformed->path) == NULL)
    g_error ("%s, %s: %s does not name the member", malformed->path, malformed->what,
             error->message);
}

static void
test_malformed_requests_change_nothing (void)
{
  g_autoptr(QsServiceModel) model = qs_service_model_load ("batch", NULL);
  g_autofree char *folder = qs_test_dup_folder ();
  g_autoptr(QsEngine) engine = open_engine (folder);
  g_autofree char *before = ask_everything (engine);
  guint count = 0;

  for (guint i = 0; qs_malformed_operations[i] != NULL; i++)
    {
      g_autoptr(GPtrArray) list = qs_malformed_list (model, qs_malformed_operations[i]);
      g_autofree char *after = NULL;

      for (guint j = 0; j < list->len; j++)
        assert_refused (engine, g_ptr_array_index (list, j));

      after = ask_everything (engine);
      g_assert_cmpstr (after, ==, before);
      count += list->len;
    }

  g_test_message ("%u malformed requests were refused", count);
  g_assert_cmpuint (count, >=, 300);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/malformed/requests-change-nothing", test_malformed_requests_change_nothing);

  return g_test_run ();
}
