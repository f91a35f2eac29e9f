#include "qs-container-runner.h"

#include <stdio.h>

#include "qs-json.h"
#include "qs-test-jobs.h"
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
  g_autoptr(QsEngine) engine = qs_test_jobs_open (folder, NULL);
  g_autofree char *mounts = g_strdup_printf (TUTORIAL, "", "");
  g_autofree char *container = g_strconcat (
    "\"command\": [\"sh\", \"-c\", \"echo hello > /datastore/out; test -S /var/run/docker.sock && "
    "echo socket; echo $AWS_BATCH_JOB_ATTEMPT\"], ", mounts, NULL);
  g_autofree char *id = qs_test_jobs_submit (engine, container, "");
  g_autofree char *file = g_build_filename (folder, "datastore", "out", NULL);
  g_autofree char *contents = NULL;
  g_autofree char *log = NULL;
  JsonObject *job;
  g_autoptr(JsonNode) output = qs_test_jobs_await (engine, id, "SUCCEEDED", &job);

  log = qs_test_jobs_read_log (engine, job);
  g_assert_cmpstr (log, ==, "socket|1");
  g_assert_true (g_file_get_contents (file, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "hello\n");
  qs_test_jobs_assert_clean ();
}

/* This program is the tool: it goes into the container with all it needs and speaks to the engine
 * through the socket there. */
static void
test_a_tool_starts_a_sibling (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr(QsEngine) engine = qs_test_jobs_open (folder, NULL);
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
  g_autofree char *id = qs_test_jobs_submit (engine, container, ", \"containerOverrides\": "
                                             "{\"resourceRequirements\": [{\"type\": \"MEMORY\", "
                                             "\"value\": \"512\"}]}");
  g_autofree char *log = NULL;
  JsonObject *job;
  g_autoptr(JsonNode) output = qs_test_jobs_await (engine, id, "SUCCEEDED", &job);

  log = qs_test_jobs_read_log (engine, job);
  g_assert_nonnull (strstr (log, "the sibling ended with 42"));
  qs_test_jobs_assert_clean ();
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
  g_autoptr(QsEngine) engine = qs_test_jobs_open (folder, NULL);
  g_autofree char *id = qs_test_jobs_submit (
    engine, "\"command\": [\"sh\", \"-c\", \"echo > /datastore/$AWS_BATCH_JOB_ARRAY_INDEX\"], "
    "\"volumes\": [{\"name\": \"datastore\", \"host\": {\"sourcePath\": \"/datastore\"}}], "
    "\"mountPoints\": [{\"sourceVolume\": \"datastore\", \"containerPath\": \"/datastore\"}]",
    ", \"arrayProperties\": {\"size\": 100}");
  JsonObject *summary;
  JsonObject *job;
  g_autoptr(JsonNode) output = qs_test_jobs_await (engine, id, "SUCCEEDED", &job);

  summary = qs_json_get_object (qs_json_get_object (job, "arrayProperties"), "statusSummary");
  g_assert_cmpint (qs_json_get_int (summary, "SUCCEEDED", 0), ==, 100);
  for (int i = 0; i < 100; i++)
    {
      g_autofree char *file = g_strdup_printf ("%s/datastore/%d", folder, i);

      g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
    }
  qs_test_jobs_assert_clean ();
}

static void
test_a_failed_attempt_is_repeated (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autoptr(QsEngine) engine = qs_test_jobs_open (folder, NULL);
  g_autofree char *id = qs_test_jobs_submit (
    engine, "\"command\": [\"sh\", \"-c\", \"test $AWS_BATCH_JOB_ATTEMPT = 3\"]",
    ", \"retryStrategy\": {\"attempts\": 4}");
  JsonObject *job;
  g_autoptr(JsonNode) output = qs_test_jobs_await (engine, id, "SUCCEEDED", &job);

  g_assert_cmpuint (json_array_get_length (qs_json_get_array (job, "attempts")), ==, 3);
  qs_test_jobs_assert_clean ();
}

