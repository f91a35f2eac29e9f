#include <string.h>

#include "qs-fault-server.h"
#include "qs-json.h"
#include "qs-test.h"

/*
 * How other hosts are spoken to: what leaves this computer and what never does, whom it trusts, by
 * which connections, and by which proxy.
 */

static QsFaultServer *server;

/* Trusts the test's authority, and goes by no proxy that this computer may have. */
static QsHttp *
make_http (void)
{
  QsHttp *http = qs_http_new ();
  g_autoptr(GProxyResolver) direct = g_simple_proxy_resolver_new (NULL, NULL);

  qs_http_set_trust (http, qs_fault_server_get_trust (server));
  qs_http_set_proxy_resolver (http, direct);
  return http;
}

/* What the server has got, as /echo says it. Awaits. */
static JsonNode *
send_and_read (QsHttp        *http,
               QsHttpRequest *request)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(QsHttpReply) reply = dex_await_boxed (qs_http_send (http, request), &error);
  JsonNode *echo;

  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 200);
  echo = qs_json_parse (g_bytes_get_data (reply->body, NULL),
                        (gssize) g_bytes_get_size (reply->body), &error);
  g_assert_no_error (error);
  return echo;
}

static const char *
get_head (JsonNode *echo)
{
  return qs_json_get_string (json_node_get_object (echo), "head", "");
}

static gint64
get_connection (JsonNode *echo)
{
  return qs_json_get_int (json_node_get_object (echo), "connection", 0);
}

/* Awaits; returns: (transfer full): why @url cannot be asked. */
static GError *
find_fault (QsHttp     *http,
            const char *url)
{
  g_autoptr(QsHttpRequest) request = qs_http_request_new ("GET", url);
  GError *error = NULL;

  request->io_timeout = 20000;
  g_assert_null (dex_await_boxed (qs_http_send (http, request), &error));
  g_assert_nonnull (error);
  return error;
}

static void
assert_unsent (QsHttp     *http,
               const char *url,
               int         code)
{
  g_autoptr(GError) error = find_fault (http, url);

  g_test_message ("%s: %s", url, error->message);
  g_assert_error (error, QS_HTTP_ERROR, code);
  g_assert_true (qs_http_error_is_unsent (error));
}

static void
test_urls_go_out_as_they_are (void)
{
  const char *targets[] = {
    "/", "/a/../b", "/a/./b/..", "//", "//a//b/", "/%2F/%2e%2E/%2f", "/caf%C3%A9?k=%C3%A9&k=%c3%a9",
    "/?", "/?&&", "/a?b=c?d=e", "/a%20b+c?d=%20e+f", "/a:b@c!$'()*,;=~-._", "/a?b[]={}|\\^`<>\"",
    "/%00", "/%", "/%zz", "/a;b=c/d", "/?x=../y", "/\\",
  };
  g_autoptr(QsHttp) http = make_http ();

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autoptr(QsHttpRequest) request = qs_fault_server_make_request (server, "http", "GET",
                                                                       targets[i]);
      g_autoptr(JsonNode) echo = send_and_read (http, request);
      g_autofree char *line = g_strdup_printf ("GET %s HTTP/1.1\r\n", targets[i]);

      g_assert_true (g_str_has_prefix (get_head (echo), line));
    }
}

static void
test_a_url_without_a_path_asks_for_the_root (void)
{
  g_autoptr(QsHttp) http = make_http ();
  g_autoptr(QsHttpRequest) bare = qs_fault_server_make_request (server, "http", "GET", "");
  g_autoptr(QsHttpRequest) query = qs_fault_server_make_request (server, "http", "GET", "?a=b");
  g_autoptr(JsonNode) bare_echo = send_and_read (http, bare);
  g_autoptr(JsonNode) query_echo = send_and_read (http, query);

  g_assert_true (g_str_has_prefix (get_head (bare_echo), "GET / HTTP/1.1\r\n"));
  g_assert_true (g_str_has_prefix (get_head (query_echo), "GET /?a=b HTTP/1.1\r\n"));
}

static void
test_headers_and_body_go_out_as_they_are (void)
{
  g_autoptr(QsHttp) http = make_http ();
  g_autoptr(QsHttpRequest) request = qs_fault_server_make_request (server, "http", "POST", "/echo");
  g_autofree char *host = g_strdup_printf ("\r\nHost: 127.0.0.1:%u\r\n",
                                           qs_fault_server_get_port (server, "http"));
  g_autoptr(JsonNode) echo = NULL;
  const char *head;

  qs_http_request_add_header (request, "X-Amz-Date", "20261123T000000Z");
  qs_http_request_add_header (request, "x-amz-meta-a", "caf\xc3\xa9  two");
  echo = send_and_read (http, request);
  head = get_head (echo);
  g_assert_nonnull (strstr (head, host));
  g_assert_nonnull (strstr (head, "\r\nX-Amz-Date: 20261123T000000Z\r\n"));
  g_assert_nonnull (strstr (head, "\r\nContent-Type: application/json\r\n"));
  g_assert_nonnull (strstr (head, "\r\nContent-Length: 2\r\n"));
  g_assert_nonnull (strstr (head, "\r\nx-amz-meta-a: caf\xc3\x83\xc2\xa9  two"));
  g_assert_null (strstr (head, "Accept-Encoding"));
  g_assert_cmpstr (qs_json_get_string (json_node_get_object (echo), "body", ""), ==, "{}");
}

