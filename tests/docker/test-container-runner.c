#include "qs-container-runner.h"

#include <gio/gunixsocketaddress.h>
#include <string.h>

#include "qs-container-spec.h"
#include "qs-json.h"
#include "qs-log-file.h"
#include "qs-test.h"

#define IMAGE "busybox"

static QsRunner *
make_runner (void)
{
  g_autoptr(QsContainerEngine) engine = qs_container_engine_new ();

  return qs_container_runner_new (engine);
}

static QsRunRequest *
make_request (const char *script)
{
  const char *command[] = { "sh", "-c", script, NULL };
  g_autofree char *folder = qs_test_dup_folder ();
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *id = g_strconcat (uuid, ".1.default", NULL);
  QsRunRequest *request = qs_run_request_new (id, uuid, IMAGE);

  request->command = g_strdupv ((char **) command);
  request->folder = g_build_filename (folder, "run", NULL);
  request->log_path = g_build_filename (folder, "log", NULL);
  return request;
}

static void
start (QsRunner     *runner,
       QsRunRequest *request)
{
  g_autoptr(GError) error = NULL;

  dex_await (qs_runner_start (runner, request, NULL, NULL, NULL), &error);
  g_assert_no_error (error);
}

static QsRunResult *
wait_for (QsRunner     *runner,
          QsRunRequest *request)
{
  g_autoptr(GError) error = NULL;
  QsRunResult *result = dex_await_boxed (qs_runner_wait (runner, request), &error);

  g_assert_no_error (error);
  return result;
}

static QsRunState
look (QsRunner     *runner,
      QsRunRequest *request)
{
  return (QsRunState) dex_await_int (qs_runner_look (runner, request), NULL);
}

static void
remove_run (QsRunner     *runner,
            QsRunRequest *request)
{
  g_autoptr(GError) error = NULL;

  dex_await (qs_runner_remove (runner, request), &error);
  g_assert_no_error (error);
  g_assert_cmpint (look (runner, request), ==, QS_RUN_STATE_ABSENT);
}

/* Runs to the end and leaves no container. */
static QsRunResult *
run (QsRunRequest *request)
{
  g_autoptr(QsRunner) runner = make_runner ();
  QsRunResult *result;

  start (runner, request);
  result = wait_for (runner, request);
  remove_run (runner, request);
  return result;
}

static char *
read_log (QsRunRequest *request)
{
  g_autoptr(JsonNode) page = dex_await_boxed (qs_log_file_read (request->log_path, NULL, TRUE, 0),
                                              NULL);
  JsonArray *events = page != NULL ? qs_json_get_array (json_node_get_object (page), "events")
                                   : NULL;
  GString *text = g_string_new (NULL);

  for (guint i = 0; events != NULL && i < json_array_get_length (events); i++)
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
  g_autofree char *text = read_log (request);

  return strstr (text, expected) != NULL;
}

static void
test_a_run_ends_with_code_log_and_times (void)
{
  g_autoptr(QsRunRequest) request = make_request ("echo out; echo err >&2; printf last; exit 3");
  g_autoptr(QsRunResult) result = run (request);
  g_autofree char *text = NULL;

  g_assert_cmpint (result->exit_code, ==, 3);
  g_assert_null (result->reason);
  g_assert_cmpint (result->stopped_at, >=, result->started_at);
  g_assert_cmpint (ABS (result->stopped_at - g_get_real_time () / 1000), <, 60000);
  /* In which order two streams come is the engine's to say; each of them is in its own. */
  text = read_log (request);
  g_assert_true (g_regex_match_simple ("^(err[|])?out[|](err[|])?last([|]err)?$", text, 0, 0));
  g_assert_cmpuint (strlen (text), ==, strlen ("out|err|last"));
}

static void
test_what_is_asked_for_is_set (void)
{
  const char *environment[] = { "GREETING=hello", NULL };
  g_autoptr(QsRunRequest) request = make_request (
    "id -u; echo $GREETING; ulimit -n; touch /made 2>/dev/null || echo fixed; "
    "df -m /dev/shm | tail -n 1 | awk '{print $2}'");
  g_autoptr(QsRunResult) result = NULL;

  request->user = g_strdup ("1234");
  request->environment = g_strdupv ((char **) environment);
  request->read_only_root = TRUE;
  request->shared_memory = 7;
  request->vcpus = 64;
  qs_run_request_add_ulimit (request, "nofile", 100, 200);
  result = run (request);
  g_assert_cmpint (result->exit_code, ==, 0);
  assert_log (request, "1234|hello|100|fixed|7");
}

static void
test_mounts_are_as_asked (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autofree char *made = g_build_filename (folder, "made", NULL);
  g_autofree char *file = g_build_filename (folder, "made", "file", NULL);
  g_autoptr(QsRunRequest) request = make_request (
    "echo x > /data/file; touch /fixed/y 2>/dev/null || echo fixed");
  g_autoptr(QsRunResult) result = NULL;

  qs_run_request_add_mount (request, made, "/data", FALSE);
  qs_run_request_add_mount (request, folder, "/fixed", TRUE);
  result = run (request);
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
  assert_log (request, "fixed");
}

