#include <stdio.h>
#include <unistd.h>

#include "qs-json.h"
#include "qs-local-engine.h"
#include "qs-sandbox-runner.h"
#include "qs-test.h"

/* The engine with the runner that needs nothing installed: from submission to what was written. */

static JsonObject *
call (QsLocalEngine *engine,
      const char    *operation,
      const char    *text)
{
  g_autoptr(JsonNode) input = qs_json_parse (text, -1, NULL);
  g_autoptr(JsonNode) answer = NULL;
  g_autoptr(GError) error = NULL;

  answer = dex_await_boxed (qs_engine_call (QS_ENGINE (engine), operation, input), &error);
  g_assert_no_error (error);
  return json_node_dup_object (answer);
}

/* Where there can be no sandbox the whole program is left out, and says so. */
static QsLocalEngine *
open_engine (QsClock *clock)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autofree char *state = g_build_filename (folder, "state", NULL);
  g_autofree char *datastore = g_build_filename (folder, "datastore", NULL);
  g_autoptr(GPtrArray) runners = g_ptr_array_new_with_free_func (g_object_unref);
  QsRunner *runner = qs_sandbox_runner_new ();
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (runners, runner);
  if (!dex_await (qs_runner_probe (runner), &error))
    {
      printf ("left out: %s\n", error->message);
      fflush (stdout);
      _exit (77);
    }

  return dex_await_object (qs_local_engine_open (state, datastore, clock, runners), NULL);
}

static JsonObject *
await_end (QsLocalEngine *engine,
           QsClock       *clock,
           const char    *job)
{
  g_autofree char *text = g_strdup_printf ("{\"jobs\": [\"%s\"]}", job);

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr(JsonObject) answer = call (engine, "DescribeJobs", text);
      JsonObject *detail = qs_json_element (qs_json_get_array (answer, "jobs"), 0);

      if (json_object_has_member (detail, "stoppedAt"))
        return json_object_ref (detail);
      dex_await (qs_clock_wait (clock, 50), NULL);
    }

  g_assert_not_reached ();
}

static void
test_what_a_job_wrote_is_read_back (void)
{
  g_autoptr(QsClock) clock = qs_clock_new ();
  g_autoptr(QsLocalEngine) engine = open_engine (clock);
  g_autoptr(JsonObject) defined = NULL;
  g_autoptr(JsonObject) submitted = NULL;
  g_autoptr(JsonObject) detail = NULL;
  g_autoptr(JsonObject) page = NULL;
  g_autofree char *log = NULL;

  defined = call (engine, "RegisterJobDefinition", "{\"jobDefinitionName\": \"say\", "
                  "\"type\": \"container\", \"containerProperties\": {"
                  "\"image\": \"" QS_SANDBOX_IMAGE "\", \"command\": [\"echo\", \"Ref::what\"], "
                  "\"resourceRequirements\": [{\"type\": \"VCPU\", \"value\": \"1\"}, "
                  "{\"type\": \"MEMORY\", \"value\": \"64\"}]}}");
  submitted = call (engine, "SubmitJob", "{\"jobName\": \"say\", \"jobQueue\": \"default\", "
                    "\"jobDefinition\": \"say\", \"parameters\": {\"what\": \"hello\"}}");
  detail = await_end (engine, clock, qs_json_get_string (submitted, "jobId", ""));
  g_assert_cmpstr (qs_json_get_string (detail, "status", ""), ==, "SUCCEEDED");

  log = g_strdup_printf ("{\"logGroupName\": \"/aws/batch/job\", \"logStreamName\": \"%s\", "
                         "\"startFromHead\": true}",
                         qs_json_get_string (qs_json_get_object (detail, "container"),
                                             "logStreamName", ""));
  page = call (engine, "GetLogEvents", log);
  g_assert_cmpstr (qs_json_get_string (qs_json_element (qs_json_get_array (page, "events"), 0),
                                       "message", ""), ==, "hello");
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/local-sandbox/what-a-job-wrote-is-read-back",
                     test_what_a_job_wrote_is_read_back);

  return g_test_run ();
}
