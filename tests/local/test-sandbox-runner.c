#include "qs-sandbox-runner.h"

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "qs-json.h"
#include "qs-log-file.h"
#include "qs-test.h"

static QsRunRequest *
make_request (const char *script)
{
  const char *command[] = { "sh", "-c", script, NULL };
  g_autofree char *folder = qs_test_dup_folder ();
  QsRunRequest *request = qs_run_request_new ("job.1.default", "job", QS_SANDBOX_IMAGE);

  request->command = g_strdupv ((char **) command);
  request->folder = g_build_filename (folder, "run", NULL);
  request->log_path = g_build_filename (folder, "log", NULL);
  return request;
}

static gboolean
start (QsRunner     *runner,
       QsRunRequest *request,
       GError      **error)
{
  return dex_await (qs_runner_start (runner, request, NULL, NULL, NULL), error);
}

static QsRunResult *
run (QsRunRequest *request)
{
  g_autoptr(QsRunner) runner = qs_sandbox_runner_new ();
  g_autoptr(GError) error = NULL;
  QsRunResult *result;

  g_assert_true (start (runner, request, &error));
  g_assert_no_error (error);
  result = dex_await_boxed (qs_runner_wait (runner, request), &error);
  g_assert_no_error (error);
  return result;
}

static void
run_to_error (QsRunRequest *request,
              int           code,
              const char   *message)
{
  g_autoptr(QsRunner) runner = qs_sandbox_runner_new ();
  g_autoptr(GError) error = NULL;

  g_assert_false (start (runner, request, &error));
  g_assert_error (error, QS_RUNNER_ERROR, code);
  g_assert_nonnull (strstr (error->message, message));
}

/* The log's messages with '|' between them. */
static char *
read_log (QsRunRequest *request)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) page = dex_await_boxed (qs_log_file_read (request->log_path, NULL, TRUE, 0),
                                              &error);
  JsonArray *events;
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  events = qs_json_get_array (json_node_get_object (page), "events");
  for (guint i = 0; i < json_array_get_length (events); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "",
                            qs_json_get_string (qs_json_element (events, i), "message", "?"));
  return g_string_free_and_steal (text);
}

static void
assert_log (QsRunRequest *request,
            const char   *expected)
{
  g_autofree char *text = read_log (request);

  g_assert_cmpstr (text, ==, expected);
}

static gboolean
has_logged (QsRunRequest *request,
            const char   *expected)
{
  g_autofree char *text = g_file_test (request->log_path, G_FILE_TEST_EXISTS)
                          ? read_log (request) : NULL;

  return g_strcmp0 (text, expected) == 0;
}

/* Where there can be no sandbox the whole program is left out, and says so. */
static void
test_a_sandbox_can_be_made (void)
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
test_only_its_image_is_accepted (void)
{
  g_autoptr(QsRunner) runner = qs_sandbox_runner_new ();

  g_assert_true (qs_runner_accepts (runner, "localhost/this-computer"));
  g_assert_true (qs_runner_accepts (runner, "localhost/this-computer:latest"));
  g_assert_false (qs_runner_accepts (runner, "busybox"));
  g_assert_false (qs_runner_accepts (runner, "localhost/this-computer2"));
}

static void
test_a_run_ends_with_code_log_and_times (void)
{
  g_autoptr(QsRunRequest) request = make_request ("echo out; sleep 0.1; echo err >&2; exit 3");
  g_autoptr(QsRunResult) result = run (request);

  g_assert_cmpint (result->exit_code, ==, 3);
  g_assert_null (result->reason);
  g_assert_cmpint (result->stopped_at, >=, result->started_at);
  g_assert_cmpint (ABS (result->stopped_at - g_get_real_time () / 1000), <, 60000);
  assert_log (request, "out|err");
}

static void
test_a_partial_last_line_is_kept (void)
{
  g_autoptr(QsRunRequest) request = make_request ("printf 'a\\nb'");
  g_autoptr(QsRunResult) result = run (request);

  g_assert_cmpint (result->exit_code, ==, 0);
  assert_log (request, "a|b");
}