static void
test_what_cannot_be_sent_is_not_sent (void)
{
  const char *urls[] = {
    "/path", "host/path", "ftp://127.0.0.1/", "file:///etc/passwd", "https://", "https:///path",
    "https://user:secret@127.0.0.1/", "https://host:99999/", "https://host:0/", "https://host:x/",
    "https://ho%73t/", "https://ho st/", "https://h\xc3\xb6st/", "https://[::1/",
    "https://host/#part", "https://host/a b", "https://host/\r\nX-Other: header",
    "https://host/\x01", "https://[fe80::1%25lo]/", "://host/", "",
  };
  const char *headers[][2] = {
    { "X-Split", "a\r\nX-Other: b" }, { "X Space", "a" }, { "", "a" }, { "X-\r\n", "a" },
    { "X-Colon:", "a" }, { "host", "other" }, { "Content-length", "7" },
    { "Transfer-Encoding", "chunked" },
  };
  g_autoptr(QsHttp) http = make_http ();

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    assert_unsent (http, urls[i], QS_HTTP_ERROR_INVALID_REQUEST);

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autoptr(QsHttpRequest) request = qs_fault_server_make_request (server, "http", "GET", "/");
      g_autoptr(GError) error = NULL;

      qs_http_request_add_header (request, headers[i][0], headers[i][1]);
      g_assert_null (dex_await_boxed (qs_http_send (http, request), &error));
      g_assert_error (error, QS_HTTP_ERROR, QS_HTTP_ERROR_INVALID_REQUEST);
      g_assert_true (qs_http_error_is_unsent (error));
    }
}

static void
test_plain_http_stays_on_this_computer (void)
{
  const char *urls[] = {
    "http://batch.us-east-1.amazonaws.com/", "http://10.0.0.1/", "http://0.0.0.0/", "http://[::]/",
    "HTTP://example.com/", "http://localhost.example.com/", "http://127.0.0.1.example.com/",
    "http://128.0.0.1/", "http://[::2]/", "http://2130706433/", "http://127.1/",
    "http://[::ffff:8.8.8.8]/",
  };
  g_autoptr(QsHttp) http = make_http ();
  g_autofree char *url = g_strdup_printf ("http://LocalHost:%u/echo",
                                          qs_fault_server_get_port (server, "http"));
  g_autoptr(QsHttpRequest) request = qs_http_request_new ("GET", url);

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    assert_unsent (http, urls[i], QS_HTTP_ERROR_INSECURE);

  json_node_unref (send_and_read (http, request));
}

static void
test_who_cannot_be_reached_has_got_nothing (void)
{
  g_autoptr(QsHttp) http = make_http ();
  g_autofree char *closed = qs_fault_server_dup_url (server, "closed", "/");
  g_autoptr(GError) error = find_fault (http, "https://nowhere.invalid/");

  assert_unsent (http, closed, QS_HTTP_ERROR_REFUSED);

  /* There is no such name, or no name server, or none that answers. */
  g_assert_true (g_error_matches (error, QS_HTTP_ERROR, QS_HTTP_ERROR_ABSENT) ||
                 g_error_matches (error, QS_HTTP_ERROR, QS_HTTP_ERROR_UNREACHABLE) ||
                 g_error_matches (error, QS_HTTP_ERROR, QS_HTTP_ERROR_TIMED_OUT));
  g_assert_true (qs_http_error_is_unsent (error));
}

static void
test_a_good_certificate_is_trusted (void)
{
  g_autoptr(QsHttp) http = make_http ();
  g_autoptr(QsHttpRequest) request = qs_fault_server_make_request (server, "tls", "POST", "/echo");

  json_node_unref (send_and_read (http, request));
}