static void
test_too_much_memory_fails_the_job (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autoptr(QsEngine) engine = qs_test_jobs_open (folder, NULL);
  g_autofree char *id = qs_test_jobs_submit (
    engine, "\"command\": [\"sh\", \"-c\", \"x=a; while :; do x=$x$x; done\"]", "");
  JsonObject *job;
  g_autoptr(JsonNode) output = qs_test_jobs_await (engine, id, "FAILED", &job);
  JsonObject *container = qs_json_get_object (job, "container");

  g_assert_cmpint (qs_json_get_int (container, "exitCode", 0), ==, 137);
  g_assert_cmpstr (qs_json_get_string (container, "reason", ""), ==,
                   "OutOfMemoryError: Container killed due to memory usage");
  qs_test_jobs_assert_clean ();
}

static void
test_a_job_that_takes_too_long_fails (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autoptr(QsClock) clock = g_object_new (QS_TYPE_HASTY_CLOCK, NULL);
  g_autoptr(QsEngine) engine = qs_test_jobs_open (folder, clock);
  g_autofree char *id = qs_test_jobs_submit (
    engine, "\"command\": [\"sleep\", \"300\"], \"linuxParameters\": "
    "{\"initProcessEnabled\": true}",
    ", \"timeout\": {\"attemptDurationSeconds\": 60}");
  JsonObject *job;
  g_autoptr(JsonNode) output = qs_test_jobs_await (engine, id, "FAILED", &job);

  g_assert_cmpstr (qs_json_get_string (job, "statusReason", ""), ==,
                   "Job attempt duration exceeded timeout");
  qs_test_jobs_assert_clean ();
}

static void
test_a_terminated_job_leaves_no_container (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autoptr(QsEngine) engine = qs_test_jobs_open (folder, NULL);
  g_autofree char *id = qs_test_jobs_submit (
    engine, "\"command\": [\"sh\", \"-c\", \"trap 'exit 9' TERM; while :; do sleep 0.1; done\"]",
    "");
  JsonObject *job;
  g_autoptr(JsonNode) running = qs_test_jobs_await (engine, id, "RUNNING", &job);
  g_autoptr(JsonNode) answer = NULL;
  g_autoptr(JsonNode) output = NULL;

  g_assert_cmpuint (qs_test_jobs_count_containers (), ==, 1);
  answer = qs_test_jobs_call (engine, "TerminateJob",
                              "{\"jobId\": \"%s\", \"reason\": \"enough\"}", id);
  output = qs_test_jobs_await (engine, id, "FAILED", &job);
  g_assert_cmpstr (qs_json_get_string (job, "statusReason", ""), ==, "enough");
  qs_test_jobs_assert_clean ();
}

/* Opens the engine, submits a job that waits for a file, tells the job's id, and is killed. */
static DexFuture *
victim_fiber (gpointer data)
{
  char **argv = data;
  g_autoptr(QsEngine) engine = qs_test_jobs_open (argv[2], NULL);
  g_autofree char *id = qs_test_jobs_submit (
    engine, "\"command\": [\"sh\", \"-c\", \"echo x >> /datastore/runs; echo before; "
    "until [ -e /datastore/go ]; do sleep 0.1; done; echo after\"], "
    "\"volumes\": [{\"name\": \"datastore\", \"host\": {\"sourcePath\": \"/datastore\"}}], "
    "\"mountPoints\": [{\"sourceVolume\": \"datastore\", \"containerPath\": \"/datastore\"}]", "");
  JsonObject *job;
  g_autoptr(JsonNode) output = qs_test_jobs_await (engine, id, "RUNNING", &job);

  printf ("%s\n", id);
  fflush (stdout);
  return dex_future_new_infinite ();
}

static void
test_a_killed_quayside_finds_its_job_again (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autofree char *file = g_build_filename (folder, "datastore", "runs", NULL);
  g_autofree char *go = g_build_filename (folder, "datastore", "go", NULL);
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
  g_assert_true (g_file_set_contents (go, "", 0, NULL));

  engine = qs_test_jobs_open (folder, NULL);
  output = qs_test_jobs_await (engine, id, "SUCCEEDED", &job);
  log = qs_test_jobs_read_log (engine, job);
  g_assert_cmpstr (log, ==, "before|after");
  g_assert_true (g_file_get_contents (file, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "x\n");
  qs_test_jobs_assert_clean ();
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