static void
test_only_mounts_can_be_written (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autofree char *made = g_build_filename (folder, "made", NULL);
  g_autofree char *file = g_build_filename (folder, "made", "file", NULL);
  g_autoptr(QsRunRequest) request = make_request (
    "pwd; echo x > file; echo x > /fixed/y || echo fixed; echo x > /usr/y || echo usr; "
    "echo x > /y || echo root; echo x > /tmp/y && echo tmp; test -e /home || echo home");
  g_autoptr(QsRunResult) result = NULL;
  g_autofree char *text = NULL;

  qs_run_request_add_mount (request, made, "/data", FALSE);
  qs_run_request_add_mount (request, folder, "/fixed", TRUE);
  result = run (request);
  text = read_log (request);
  g_assert_true (g_str_has_prefix (text, "/data|"));
  g_assert_nonnull (strstr (text, "|fixed|"));
  g_assert_nonnull (strstr (text, "|usr|"));
  g_assert_nonnull (strstr (text, "|root|tmp|home"));
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
}

static void
test_there_is_no_network (void)
{
  g_autoptr(QsRunRequest) request = make_request ("cat /proc/net/dev | grep -v lo: | wc -l; "
                                                  "ls /sys/class/net 2>/dev/null");
  g_autoptr(QsRunResult) result = NULL;

  result = run (request);
  assert_log (request, "2");
}

static void
test_the_environment_is_the_jobs_alone (void)
{
  const char *environment[] = { "GREETING=hello world", "LD_LIBRARY_PATH=/nowhere", NULL };
  g_autoptr(QsRunRequest) request = make_request ("env | grep -v PWD | sort");
  g_autoptr(QsRunResult) result = NULL;

  g_setenv ("QUAYSIDE_SECRET", "canary", TRUE);
  request->environment = g_strdupv ((char **) environment);
  result = run (request);
  assert_log (request, "GREETING=hello world|HOME=/tmp|LANG=C.UTF-8|LD_LIBRARY_PATH=/nowhere|"
              "PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin");
}

static void
test_nothing_leaks_into_the_command (void)
{
  g_autoptr(QsRunRequest) request = make_request ("ls /dev/fd/ | wc -l; id -u");
  g_autoptr(QsRunResult) result = NULL;

  request->user = g_strdup ("1234:1234");
  result = run (request);
  /* Its three streams and the folder that ls reads. */
  assert_log (request, "4|1234");
}

static void
test_limits_are_set (void)
{
  g_autoptr(QsRunRequest) request = make_request ("ulimit -n; ulimit -Hn");
  g_autoptr(QsRunResult) result = NULL;

  qs_run_request_add_ulimit (request, "nofile", 100, 200);
  result = run (request);
  assert_log (request, "100|200");
}

static void
test_an_unknown_limit_fails_the_start (void)
{
  g_autoptr(QsRunRequest) request = make_request ("true");

  qs_run_request_add_ulimit (request, "patience", 1, 1);
  run_to_error (request, QS_RUNNER_ERROR_START, "patience");
}

static void
test_an_absent_command_fails_the_start (void)
{
  g_autoptr(QsRunRequest) request = make_request ("true");
  g_autoptr(QsRunner) runner = qs_sandbox_runner_new ();
  g_autoptr(GError) error = NULL;

  g_set_str (&request->command[0], "no-such-program");
  run_to_error (request, QS_RUNNER_ERROR_START,
                "CannotStartContainerError: exec: \"no-such-program\": "
                "executable file not found in $PATH");

  /* Waiting for it, after a restart say, tells the same. */
  g_assert_null (dex_await_boxed (qs_runner_wait (runner, request), &error));
  g_assert_error (error, QS_RUNNER_ERROR, QS_RUNNER_ERROR_START);
}

