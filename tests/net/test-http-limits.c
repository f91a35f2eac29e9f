#include <string.h>

#include "qs-fault-server.h"
#include "qs-test.h"

/*
 * Limits of time and of size, and what cancelling comes to: that a connection is closed is asked of
 * the other side of it.
 */

#define MEBIBYTE (1024 * 1024)

static QsFaultServer *server;

static QsHttpRequest *
make_request (const char *target)
{
  return qs_fault_server_make_request (server, "http", "GET", target);
}

/* Awaits; the peer has to see the connection's end too. */
static void
assert_times_out (QsHttpRequest *request,
                  gboolean       is_unsent,
                  const char    *name)
{
  g_autoptr(QsHttp) http = qs_http_new ();
  g_autoptr(GError) error = NULL;

  g_assert_null (dex_await_boxed (qs_http_send (http, request), &error));
  g_assert_error (error, QS_HTTP_ERROR, QS_HTTP_ERROR_TIMED_OUT);
  g_assert_cmpint (qs_http_error_is_unsent (error), ==, is_unsent);
  qs_test_until (qs_fault_server_count (server, "gone", name) == 1);
}

static void
test_silence_is_not_waited_for (void)
{
  const char *silences[] = { "nothing", "head", "body" };

  for (guint i = 0; i < G_N_ELEMENTS (silences); i++)
    {
      g_autofree char *id = g_strconcat ("silence-", silences[i], NULL);
      g_autofree char *target = g_strdup_printf ("/hold?after=%s&id=%s", silences[i], id);
      g_autoptr(QsHttpRequest) request = make_request (target);

      request->io_timeout = 100;
      assert_times_out (request, FALSE, id);
    }
}

static QsHttpRequest *
make_mute_request (void)
{
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u/",
                                          qs_fault_server_get_port (server, "mute"));

  return qs_http_request_new ("GET", url);
}

/* Who never answers the handshake has not been told anything. */
static void
test_a_handshake_without_end_is_unsent (void)
{
  g_autoptr(QsHttpRequest) request = make_mute_request ();

  request->io_timeout = 100;
  assert_times_out (request, TRUE, "mute");
}

static void
test_dripping_ends_at_the_deadline (void)
{
  g_autoptr(QsHttpRequest) head = make_request ("/drip?part=head&id=drip-head");
  g_autoptr(QsHttpRequest) body = make_request ("/drip?part=body&length=100000&id=drip-body");

  head->deadline = 200;
  body->deadline = 200;
  assert_times_out (head, FALSE, "drip-head");
  assert_times_out (body, FALSE, "drip-body");
}

/* A time-out is for the lack of progress. A busy computer may bring one about, but hardly each
 * time. */
static void
test_progress_is_waited_for (void)
{
  g_autoptr(QsHttp) http = qs_http_new ();
  g_autoptr(QsHttpReply) reply = NULL;

  for (guint tries = 0; reply == NULL && tries < 5; tries++)
    {
      g_autoptr(QsHttpRequest) request = make_request ("/drip?part=body&length=60&id=progress");

      request->io_timeout = 600;
      reply = dex_await_boxed (qs_http_send (http, request), NULL);
    }

  g_assert_nonnull (reply);
  g_assert_cmpint (g_get_monotonic_time () - reply->sent_at, >, 600 * 1000);
}

static void
test_who_does_not_read_is_not_waited_for (void)
{
  g_autoptr(QsHttp) http = qs_http_new ();
  g_autoptr(QsHttpRequest) request = qs_fault_server_make_request (server, "deaf", "POST", "/");
  g_autoptr(GBytes) body = g_bytes_new_take (g_malloc0 (64 * MEBIBYTE), 64 * MEBIBYTE);
  g_autoptr(GError) error = NULL;

  qs_http_request_set_body (request, "text/plain", body);
  request->io_timeout = 300;
  g_assert_null (dex_await_boxed (qs_http_send (http, request), &error));
  g_assert_error (error, QS_HTTP_ERROR, QS_HTTP_ERROR_TIMED_OUT);
  g_assert_false (qs_http_error_is_unsent (error));
}

static void
hold_connections (QsHttp     *http,
                  DexFuture **held,
                  guint       n_held)
{
  for (guint i = 0; i < n_held; i++)
    {
      g_autoptr(QsHttpRequest) request = make_request ("/hold?after=nothing&id=crowd");

      held[i] = qs_http_send (http, request);
    }
  qs_test_until (qs_fault_server_count (server, "held", "crowd") % 16 == 0 &&
                 qs_fault_server_count (server, "held", "crowd") > 0);
}

