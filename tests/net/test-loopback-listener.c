#include "qs-loopback-listener.h"

#include <string.h>

#include "qs-http.h"
#include "qs-scope.h"
#include "qs-test.h"

#define STATE "q1w2e3r4"

static QsLoopbackListener *
make_listener (void)
{
  g_autoptr(GError) error = NULL;
  QsLoopbackListener *listener = qs_loopback_listener_new (STATE, &error);

  g_assert_no_error (error);
  qs_loopback_listener_set_page (listener, "Quayside & you", "Go <back>", "It was refused");
  return listener;
}

/* Awaits. */
static QsHttpReply *
visit_as (QsLoopbackListener *listener,
          const char         *method,
          const char         *rest,
          GError            **error)
{
  g_autoptr(QsHttp) http = qs_http_new ();
  g_autofree char *url = g_strconcat (qs_loopback_listener_get_uri (listener), rest, NULL);
  g_autoptr(QsHttpRequest) request = qs_http_request_new (method, url);

  return dex_await_boxed (qs_http_send (http, request), error);
}

static QsHttpReply *
visit (QsLoopbackListener *listener,
       const char         *rest)
{
  g_autoptr(GError) error = NULL;
  QsHttpReply *reply = visit_as (listener, "GET", rest, &error);

  g_assert_no_error (error);
  return reply;
}

static void
assert_not_found (QsLoopbackListener *listener,
                  const char         *rest)
{
  g_autoptr(QsHttpReply) reply = visit (listener, rest);

  g_assert_cmpuint (reply->status, ==, 404);
}

static void
assert_nobody_listens (QsLoopbackListener *listener)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (visit_as (listener, "GET", "?code=abc&state=" STATE, &error));
  g_assert_error (error, QS_HTTP_ERROR, QS_HTTP_ERROR_REFUSED);
  g_assert_true (qs_http_error_is_unsent (error));
}

