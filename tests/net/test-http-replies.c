#include <string.h>

#include "qs-fault-server.h"
#include "qs-json.h"
#include "qs-test.h"

/*
 * What peers answer, from every status to what is no HTTP at all. Each case has to end, at once, as
 * a reply or as an error that says what the caller can do.
 */

static QsFaultServer *server;

static QsHttpReply *
ask (const char *target,
     GError    **error)
{
  g_autoptr(QsHttp) http = qs_http_new ();

  return qs_fault_server_ask (server, http, target, error);
}

static JsonObject *
find_requests (JsonNode *report)
{
  return qs_json_get_object (json_node_get_object (report), "requests");
}

static void
test_every_status_is_a_reply (void)
{
  g_autoptr(QsHttp) http = qs_http_new ();
  g_autoptr(JsonNode) report = NULL;

  for (guint status = 102; status < 600; status++)
    {
      g_autofree char *target = g_strdup_printf ("/status?n=%u", status);
      g_autoptr(GError) error = NULL;
      g_autoptr(QsHttpReply) reply = qs_fault_server_ask (server, http, target, &error);

      g_assert_no_error (error);
      /* An interim reply is followed by the true one. */
      g_assert_cmpuint (reply->status, ==, status < 200 ? 200 : status);
      g_assert_cmpuint (g_bytes_get_size (reply->body), ==,
                        status < 200 ? 17 : status == 204 || status == 304 ? 0 : 2);
    }

  report = qs_fault_server_report (server);
  for (guint status = 102; status < 600; status++)
    {
      g_autofree char *target = g_strdup_printf ("/status?n=%u", status);

      g_assert_cmpint (qs_json_get_int (find_requests (report), target, 0), ==,
                       status == 421 ? 2 : 1);
    }
}

static void
assert_is_broken (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == QS_HTTP_ERROR);
  g_assert_true (error->code == QS_HTTP_ERROR_BROKEN ||
                 error->code == QS_HTTP_ERROR_INVALID_REPLY);
  /* The request has arrived: nobody may say it has not. */
  g_assert_false (qs_http_error_is_unsent (error));
}

/* Nobody asked for another protocol. */
static void
test_a_switch_of_protocols_is_no_reply (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (ask ("/status?n=101", &error));
  assert_is_broken (error);
}

/* Cuts a reply short at each of its bytes, all at once. */
static void
cut_everywhere (const char *kind,
                const char *how,
                gsize       length)
{
  g_autoptr(QsHttp) http = qs_http_new ();
  g_autoptr(GPtrArray) futures = g_ptr_array_new ();
  g_autoptr(JsonNode) report = NULL;

  qs_http_set_trust (http, qs_fault_server_get_trust (server));
  for (guint n = 0; n < length; n++)
    {
      g_autofree char *target = g_strdup_printf ("/cut?%s%s&n=%u", how, kind, n);
      g_autoptr(QsHttpRequest) request = qs_fault_server_make_request (server, kind, "POST",
                                                                       target);

      g_ptr_array_add (futures, qs_http_send (http, request));
    }

  for (guint n = 0; n < length; n++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (dex_await_boxed (futures->pdata[n], &error));
      assert_is_broken (error);
    }

  report = qs_fault_server_report (server);
  for (guint n = 0; n < length; n++)
    {
      g_autofree char *target = g_strdup_printf ("/cut?%s%s&n=%u", how, kind, n);

      g_assert_cmpint (qs_json_get_int (find_requests (report), target, 0), ==, 1);
    }
}

static void
test_a_reply_cut_short_is_broken (void)
{
  g_autoptr(QsHttpReply) whole = ask ("/cut?n=1000", NULL);
  gsize length = strlen ("HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Type: "
                         "application/json\r\nContent-Length: 17\r\n\r\n{\"hello\":\"world\"}");

  g_assert_cmpuint (g_bytes_get_size (whole->body), ==, 17);
  cut_everywhere ("http", "", length);
  cut_everywhere ("http", "reset&", length);
  cut_everywhere ("tls", "", length);
  cut_everywhere ("tls", "reset&", length);
}

