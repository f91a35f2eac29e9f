#include "qs-container-runner.h"

#include <gio/gunixsocketaddress.h>
#include <string.h>

#include "qs-container-spec.h"
#include "qs-container-test.h"
#include "qs-test.h"

static void
test_a_run_ends_with_code_log_and_times (void)
{
  g_autoptr(QsRunRequest) request = qs_container_test_make_request (
    "echo out; echo err >&2; printf last; exit 3");
  g_autoptr(QsRunResult) result = qs_container_test_run (request);
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;

  g_assert_cmpint (result->exit_code, ==, 3);
  g_assert_null (result->reason);
  g_assert_cmpint (result->stopped_at, >=, result->started_at);
  g_assert_cmpint (ABS (result->stopped_at - g_get_real_time () / 1000), <, 60000);
  /* In which order two streams come is the engine's to say. */
  output = qs_container_test_read_stream (request, 'o');
  errors = qs_container_test_read_stream (request, 'e');
  g_assert_cmpstr (output, ==, "out\nlast");
  g_assert_cmpstr (errors, ==, "err\n");
}

static void
test_what_is_asked_for_is_set (void)
{
  const char *environment[] = { "GREETING=hello", NULL };
  g_autoptr(QsRunRequest) request = qs_container_test_make_request (
    "id -u; echo $GREETING; ulimit -n; touch /made 2>/dev/null || echo fixed; "
    "df -m /dev/shm | tail -n 1 | awk '{print $2}'");
  g_autoptr(QsRunResult) result = NULL;

  request->user = g_strdup ("1234");
  request->environment = g_strdupv ((char **) environment);
  request->read_only_root = TRUE;
  request->shared_memory = 7;
  request->vcpus = 64;
  qs_run_request_add_ulimit (request, "nofile", 100, 200);
  result = qs_container_test_run (request);
  g_assert_cmpint (result->exit_code, ==, 0);
  qs_container_test_assert_log (request, "1234|hello|100|fixed|7");
}

static void
test_mounts_are_as_asked (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autofree char *made = g_build_filename (folder, "made", NULL);
  g_autofree char *file = g_build_filename (folder, "made", "file", NULL);
  g_autoptr(QsRunRequest) request = qs_container_test_make_request (
    "echo x > /data/file; touch /fixed/y 2>/dev/null || echo fixed");
  g_autoptr(QsRunResult) result = NULL;

  qs_run_request_add_mount (request, made, "/data", FALSE);
  qs_run_request_add_mount (request, folder, "/fixed", TRUE);
  result = qs_container_test_run (request);
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
  qs_container_test_assert_log (request, "fixed");
}

/* As the tutorial's wrapper does: through the engine's own socket. busybox's nc cannot speak to a
 * Unix socket, so the sibling is made by this program, mounted into the container. */
static void
test_a_job_starts_a_sibling (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr(QsRunRequest) request = qs_container_test_make_request ("true");
  g_autoptr(QsContainerEngine) engine = qs_container_engine_new ();
  g_autofree char *socket = qs_container_engine_dup_socket (engine);
  const char *folders[] = { "/usr", "/lib", "/lib64" };
  const char *command[] = { "/program", "--sibling", NULL };
  const char *environment[] = { "DOCKER_HOST=unix:///var/run/docker.sock",
                                "ASAN_OPTIONS=detect_leaks=0", NULL };
  g_autoptr(QsRunResult) result = NULL;

  g_strfreev (request->command);
  request->command = g_strdupv ((char **) command);
  request->environment = g_strdupv ((char **) environment);
  qs_run_request_add_mount (request, socket, "/var/run/docker.sock", FALSE);
  qs_run_request_add_mount (request, program, "/program", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    qs_run_request_add_mount (request, folders[i], folders[i], TRUE);
  result = qs_container_test_run (request);
  g_assert_true (qs_container_test_has_logged (request, "the sibling says: hello from next door"));
  g_assert_cmpint (result->exit_code, ==, 0);
}

static DexFuture *
sibling_fiber (gpointer data)
{
  g_autoptr(QsRunRequest) request = qs_container_test_make_request ("echo hello from next door");
  g_autoptr(QsRunResult) result = qs_container_test_run (request);
  g_autofree char *text = qs_container_test_read_log (request);

  g_print ("the sibling says: %s\n", text);
  exit (result->exit_code);
}

static int
be_sibling (void)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  dex_future_disown (dex_scheduler_spawn (NULL, 0, sibling_fiber, NULL, NULL));
  g_main_loop_run (loop);
  return 1;
}

