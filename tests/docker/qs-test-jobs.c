#include "qs-test-jobs.h"

#include "qs-container-runner.h"
#include "qs-json.h"
#include "qs-local-engine.h"
#include "qs-sandbox-runner.h"
#include "qs-test.h"

QsEngine *
qs_test_jobs_open (const char *folder,
                   QsClock    *clock)
{
  g_autoptr(QsClock) real = clock != NULL ? g_object_ref (clock) : qs_clock_new ();
  g_autoptr(QsContainerEngine) containers = qs_container_engine_new ();
  g_autoptr(GPtrArray) runners = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *datastore = g_build_filename (folder, "datastore", NULL);
  g_autoptr(GError) error = NULL;
  QsEngine *engine;

  g_ptr_array_add (runners, qs_sandbox_runner_new ());
  g_ptr_array_add (runners, qs_container_runner_new (containers));
  engine = dex_await_object (qs_local_engine_open (folder, datastore, real, runners), &error);
  g_assert_no_error (error);
  return engine;
}

JsonNode *
G_GNUC_PRINTF (3,
               4)
qs_test_jobs_call (QsEngine   *engine,
                   const char *operation,
                   const char *format,
                   ...)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) input = NULL;
  g_autofree char *text = NULL;
  JsonNode *output;
  va_list values;

  va_start (values, format);
  text = g_strdup_vprintf (format, values);
  va_end (values);

  input = qs_json_parse (text, -1, &error);
  g_assert_no_error (error);
  output = dex_await_boxed (qs_engine_call (engine, operation, input), &error);
  g_assert_no_error (error);
  return output;
}

/* Registers a definition whose container has @container's members besides the usual ones, and
 * submits a job of it with @more members. */
char *
qs_test_jobs_submit (QsEngine   *engine,
                     const char *container,
                     const char *more)
{
  g_autoptr(JsonNode) definition = qs_test_jobs_call (
    engine, "RegisterJobDefinition",
    "{\"jobDefinitionName\": \"tool\", \"type\": \"container\", \"containerProperties\": {"
    "\"image\": \"busybox\", \"resourceRequirements\": [{\"type\": \"VCPU\", \"value\": \"1\"}, "
    "{\"type\": \"MEMORY\", \"value\": \"32\"}], %s}}", container);
  g_autoptr(JsonNode) job = qs_test_jobs_call (
    engine, "SubmitJob", "{\"jobName\": \"job\", \"jobQueue\": \"default\", "
    "\"jobDefinition\": \"%s\"%s}",
    qs_json_get_string (json_node_get_object (definition), "jobDefinitionArn", ""), more);

  return g_strdup (qs_json_get_string (json_node_get_object (job), "jobId", NULL));
}

JsonNode *
qs_test_jobs_describe (QsEngine    *engine,
                       const char  *id,
                       JsonObject **job)
{
  JsonNode *output = qs_test_jobs_call (engine, "DescribeJobs", "{\"jobs\": [\"%s\"]}", id);

  *job = qs_json_element (qs_json_get_array (json_node_get_object (output), "jobs"), 0);
  g_assert_nonnull (*job);
  return output;
}

/* Waits, four minutes at most, for @id to be in @status, and fails when it ends otherwise. */
JsonNode *
qs_test_jobs_await (QsEngine    *engine,
                    const char  *id,
                    const char  *status,
                    JsonObject **job)
{
  for (int tries = 0; tries < 4800; tries++)
    {
      g_autoptr(JsonNode) output = qs_test_jobs_describe (engine, id, job);
      const char *is = qs_json_get_string (*job, "status", "");

      if (g_str_equal (is, status))
        return g_steal_pointer (&output);
      if (g_str_equal (is, "FAILED") || g_str_equal (is, "SUCCEEDED"))
        {
          g_autofree char *text = qs_json_print (output, TRUE);

          g_error ("The job ended otherwise: %s", text);
        }
      dex_await (DEX_FUTURE (dex_timeout_new_msec (50)), NULL);
    }

  g_error ("The job is not %s after four minutes", status);
}

/* The log of the job's last attempt, line after line with '|' between them. */
char *
qs_test_jobs_read_log (QsEngine   *engine,
                       JsonObject *job)
{
  const char *stream = qs_json_get_string (qs_json_get_object (job, "container"), "logStreamName",
                                           "");
  g_autoptr(JsonNode) output = qs_test_jobs_call (engine, "GetLogEvents", "{\"logGroupName\": "
                                                  "\"/aws/batch/job\", \"logStreamName\": \"%s\", "
                                                  "\"startFromHead\": true}", stream);
  JsonArray *events = qs_json_get_array (json_node_get_object (output), "events");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (events); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "",
                            qs_json_get_string (qs_json_element (events, i), "message", "?"));
  return g_string_free_and_steal (text);
}

guint
qs_test_jobs_count_containers (void)
{
  g_autoptr(QsContainerEngine) engine = qs_container_engine_new ();
  g_autoptr(JsonNode) list = qs_container_engine_list (engine, "quayside.request", NULL);

  return json_array_get_length (json_node_get_array (list));
}

/* Containers are removed a moment after their jobs have ended. */
void
qs_test_jobs_assert_clean (void)
{
  qs_test_until (qs_test_jobs_count_containers () == 0);
}