static void
test_a_chunked_reply_cut_short_is_broken (void)
{
  g_autoptr(QsHttpReply) whole = ask ("/cut?chunked&n=1000", NULL);
  gsize length = strlen ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n{\"hell\r\n"
                         "b\r\no\":\"world\"}\r\n0\r\n");

  g_assert_cmpuint (g_bytes_get_size (whole->body), ==, 17);
  cut_everywhere ("http", "chunked&", length);
  cut_everywhere ("http", "chunked&reset&", length);
}

/* What becomes of a fault: a reply with @body, or an error when that is NULL. Of some faults
 * libsoup makes now this and now that, by its version. */
typedef struct
{
  const char *fault;
  const char *body;
  gboolean    may_fail;
} QsFaultCase;

static void
assert_case (const QsFaultCase *row)
{
  g_autofree char *target = g_strconcat ("/fault?", row->fault, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(QsHttpReply) reply = ask (target, &error);

  g_test_message ("%s: %s", row->fault, error != NULL ? error->message : "a reply");
  if (row->body == NULL || (row->may_fail && reply == NULL))
    {
      g_assert_null (reply);
      assert_is_broken (error);
      return;
    }

  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpmem (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body),
                   row->body, strlen (row->body));
}

static void
assert_cases (const QsFaultCase *cases,
              guint              n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    assert_case (&cases[i]);
}

static void
test_faults_of_the_head (void)
{
  const QsFaultCase cases[] = {
    { "head=many", NULL },
    { "head=flood", NULL },
    { "head=long", NULL },
    { "head=no-end", NULL },
    { "head=no-colon", "", TRUE },
    { "head=folded", "", TRUE },
    { "head=nul", NULL },
    { "head=latin", "", TRUE },
    { "head=no-reason", "", TRUE },
    { "head=http-2", NULL },
    { "head=status-0", NULL },
    { "head=status-1000", NULL },
    { "head=noise", NULL },
    { "head=informed", "{\"hello\":\"world\"}" },
    { "head=nothing", NULL },
  };

  assert_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_faults_of_the_length (void)
{
  const QsFaultCase cases[] = {
    { "length=noise", NULL },
    { "length=huge", NULL },
    { "length=more", NULL },
    { "length=less", "he" },
    { "length=two", NULL },
    { "length=both", NULL },
    { "length=unknown-coding", NULL },
    { "length=none", NULL },
  };

  assert_cases (cases, G_N_ELEMENTS (cases));
}

/* libsoup 3.6.5 reads the length before it shows the head to anybody, and GObject complains. */
static void
test_a_negative_length_is_no_length (void)
{
  const QsFaultCase row = { "length=negative", NULL };
  GLogLevelFlags fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK);

  assert_case (&row);
  g_log_set_always_fatal (fatal);
}

/* What was misdirected has had no effect: libsoup sends it once more, whatever it asks for
 * (RFC 9110, section 15.5.20). */
static void
test_what_was_misdirected_is_sent_again (void)
{
  g_autoptr(QsHttp) http = qs_http_new ();
  g_autoptr(QsHttpRequest) request = qs_fault_server_make_request (server, "http", "POST",
                                                                   "/status?n=421&post");
  g_autoptr(QsHttpReply) reply = dex_await_boxed (qs_http_send (http, request), NULL);

  g_assert_cmpuint (reply->status, ==, 421);
  g_assert_cmpuint (qs_fault_server_count (server, "requests", "/status?n=421&post"), ==, 2);
}

/* libsoup 3.6.5 takes a chunk's length that is no number for the last one's, so that the reply
 * looks whole and is too short: who reads JSON or XML will notice. Here it counts that all of these
 * end. */