static void
test_too_much_memory_ends_the_run (void)
{
  g_autoptr(QsRunRequest) request = qs_container_test_make_request (
    "x=a; while :; do x=$x$x; done");
  g_autoptr(QsRunResult) result = NULL;

  request->memory = 32;
  result = qs_container_test_run (request);
  g_assert_cmpint (result->exit_code, ==, 137);
  g_assert_cmpstr (result->reason, ==, "OutOfMemoryError: Container killed due to memory usage");
}

static void
test_stop_asks_first (void)
{
  g_autoptr(QsRunner) runner = qs_container_test_make_runner ();
  g_autoptr(QsRunRequest) request = qs_container_test_make_request (
    "trap 'echo bye; exit 7' TERM; echo ready; while :; do sleep 0.1; done");
  g_autoptr(QsRunResult) result = NULL;
  g_autoptr(DexFuture) end = NULL;

  qs_container_test_start (runner, request);
  end = qs_runner_wait (runner, request);
  qs_test_until (qs_container_test_has_logged (request, "ready"));
  g_assert_true (dex_await (qs_runner_stop (runner, request, 10), NULL));
  result = dex_await_boxed (g_steal_pointer (&end), NULL);
  g_assert_cmpint (result->exit_code, ==, 7);
  qs_container_test_assert_log (request, "ready|bye");
  qs_container_test_remove_run (runner, request);
}

static void
test_stop_insists_in_the_end (void)
{
  g_autoptr(QsRunner) runner = qs_container_test_make_runner ();
  g_autoptr(QsRunRequest) request = qs_container_test_make_request (
    "trap '' TERM; echo ready; sleep 60");
  g_autoptr(QsRunResult) result = NULL;
  g_autoptr(DexFuture) end = NULL;

  qs_container_test_start (runner, request);
  end = qs_runner_wait (runner, request);
  /* Before that the signal ends what is not the command yet. */
  qs_test_until (qs_container_test_has_logged (request, "ready"));
  g_assert_true (dex_await (qs_runner_stop (runner, request, 1), NULL));
  result = dex_await_boxed (g_steal_pointer (&end), NULL);
  g_assert_cmpint (result->exit_code, ==, 137);
  g_assert_null (result->reason);
  qs_container_test_remove_run (runner, request);
  g_assert_true (dex_await (qs_runner_stop (runner, request, 1), NULL));
}

static void
assert_start_fails (QsRunRequest *request,
                    int           code,
                    const char   *message)
{
  g_autoptr(QsRunner) runner = qs_container_test_make_runner ();
  g_autoptr(GError) error = NULL;

  g_assert_false (dex_await (qs_runner_start (runner, request, NULL, NULL, NULL), &error));
  g_assert_error (error, QS_RUNNER_ERROR, code);
  g_assert_nonnull (strstr (error->message, message));
  qs_container_test_remove_run (runner, request);
}

static void
test_failures_are_told_apart (void)
{
  g_autoptr(QsRunRequest) command = qs_container_test_make_request ("true");
  g_autoptr(QsRunRequest) image = qs_container_test_make_request ("true");
  g_autoptr(QsRunRequest) mount = qs_container_test_make_request ("true");

  g_set_str (&command->command[0], "no-such-program");
  assert_start_fails (command, QS_RUNNER_ERROR_START, "CannotStartContainerError: Error response");
  g_set_str (&image->image, "127.0.0.1:9/no/such:image");
  assert_start_fails (image, QS_RUNNER_ERROR_IMAGE, "CannotPullContainerError: Error response");
  qs_run_request_add_mount (mount, "/proc/nowhere", "/data", FALSE);
  assert_start_fails (mount, QS_RUNNER_ERROR_CREATE, "CannotCreateContainerError: Error response");
}

/* A run that counts how often it has been started, in a file of @folder. */
static QsRunRequest *
make_counting_request (const char *folder)
{
  QsRunRequest *request = qs_container_test_make_request ("echo x >> /data/count");

  qs_run_request_add_mount (request, folder, "/data", FALSE);
  return request;
}