/* As the tutorial's wrapper does: through the engine's own socket. busybox's nc cannot speak to a
 * Unix socket, so the sibling is made by this program, mounted into the container. */
static void
test_a_job_starts_a_sibling (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr(QsRunRequest) request = make_request ("true");
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
  result = run (request);
  g_assert_true (has_logged (request, "the sibling says: hello from next door"));
  g_assert_cmpint (result->exit_code, ==, 0);
}

static DexFuture *
sibling_fiber (gpointer data)
{
  g_autoptr(QsRunRequest) request = make_request ("echo hello from next door");
  g_autoptr(QsRunResult) result = run (request);
  g_autofree char *text = read_log (request);

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
  g_autoptr(QsRunRequest) request = make_request ("x=a; while :; do x=$x$x; done");
  g_autoptr(QsRunResult) result = NULL;

  request->memory = 32;
  result = run (request);
  g_assert_cmpint (result->exit_code, ==, 137);
  g_assert_cmpstr (result->reason, ==, "OutOfMemoryError: Container killed due to memory usage");
}

static void
test_stop_asks_first (void)
{
  g_autoptr(QsRunner) runner = make_runner ();
  g_autoptr(QsRunRequest) request = make_request (
    "trap 'echo bye; exit 7' TERM; echo ready; while :; do sleep 0.1; done");
  g_autoptr(QsRunResult) result = NULL;
  g_autoptr(DexFuture) end = NULL;

  start (runner, request);
  end = qs_runner_wait (runner, request);
  qs_test_until (has_logged (request, "ready"));
  g_assert_true (dex_await (qs_runner_stop (runner, request, 10), NULL));
  result = dex_await_boxed (g_steal_pointer (&end), NULL);
  g_assert_cmpint (result->exit_code, ==, 7);
  assert_log (request, "ready|bye");
  remove_run (runner, request);
}

static void
test_stop_insists_in_the_end (void)
{
  g_autoptr(QsRunner) runner = make_runner ();
  g_autoptr(QsRunRequest) request = make_request ("trap '' TERM; echo ready; sleep 60");
  g_autoptr(QsRunResult) result = NULL;

  start (runner, request);
  /* Before that the signal ends what is not the command yet. */
  qs_test_until (has_logged (request, "ready"));
  g_assert_true (dex_await (qs_runner_stop (runner, request, 1), NULL));
  result = wait_for (runner, request);
  g_assert_cmpint (result->exit_code, ==, 137);
  g_assert_null (result->reason);
  remove_run (runner, request);
  g_assert_true (dex_await (qs_runner_stop (runner, request, 1), NULL));
}

static void
assert_start_fails (QsRunRequest *request,
                    int           code,
                    const char   *message)
{
  g_autoptr(QsRunner) runner = make_runner ();
  g_autoptr(GError) error = NULL;

  g_assert_false (dex_await (qs_runner_start (runner, request, NULL, NULL, NULL), &error));
  g_assert_error (error, QS_RUNNER_ERROR, code);
  g_assert_nonnull (strstr (error->message, message));
  remove_run (runner, request);
}

static void
test_failures_are_told_apart (void)
{
  g_autoptr(QsRunRequest) command = make_request ("true");
  g_autoptr(QsRunRequest) image = make_request ("true");
  g_autoptr(QsRunRequest) mount = make_request ("true");

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
  QsRunRequest *request = make_request ("echo x >> /data/count");

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
  g_autoptr(QsRunner) runner = make_runner ();
  g_autoptr(QsRunner) other = make_runner ();
  g_autoptr(QsRunRequest) request = make_counting_request (folder);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (look (runner, request), ==, QS_RUN_STATE_ABSENT);
  dex_await (dex_future_all_race (qs_runner_start (runner, request, NULL, NULL, NULL),
                                  qs_runner_start (runner, request, NULL, NULL, NULL), NULL),
             &error);
  g_assert_no_error (error);
  qs_run_result_free (wait_for (runner, request));
  start (runner, request);
  g_assert_cmpint (look (other, request), ==, QS_RUN_STATE_EXITED);
  start (other, request);
  qs_run_result_free (wait_for (other, request));
  remove_run (other, request);
  assert_started_once (folder);
}

/* Quayside was killed between making the container and starting it. */
static void
test_a_container_that_was_made_is_started (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autoptr(QsContainerEngine) engine = qs_container_engine_new ();
  g_autoptr(QsRunner) runner = make_runner ();
  g_autoptr(QsRunRequest) request = make_counting_request (folder);
  g_autofree char *name = qs_container_spec_dup_name (request);
  g_autoptr(JsonNode) spec = NULL;
  g_autoptr(GError) error = NULL;

  spec = qs_container_spec_new (request, qs_container_engine_find_network (engine, NULL));
  qs_container_engine_create (engine, name, spec, &error);
  g_assert_no_error (error);
  g_assert_cmpint (look (runner, request), ==, QS_RUN_STATE_ABSENT);

  start (runner, request);
  qs_run_result_free (wait_for (runner, request));
  remove_run (runner, request);
  assert_started_once (folder);
}

