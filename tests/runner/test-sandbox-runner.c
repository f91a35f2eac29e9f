#include "qs-sandbox-runner.h"

#include "qs-sandbox-test.h"
#include "qs-test.h"

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
  g_autoptr(QsRunRequest) request = qs_sandbox_test_make_request (
    "echo out; sleep 0.1; echo err >&2; exit 3");
  g_autoptr(QsRunResult) result = qs_sandbox_test_run (request);

  g_assert_cmpint (result->exit_code, ==, 3);
  g_assert_null (result->reason);
  g_assert_cmpint (result->stopped_at, >=, result->started_at);
  g_assert_cmpint (ABS (result->stopped_at - g_get_real_time () / 1000), <, 60000);
  qs_sandbox_test_assert_log (request, "out|err");
}

static void
test_a_partial_last_line_is_kept (void)
{
  g_autoptr(QsRunRequest) request = qs_sandbox_test_make_request ("printf 'a\\nb'");
  g_autoptr(QsRunResult) result = qs_sandbox_test_run (request);

  g_assert_cmpint (result->exit_code, ==, 0);
  qs_sandbox_test_assert_log (request, "a|b");
}

static void
test_only_mounts_can_be_written (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autofree char *made = g_build_filename (folder, "made", NULL);
  g_autofree char *file = g_build_filename (folder, "made", "file", NULL);
  /* What the shell says of its failures would come between, here or there: it is another stream. */
  g_autoptr(QsRunRequest) request = qs_sandbox_test_make_request (
    "exec 2>/dev/null; pwd; echo x > file; echo x > /fixed/y || echo fixed; "
    "echo x > /usr/y || echo usr; echo x > /y || echo root; echo x > /tmp/y && echo tmp; "
    "test -e /home || echo home");
  g_autoptr(QsRunResult) result = NULL;

  qs_run_request_add_mount (request, made, "/data", FALSE);
  qs_run_request_add_mount (request, folder, "/fixed", TRUE);
  result = qs_sandbox_test_run (request);
  qs_sandbox_test_assert_log (request, "/data|fixed|usr|root|tmp|home");
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
}

static void
test_there_is_no_network (void)
{
  g_autoptr(QsRunRequest) request = qs_sandbox_test_make_request (
    "cat /proc/net/dev | grep -v lo: | wc -l; ls /sys/class/net 2>/dev/null");
  g_autoptr(QsRunResult) result = NULL;

  result = qs_sandbox_test_run (request);
  qs_sandbox_test_assert_log (request, "2");
}

static void
test_the_environment_is_the_jobs_alone (void)
{
  const char *environment[] = { "GREETING=hello world", "LD_LIBRARY_PATH=/nowhere", NULL };
  g_autoptr(QsRunRequest) request = qs_sandbox_test_make_request ("env | grep -v PWD | sort");
  g_autoptr(QsRunResult) result = NULL;

  g_setenv ("QUAYSIDE_SECRET", "canary", TRUE);
  request->environment = g_strdupv ((char **) environment);
  result = qs_sandbox_test_run (request);
  qs_sandbox_test_assert_log (
    request, "GREETING=hello world|HOME=/tmp|LANG=C.UTF-8|LD_LIBRARY_PATH=/nowhere|"
    "PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin");
}

static void
test_nothing_leaks_into_the_command (void)
{
  g_autoptr(QsRunRequest) request = qs_sandbox_test_make_request ("ls /dev/fd/ | wc -l; id -u");
  g_autoptr(QsRunResult) result = NULL;

  request->user = g_strdup ("1234:1234");
  result = qs_sandbox_test_run (request);
  /* Its three streams and the folder that ls reads. */
  qs_sandbox_test_assert_log (request, "4|1234");
}

static void
test_limits_are_set (void)
{
  g_autoptr(QsRunRequest) request = qs_sandbox_test_make_request ("ulimit -n; ulimit -Hn");
  g_autoptr(QsRunResult) result = NULL;

  qs_run_request_add_ulimit (request, "nofile", 100, 200);
  result = qs_sandbox_test_run (request);
  qs_sandbox_test_assert_log (request, "100|200");
}

static void
test_an_unknown_limit_fails_the_start (void)
{
  g_autoptr(QsRunRequest) request = qs_sandbox_test_make_request ("true");

  qs_run_request_add_ulimit (request, "patience", 1, 1);
  qs_sandbox_test_run_to_error (request, QS_RUNNER_ERROR_START, "patience");
}

static void
test_an_absent_command_fails_the_start (void)
{
  g_autoptr(QsRunRequest) request = qs_sandbox_test_make_request ("true");
  g_autoptr(QsRunner) runner = qs_sandbox_runner_new ();
  g_autoptr(GError) error = NULL;

  g_set_str (&request->command[0], "no-such-program");
  qs_sandbox_test_run_to_error (request, QS_RUNNER_ERROR_START,
                                "CannotStartContainerError: exec: \"no-such-program\": "
                                "executable file not found in $PATH");

  /* Waiting for it, after a restart say, tells the same. */
  g_assert_null (dex_await_boxed (qs_runner_wait (runner, request), &error));
  g_assert_error (error, QS_RUNNER_ERROR, QS_RUNNER_ERROR_START);
}

static void
test_what_cannot_be_made_says_why (void)
{
  g_autoptr(QsRunRequest) privileged = qs_sandbox_test_make_request ("true");
  g_autoptr(QsRunRequest) mounted = qs_sandbox_test_make_request ("true");
  g_autoptr(QsRunRequest) silent = qs_sandbox_test_make_request ("true");

  privileged->privileged = TRUE;
  qs_sandbox_test_run_to_error (privileged, QS_RUNNER_ERROR_CREATE, "privileged");
  qs_run_request_add_mount (mounted, "/proc/nowhere/at/all", "/data", FALSE);
  qs_sandbox_test_run_to_error (mounted, QS_RUNNER_ERROR_CREATE, "/proc/nowhere/at/all");
  g_clear_pointer (&silent->command, g_strfreev);
  qs_sandbox_test_run_to_error (silent, QS_RUNNER_ERROR_CREATE, "command");
}

static void
test_too_much_memory_ends_the_run (void)
{
  g_autoptr(QsRunRequest) request = qs_sandbox_test_make_request (
    "python3 -c 'b = bytearray(b\"x\" * 100000000); import time; time.sleep(20)'");
  g_autoptr(QsRunResult) result = NULL;

  request->memory = 64;
  result = qs_sandbox_test_run (request);
  g_assert_cmpint (result->exit_code, ==, 137);
  g_assert_cmpstr (result->reason, ==, "OutOfMemoryError: Container killed due to memory usage");
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
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/sandbox-runner/can-be-made", qs_sandbox_test_leave_out);
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
  qs_test_add_fiber ("/sandbox-runner/missing-programs", test_missing_programs_are_named);

  return g_test_run ();
}
