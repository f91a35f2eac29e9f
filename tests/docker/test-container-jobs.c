#include "qs-container-runner.h"
#include "qs-local-engine.h"

#include <stdio.h>

#include "qs-json.h"
#include "qs-log-file.h"
#include "qs-sandbox-runner.h"
#include "qs-test.h"

/* The shortest time limit that Batch allows is a minute; here a minute is two seconds. */
#define HASTE 30

#define QS_TYPE_HASTY_CLOCK (qs_hasty_clock_get_type ())
G_DECLARE_FINAL_TYPE (QsHastyClock, qs_hasty_clock, QS, HASTY_CLOCK, QsClock)

struct _QsHastyClock
{
  QsClock parent_instance;

  gint64  begun;
};

G_DEFINE_FINAL_TYPE (QsHastyClock, qs_hasty_clock, QS_TYPE_CLOCK)

static gint64
qs_hasty_clock_now (QsClock *clock)
{
  gint64 begun = QS_HASTY_CLOCK (clock)->begun;

  return begun + (g_get_real_time () / 1000 - begun) * HASTE;
}

static DexFuture *
qs_hasty_clock_wait (QsClock *clock,
                     gint64   milliseconds)
{
  QsClockClass *parent_class = QS_CLOCK_CLASS (qs_hasty_clock_parent_class);

  return parent_class->wait (clock, milliseconds / HASTE + 1);
}

static void
qs_hasty_clock_class_init (QsHastyClockClass *klass)
{
  QS_CLOCK_CLASS (klass)->now = qs_hasty_clock_now;
  QS_CLOCK_CLASS (klass)->wait = qs_hasty_clock_wait;
}

static void
qs_hasty_clock_init (QsHastyClock *self)
{
  self->begun = g_get_real_time () / 1000;
}