static void
test_what_cannot_be_made_says_why (void)
{
  g_autoptr(QsRunRequest) privileged = make_request ("true");
  g_autoptr(QsRunRequest) mounted = make_request ("true");
  g_autoptr(QsRunRequest) silent = make_request ("true");

  privileged->privileged = TRUE;
  run_to_error (privileged, QS_RUNNER_ERROR_CREATE, "privileged");
  qs_run_request_add_mount (mounted, "/proc/nowhere/at/all", "/data", FALSE);
  run_to_error (mounted, QS_RUNNER_ERROR_CREATE, "/proc/nowhere/at/all");
  g_clear_pointer (&silent->command, g_strfreev);
  run_to_error (silent, QS_RUNNER_ERROR_CREATE, "command");
}

static void
test_too_much_memory_ends_the_run (void)
{
  g_autoptr(QsRunRequest) request = make_request (
    "python3 -c 'b = bytearray(b\"x\" * 100000000); import time; time.sleep(20)'");
  g_autoptr(QsRunResult) result = NULL;

  request->memory = 64;
  result = run (request);
  g_assert_cmpint (result->exit_code, ==, 137);
  g_assert_cmpstr (result->reason, ==, "OutOfMemoryError: Container killed due to memory usage");
}

static void
test_stop_asks_first (void)
{
  g_autoptr(QsRunner) runner = qs_sandbox_runner_new ();
  g_autoptr(QsRunRequest) request = make_request (
    "trap 'echo bye; exit 7' TERM; echo ready; while :; do sleep 0.05; done");
  g_autoptr(QsRunResult) result = NULL;

  g_assert_true (start (runner, request, NULL));
  qs_test_until (has_logged (request, "ready"));
  g_assert_true (dex_await (qs_runner_stop (runner, request, 10), NULL));
  result = dex_await_boxed (qs_runner_wait (runner, request), NULL);
  g_assert_cmpint (result->exit_code, ==, 7);
  assert_log (request, "ready|bye");
}

static void
test_stop_insists_in_the_end (void)
{
  g_autoptr(QsRunner) runner = qs_sandbox_runner_new ();
  g_autoptr(QsRunRequest) request = make_request (
    "trap '' TERM; echo ready; sleep 60 & sleep 60; wait");
  g_autoptr(QsRunResult) result = NULL;
  gint64 begun;

  g_assert_true (start (runner, request, NULL));
  qs_test_until (has_logged (request, "ready"));
  begun = g_get_monotonic_time ();
  g_assert_true (dex_await (qs_runner_stop (runner, request, 1), NULL));
  result = dex_await_boxed (qs_runner_wait (runner, request), NULL);
  g_assert_cmpint (result->exit_code, ==, 137);
  g_assert_cmpint (g_get_monotonic_time () - begun, >=, G_USEC_PER_SEC);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 20 * G_USEC_PER_SEC);
}