static void
test_a_visit_brings_the_code (void)
{
  g_autoptr(QsLoopbackListener) listener = make_listener ();
  g_autoptr(DexFuture) code = qs_loopback_listener_wait (listener, 60000);
  g_autoptr(QsHttpReply) reply = visit (listener, "?code=a%2Bb&state=" STATE);
  g_autofree char *text = g_strndup (g_bytes_get_data (reply->body, NULL),
                                     g_bytes_get_size (reply->body));
  g_autofree char *got = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_nonnull (strstr (text, "<h1>Quayside &amp; you</h1><p>Go &lt;back&gt;</p>"));
  g_assert_cmpstr (qs_http_reply_get_header (reply, "cache-control"), ==, "no-store");
  g_assert_cmpstr (qs_http_reply_get_header (reply, "referrer-policy"), ==, "no-referrer");
  got = dex_await_string (g_steal_pointer (&code), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (got, ==, "a+b");
  assert_nobody_listens (listener);
}

static void
test_a_visit_brings_an_error (void)
{
  g_autoptr(QsLoopbackListener) listener = make_listener ();
  g_autoptr(DexFuture) code = qs_loopback_listener_wait (listener, 60000);
  g_autoptr(QsHttpReply) reply =
    visit (listener, "?error=access_denied&error_description=You+said+no&state=" STATE);
  g_autofree char *text = g_strndup (g_bytes_get_data (reply->body, NULL),
                                     g_bytes_get_size (reply->body));
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (strstr (text, "<p>It was refused</p>"));
  g_assert_null (dex_await_string (g_steal_pointer (&code), &error));
  g_assert_error (error, QS_LOOPBACK_ERROR, QS_LOOPBACK_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, "You said no");
  assert_nobody_listens (listener);
}

static void
test_other_visits_change_nothing (void)
{
  g_autoptr(QsLoopbackListener) listener = make_listener ();
  g_autoptr(DexFuture) code = qs_loopback_listener_wait (listener, 60000);
  g_autoptr(QsHttpReply) posted = NULL;
  g_autoptr(QsHttpReply) reply = NULL;

  assert_not_found (listener, "");
  assert_not_found (listener, "?code=abc");
  assert_not_found (listener, "?code=abc&state=");
  assert_not_found (listener, "?code=abc&state=q1w2e3r");
  assert_not_found (listener, "?code=abc&state=q1w2e3r5");
  assert_not_found (listener, "?code=abc&state=" STATE "x");
  assert_not_found (listener, "?state=" STATE);
  assert_not_found (listener, "/?code=abc&state=" STATE);
  assert_not_found (listener, "/../favicon.ico");
  posted = visit_as (listener, "POST", "?code=abc&state=" STATE, NULL);
  g_assert_cmpuint (posted->status, ==, 404);
  g_assert_true (dex_future_is_pending (code));

  reply = visit (listener, "?code=abc&state=" STATE);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_true (dex_await (g_steal_pointer (&code), NULL));
}

/* A page whose name has been rebound to this address reaches the port under its own name. */
static void
test_another_name_is_another_host (void)
{
  g_autoptr(QsLoopbackListener) listener = make_listener ();
  g_autoptr(DexFuture) code = qs_loopback_listener_wait (listener, 60000);
  g_autoptr(QsHttp) http = qs_http_new ();
  g_autoptr(GUri) uri = g_uri_parse (qs_loopback_listener_get_uri (listener), G_URI_FLAGS_NONE,
                                     NULL);
  g_autofree char *url = g_strdup_printf ("http://localhost:%d" QS_LOOPBACK_PATH "?code=abc&state="
                                          STATE, g_uri_get_port (uri));
  g_autoptr(QsHttpRequest) request = qs_http_request_new ("GET", url);
  g_autoptr(QsHttpReply) reply = dex_await_boxed (qs_http_send (http, request), NULL);

  g_assert_cmpuint (reply->status, ==, 404);
  g_assert_true (dex_future_is_pending (code));
}

static void
test_waiting_ends_in_time (void)
{
  g_autoptr(QsLoopbackListener) listener = make_listener ();
  g_autoptr(GError) error = NULL;

  g_assert_null (dex_await_string (qs_loopback_listener_wait (listener, 10), &error));
  g_assert_error (error, QS_LOOPBACK_ERROR, QS_LOOPBACK_ERROR_TIMED_OUT);
  assert_nobody_listens (listener);
}

static void
test_who_no_longer_waits_no_longer_listens (void)
{
  g_autoptr(QsLoopbackListener) listener = make_listener ();
  DexFuture *code = qs_loopback_listener_wait (listener, 60000);

  dex_unref (code);
  assert_nobody_listens (listener);
}

static void
test_a_cancelled_scope_ends_the_listening (void)
{
  g_autoptr(QsLoopbackListener) listener = make_listener ();
  g_autoptr(QsScope) scope = qs_scope_new ();
  g_autoptr(DexFuture) code = qs_scope_guard (scope, qs_loopback_listener_wait (listener, 60000));

  qs_scope_cancel (scope);
  qs_test_until (dex_future_is_rejected (code));
  dex_clear (&code);
  assert_nobody_listens (listener);
}

/* What does not speak, or not to its end, is no visit. */
static void
test_half_a_visit_is_none (void)
{
  g_autoptr(QsLoopbackListener) listener = make_listener ();
  g_autoptr(DexFuture) code = qs_loopback_listener_wait (listener, 60000);
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GUri) uri = g_uri_parse (qs_loopback_listener_get_uri (listener), G_URI_FLAGS_NONE,
                                     NULL);
  g_autoptr(GSocketConnection) silent =
    g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) g_uri_get_port (uri), NULL,
                                     NULL);
  g_autoptr(QsHttpReply) reply = NULL;

  g_assert_nonnull (silent);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (silent)),
                             "GET /oauth/callback?co", 22, NULL, NULL, NULL);
  reply = visit (listener, "?code=abc&state=" STATE);
  g_assert_true (dex_await (g_steal_pointer (&code), NULL));
  assert_nobody_listens (listener);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/loopback/a-code", test_a_visit_brings_the_code);
  qs_test_add_fiber ("/loopback/an-error", test_a_visit_brings_an_error);
  qs_test_add_fiber ("/loopback/other-visits", test_other_visits_change_nothing);
  qs_test_add_fiber ("/loopback/another-name", test_another_name_is_another_host);
  qs_test_add_fiber ("/loopback/in-time", test_waiting_ends_in_time);
  qs_test_add_fiber ("/loopback/dropped", test_who_no_longer_waits_no_longer_listens);
  qs_test_add_fiber ("/loopback/a-cancelled-scope", test_a_cancelled_scope_ends_the_listening);
  qs_test_add_fiber ("/loopback/half-a-visit", test_half_a_visit_is_none);

  return g_test_run ();
}