static void
test_bad_certificates_are_not (void)
{
  const char *kinds[][2] = {
    { "tls-expired", "expired" }, { "tls-early", "not valid yet" }, { "tls-other", "another host" },
    { "tls-unsigned", "whom this computer trusts" },
  };
  g_autoptr(QsHttp) http = make_http ();
  g_autoptr(QsHttp) wary = qs_http_new ();
  g_autofree char *good = qs_fault_server_dup_url (server, "tls", "/untrusted");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *url = qs_fault_server_dup_url (server, kinds[i][0], "/untrusted");
      g_autoptr(GError) error = find_fault (http, url);

      g_assert_error (error, QS_HTTP_ERROR, QS_HTTP_ERROR_UNTRUSTED);
      g_assert_nonnull (strstr (error->message, kinds[i][1]));
      g_assert_true (qs_http_error_is_unsent (error));
    }

  /* The system does not know the test's authority. */
  assert_unsent (wary, good, QS_HTTP_ERROR_UNTRUSTED);
  g_assert_cmpuint (qs_fault_server_count (server, "requests", "/untrusted"), ==, 0);
}

/* A server of plain http waits for the rest of what it takes for a head. */
static void
test_no_tls_is_no_answer (void)
{
  g_autoptr(QsHttp) http = make_http ();
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u/plain",
                                          qs_fault_server_get_port (server, "http"));
  g_autoptr(QsHttpRequest) request = qs_http_request_new ("GET", url);
  g_autoptr(GError) error = NULL;

  request->io_timeout = 100;
  g_assert_null (dex_await_boxed (qs_http_send (http, request), &error));
  g_assert_error (error, QS_HTTP_ERROR, QS_HTTP_ERROR_TIMED_OUT);
  g_assert_true (qs_http_error_is_unsent (error));
  g_assert_cmpuint (qs_fault_server_count (server, "requests", "/plain"), ==, 0);
}

static gint64
find_connection (QsHttp     *http,
                 const char *method,
                 gboolean    is_idempotent)
{
  g_autoptr(QsHttpRequest) request = qs_fault_server_make_request (server, "http", method, "/echo");
  g_autoptr(JsonNode) echo = NULL;

  request->is_idempotent = is_idempotent;
  echo = send_and_read (http, request);
  return get_connection (echo);
}

static void
test_connections_are_shared_by_what_may_be_repeated (void)
{
  g_autoptr(QsHttp) http = make_http ();
  gint64 first = find_connection (http, "GET", FALSE);

  g_assert_cmpint (find_connection (http, "GET", FALSE), ==, first);
  g_assert_cmpint (find_connection (http, "POST", TRUE), ==, first);
  g_assert_cmpint (find_connection (http, "PUT", FALSE), ==, first);
  g_assert_cmpint (find_connection (http, "POST", FALSE), !=, first);
}

/* Two requests, of which the second dies with the connection when it comes by the first one's.
 * Returns: whether the second one is answered all the same. */