/* All that has come by one stream, 'o' or 'e'. A record with '+' is a line's beginning: where a
 * runner is dropped in the middle of a line it is cut in two. */
static char *
read_stream (QsRunRequest *request,
             char          stream)
{
  g_autofree char *contents = NULL;
  g_auto(GStrv) records = NULL;
  GString *text = g_string_new (NULL);

  g_assert_true (g_file_get_contents (request->log_path, &contents, NULL, NULL));
  records = g_strsplit (contents, "\n", -1);
  for (guint i = 0; records[i] != NULL && records[i][0] != '\0'; i++)
    {
      const char *record = strchr (records[i], ' ') + 1;

      if (record[0] == stream)
        g_string_append_printf (text, "%s%s", record + 2, record[1] == '+' ? "" : "\n");
    }

  return g_string_free_and_steal (text);
}

/* The log is followed by runner after runner, each dropped in mid-flow, as if Quayside were killed
 * again and again. */
static void
test_the_log_goes_on_without_loss_or_repeat (void)
{
  g_autoptr(QsRunRequest) request = make_request (
    "long=$(head -c 40000 /dev/zero | tr '\\0' x); i=0; "
    "while [ $i -lt 20 ]; do echo line $i; echo $long$i; echo err $i >&2; sleep 0.06; "
    "i=$((i+1)); done");
  g_autofree char *line = g_strnfill (40000, 'x');
  g_autoptr(GString) expected_output = g_string_new (NULL);
  g_autoptr(GString) expected_errors = g_string_new (NULL);
  g_autoptr(QsRunResult) result = NULL;
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;

  /* Each a little longer than the one before, or a busy computer would never come to the end. */
  for (int patience = 150; result == NULL; patience += 50)
    {
      g_autoptr(QsRunner) runner = make_runner ();
      g_autoptr(DexFuture) end = NULL;

      start (runner, request);
      end = dex_future_first (qs_runner_wait (runner, request), dex_timeout_new_msec (patience),
                              NULL);
      result = dex_await_boxed (g_steal_pointer (&end), NULL);
      if (result != NULL)
        remove_run (runner, request);
    }

  for (int i = 0; i < 20; i++)
    {
      g_string_append_printf (expected_output, "line %d\n%s%d\n", i, line, i);
      g_string_append_printf (expected_errors, "err %d\n", i);
    }
  output = read_stream (request, 'o');
  errors = read_stream (request, 'e');
  g_assert_true (g_str_equal (output, expected_output->str));
  g_assert_cmpstr (errors, ==, expected_errors->str);
}

static void
test_a_large_log_is_whole (void)
{
  g_autoptr(QsRunRequest) request = make_request (
    "yes 0123456789012345678901234567890123456789 | head -c 31457280");
  g_autoptr(QsRunResult) result = run (request);
  g_autofree char *contents = NULL;
  gsize length = 0;
  gsize lines = 0;

  g_assert_cmpint (result->exit_code, ==, 0);
  g_assert_true (g_file_get_contents (request->log_path, &contents, &length, NULL));
  for (const char *at = contents; (at = memchr (at, '\n', length - (at - contents))); at++)
    lines++;
  /* The last line is cut short by head and ends without a newline. */
  g_assert_cmpuint (lines, ==, 31457280 / 41 + 1);
  g_assert_cmpuint (length - lines * strlen ("1763858400123456789 o \n"), ==,
                    31457280 - (lines - 1));
}

static void
test_a_removed_container_is_lost (void)
{
  g_autoptr(QsRunner) runner = make_runner ();
  g_autoptr(QsRunRequest) request = make_request ("sleep 60");
  g_autoptr(GError) error = NULL;

  start (runner, request);
  remove_run (runner, request);
  g_assert_null (dex_await_boxed (qs_runner_wait (runner, request), &error));
  g_assert_error (error, QS_RUNNER_ERROR, QS_RUNNER_ERROR_LOST);
}

static void
assert_unavailable (const char *host,
                    const char *message)
{
  g_autofree char *before = g_strdup (g_getenv ("DOCKER_HOST"));
  g_autoptr(QsRunner) runner = make_runner ();
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
  qs_test_add_fiber ("/container/log-goes-on", test_the_log_goes_on_without_loss_or_repeat);
  qs_test_add_fiber ("/container/large-log", test_a_large_log_is_whole);
  qs_test_add_fiber ("/container/removed-is-lost", test_a_removed_container_is_lost);
  qs_test_add_fiber ("/container/engine-away", test_an_engine_that_is_away_is_explained);

  return g_test_run ();
}