static void
test_faults_of_chunks (void)
{
  const QsFaultCase cases[] = {
    { "chunk=no-number", "", TRUE },
    { "chunk=negative", "", TRUE },
    { "chunk=endless-number", "", TRUE },
    { "chunk=too-long", NULL },
    { "chunk=too-short", "he", TRUE },
    { "chunk=no-end", NULL },
    { "chunk=empty-line", "", TRUE },
    { "chunk=long-line", NULL },
    { "chunk=trailers", "hello", TRUE },
  };

  assert_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_nothing_is_followed_or_kept (void)
{
  g_autoptr(QsHttp) http = qs_http_new ();
  const char *targets[] = { "/redirect?n=301", "/redirect?n=302", "/redirect?n=303",
                            "/redirect?n=307", "/redirect?n=308", "/login" };
  guint statuses[] = { 301, 302, 303, 307, 308, 401 };
  g_autoptr(QsHttpReply) echo = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autoptr(QsHttpReply) reply = qs_fault_server_ask (server, http, targets[i], NULL);

      g_assert_cmpuint (reply->status, ==, statuses[i]);
      g_assert_cmpuint (qs_fault_server_count (server, "requests", targets[i]), ==, 1);
    }

  g_assert_cmpuint (qs_fault_server_count (server, "requests", "/elsewhere"), ==, 0);
  echo = qs_fault_server_ask (server, http, "/echo", NULL);
  g_assert_null (g_strstr_len (g_bytes_get_data (echo->body, NULL),
                               (gssize) g_bytes_get_size (echo->body), "ookie"));
}

static void
test_headers_of_one_name_are_joined (void)
{
  g_autoptr(QsHttpReply) reply = ask ("/fault?head=twice", NULL);

  g_assert_cmpstr (qs_http_reply_get_header (reply, "X-Twice"), ==, "one, two");
}

static void
test_a_reply_tells_the_time (void)
{
  g_autoptr(QsHttpReply) reply = ask ("/cut?n=1000", NULL);
  g_autoptr(QsHttpReply) cached =
    ask ("/headers?Date=Sun,+06+Nov+1994+08:49:37+GMT&Age=3", NULL);
  gint64 skew = 0;

  /* 1994-11-06 08:49:37 UTC; here it is an hour later, or was when the reply came. */
  g_assert_cmpint (qs_http_reply_get_date (reply), ==, G_GINT64_CONSTANT (784111777000));
  g_assert_cmpint (reply->received_at, >=, reply->sent_at);
  g_assert_true (qs_http_reply_find_skew (reply, G_GINT64_CONSTANT (784111777000) + 3600000,
                                          &skew));
  g_assert_cmpint (skew, >=, -3600000);
  g_assert_cmpint (skew, <, -3600000 + 600000);

  g_assert_cmpint (qs_http_reply_get_date (cached), !=, 0);
  g_assert_false (qs_http_reply_find_skew (cached, 0, &skew));
}

int
main (int   argc,
      char *argv[])
{
  int result;

  qs_test_init (&argc, &argv);
  server = qs_fault_server_start ();

  qs_test_add_fiber ("/http-replies/every-status", test_every_status_is_a_reply);
  qs_test_add_fiber ("/http-replies/cut-short", test_a_reply_cut_short_is_broken);
  qs_test_add_fiber ("/http-replies/chunks-cut-short", test_a_chunked_reply_cut_short_is_broken);
  qs_test_add_fiber ("/http-replies/switch", test_a_switch_of_protocols_is_no_reply);
  qs_test_add_fiber ("/http-replies/faults-of-the-head", test_faults_of_the_head);
  qs_test_add_fiber ("/http-replies/faults-of-the-length", test_faults_of_the_length);
  qs_test_add_fiber ("/http-replies/negative-length", test_a_negative_length_is_no_length);
  qs_test_add_fiber ("/http-replies/misdirected", test_what_was_misdirected_is_sent_again);
  qs_test_add_fiber ("/http-replies/faults-of-chunks", test_faults_of_chunks);
  qs_test_add_fiber ("/http-replies/nothing-is-followed", test_nothing_is_followed_or_kept);
  qs_test_add_fiber ("/http-replies/headers-are-joined", test_headers_of_one_name_are_joined);
  qs_test_add_fiber ("/http-replies/the-time", test_a_reply_tells_the_time);

  result = g_test_run ();
  qs_fault_server_stop (server);
  return result;
}
