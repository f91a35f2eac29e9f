#include "qs-http.h"

#include <gio/gunixsocketaddress.h>
#include <string.h>

#include "qs-scope.h"
#include "qs-test.h"

/* A peer that says what it was told to, whatever it is asked. */
typedef struct
{
  GSocketService *service;
  char           *path;
  char           *answer;
  gsize           length;
  gboolean        stays;     /* keeps the connection open behind the answer */
  GString        *asked;
  guint           connections;
  guint           closed;
} QsPeer;

typedef struct
{
  QsPeer            *peer;
  GSocketConnection *connection;
} QsVisit;

static DexFuture *
visit_fiber (gpointer data)
{
  QsVisit *visit = data;
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (visit->connection));
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (visit->connection));
  char bytes[4096];
  gint64 got;

  while (strstr (visit->peer->asked->str, "\r\n\r\n") == NULL &&
         (got = dex_await_int64 (dex_input_stream_read (input, bytes, sizeof bytes, 0), NULL)) > 0)
    g_string_append_len (visit->peer->asked, bytes, got);

  for (gsize sent = 0; sent < visit->peer->length; sent += (gsize) got)
    {
      gsize size = MIN (visit->peer->length - sent, 65536);

      got = dex_await_int64 (dex_output_stream_write (output, visit->peer->answer + sent, size, 0),
                             NULL);
      if (got <= 0)
        break;
    }

  if (visit->peer->stays)
    dex_await_int64 (dex_input_stream_read (input, bytes, sizeof bytes, 0), NULL);
  visit->peer->closed++;
  g_io_stream_close (G_IO_STREAM (visit->connection), NULL, NULL);
  return dex_future_new_true ();
}

static void
visit_free (gpointer data)
{
  g_object_unref (((QsVisit *) data)->connection);
  g_free (data);
}

static gboolean
on_service_incoming_cb (GSocketService    *service,
                        GSocketConnection *connection,
                        GObject           *source,
                        gpointer           user_data)
{
  QsVisit *visit = g_new0 (QsVisit, 1);

  visit->peer = user_data;
  visit->peer->connections++;
  visit->connection = g_object_ref (connection);
  dex_future_disown (dex_scheduler_spawn (NULL, 0, visit_fiber, visit, visit_free));
  return TRUE;
}

