#include "qs-sandbox-runner.h"

#include <glib/gstdio.h>

#include "qs-sandbox-test.h"
#include "qs-test.h"

static void
test_stop_asks_first (void)
{
  g_autoptr(QsRunner) runner = qs_sandbox_runner_new ();
  g_autoptr(QsRunRequest) request = qs_sandbox_test_make_request (
    "trap 'echo bye; exit 7' TERM; echo ready; while :; do sleep 0.05; done");
  g_autoptr(QsRunResult) result = NULL;

  g_assert_true (qs_sandbox_test_start (runner, request, NULL));
  qs_test_until (qs_sandbox_test_has_logged (request, "ready"));
  g_assert_true (dex_await (qs_runner_stop (runner, request, 10), NULL));
  result = dex_await_boxed (qs_runner_wait (runner, request), NULL);
  g_assert_cmpint (result->exit_code, ==, 7);
  qs_sandbox_test_assert_log (request, "ready|bye");
}

static void
test_stop_insists_in_the_end (void)
{
  g_autoptr(QsRunner) runner = qs_sandbox_runner_new ();
  g_autoptr(QsRunRequest) request = qs_sandbox_test_make_request (
    "trap '' TERM; echo ready; sleep 60 & sleep 60; wait");
  g_autoptr(QsRunResult) result = NULL;
  gint64 begun;

  g_assert_true (qs_sandbox_test_start (runner, request, NULL));
  qs_test_until (qs_sandbox_test_has_logged (request, "ready"));
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
  g_autoptr(QsRunRequest) request = qs_sandbox_test_make_request (
    "echo x >> /data/count; sleep 0.3");
  g_autoptr(DexFuture) first = NULL;
  g_autoptr(DexFuture) second = NULL;

  qs_run_request_add_mount (request, folder, "/data", FALSE);
  first = qs_runner_start (runner, request, NULL, NULL, NULL);
  second = qs_runner_start (other, request, NULL, NULL, NULL);
  dex_await (dex_future_all_race (dex_ref (first), dex_ref (second), NULL), NULL);
  g_assert_true (qs_sandbox_test_start (runner, request, NULL));
  qs_run_result_free (dex_await_boxed (qs_runner_wait (runner, request), NULL));
  g_assert_true (qs_sandbox_test_start (other, request, NULL));

  g_assert_true (g_file_get_contents (file, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "x\n");
}

static QsRunState
look (QsRunner     *runner,
      QsRunRequest *request)
{
  return (QsRunState) dex_await_int (qs_runner_look (runner, request), NULL);
}

/* A run that does not begin with @script before let_go(). */
static QsRunRequest *
make_waiting_request (const char *script,
                      const char *folder)
{
  g_autofree char *whole = g_strconcat ("until [ -e /data/go ]; do sleep 0.02; done; ", script,
                                        NULL);
  QsRunRequest *request = qs_sandbox_test_make_request (whole);

  qs_run_request_add_mount (request, folder, "/data", FALSE);
  return request;
}

static void
let_go (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "go", NULL);

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
}

static void
test_look_knows_the_three_states (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autoptr(QsRunner) runner = qs_sandbox_runner_new ();
  g_autoptr(QsRunRequest) request = make_waiting_request ("true", folder);

  g_assert_cmpint (look (runner, request), ==, QS_RUN_STATE_ABSENT);
  g_assert_true (qs_sandbox_test_start (runner, request, NULL));
  g_assert_cmpint (look (runner, request), ==, QS_RUN_STATE_RUNNING);
  let_go (folder);
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
  g_autoptr(QsRunRequest) request = make_waiting_request ("touch /data/late", folder);

  g_assert_true (qs_sandbox_test_start (runner, request, NULL));
  g_assert_true (dex_await (qs_runner_remove (runner, request), NULL));
  let_go (folder);
  dex_await (dex_timeout_new_msec (300), NULL);
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
}