static gboolean
ask_twice (const char *method,
           const char *target,
           gboolean    is_idempotent)
{
  g_autoptr(QsHttp) http = make_http ();
  g_autoptr(QsHttpRequest) request = qs_fault_server_make_request (server, "http", method, target);
  g_autoptr(GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr(QsHttpReply) second = NULL;
  g_autoptr(GError) error = NULL;

  qs_http_request_set_body (request, NULL, body);
  qs_http_request_add_header (request, "Content-Type", "text/csv");
  request->is_idempotent = is_idempotent;
  json_node_unref (send_and_read (http, request));

  second = dex_await_boxed (qs_http_send (http, request), &error);
  if (second == NULL)
    {
      g_assert_error (error, QS_HTTP_ERROR, QS_HTTP_ERROR_BROKEN);
      g_assert_false (qs_http_error_is_unsent (error));
      return FALSE;
    }

  g_assert_nonnull (g_strstr_len (g_bytes_get_data (second->body, NULL),
                                  (gssize) g_bytes_get_size (second->body), "\"body\":\"{}\""));
  return TRUE;
}

/* libsoup sends GET and PUT again by itself, whole; a POST never, whatever is said of it. */
static void
test_no_post_is_sent_twice (void)
{
  g_assert_true (ask_twice ("PUT", "/once?put", FALSE));
  g_assert_cmpuint (qs_fault_server_count (server, "requests", "/once?put"), ==, 3);
  g_assert_true (ask_twice ("PUT", "/once?put&reset", FALSE));
  g_assert_cmpuint (qs_fault_server_count (server, "requests", "/once?put&reset"), ==, 3);

  g_assert_false (ask_twice ("POST", "/once?shared", TRUE));
  g_assert_cmpuint (qs_fault_server_count (server, "requests", "/once?shared"), ==, 2);

  /* It has a connection of its own, which cannot have died unseen. */
  g_assert_true (ask_twice ("POST", "/once?unique", FALSE));
  g_assert_cmpuint (qs_fault_server_count (server, "requests", "/once?unique"), ==, 2);
}

static QsHttp *
make_proxied (const char *kind,
              const char *user)
{
  g_autofree char *proxy = g_strdup_printf ("http://%s127.0.0.1:%u", user,
                                            qs_fault_server_get_port (server, kind));
  g_autoptr(GProxyResolver) resolver = g_simple_proxy_resolver_new (proxy, NULL);
  QsHttp *http = make_http ();

  qs_http_set_proxy_resolver (http, resolver);
  return http;
}

static void
assert_is_proxied (const char *kind,
                   const char *user)
{
  g_autoptr(QsHttp) http = make_proxied (kind, user);
  g_autoptr(QsHttpRequest) request = qs_http_request_new ("POST", "https://batch.test/v1/a/../b");
  g_autoptr(GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr(JsonNode) echo = NULL;

  qs_http_request_set_body (request, "application/json", body);
  qs_http_request_add_header (request, "Authorization", "AWS4-HMAC-SHA256 for batch.test alone");
  echo = send_and_read (http, request);
  g_assert_true (g_str_has_prefix (get_head (echo), "POST /v1/a/../b HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (get_head (echo), "\r\nHost: batch.test"));
  g_assert_nonnull (strstr (get_head (echo), "batch.test alone"));
  g_assert_null (strstr (get_head (echo), "Proxy-"));
}

static void
test_a_proxy_carries_what_it_cannot_read (void)
{
  assert_is_proxied ("proxy", "");
  g_assert_cmpuint (qs_fault_server_count (server, "proxied", "CONNECT batch.test:443"), ==, 1);
  assert_is_proxied ("proxy-asks", "user:secret@");
}

static void
test_a_proxy_that_refuses_is_no_reply (void)
{
  const char *kinds[] = { "proxy-refuses", "proxy-asks", "proxy-noise", "proxy-dies", "closed" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr(QsHttp) http = make_proxied (kinds[i], "");
      g_autoptr(GError) error = find_fault (http, "https://batch.test/refused");

      g_test_message ("%s: %s", kinds[i], error->message);
      g_assert_error (error, QS_HTTP_ERROR, QS_HTTP_ERROR_PROXY);
      g_assert_true (qs_http_error_is_unsent (error));
    }

  g_assert_cmpuint (qs_fault_server_count (server, "requests", "/refused"), ==, 0);
}

/* Behind a proxy that does its part a bad certificate is one. */
static void
test_a_proxy_vouches_for_nobody (void)
{
  g_autoptr(QsHttp) http = make_proxied ("proxy", "");

  assert_unsent (http, "https://other.test/", QS_HTTP_ERROR_UNTRUSTED);
}

/* Plain text would go to the proxy, which may be anywhere. */
static void
test_no_proxy_leads_to_this_computer (void)
{
  g_autoptr(QsHttp) http = make_proxied ("proxy-dies", "");
  g_autoptr(QsHttpRequest) plain = qs_fault_server_make_request (server, "http", "GET", "/echo");
  g_autoptr(QsHttpRequest) tls = qs_fault_server_make_request (server, "tls", "GET", "/echo");

  json_node_unref (send_and_read (http, plain));
  json_node_unref (send_and_read (http, tls));
}

int
main (int   argc,
      char *argv[])
{
  int result;

  qs_test_init (&argc, &argv);
  server = qs_fault_server_start ();

  qs_test_add_fiber ("/http-hosts/urls", test_urls_go_out_as_they_are);
  qs_test_add_fiber ("/http-hosts/no-path", test_a_url_without_a_path_asks_for_the_root);
  qs_test_add_fiber ("/http-hosts/headers", test_headers_and_body_go_out_as_they_are);
  qs_test_add_fiber ("/http-hosts/what-cannot-be-sent", test_what_cannot_be_sent_is_not_sent);
  qs_test_add_fiber ("/http-hosts/plain", test_plain_http_stays_on_this_computer);
  qs_test_add_fiber ("/http-hosts/unreachable", test_who_cannot_be_reached_has_got_nothing);
  qs_test_add_fiber ("/http-hosts/good-certificate", test_a_good_certificate_is_trusted);
  qs_test_add_fiber ("/http-hosts/bad-certificates", test_bad_certificates_are_not);
  qs_test_add_fiber ("/http-hosts/no-tls", test_no_tls_is_no_answer);
  qs_test_add_fiber ("/http-hosts/connections",
                     test_connections_are_shared_by_what_may_be_repeated);
  qs_test_add_fiber ("/http-hosts/dying-connections",
                     test_no_post_is_sent_twice);
  qs_test_add_fiber ("/http-hosts/proxy", test_a_proxy_carries_what_it_cannot_read);
  qs_test_add_fiber ("/http-hosts/proxy-faults", test_a_proxy_that_refuses_is_no_reply);
  qs_test_add_fiber ("/http-hosts/proxy-and-certificate", test_a_proxy_vouches_for_nobody);
  qs_test_add_fiber ("/http-hosts/no-proxy", test_no_proxy_leads_to_this_computer);

  result = g_test_run ();
  qs_fault_server_stop (server);
  return result;
}
