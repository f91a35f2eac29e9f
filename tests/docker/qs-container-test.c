#include "qs-container-test.h"

#include <string.h>

#include "qs-container-runner.h"
#include "qs-json.h"
#include "qs-log-file.h"
#include "qs-test.h"

#define IMAGE "busybox"

QsRunner *
qs_container_test_make_runner (void)
{
  g_autoptr(QsContainerEngine) engine = qs_container_engine_new ();

  return qs_container_runner_new (engine);
}

QsRunRequest *
qs_container_test_make_request (const char *script)
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

void
qs_container_test_start (QsRunner     *runner,
                         QsRunRequest *request)
{
  g_autoptr(GError) error = NULL;

  dex_await (qs_runner_start (runner, request, NULL, NULL, NULL), &error);
  g_assert_no_error (error);
}

QsRunResult *
qs_container_test_wait_for (QsRunner     *runner,
                            QsRunRequest *request)
{
  g_autoptr(GError) error = NULL;
  QsRunResult *result = dex_await_boxed (qs_runner_wait (runner, request), &error);

  g_assert_no_error (error);
  return result;
}

QsRunState
qs_container_test_look (QsRunner     *runner,
                        QsRunRequest *request)
{
  return (QsRunState) dex_await_int (qs_runner_look (runner, request), NULL);
}

void
qs_container_test_remove_run (QsRunner     *runner,
                              QsRunRequest *request)
{
  g_autoptr(GError) error = NULL;

  dex_await (qs_runner_remove (runner, request), &error);
  g_assert_no_error (error);
  g_assert_cmpint (qs_container_test_look (runner, request), ==, QS_RUN_STATE_ABSENT);
}

/* Runs to the end and leaves no container. */
QsRunResult *
qs_container_test_run (QsRunRequest *request)
{
  g_autoptr(QsRunner) runner = qs_container_test_make_runner ();
  QsRunResult *result;

  qs_container_test_start (runner, request);
  result = qs_container_test_wait_for (runner, request);
  qs_container_test_remove_run (runner, request);
  return result;
}

char *
qs_container_test_read_log (QsRunRequest *request)
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

void
qs_container_test_assert_log (QsRunRequest *request,
                              const char   *expected)
{
  g_autofree char *text = qs_container_test_read_log (request);

  g_assert_cmpstr (text, ==, expected);
}

gboolean
qs_container_test_has_logged (QsRunRequest *request,
                              const char   *expected)
{
  g_autofree char *text = qs_container_test_read_log (request);

  return strstr (text, expected) != NULL;
}

/* All that has come by one stream, 'o' or 'e'. A record with '+' is a line's beginning: where a
 * runner is dropped in the middle of a line it is cut in two. */
char *
qs_container_test_read_stream (QsRunRequest *request,
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
