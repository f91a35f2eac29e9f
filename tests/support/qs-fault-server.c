#include "qs-fault-server.h"

#include "qs-json.h"
#include "qs-test.h"

struct _QsFaultServer
{
  GSubprocess  *process;
  QsHttp       *http;      /* to ask it about itself */
  JsonNode     *ports;
  GTlsDatabase *trust;
};

static void
read_ports (QsFaultServer *self)
{
  g_autoptr(GDataInputStream) output =
    g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_autoptr(GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line (output, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  self->ports = qs_json_parse (line, -1, &error);
  g_assert_no_error (error);
}

QsFaultServer *
qs_fault_server_start (void)
{
  QsFaultServer *self = g_new0 (QsFaultServer, 1);
  g_autofree char *program = g_test_build_filename (G_TEST_DIST, "support", "fault-server",
                                                    "fault-server", NULL);
  g_autofree char *folder = qs_test_dup_folder ();
  g_autofree char *authority = g_build_filename (folder, "authority.crt", NULL);
  g_autoptr(GError) error = NULL;

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                    &error, program, folder, NULL);
  g_assert_no_error (error);
  read_ports (self);
  self->trust = g_tls_file_database_new (authority, &error);
  g_assert_no_error (error);
  self->http = qs_http_new ();
  return self;
}

void
qs_fault_server_stop (QsFaultServer *self)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
  g_assert_true (g_subprocess_wait_check (self->process, NULL, NULL));
  g_object_unref (self->process);
  g_object_unref (self->http);
  g_object_unref (self->trust);
  json_node_unref (self->ports);
  g_free (self);
}

guint16
qs_fault_server_get_port (QsFaultServer *self,
                          const char    *kind)
{
  gint64 port = qs_json_get_int (json_node_get_object (self->ports), kind, 0);

  g_assert_cmpint (port, >, 0);
  return (guint16) port;
}

char *
qs_fault_server_dup_url (QsFaultServer *self,
                         const char    *kind,
                         const char    *target)
{
  return g_strdup_printf ("%s://127.0.0.1:%u%s", g_str_has_prefix (kind, "tls") ? "https" : "http",
                          qs_fault_server_get_port (self, kind), target);
}

GTlsDatabase *
qs_fault_server_get_trust (QsFaultServer *self)
{
  return self->trust;
}

JsonNode *
qs_fault_server_report (QsFaultServer *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(QsHttpReply) reply = qs_fault_server_ask (self, self->http, "/report", &error);
  JsonNode *counts;

  g_assert_no_error (error);
  counts = qs_json_parse (g_bytes_get_data (reply->body, NULL),
                          (gssize) g_bytes_get_size (reply->body), &error);
  g_assert_no_error (error);
  return counts;
}

guint
qs_fault_server_count (QsFaultServer *self,
                       const char    *what,
                       const char    *name)
{
  g_autoptr(JsonNode) report = qs_fault_server_report (self);
  JsonObject *counts = qs_json_get_object (json_node_get_object (report), what);

  return (guint) qs_json_get_int (counts, name, 0);
}

QsHttpRequest *
qs_fault_server_make_request (QsFaultServer *self,
                              const char    *kind,
                              const char    *method,
                              const char    *target)
{
  g_autofree char *url = qs_fault_server_dup_url (self, kind, target);
  g_autoptr(GBytes) body = g_bytes_new_static ("{}", 2);
  QsHttpRequest *request = qs_http_request_new (method, url);

  if (g_str_equal (method, "POST"))
    qs_http_request_set_body (request, "application/json", body);
  return request;
}

QsHttpReply *
qs_fault_server_ask (QsFaultServer *self,
                     QsHttp        *http,
                     const char    *target,
                     GError       **error)
{
  g_autoptr(QsHttpRequest) request = qs_fault_server_make_request (self, "http", "GET", target);

  return dex_await_boxed (qs_http_send (http, request), error);
}