static QsPeer *
peer_new (const char *answer)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autoptr(GSocketAddress) address = NULL;
  g_autoptr(GError) error = NULL;
  QsPeer *peer = g_new0 (QsPeer, 1);

  peer->path = g_build_filename (folder, "socket", NULL);
  peer->answer = g_strdup (answer);
  peer->length = strlen (answer);
  peer->asked = g_string_new (NULL);
  peer->service = g_socket_service_new ();
  address = g_unix_socket_address_new (peer->path);
  g_socket_listener_add_address (G_SOCKET_LISTENER (peer->service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_DEFAULT, NULL, NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (peer->service, "incoming", G_CALLBACK (on_service_incoming_cb), peer);
  return peer;
}

static void
peer_free (QsPeer *peer)
{
  g_socket_service_stop (peer->service);
  g_socket_listener_close (G_SOCKET_LISTENER (peer->service));
  qs_test_until (peer->closed == peer->connections);
  g_object_unref (peer->service);
  g_string_free (peer->asked, TRUE);
  g_free (peer->path);
  g_free (peer->answer);
  g_free (peer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsPeer, peer_free)

static QsHttpReply *
ask (QsPeer  *peer,
     gsize max_body,
     GError **error)
{
  g_autoptr(QsHttp) http = qs_http_new_for_socket (peer->path);
  g_autoptr(QsHttpRequest) request = qs_http_request_new ("GET", "/v1/things?all=1");

  if (max_body > 0)
    request->max_body = max_body;
  return dex_await_boxed (qs_http_send (http, request), error);
}

static void
test_a_reply_has_status_headers_and_body (void)
{
  g_autoptr(QsPeer) peer = peer_new ("HTTP/1.1 404 Not Found\r\nApi-Version: 1.41\r\n"
                                     "Content-Length: 5\r\nConnection: close\r\n\r\nhello");
  g_autoptr(GError) error = NULL;
  g_autoptr(QsHttpReply) reply = ask (peer, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 404);
  g_assert_false (qs_http_reply_is_success (reply));
  g_assert_cmpstr (qs_http_reply_get_header (reply, "API-version"), ==, "1.41");
  g_assert_cmpmem (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body),
                   "hello", 5);
  g_assert_true (g_str_has_prefix (peer->asked->str, "GET /v1/things?all=1 HTTP/1.1\r\n"));
}

static void
test_a_body_is_sent (void)
{
  g_autoptr(QsPeer) peer = peer_new ("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
  g_autoptr(QsHttp) http = qs_http_new_for_socket (peer->path);
  g_autoptr(QsHttpRequest) request = qs_http_request_new ("POST", "/make");
  g_autoptr(GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr(QsHttpReply) reply = NULL;

  qs_http_request_set_body (request, "application/json", body);
  qs_http_request_add_header (request, "X-Extra", "yes");
  reply = dex_await_boxed (qs_http_send (http, request), NULL);
  g_assert_cmpuint (reply->status, ==, 204);
  g_assert_nonnull (strstr (peer->asked->str, "Content-Type: application/json\r\n"));
  g_assert_nonnull (strstr (peer->asked->str, "Content-Length: 2\r\n"));
  g_assert_nonnull (strstr (peer->asked->str, "X-Extra: yes\r\n"));
}

static void
test_redirects_are_not_followed (void)
{
  g_autoptr(QsPeer) peer = peer_new ("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\n"
                                     "Content-Length: 0\r\nConnection: close\r\n\r\n");
  g_autoptr(QsHttpReply) reply = ask (peer, 0, NULL);

  g_assert_cmpuint (reply->status, ==, 302);
  g_assert_cmpuint (peer->connections, ==, 1);
}

static void
test_a_large_reply_is_given_up (void)
{
  g_autofree char *zeros = g_strnfill (4 * 1024 * 1024, '0');
  g_autofree char *answer = g_strconcat ("HTTP/1.1 200 OK\r\nContent-Length: 4194304\r\n\r\n",
                                         zeros, NULL);
  g_autoptr(QsPeer) peer = peer_new (answer);
  g_autoptr(GError) error = NULL;

  g_assert_null (ask (peer, 100000, &error));
  g_assert_error (error, QS_HTTP_ERROR, QS_HTTP_ERROR_TOO_LARGE);
}

static void
test_broken_replies_are_errors (void)
{
  g_autoptr(QsPeer) half = peer_new ("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
  g_autoptr(QsPeer) noise = peer_new ("SSH-2.0-OpenSSH_9.2\r\n\r\n");
  g_autoptr(QsPeer) nothing = peer_new ("");
  g_autoptr(GError) error = NULL;

  g_assert_null (ask (half, 0, &error));
  g_assert_error (error, QS_HTTP_ERROR, QS_HTTP_ERROR_BROKEN);
  g_clear_error (&error);
  g_assert_null (ask (noise, 0, &error));
  g_assert_true (error->domain == QS_HTTP_ERROR);
  g_clear_error (&error);
  g_assert_null (ask (nothing, 0, &error));
  g_assert_true (error->domain == QS_HTTP_ERROR);
}

static void
test_who_is_not_there_is_told_apart (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autofree char *path = g_build_filename (folder, "none", NULL);
  g_autoptr(QsPeer) gone = peer_new ("");
  g_autoptr(QsHttp) http = qs_http_new_for_socket (path);
  g_autoptr(QsHttpRequest) request = qs_http_request_new ("GET", "/");
  g_autoptr(GError) error = NULL;

  g_assert_null (dex_await_boxed (qs_http_send (http, request), &error));
  g_assert_error (error, QS_HTTP_ERROR, QS_HTTP_ERROR_ABSENT);
  g_clear_error (&error);

  g_socket_service_stop (gone->service);
  g_socket_listener_close (G_SOCKET_LISTENER (gone->service));
  g_assert_null (ask (gone, 0, &error));
  g_assert_error (error, QS_HTTP_ERROR, QS_HTTP_ERROR_REFUSED);
}

static void
test_silence_ends_in_time (void)
{
  g_autoptr(QsPeer) peer = peer_new ("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
  g_autoptr(QsHttp) http = qs_http_new_for_socket (peer->path);
  g_autoptr(QsHttpRequest) request = qs_http_request_new ("GET", "/");
  g_autoptr(GError) error = NULL;

  peer->stays = TRUE;
  request->io_timeout = 100;
  g_assert_null (dex_await_boxed (qs_http_send (http, request), &error));
  g_assert_error (error, QS_HTTP_ERROR, QS_HTTP_ERROR_TIMED_OUT);
}

/* The connection itself must be gone, seen from the other side. */
static void
test_a_dropped_request_is_cancelled (void)
{
  g_autoptr(QsPeer) peer = peer_new ("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
  g_autoptr(QsHttp) http = qs_http_new_for_socket (peer->path);
  g_autoptr(QsHttpRequest) request = qs_http_request_new ("GET", "/");
  DexFuture *future = NULL;

  peer->stays = TRUE;
  future = qs_http_send (http, request);
  qs_test_until (peer->asked->len > 0);
  dex_unref (future);
  qs_test_until (peer->closed == 1);
}

static void
test_a_cancelled_scope_cancels_the_request (void)
{
  g_autoptr(QsPeer) peer = peer_new ("");
  g_autoptr(QsHttp) http = qs_http_new_for_socket (peer->path);
  g_autoptr(QsHttpRequest) request = qs_http_request_new ("GET", "/");
  g_autoptr(QsScope) scope = qs_scope_new ();
  g_autoptr(DexFuture) future = NULL;

  peer->stays = TRUE;
  future = qs_scope_guard (scope, qs_http_send (http, request));
  qs_test_until (peer->asked->len > 0);
  qs_scope_cancel (scope);
  qs_test_until (dex_future_is_rejected (future));
  dex_clear (&future);
  qs_test_until (peer->closed == 1);
}

static void
test_a_stream_comes_as_it_is_said (void)
{
  g_autoptr(QsPeer) peer = peer_new ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                     "5\r\nfirst\r\n");
  g_autoptr(QsHttp) http = qs_http_new_for_socket (peer->path);
  g_autoptr(QsHttpRequest) request = qs_http_request_new ("GET", "/logs");
  g_autoptr(QsHttpReply) reply = NULL;
  g_autoptr(GBytes) bytes = NULL;

  peer->stays = TRUE;
  reply = dex_await_boxed (qs_http_open (http, request), NULL);
  g_assert_nonnull (reply->stream);
  g_assert_null (reply->body);
  bytes = dex_await_boxed (dex_input_stream_read_bytes (reply->stream, 100, 0), NULL);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "first", 5);

  /* A read that waits is ended by dropping it, and the connection with the stream. */
  {
    g_autoptr(DexFuture) more = dex_future_first (dex_input_stream_read_bytes (reply->stream, 9, 0),
                                                  dex_timeout_new_msec (50), NULL);

    g_assert_false (dex_await (g_steal_pointer (&more), NULL));
  }
  g_clear_pointer (&reply, qs_http_reply_unref);
  qs_test_until (peer->closed == 1);
}

static void
test_a_refused_stream_has_its_reason (void)
{
  g_autoptr(QsPeer) peer = peer_new ("HTTP/1.1 409 Conflict\r\nConnection: close\r\n"
                                     "Content-Length: 4\r\n\r\nbusy");
  g_autoptr(QsHttp) http = qs_http_new_for_socket (peer->path);
  g_autoptr(QsHttpRequest) request = qs_http_request_new ("GET", "/logs");
  g_autoptr(QsHttpReply) reply = dex_await_boxed (qs_http_open (http, request), NULL);

  g_assert_cmpuint (reply->status, ==, 409);
  g_assert_null (reply->stream);
  g_assert_cmpmem (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body), "busy", 4);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/http/status-headers-body", test_a_reply_has_status_headers_and_body);
  qs_test_add_fiber ("/http/a-body-is-sent", test_a_body_is_sent);
  qs_test_add_fiber ("/http/redirects-are-not-followed", test_redirects_are_not_followed);
  qs_test_add_fiber ("/http/a-large-reply-is-given-up", test_a_large_reply_is_given_up);
  qs_test_add_fiber ("/http/broken-replies-are-errors", test_broken_replies_are_errors);
  qs_test_add_fiber ("/http/who-is-not-there", test_who_is_not_there_is_told_apart);
  qs_test_add_fiber ("/http/silence-ends-in-time", test_silence_ends_in_time);
  qs_test_add_fiber ("/http/a-dropped-request-is-cancelled", test_a_dropped_request_is_cancelled);
  qs_test_add_fiber ("/http/a-cancelled-scope", test_a_cancelled_scope_cancels_the_request);
  qs_test_add_fiber ("/http/a-stream", test_a_stream_comes_as_it_is_said);
  qs_test_add_fiber ("/http/a-refused-stream", test_a_refused_stream_has_its_reason);

  return g_test_run ();
}