/* Sixteen connections are all that a host is given. */
static void
test_waiting_in_the_queue_is_no_silence (void)
{
  g_autoptr(QsHttp) http = qs_http_new ();
  g_autoptr(QsHttpRequest) late = make_request ("/echo?late");
  g_autoptr(QsHttpRequest) patient = make_request ("/echo");
  g_autoptr(DexFuture) waiting = NULL;
  g_autoptr(QsHttpReply) reply = NULL;
  g_autoptr(GError) error = NULL;
  DexFuture *held[16];

  hold_connections (http, held, G_N_ELEMENTS (held));
  patient->io_timeout = 1000;
  waiting = qs_http_send (http, patient);

  late->deadline = 100;
  g_assert_null (dex_await_boxed (qs_http_send (http, late), &error));
  g_assert_error (error, QS_HTTP_ERROR, QS_HTTP_ERROR_TIMED_OUT);
  g_assert_true (qs_http_error_is_unsent (error));

  dex_await (dex_timeout_new_msec (1100), NULL);
  g_assert_true (dex_future_is_pending (waiting));
  for (guint i = 0; i < G_N_ELEMENTS (held); i++)
    dex_unref (held[i]);
  reply = dex_await_boxed (g_steal_pointer (&waiting), NULL);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpuint (qs_fault_server_count (server, "requests", "/echo?late"), ==, 0);
}

/* The most memory there has been since forget_peak(). */
static guint64
read_peak (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmHWM:");
  g_assert_nonnull (line);
  return g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10) * 1024;
}

/* Returns: the memory there is now. */
static guint64
forget_peak (void)
{
  g_assert_true (g_file_set_contents_full ("/proc/self/clear_refs", "5", 1,
                                           G_FILE_SET_CONTENTS_NONE, 0644, NULL));
  return read_peak ();
}

/* A gibibyte, of which no more than the limit may be kept, and not much more be taken. */
static void
assert_too_large (const char *target,
                  const char *id,
                  gboolean    accepts_compressed)
{
  g_autoptr(QsHttp) http = qs_http_new ();
  g_autofree char *path = g_strconcat (target, "&mib=1024&id=", id, NULL);
  g_autoptr(QsHttpRequest) request = make_request (path);
  g_autoptr(GError) error = NULL;
  guint64 before = forget_peak ();

  request->max_body = MEBIBYTE;
  request->accepts_compressed = accepts_compressed;
  g_assert_null (dex_await_boxed (qs_http_send (http, request), &error));
  g_assert_error (error, QS_HTTP_ERROR, QS_HTTP_ERROR_TOO_LARGE);
  g_assert_false (qs_http_error_is_unsent (error));
  g_assert_cmpuint (read_peak () - before, <, 64 * MEBIBYTE);

  qs_test_until (qs_fault_server_count (server, "gone", id) == 1);
  if (!accepts_compressed)
    g_assert_cmpuint (qs_fault_server_count (server, "taken", id), <, 64);
}

static void
test_a_large_reply_is_given_up (void)
{
  assert_too_large ("/large?", "large", FALSE);
  assert_too_large ("/large?chunked", "large-chunked", FALSE);
}

/* A mebibyte as it comes over the wire would be a gibibyte. */
static void
test_a_gzip_bomb_is_given_up (void)
{
  assert_too_large ("/bomb?", "bomb", TRUE);
}

static void
test_a_bomb_stays_packed_unasked (void)
{
  g_autoptr(QsHttp) http = qs_http_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(QsHttpReply) reply = qs_fault_server_ask (server, http, "/bomb?mib=64&id=packed",
                                                      &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (reply->body), <, MEBIBYTE);
  g_assert_cmpstr (qs_http_reply_get_header (reply, "content-encoding"), ==, "gzip");
}

static void
test_compressed_replies_are_decoded_when_asked (void)
{
  g_autoptr(QsHttp) http = qs_http_new ();
  const char *targets[] = { "/gzip?", "/gzip?torn", "/gzip?noise" };

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autoptr(QsHttpRequest) request = make_request (targets[i]);
      g_autoptr(GError) error = NULL;
      g_autoptr(QsHttpReply) reply = NULL;

      request->accepts_compressed = TRUE;
      reply = dex_await_boxed (qs_http_send (http, request), &error);
      g_test_message ("%s: %s", targets[i], error != NULL ? error->message : "a reply");
      if (i == 0)
        g_assert_cmpmem (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body),
                         "{\"hello\":\"world\"}", 17);
      else
        g_assert_true (error != NULL && error->domain == QS_HTTP_ERROR);
    }
}

/* What is handed out as a stream is never held whole. */
static void
test_a_stream_takes_no_room (void)
{
  g_autoptr(QsHttp) http = qs_http_new ();
  g_autoptr(QsHttpRequest) request = make_request ("/large?mib=1024&id=stream");
  g_autoptr(GError) error = NULL;
  g_autoptr(QsHttpReply) reply = dex_await_boxed (qs_http_open (http, request), &error);
  guint64 before = forget_peak ();
  g_autofree char *bytes = g_malloc (MEBIBYTE);
  gint64 total = 0;
  gint64 got;

  g_assert_no_error (error);
  while ((got = dex_await_int64 (dex_input_stream_read (reply->stream, bytes, MEBIBYTE, 0),
                                 &error)) > 0)
    total += got;
  g_assert_no_error (error);
  g_assert_cmpint (total, ==, (gint64) 1024 * MEBIBYTE);
  g_assert_cmpuint (read_peak () - before, <, 64 * MEBIBYTE);
}

