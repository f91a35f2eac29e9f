#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "qs-json.h"
#include "qs-local-engine.h"
#include "qs-sandbox-runner.h"
#include "qs-test.h"

/*
 * The program is killed at random while it submits and runs jobs, 200 times. The same program is
 * also its own victim: with --worker it opens the folder, submits, and says on standard output
 * which jobs have been acknowledged, until it is killed. When that is depends on what it has said,
 * so that on a slow computer too it gets as far: a life in five ends while it opens the folder, the
 * others a moment after it has opened it and had some jobs acknowledged. A job leaves a mark per
 * attempt that cannot be made twice, and its id in a log.
 */

#define KILLS 200
#define MOST_LINES 4
#define LONGEST_REST_MS 60
#define OPENED "opened"
#define MOST_WAITING 6

static const char * const command =
  "set -C; : > /datastore/mark.$AWS_BATCH_JOB_ID.$AWS_BATCH_JOB_ATTEMPT || "
  ": > /datastore/twice.$AWS_BATCH_JOB_ID; echo $AWS_BATCH_JOB_ID >> /datastore/log";

static char *test_folder;

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

static QsLocalEngine *
open_engine (const char *folder)
{
  g_autofree char *state = g_build_filename (folder, "state", NULL);
  g_autofree char *datastore = g_build_filename (folder, "datastore", NULL);
  g_autoptr(GPtrArray) runners = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(QsClock) clock = qs_clock_new ();
  g_autoptr(GError) error = NULL;
  QsLocalEngine *engine;

  g_ptr_array_add (runners, qs_sandbox_runner_new ());
  engine = dex_await_object (qs_local_engine_open (state, datastore, clock, runners), &error);
  g_assert_no_error (error);
  qs_local_engine_set_capacity (engine, 4, 4096);
  return engine;
}

static void
define (QsLocalEngine *engine)
{
  g_autofree char *text =
    g_strdup_printf ("{\"jobDefinitionName\": \"mark\", \"type\": \"container\", "
                     "\"containerProperties\": {\"image\": \"" QS_SANDBOX_IMAGE "\", "
                     "\"command\": [\"sh\", \"-c\", \"%s\"], \"resourceRequirements\": ["
                     "{\"type\": \"VCPU\", \"value\": \"1\"}, "
                     "{\"type\": \"MEMORY\", \"value\": \"64\"}], \"volumes\": [{\"name\": \"d\", "
                     "\"host\": {\"sourcePath\": \"/datastore\"}}], \"mountPoints\": ["
                     "{\"sourceVolume\": \"d\", \"containerPath\": \"/datastore\"}]}}", command);

  json_object_unref (call (engine, "RegisterJobDefinition", text));
}

static guint
count (QsLocalEngine *engine,
       const char    *status)
{
  g_autofree char *text =
    g_strdup_printf ("{\"jobQueue\": \"default\", \"jobStatus\": \"%s\"}", status);
  g_autoptr(JsonObject) answer = call (engine, "ListJobs", text);

  return json_array_get_length (qs_json_get_array (answer, "jobSummaryList"));
}

static guint
count_unfinished (QsLocalEngine *engine)
{
  return count (engine, "SUBMITTED") + count (engine, "PENDING") + count (engine, "RUNNABLE") +
         count (engine, "STARTING") + count (engine, "RUNNING");
}

/* Says in one write what has happened: half a line is then no acknowledgement. */
static void
say (const char *what)
{
  g_autofree char *line = g_strconcat (what, "\n", NULL);

  g_assert_cmpint (write (STDOUT_FILENO, line, strlen (line)), ==, (gssize) strlen (line));
}

static DexFuture *
worker_fiber (gpointer data)
{
  g_autoptr(QsLocalEngine) engine = open_engine (data);
  g_autoptr(QsClock) clock = qs_clock_new ();

  say (OPENED);
  do
    {
      g_autoptr(JsonObject) answer = NULL;

      if (count (engine, "RUNNABLE") < MOST_WAITING)
        {
          answer = call (engine, "SubmitJob", "{\"jobName\": \"mark\", \"jobQueue\": \"default\", "
                         "\"jobDefinition\": \"mark\"}");
          say (qs_json_get_string (answer, "jobId", ""));
        }
    }
  while (dex_await (qs_clock_wait (clock, 20), NULL));

  return dex_future_new_true ();
}

static int
work (const char *folder)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  dex_init ();
  dex_future_disown (dex_scheduler_spawn (NULL, 0, worker_fiber, (gpointer) folder, NULL));
  g_main_loop_run (loop);
  return 0;
}

