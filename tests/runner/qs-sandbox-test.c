#include "qs-sandbox-test.h"

#include <stdio.h>
#include <unistd.h>

#include "qs-json.h"
#include "qs-log-file.h"
#include "qs-sandbox-runner.h"
#include "qs-test.h"

QsRunRequest *
qs_sandbox_test_make_request (const char *script)
{
  const char *command[] = { "sh", "-c", script, NULL };
  g_autofree char *folder = qs_test_dup_folder ();
  QsRunRequest *request = qs_run_request_new ("job.1.default", "job", QS_SANDBOX_IMAGE);

  request->command = g_strdupv ((char **) command);
  request->folder = g_build_filename (folder, "run", NULL);
  request->log_path = g_build_filename (folder, "log", NULL);
  return request;
}

gboolean
qs_sandbox_test_start (QsRunner     *runner,
                       QsRunRequest *request,
                       GError      **error)
{
  return dex_await (qs_runner_start (runner, request, NULL, NULL, NULL), error);
}

QsRunResult *
qs_sandbox_test_run (QsRunRequest *request)
{
  g_autoptr(QsRunner) runner = qs_sandbox_runner_new ();
  g_autoptr(GError) error = NULL;
  QsRunResult *result;

  g_assert_true (qs_sandbox_test_start (runner, request, &error));
  g_assert_no_error (error);
  result = dex_await_boxed (qs_runner_wait (runner, request), &error);
  g_assert_no_error (error);
  return result;
}

void
qs_sandbox_test_run_to_error (QsRunRequest *request,
                              int           code,
                              const char   *message)
{
  g_autoptr(QsRunner) runner = qs_sandbox_runner_new ();
  g_autoptr(GError) error = NULL;

  g_assert_false (qs_sandbox_test_start (runner, request, &error));
  g_assert_error (error, QS_RUNNER_ERROR, code);
  g_assert_nonnull (strstr (error->message, message));
}

/* The log's messages with '|' between them. */
char *
qs_sandbox_test_read_log (QsRunRequest *request)
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

void
qs_sandbox_test_assert_log (QsRunRequest *request,
                            const char   *expected)
{
  g_autofree char *text = qs_sandbox_test_read_log (request);

  g_assert_cmpstr (text, ==, expected);
}

gboolean
qs_sandbox_test_has_logged (QsRunRequest *request,
                            const char   *expected)
{
  g_autofree char *text = g_file_test (request->log_path, G_FILE_TEST_EXISTS)
                          ? qs_sandbox_test_read_log (request) : NULL;

  return g_strcmp0 (text, expected) == 0;
}

/* Where there can be no sandbox the whole program is left out, and says so. */
void
qs_sandbox_test_leave_out (void)
{
  g_autoptr(QsRunner) runner = qs_sandbox_runner_new ();
  g_autoptr(GError) error = NULL;

  if (dex_await (qs_runner_probe (runner), &error))
    return;

  printf ("left out: %s\n", error->message);
  fflush (stdout);
  _exit (77);
}