static void
assert_started_once (const char *folder)
{
  g_autofree char *file = g_build_filename (folder, "count", NULL);
  g_autofree char *contents = NULL;

  g_assert_true (g_file_get_contents (file, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "x\n");
}

/* Asked for twice at once, again when it has ended, and again as after a restart of Quayside. */
static void
test_a_run_is_started_once (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autoptr(QsRunner) runner = qs_container_test_make_runner ();
  g_autoptr(QsRunner) other = qs_container_test_make_runner ();
  g_autoptr(QsRunRequest) request = make_counting_request (folder);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (qs_container_test_look (runner, request), ==, QS_RUN_STATE_ABSENT);
  dex_await (dex_future_all_race (qs_runner_start (runner, request, NULL, NULL, NULL),
                                  qs_runner_start (runner, request, NULL, NULL, NULL), NULL),
             &error);
  g_assert_no_error (error);
  qs_run_result_free (qs_container_test_wait_for (runner, request));
  qs_container_test_start (runner, request);
  g_assert_cmpint (qs_container_test_look (other, request), ==, QS_RUN_STATE_EXITED);
  qs_container_test_start (other, request);
  qs_run_result_free (qs_container_test_wait_for (other, request));
  qs_container_test_remove_run (other, request);
  assert_started_once (folder);
}

/* Quayside was killed between making the container and starting it. */
static void
test_a_container_that_was_made_is_started (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autoptr(QsContainerEngine) engine = qs_container_engine_new ();
  g_autoptr(QsRunner) runner = qs_container_test_make_runner ();
  g_autoptr(QsRunRequest) request = make_counting_request (folder);
  g_autofree char *name = qs_container_spec_dup_name (request);
  g_autoptr(JsonNode) spec = NULL;
  g_autoptr(GError) error = NULL;

  spec = qs_container_spec_new (request, qs_container_engine_find_network (engine, NULL));
  qs_container_engine_create (engine, name, spec, &error);
  g_assert_no_error (error);
  g_assert_cmpint (qs_container_test_look (runner, request), ==, QS_RUN_STATE_ABSENT);

  qs_container_test_start (runner, request);
  qs_run_result_free (qs_container_test_wait_for (runner, request));
  qs_container_test_remove_run (runner, request);
  assert_started_once (folder);
}

static void
test_a_removed_container_is_lost (void)
{
  g_autoptr(QsRunner) runner = qs_container_test_make_runner ();
  g_autoptr(QsRunRequest) request = qs_container_test_make_request ("sleep 60");
  g_autoptr(GError) error = NULL;

  qs_container_test_start (runner, request);
  qs_container_test_remove_run (runner, request);
  g_assert_null (dex_await_boxed (qs_runner_wait (runner, request), &error));
  g_assert_error (error, QS_RUNNER_ERROR, QS_RUNNER_ERROR_LOST);
}

static void
assert_unavailable (const char *host,
                    const char *message)
{
  g_autofree char *before = g_strdup (g_getenv ("DOCKER_HOST"));
  g_autoptr(QsRunner) runner = qs_container_test_make_runner ();
  g_autoptr(GError) error = NULL;

  g_setenv ("DOCKER_HOST", host, TRUE);
  g_assert_false (dex_await (qs_runner_probe (runner), &error));
  g_setenv ("DOCKER_HOST", before, TRUE);
  g_assert_error (error, QS_RUNNER_ERROR, QS_RUNNER_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, message));

  /* The same runner finds the engine once it is there. */
  g_assert_true (dex_await (qs_runner_probe (runner), NULL));
}

static void
test_an_engine_that_is_away_is_explained (void)
{
  assert_unavailable ("unix:///nowhere/docker.sock", "Install Docker");
  assert_unavailable ("tcp://127.0.0.1:2375", "DOCKER_HOST");
}

int
main (int   argc,
      char *argv[])
{
  gboolean is_sibling = argc == 2 && g_str_equal (argv[1], "--sibling");

  qs_test_init (&argc, &argv);
  if (is_sibling)
    return be_sibling ();

  qs_test_add_fiber ("/container/code-log-and-times", test_a_run_ends_with_code_log_and_times);
  qs_test_add_fiber ("/container/what-is-asked-for", test_what_is_asked_for_is_set);
  qs_test_add_fiber ("/container/mounts", test_mounts_are_as_asked);
  qs_test_add_fiber ("/container/a-sibling", test_a_job_starts_a_sibling);
  qs_test_add_fiber ("/container/too-much-memory", test_too_much_memory_ends_the_run);
  qs_test_add_fiber ("/container/stop-asks-first", test_stop_asks_first);
  qs_test_add_fiber ("/container/stop-insists", test_stop_insists_in_the_end);
  qs_test_add_fiber ("/container/failures-are-told-apart", test_failures_are_told_apart);
  qs_test_add_fiber ("/container/started-once", test_a_run_is_started_once);
  qs_test_add_fiber ("/container/made-is-started", test_a_container_that_was_made_is_started);
  qs_test_add_fiber ("/container/removed-is-lost", test_a_removed_container_is_lost);
  qs_test_add_fiber ("/container/engine-away", test_an_engine_that_is_away_is_explained);

  return g_test_run ();
}