static void
test_a_lost_run_is_told (void)
{
  g_autoptr(QsRunner) runner = qs_sandbox_runner_new ();
  g_autoptr(QsRunRequest) request = qs_sandbox_test_make_request ("true");
  g_autofree char *mark = g_build_filename (request->folder, "started", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_mkdir (request->folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (mark, "", 0, NULL));
  g_assert_cmpint (look (runner, request), ==, QS_RUN_STATE_EXITED);
  g_assert_null (dex_await_boxed (qs_runner_wait (runner, request), &error));
  g_assert_error (error, QS_RUNNER_ERROR, QS_RUNNER_ERROR_LOST);
  g_clear_error (&error);
  g_assert_false (qs_sandbox_test_start (runner, request, &error));
  g_assert_error (error, QS_RUNNER_ERROR, QS_RUNNER_ERROR_LOST);
}

/* The run is started by a process that is then killed, as Quayside may be. */
static void
test_a_run_outlives_its_starter (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autoptr(QsRunner) runner = qs_sandbox_runner_new ();
  g_autoptr(QsRunRequest) request = make_waiting_request ("echo done; exit 5", folder);
  g_autoptr(QsRunResult) result = NULL;
  g_autoptr(GError) error = NULL;
  char *arguments[] = { (char *) "/proc/self/exe", (char *) "--start", request->folder,
                        request->log_path, folder, NULL };
  g_autoptr(GSubprocess) starter = g_subprocess_newv ((const char * const *) arguments,
                                                      G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);

  g_assert_no_error (error);
  qs_test_until (look (runner, request) == QS_RUN_STATE_RUNNING);
  g_subprocess_force_exit (starter);
  g_subprocess_wait (starter, NULL, NULL);
  let_go (folder);

  result = dex_await_boxed (qs_runner_wait (runner, request), &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->exit_code, ==, 5);
  qs_sandbox_test_assert_log (request, "done");
}

static DexFuture *
starter_fiber (gpointer data)
{
  char **argv = data;
  g_autoptr(QsRunner) runner = qs_sandbox_runner_new ();
  g_autoptr(QsRunRequest) request = make_waiting_request ("echo done; exit 5", argv[4]);

  g_set_str (&request->folder, argv[2]);
  g_set_str (&request->log_path, argv[3]);
  qs_sandbox_test_start (runner, request, NULL);
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
  g_autoptr(QsRunRequest) request = qs_sandbox_test_make_request ("sleep 5");
  g_autoptr(GDir) dir = g_dir_open ("/proc", 0, NULL);
  const char *name;

  request->environment = g_strdupv ((char **) environment);
  g_assert_true (qs_sandbox_test_start (runner, request, NULL));
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

int
main (int   argc,
      char *argv[])
{
  if (argc == 5 && g_str_equal (argv[1], "--start"))
    {
      qs_test_init (&argc, &argv);
      return be_starter (argv);
    }

  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/sandbox-life/can-be-made", qs_sandbox_test_leave_out);
  qs_test_add_fiber ("/sandbox-life/stop-asks-first", test_stop_asks_first);
  qs_test_add_fiber ("/sandbox-life/stop-insists", test_stop_insists_in_the_end);
  qs_test_add_fiber ("/sandbox-life/started-once", test_a_run_is_started_once);
  qs_test_add_fiber ("/sandbox-life/three-states", test_look_knows_the_three_states);
  qs_test_add_fiber ("/sandbox-life/remove-ends-what-runs", test_remove_ends_what_runs);
  qs_test_add_fiber ("/sandbox-life/lost", test_a_lost_run_is_told);
  qs_test_add_fiber ("/sandbox-life/outlives-its-starter", test_a_run_outlives_its_starter);
  qs_test_add_fiber ("/sandbox-life/no-secrets-in-arguments", test_arguments_show_no_secrets);

  return g_test_run ();
}