static QsEngine *
open_engine (const char *folder,
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

static JsonNode *
G_GNUC_PRINTF (3,
               4)
call (QsEngine   *engine,
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
static char *
submit (QsEngine   *engine,
        const char *container,
        const char *more)
{
  g_autoptr(JsonNode) definition = call (
    engine, "RegisterJobDefinition",
    "{\"jobDefinitionName\": \"tool\", \"type\": \"container\", \"containerProperties\": {"
    "\"image\": \"busybox\", \"resourceRequirements\": [{\"type\": \"VCPU\", \"value\": \"1\"}, "
    "{\"type\": \"MEMORY\", \"value\": \"32\"}], %s}}", container);
  g_autoptr(JsonNode) job = call (
    engine, "SubmitJob", "{\"jobName\": \"job\", \"jobQueue\": \"default\", "
    "\"jobDefinition\": \"%s\"%s}",
    qs_json_get_string (json_node_get_object (definition), "jobDefinitionArn", ""), more);

  return g_strdup (qs_json_get_string (json_node_get_object (job), "jobId", NULL));
}

static JsonNode *
describe (QsEngine    *engine,
          const char  *id,
          JsonObject **job)
{
  JsonNode *output = call (engine, "DescribeJobs", "{\"jobs\": [\"%s\"]}", id);

  *job = qs_json_element (qs_json_get_array (json_node_get_object (output), "jobs"), 0);
  g_assert_nonnull (*job);
  return output;
}

/* Waits, four minutes at most, for @id to be in @status, and fails when it ends otherwise. */
static JsonNode *
await_status (QsEngine    *engine,
              const char  *id,
              const char  *status,
              JsonObject **job)
{
  for (int tries = 0; tries < 4800; tries++)
    {
      g_autoptr(JsonNode) output = describe (engine, id, job);
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
static char *
read_log (QsEngine   *engine,
          JsonObject *job)
{
  const char *stream = qs_json_get_string (qs_json_get_object (job, "container"), "logStreamName",
                                           "");
  g_autoptr(JsonNode) output = call (engine, "GetLogEvents", "{\"logGroupName\": "
                                     "\"/aws/batch/job\", \"logStreamName\": \"%s\", "
                                     "\"startFromHead\": true}", stream);
  JsonArray *events = qs_json_get_array (json_node_get_object (output), "events");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (events); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "",
                            qs_json_get_string (qs_json_element (events, i), "message", "?"));
  return g_string_free_and_steal (text);
}

static guint
count_containers (void)
{
  g_autoptr(QsContainerEngine) engine = qs_container_engine_new ();
  g_autoptr(JsonNode) list = dex_await_boxed (qs_container_engine_list (engine,
                                                                        "quayside.request"),
                                              NULL);

  return json_array_get_length (json_node_get_array (list));
}

/* Containers are removed a moment after their jobs have ended. */
static void
assert_no_container_stays (void)
{
  qs_test_until (count_containers () == 0);
}

/* The definition of the Dockstore tutorial but for the image and the command. */
#define TUTORIAL \
        "\"privileged\": false, \"volumes\": [" \
        "{\"name\": \"datastore\", \"host\": {\"sourcePath\": \"/datastore\"}}, " \
        "{\"name\": \"docker_socket\", \"host\": {\"sourcePath\": \"/var/run/docker.sock\"}}%s], " \
        "\"mountPoints\": [" \
        "{\"sourceVolume\": \"datastore\", \"containerPath\": \"/datastore\"}, " \
        "{\"sourceVolume\": \"docker_socket\", \"containerPath\": \"/var/run/docker.sock\"}%s]"

static void
test_the_tutorials_definition_runs (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autoptr(QsEngine) engine = open_engine (folder, NULL);
  g_autofree char *mounts = g_strdup_printf (TUTORIAL, "", "");
  g_autofree char *container = g_strconcat (
    "\"command\": [\"sh\", \"-c\", \"echo hello > /datastore/out; test -S /var/run/docker.sock && "
    "echo socket; echo $AWS_BATCH_JOB_ATTEMPT\"], ", mounts, NULL);
  g_autofree char *id = submit (engine, container, "");
  g_autofree char *file = g_build_filename (folder, "datastore", "out", NULL);
  g_autofree char *contents = NULL;
  g_autofree char *log = NULL;
  JsonObject *job;
  g_autoptr(JsonNode) output = await_status (engine, id, "SUCCEEDED", &job);

  log = read_log (engine, job);
  g_assert_cmpstr (log, ==, "socket|1");
  g_assert_true (g_file_get_contents (file, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "hello\n");
  assert_no_container_stays ();
}

/* This program is the tool: it goes into the container with all it needs and speaks to the engine
 * through the socket there. */
static void
test_a_tool_starts_a_sibling (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr(QsEngine) engine = open_engine (folder, NULL);
  g_autofree char *volumes = g_strdup_printf (
    ", {\"name\": \"tool\", \"host\": {\"sourcePath\": \"%s\"}}, "
    "{\"name\": \"usr\", \"host\": {\"sourcePath\": \"/usr\"}}, "
    "{\"name\": \"lib\", \"host\": {\"sourcePath\": \"/lib\"}}, "
    "{\"name\": \"lib64\", \"host\": {\"sourcePath\": \"/lib64\"}}", program);
  g_autofree char *mounts = g_strdup_printf (
    TUTORIAL, volumes, ", {\"sourceVolume\": \"tool\", \"containerPath\": \"/tool\"}, "
    "{\"sourceVolume\": \"usr\", \"containerPath\": \"/usr\", \"readOnly\": true}, "
    "{\"sourceVolume\": \"lib\", \"containerPath\": \"/lib\", \"readOnly\": true}, "
    "{\"sourceVolume\": \"lib64\", \"containerPath\": \"/lib64\", \"readOnly\": true}");
  g_autofree char *container = g_strconcat (
    "\"command\": [\"/tool\", \"--sibling\"], \"environment\": [{\"name\": \"DOCKER_HOST\", "
    "\"value\": \"unix:///var/run/docker.sock\"}, {\"name\": \"ASAN_OPTIONS\", "
    "\"value\": \"detect_leaks=0\"}], ", mounts, NULL);
  g_autofree char *id = submit (engine, container, ", \"containerOverrides\": "
                                "{\"resourceRequirements\": [{\"type\": \"MEMORY\", "
                                "\"value\": \"512\"}]}");
  g_autofree char *log = NULL;
  JsonObject *job;
  g_autoptr(JsonNode) output = await_status (engine, id, "SUCCEEDED", &job);

  log = read_log (engine, job);
  g_assert_nonnull (strstr (log, "the sibling ended with 42"));
  assert_no_container_stays ();
}

static DexFuture *
sibling_fiber (gpointer data)
{
  const char *command[] = { "sh", "-c", "exit 42", NULL };
  g_autoptr(QsContainerEngine) engine = qs_container_engine_new ();
  g_autoptr(QsRunner) runner = qs_container_runner_new (engine);
  g_autoptr(QsRunRequest) request = qs_run_request_new ("sibling", "sibling", "busybox");
  g_autoptr(QsRunResult) result = NULL;
  gboolean done;

  request->command = g_strdupv ((char **) command);
  request->log_path = g_strdup ("/sibling.log");
  done = dex_await (qs_runner_start (runner, request, NULL, NULL, NULL), NULL) &&
         (result = dex_await_boxed (qs_runner_wait (runner, request), NULL)) != NULL &&
         dex_await (qs_runner_remove (runner, request), NULL);
  g_print ("the sibling ended with %d\n", result != NULL ? result->exit_code : -1);
  exit (done ? 0 : 1);
}

static void
test_an_array_of_a_hundred_succeeds (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autoptr(QsEngine) engine = open_engine (folder, NULL);
  g_autofree char *id = submit (
    engine, "\"command\": [\"sh\", \"-c\", \"echo > /datastore/$AWS_BATCH_JOB_ARRAY_INDEX\"], "
    "\"volumes\": [{\"name\": \"datastore\", \"host\": {\"sourcePath\": \"/datastore\"}}], "
    "\"mountPoints\": [{\"sourceVolume\": \"datastore\", \"containerPath\": \"/datastore\"}]",
    ", \"arrayProperties\": {\"size\": 100}");
  JsonObject *summary;
  JsonObject *job;
  g_autoptr(JsonNode) output = await_status (engine, id, "SUCCEEDED", &job);

  summary = qs_json_get_object (qs_json_get_object (job, "arrayProperties"), "statusSummary");
  g_assert_cmpint (qs_json_get_int (summary, "SUCCEEDED", 0), ==, 100);
  for (int i = 0; i < 100; i++)
    {
      g_autofree char *file = g_strdup_printf ("%s/datastore/%d", folder, i);

      g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
    }
  assert_no_container_stays ();
}

static void
test_a_failed_attempt_is_repeated (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autoptr(QsEngine) engine = open_engine (folder, NULL);
  g_autofree char *id = submit (
    engine, "\"command\": [\"sh\", \"-c\", \"test $AWS_BATCH_JOB_ATTEMPT = 3\"]",
    ", \"retryStrategy\": {\"attempts\": 4}");
  JsonObject *job;
  g_autoptr(JsonNode) output = await_status (engine, id, "SUCCEEDED", &job);

  g_assert_cmpuint (json_array_get_length (qs_json_get_array (job, "attempts")), ==, 3);
  assert_no_container_stays ();
}

static void
test_too_much_memory_fails_the_job (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autoptr(QsEngine) engine = open_engine (folder, NULL);
  g_autofree char *id = submit (
    engine, "\"command\": [\"sh\", \"-c\", \"x=a; while :; do x=$x$x; done\"]", "");
  JsonObject *job;
  g_autoptr(JsonNode) output = await_status (engine, id, "FAILED", &job);
  JsonObject *container = qs_json_get_object (job, "container");

  g_assert_cmpint (qs_json_get_int (container, "exitCode", 0), ==, 137);
  g_assert_cmpstr (qs_json_get_string (container, "reason", ""), ==,
                   "OutOfMemoryError: Container killed due to memory usage");
  assert_no_container_stays ();
}

static void
test_a_job_that_takes_too_long_fails (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autoptr(QsClock) clock = g_object_new (QS_TYPE_HASTY_CLOCK, NULL);
  g_autoptr(QsEngine) engine = open_engine (folder, clock);
  g_autofree char *id = submit (engine, "\"command\": [\"sleep\", \"300\"], \"linuxParameters\": "
                                "{\"initProcessEnabled\": true}",
                                ", \"timeout\": {\"attemptDurationSeconds\": 60}");
  JsonObject *job;
  g_autoptr(JsonNode) output = await_status (engine, id, "FAILED", &job);

  g_assert_cmpstr (qs_json_get_string (job, "statusReason", ""), ==,
                   "Job attempt duration exceeded timeout");
  assert_no_container_stays ();
}

static void
test_a_terminated_job_leaves_no_container (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autoptr(QsEngine) engine = open_engine (folder, NULL);
  g_autofree char *id = submit (
    engine, "\"command\": [\"sh\", \"-c\", \"trap 'exit 9' TERM; while :; do sleep 0.1; done\"]",
    "");
  JsonObject *job;
  g_autoptr(JsonNode) running = await_status (engine, id, "RUNNING", &job);
  g_autoptr(JsonNode) answer = NULL;
  g_autoptr(JsonNode) output = NULL;

  g_assert_cmpuint (count_containers (), ==, 1);
  answer = call (engine, "TerminateJob", "{\"jobId\": \"%s\", \"reason\": \"enough\"}", id);
  output = await_status (engine, id, "FAILED", &job);
  g_assert_cmpstr (qs_json_get_string (job, "statusReason", ""), ==, "enough");
  assert_no_container_stays ();
}

/* Opens the engine, submits, tells the job's id, and is killed. */
static DexFuture *
victim_fiber (gpointer data)
{
  char **argv = data;
  g_autoptr(QsEngine) engine = open_engine (argv[2], NULL);
  g_autofree char *id = submit (
    engine, "\"command\": [\"sh\", \"-c\", \"echo x >> /datastore/runs; echo before; sleep 3; "
    "echo after\"], "
    "\"volumes\": [{\"name\": \"datastore\", \"host\": {\"sourcePath\": \"/datastore\"}}], "
    "\"mountPoints\": [{\"sourceVolume\": \"datastore\", \"containerPath\": \"/datastore\"}]", "");
  JsonObject *job;
  g_autoptr(JsonNode) output = await_status (engine, id, "RUNNING", &job);

  printf ("%s\n", id);
  fflush (stdout);
  return dex_future_new_infinite ();
}

static void
test_a_killed_quayside_finds_its_job_again (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autofree char *file = g_build_filename (folder, "datastore", "runs", NULL);
  const char *arguments[] = { "/proc/self/exe", "--victim", folder, NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) victim = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                                     &error);
  g_autoptr(GDataInputStream) lines =
    g_data_input_stream_new (g_subprocess_get_stdout_pipe (victim));
  g_autofree char *id = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *log = NULL;
  g_autoptr(QsEngine) engine = NULL;
  g_autoptr(JsonNode) output = NULL;
  JsonObject *job;

  do
    {
      g_free (id);
      id = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, NULL);
      g_assert_nonnull (id);
    }
  while (!g_uuid_string_is_valid (id));
  g_subprocess_force_exit (victim);
  g_subprocess_wait (victim, NULL, NULL);

  engine = open_engine (folder, NULL);
  output = await_status (engine, id, "SUCCEEDED", &job);
  log = read_log (engine, job);
  g_assert_cmpstr (log, ==, "before|after");
  g_assert_true (g_file_get_contents (file, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "x\n");
  assert_no_container_stays ();
}

static int
be (DexFiberFunc fiber,
    char       **argv)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  dex_future_disown (dex_scheduler_spawn (NULL, 0, fiber, argv, NULL));
  g_main_loop_run (loop);
  return 1;
}

int
main (int   argc,
      char *argv[])
{
  gboolean is_sibling = argc == 2 && g_str_equal (argv[1], "--sibling");
  gboolean is_victim = argc == 3 && g_str_equal (argv[1], "--victim");

  qs_test_init (&argc, &argv);
  if (is_sibling || is_victim)
    return be (is_sibling ? sibling_fiber : victim_fiber, argv);

  qs_test_add_fiber ("/jobs/tutorial", test_the_tutorials_definition_runs);
  qs_test_add_fiber ("/jobs/sibling", test_a_tool_starts_a_sibling);
  qs_test_add_fiber ("/jobs/retry", test_a_failed_attempt_is_repeated);
  qs_test_add_fiber ("/jobs/too-much-memory", test_too_much_memory_fails_the_job);
  qs_test_add_fiber ("/jobs/too-long", test_a_job_that_takes_too_long_fails);
  qs_test_add_fiber ("/jobs/terminate", test_a_terminated_job_leaves_no_container);
  qs_test_add_fiber ("/jobs/killed-quayside", test_a_killed_quayside_finds_its_job_again);
  qs_test_add_fiber ("/jobs/array-of-a-hundred", test_an_array_of_a_hundred_succeeds);

  return g_test_run ();
}