static void
test_a_run_is_started_once (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autofree char *file = g_build_filename (folder, "count", NULL);
  g_autofree char *contents = NULL;
  g_autoptr(QsRunner) runner = qs_sandbox_runner_new ();
  g_autoptr(QsRunner) other = qs_sandbox_runner_new ();
  g_autoptr(QsRunRequest) request = make_request ("echo x >> /data/count; sleep 0.3");
  g_autoptr(DexFuture) first = NULL;
  g_autoptr(DexFuture) second = NULL;

  qs_run_request_add_mount (request, folder, "/data", FALSE);
  first = qs_runner_start (runner, request, NULL, NULL, NULL);
  second = qs_runner_start (other, request, NULL, NULL, NULL);
  dex_await (dex_future_all_race (dex_ref (first), dex_ref (second), NULL), NULL);
  g_assert_true (start (runner, request, NULL));
  qs_run_result_free (dex_await_boxed (qs_runner_wait (runner, request), NULL));
  g_assert_true (start (other, request, NULL));

  g_assert_true (g_file_get_contents (file, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "x\n");
}

static QsRunState
look (QsRunner     *runner,
      QsRunRequest *request)
{
  return (QsRunState) dex_await_int (qs_runner_look (runner, request), NULL);
}

static void
test_look_knows_the_three_states (void)
{
  g_autoptr(QsRunner) runner = qs_sandbox_runner_new ();
  g_autoptr(QsRunRequest) request = make_request ("sleep 0.2");

  g_assert_cmpint (look (runner, request), ==, QS_RUN_STATE_ABSENT);
  g_assert_true (start (runner, request, NULL));
  g_assert_cmpint (look (runner, request), ==, QS_RUN_STATE_RUNNING);
  qs_run_result_free (dex_await_boxed (qs_runner_wait (runner, request), NULL));
  g_assert_cmpint (look (runner, request), ==, QS_RUN_STATE_EXITED);
  g_assert_true (dex_await (qs_runner_remove (runner, request), NULL));
  g_assert_cmpint (look (runner, request), ==, QS_RUN_STATE_ABSENT);
  g_assert_false (g_file_test (request->folder, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (request->log_path, G_FILE_TEST_EXISTS));
}

static void
test_remove_ends_what_runs (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autofree char *file = g_build_filename (folder, "late", NULL);
  g_autoptr(QsRunner) runner = qs_sandbox_runner_new ();
  g_autoptr(QsRunRequest) request = make_request ("sleep 1; touch /data/late");

  qs_run_request_add_mount (request, folder, "/data", FALSE);
  g_assert_true (start (runner, request, NULL));
  g_assert_true (dex_await (qs_runner_remove (runner, request), NULL));
  dex_await (dex_timeout_new_msec (1200), NULL);
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
}

static void
test_a_lost_run_is_told (void)
{
  g_autoptr(QsRunner) runner = qs_sandbox_runner_new ();
  g_autoptr(QsRunRequest) request = make_request ("true");
  g_autofree char *mark = g_build_filename (request->folder, "started", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_mkdir (request->folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (mark, "", 0, NULL));
  g_assert_cmpint (look (runner, request), ==, QS_RUN_STATE_EXITED);
  g_assert_null (dex_await_boxed (qs_runner_wait (runner, request), &error));
  g_assert_error (error, QS_RUNNER_ERROR, QS_RUNNER_ERROR_LOST);
  g_clear_error (&error);
  g_assert_false (start (runner, request, &error));
  g_assert_error (error, QS_RUNNER_ERROR, QS_RUNNER_ERROR_LOST);
}

/* The run is started by a process that is then killed, as Quayside may be. */
static void
test_a_run_outlives_its_starter (void)
{
  g_autoptr(QsRunner) runner = qs_sandbox_runner_new ();
  g_autoptr(QsRunRequest) request = make_request ("sleep 0.5; echo done; exit 5");
  g_autoptr(QsRunResult) result = NULL;
  g_autoptr(GError) error = NULL;
  char *arguments[] = { (char *) "/proc/self/exe", (char *) "--start", request->folder,
                        request->log_path, NULL };
  g_autoptr(GSubprocess) starter = g_subprocess_newv ((const char * const *) arguments,
                                                      G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);

  g_assert_no_error (error);
  qs_test_until (look (runner, request) == QS_RUN_STATE_RUNNING);
  g_subprocess_force_exit (starter);
  g_subprocess_wait (starter, NULL, NULL);

  result = dex_await_boxed (qs_runner_wait (runner, request), &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->exit_code, ==, 5);
  assert_log (request, "done");
}

static DexFuture *
starter_fiber (gpointer data)
{
  char **argv = data;
  g_autoptr(QsRunner) runner = qs_sandbox_runner_new ();
  g_autoptr(QsRunRequest) request = make_request ("sleep 0.5; echo done; exit 5");

  g_set_str (&request->folder, argv[2]);
  g_set_str (&request->log_path, argv[3]);
  start (runner, request, NULL);
  return dex_future_new_infinite ();
}

static int
be_starter (char **argv)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  dex_future_disown (dex_scheduler_spawn (NULL, 0, starter_fiber, argv, NULL));
  g_main_loop_run (loop);
  return 0;
}

static void
test_arguments_show_no_secrets (void)
{
  const char *environment[] = { "TOKEN=canary-4711", NULL };
  g_autoptr(QsRunner) runner = qs_sandbox_runner_new ();
  g_autoptr(QsRunRequest) request = make_request ("sleep 5");
  g_autoptr(GDir) dir = g_dir_open ("/proc", 0, NULL);
  const char *name;

  request->environment = g_strdupv ((char **) environment);
  g_assert_true (start (runner, request, NULL));
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc", name, "cmdline", NULL);
      g_autofree char *arguments = NULL;
      gsize length = 0;

      g_file_get_contents (path, &arguments, &length, NULL);
      g_assert_null (length > 0 ? memmem (arguments, length, "canary-4711", 11) : NULL);
    }
  g_assert_true (dex_await (qs_runner_remove (runner, request), NULL));
}

static void
test_missing_programs_are_named (void)
{
  g_autoptr(QsRunner) runner = qs_sandbox_runner_new ();
  g_autofree char *path = g_strdup (g_getenv ("PATH"));
  g_autofree char *supervisor = g_strdup (g_getenv ("QUAYSIDE_SUPERVISOR"));
  g_autoptr(GError) error = NULL;

  g_setenv ("PATH", "/nowhere", TRUE);
  g_assert_false (dex_await (qs_runner_probe (runner), &error));
  g_setenv ("PATH", path, TRUE);
  g_assert_error (error, QS_RUNNER_ERROR, QS_RUNNER_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, "package bubblewrap"));

  g_clear_error (&error);
  g_setenv ("QUAYSIDE_SUPERVISOR", "/nowhere", TRUE);
  g_assert_false (dex_await (qs_runner_probe (runner), &error));
  g_setenv ("QUAYSIDE_SUPERVISOR", supervisor, TRUE);
  g_assert_error (error, QS_RUNNER_ERROR, QS_RUNNER_ERROR_UNAVAILABLE);
  g_assert_true (dex_await (qs_runner_probe (runner), NULL));
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], "--start"))
    {
      qs_test_init (&argc, &argv);
      return be_starter (argv);
    }

  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/sandbox-runner/can-be-made", test_a_sandbox_can_be_made);
  qs_test_add_fiber ("/sandbox-runner/only-its-image", test_only_its_image_is_accepted);
  qs_test_add_fiber ("/sandbox-runner/code-log-and-times", test_a_run_ends_with_code_log_and_times);
  qs_test_add_fiber ("/sandbox-runner/partial-last-line", test_a_partial_last_line_is_kept);
  qs_test_add_fiber ("/sandbox-runner/only-mounts-are-writable", test_only_mounts_can_be_written);
  qs_test_add_fiber ("/sandbox-runner/no-network", test_there_is_no_network);
  qs_test_add_fiber ("/sandbox-runner/environment", test_the_environment_is_the_jobs_alone);
  qs_test_add_fiber ("/sandbox-runner/nothing-leaks", test_nothing_leaks_into_the_command);
  qs_test_add_fiber ("/sandbox-runner/limits", test_limits_are_set);
  qs_test_add_fiber ("/sandbox-runner/unknown-limit", test_an_unknown_limit_fails_the_start);
  qs_test_add_fiber ("/sandbox-runner/absent-command", test_an_absent_command_fails_the_start);
  qs_test_add_fiber ("/sandbox-runner/cannot-be-made", test_what_cannot_be_made_says_why);
  qs_test_add_fiber ("/sandbox-runner/too-much-memory", test_too_much_memory_ends_the_run);
  qs_test_add_fiber ("/sandbox-runner/stop-asks-first", test_stop_asks_first);
  qs_test_add_fiber ("/sandbox-runner/stop-insists", test_stop_insists_in_the_end);
  qs_test_add_fiber ("/sandbox-runner/started-once", test_a_run_is_started_once);
  qs_test_add_fiber ("/sandbox-runner/three-states", test_look_knows_the_three_states);
  qs_test_add_fiber ("/sandbox-runner/remove-ends-what-runs", test_remove_ends_what_runs);
  qs_test_add_fiber ("/sandbox-runner/lost", test_a_lost_run_is_told);
  qs_test_add_fiber ("/sandbox-runner/outlives-its-starter", test_a_run_outlives_its_starter);
  qs_test_add_fiber ("/sandbox-runner/no-secrets-in-arguments", test_arguments_show_no_secrets);
  qs_test_add_fiber ("/sandbox-runner/missing-programs", test_missing_programs_are_named);

  return g_test_run ();
}