/* The limits of time are for the head; behind it a stream may be silent for as long as it likes. */
static void
test_a_stream_may_be_silent (void)
{
  g_autoptr(QsHttp) http = qs_http_new ();
  g_autoptr(QsHttpRequest) mute = make_request ("/hold?after=nothing&id=stream-mute");
  g_autoptr(QsHttpRequest) silent = make_request ("/hold?after=head&id=stream-silent");
  g_autoptr(QsHttpReply) reply = NULL;
  g_autoptr(DexFuture) end = NULL;
  g_autoptr(GError) error = NULL;

  mute->io_timeout = 100;
  silent->io_timeout = 10000;
  silent->deadline = 10000;
  g_assert_null (dex_await_boxed (qs_http_open (http, mute), &error));
  g_assert_error (error, QS_HTTP_ERROR, QS_HTTP_ERROR_TIMED_OUT);
  qs_test_until (qs_fault_server_count (server, "gone", "stream-mute") == 1);

  reply = dex_await_boxed (qs_http_open (http, silent), NULL);
  g_assert_nonnull (reply->stream);
  end = dex_future_first (dex_input_stream_read_bytes (reply->stream, 10, 0),
                          dex_timeout_new_msec (100), NULL);
  g_clear_error (&error);
  g_assert_false (dex_await (g_steal_pointer (&end), &error));
  g_assert_error (error, DEX_ERROR, DEX_ERROR_TIMED_OUT);
  g_clear_pointer (&reply, qs_http_reply_unref);
  qs_test_until (qs_fault_server_count (server, "gone", "stream-silent") == 1);
}

static void
test_dropping_closes_the_connection (void)
{
  const char *stages[] = { "nothing", "head", "body" };

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      g_autoptr(QsHttp) http = qs_http_new ();
      g_autofree char *id = g_strconcat ("dropped-", stages[i], NULL);
      g_autofree char *target = g_strdup_printf ("/hold?after=%s&id=%s", stages[i], id);
      g_autoptr(QsHttpRequest) request = make_request (target);
      DexFuture *future = qs_http_send (http, request);

      qs_test_until (qs_fault_server_count (server, "held", id) == 1);
      g_assert_cmpuint (qs_fault_server_count (server, "gone", id), ==, 0);
      dex_unref (future);
      qs_test_until (qs_fault_server_count (server, "gone", id) == 1);
    }
}

static void
test_dropping_ends_a_handshake (void)
{
  g_autoptr(QsHttp) http = qs_http_new ();
  g_autoptr(QsHttpRequest) request = make_mute_request ();
  guint before = qs_fault_server_count (server, "connections", "mute");
  guint gone = qs_fault_server_count (server, "gone", "mute");
  DexFuture *future = qs_http_send (http, request);

  qs_test_until (qs_fault_server_count (server, "connections", "mute") == before + 1);
  dex_unref (future);
  qs_test_until (qs_fault_server_count (server, "gone", "mute") == gone + 1);
}

/* With the last reference to a QsHttp what it has under way ends as well. */
static void
test_letting_go_cancels_all (void)
{
  QsHttp *http = qs_http_new ();
  g_autoptr(QsHttpRequest) request = make_request ("/hold?after=nothing&id=let-go");
  g_autoptr(DexFuture) future = qs_http_send (http, request);

  qs_test_until (qs_fault_server_count (server, "held", "let-go") == 1);
  g_assert_finalize_object (http);
  qs_test_until (dex_future_is_rejected (future));
  qs_test_until (qs_fault_server_count (server, "gone", "let-go") == 1);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  qs_test_init (&argc, &argv);
  server = qs_fault_server_start ();

  qs_test_add_fiber ("/http-limits/silence", test_silence_is_not_waited_for);
  qs_test_add_fiber ("/http-limits/handshake", test_a_handshake_without_end_is_unsent);
  qs_test_add_fiber ("/http-limits/dripping", test_dripping_ends_at_the_deadline);
  qs_test_add_fiber ("/http-limits/progress", test_progress_is_waited_for);
  qs_test_add_fiber ("/http-limits/deaf", test_who_does_not_read_is_not_waited_for);
  qs_test_add_fiber ("/http-limits/queue", test_waiting_in_the_queue_is_no_silence);
  qs_test_add_fiber ("/http-limits/large", test_a_large_reply_is_given_up);
  qs_test_add_fiber ("/http-limits/bomb", test_a_gzip_bomb_is_given_up);
  qs_test_add_fiber ("/http-limits/packed", test_a_bomb_stays_packed_unasked);
  qs_test_add_fiber ("/http-limits/decoded", test_compressed_replies_are_decoded_when_asked);
  qs_test_add_fiber ("/http-limits/stream", test_a_stream_takes_no_room);
  qs_test_add_fiber ("/http-limits/silent-stream", test_a_stream_may_be_silent);
  qs_test_add_fiber ("/http-limits/dropping", test_dropping_closes_the_connection);
  qs_test_add_fiber ("/http-limits/dropping-a-handshake", test_dropping_ends_a_handshake);
  qs_test_add_fiber ("/http-limits/letting-go", test_letting_go_cancels_all);

  result = g_test_run ();
  qs_fault_server_stop (server);
  return result;
}
