#include "qs-test-local.h"

#include <string.h>

#define START 1700000000000

/* What was answered stays until the test ends, so that tests can read it without owning it. */
static GPtrArray *answers;

void
qs_test_local_open (QsTestLocal *self)
{
  g_autoptr(GPtrArray) runners = g_ptr_array_new ();
  g_autofree char *datastore = g_build_filename (self->folder, "datastore", NULL);
  g_autofree char *folder = g_build_filename (self->folder, "state", NULL);
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (runners, self->runner);
  self->engine = dex_await_object (qs_local_engine_open (folder, datastore, QS_CLOCK (self->clock),
                                                         runners), &error);
  g_assert_no_error (error);
  qs_local_engine_set_capacity (self->engine, 64, 65536);
}

void
qs_test_local_close (QsTestLocal *self)
{
  g_clear_object (&self->engine);
}

/* Opens an engine with room for 64 vCPUs in the environment. */
void
qs_test_local_init (QsTestLocal *self)
{
  answers = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  self->folder = qs_test_dup_folder ();
  self->clock = qs_test_clock_new (START);
  self->runner = qs_test_runner_new (QS_CLOCK (self->clock), "test");
  qs_test_local_open (self);
  qs_test_local_call (self, "UpdateComputeEnvironment", "{'computeEnvironment': 'this-computer', "
                      "'computeResources': {'maxvCpus': 64}}");
}

void
qs_test_local_clear (QsTestLocal *self)
{
  qs_test_local_close (self);
  g_clear_object (&self->runner);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&answers, g_ptr_array_unref);
}

static JsonNode *
parse (const char *format,
       va_list     values)
{
  g_autofree char *text = g_strdelimit (g_strdup_vprintf (format, values), "'", '"');
  g_autoptr(GError) error = NULL;
  JsonNode *node = qs_json_parse (text, -1, &error);

  g_assert_no_error (error);
  return node;
}

/* Single quotes stand for double ones. */
JsonObject *
qs_test_local_call (QsTestLocal *self,
                    const char  *operation,
                    const char  *format,
                    ...)
{
  g_autoptr(JsonNode) input = NULL;
  g_autoptr(GError) error = NULL;
  JsonNode *answer;
  va_list values;

  va_start (values, format);
  input = parse (format, values);
  va_end (values);

  answer = dex_await_boxed (qs_engine_call (QS_ENGINE (self->engine), operation, input), &error);
  g_assert_no_error (error);
  g_ptr_array_add (answers, answer);
  return json_node_get_object (answer);
}

void
qs_test_local_refuse (QsTestLocal *self,
                      const char  *part,
                      const char  *operation,
                      const char  *format,
                      ...)
{
  g_autoptr(JsonNode) input = NULL;
  g_autoptr(JsonNode) answer = NULL;
  g_autoptr(GError) error = NULL;
  va_list values;

  va_start (values, format);
  input = parse (format, values);
  va_end (values);

  answer = dex_await_boxed (qs_engine_call (QS_ENGINE (self->engine), operation, input), &error);
  g_assert_null (answer);
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID);
  if (strstr (error->message, part) == NULL)
    g_error ("“%s” does not say “%s”", error->message, part);
}

/* Registers "work"; @more are members after the plain ones, beginning with a comma. */
void
qs_test_local_define (QsTestLocal *self,
                      const char  *more)
{
  qs_test_local_call (self, "RegisterJobDefinition", "{'jobDefinitionName': 'work', "
                      "'type': 'container', 'containerProperties': {'image': 'test', "
                      "'command': ['true'], 'resourceRequirements': ["
                      "{'type': 'VCPU', 'value': '1'}, {'type': 'MEMORY', 'value': '100'}]}%s}",
                      more);
}

char *
qs_test_local_submit (QsTestLocal *self,
                      const char  *more)
{
  JsonObject *answer =
    qs_test_local_call (self, "SubmitJob", "{'jobName': 'job', 'jobQueue': 'default', "
                        "'jobDefinition': 'work'%s}", more);

  return g_strdup (qs_json_get_string (answer, "jobId", NULL));
}

JsonObject *
qs_test_local_describe (QsTestLocal *self,
                        const char  *job)
{
  JsonObject *answer = qs_test_local_call (self, "DescribeJobs", "{'jobs': ['%s']}", job);
  JsonObject *found = qs_json_element (qs_json_get_array (answer, "jobs"), 0);

  g_assert_nonnull (found);
  return found;
}

const char *
qs_test_local_get_status (QsTestLocal *self,
                          const char  *job)
{
  return qs_json_get_string (qs_test_local_describe (self, job), "status", "");
}

void
qs_test_local_await (QsTestLocal *self,
                     const char  *job,
                     const char  *status)
{
  qs_test_until (g_str_equal (qs_test_local_get_status (self, job), status));
}

/* How many jobs ListJobs answers to @list, the members of its input. */
guint
qs_test_local_count (QsTestLocal *self,
                     const char  *list)
{
  JsonObject *answer = qs_test_local_call (self, "ListJobs", "{%s}", list);

  return json_array_get_length (qs_json_get_array (answer, "jobSummaryList"));
}