/* Reads as many lines as are asked for, however long they take. */
static void
read_lines (int      fd,
            guint    n_lines,
            GString *said)
{
  while (n_lines > 0)
    {
      char byte;

      g_assert_cmpint (read (fd, &byte, 1), ==, 1);
      g_string_append_c (said, byte);
      n_lines -= byte == '\n';
    }
}

/* Supervisors of jobs may hold the pipe open: what is there is read, its end not waited for. */
static void
drain (int      fd,
       GString *said)
{
  char buffer[4096];
  gssize length;

  while ((length = read (fd, buffer, sizeof buffer)) > 0)
    g_string_append_len (said, buffer, length);
}

static void
live_and_die (GString *said)
{
  char *arguments[] = { (char *) "/proc/self/exe", (char *) "--worker", test_folder, NULL };
  g_autoptr(GError) error = NULL;
  int status = 0;
  int out;
  GPid pid;

  g_spawn_async_with_pipes (NULL, arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid,
                            NULL, &out, NULL, &error);
  g_assert_no_error (error);
  read_lines (out, (guint) g_random_int_range (0, MOST_LINES + 1), said);
  g_usleep (g_random_int_range (0, LONGEST_REST_MS) * 1000);
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  /* It died of nothing but us. */
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);

  g_assert_cmpint (fcntl (out, F_SETFL, O_NONBLOCK), ==, 0);
  drain (out, said);
  close (out);
}

static guint
count_lines (const char *text,
             const char *line)
{
  guint n = 0;

  for (const char *found = strstr (text, line); found != NULL; found = strstr (found + 1, line))
    n++;

  return n;
}

static void
check_job (QsLocalEngine *engine,
           const char    *job,
           const char    *log)
{
  g_autofree char *text = g_strdup_printf ("{\"jobs\": [\"%s\"]}", job);
  g_autoptr(JsonObject) answer = call (engine, "DescribeJobs", text);
  JsonObject *detail = qs_json_element (qs_json_get_array (answer, "jobs"), 0);

  /* Nothing acknowledged is lost, … */
  g_assert_nonnull (detail);
  g_assert_cmpstr (qs_json_get_string (detail, "status", ""), ==, "SUCCEEDED");
  g_assert_cmpuint (json_array_get_length (qs_json_get_array (detail, "attempts")), ==, 1);
  /* … and nothing has happened twice. */
  g_assert_cmpuint (count_lines (log, job), ==, 1);
}

static void
check_marks (const char *datastore)
{
  g_autoptr(GDir) dir = g_dir_open (datastore, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_prefix (name, "twice."));
}

static void
await_all (QsLocalEngine *engine)
{
  gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (count_unfinished (engine) > 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      dex_await (dex_timeout_new_msec (100), NULL);
    }
}

/* Where there can be no sandbox the whole program is left out, and says so. */
static void
need_sandbox (void)
{
  g_autoptr(QsRunner) runner = qs_sandbox_runner_new ();
  g_autoptr(GError) error = NULL;

  if (dex_await (qs_runner_probe (runner), &error))
    return;

  printf ("left out: %s\n", error->message);
  fflush (stdout);
  _exit (77);
}

static void
test_killed_at_random_nothing_is_lost_and_nothing_runs_twice (void)
{
  g_autoptr(GString) said = g_string_new (NULL);
  g_autofree char *datastore = NULL;
  g_autofree char *path = NULL;
  g_autofree char *log = NULL;
  g_auto(GStrv) jobs = NULL;
  guint n_acknowledged = 0;
  QsLocalEngine *engine;

  need_sandbox ();
  test_folder = qs_test_dup_folder ();
  datastore = g_build_filename (test_folder, "datastore", NULL);
  path = g_build_filename (datastore, "log", NULL);
  engine = open_engine (test_folder);
  define (engine);
  g_clear_object (&engine);

  for (guint i = 0; i < KILLS; i++)
    live_and_die (said);

  engine = open_engine (test_folder);
  await_all (engine);
  g_assert_true (g_file_get_contents (path, &log, NULL, NULL));
  jobs = g_strsplit (said->str, "\n", -1);
  for (char **job = jobs; **job != '\0'; job++)
    if (!g_str_equal (*job, OPENED))
      {
        check_job (engine, *job, log);
        n_acknowledged++;
      }
  g_test_message ("%u jobs were acknowledged", n_acknowledged);
  g_assert_cmpuint (n_acknowledged, >, KILLS / 4);
  check_marks (datastore);

  g_clear_object (&engine);
  g_clear_pointer (&test_folder, g_free);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--worker"))
    return work (argv[2]);

  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/crash/killed-at-random-nothing-is-lost-and-nothing-runs-twice",
                     test_killed_at_random_nothing_is_lost_and_nothing_runs_twice);

  return g_test_run ();
}
