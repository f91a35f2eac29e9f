#include "qs-http-date.h"
#include "qs-http.h"
#include "qs-test.h"

/* What is read out of a reply's headers, and what an error knows. */

static QsHttpReply *
make_reply (const char *name,
            const char *value,
            const char *date)
{
  QsHttpReply *reply = qs_http_reply_new (503);

  g_hash_table_insert (reply->headers, g_strdup (name), g_strdup (value));
  if (date != NULL)
    g_hash_table_insert (reply->headers, g_strdup ("date"), g_strdup (date));
  return reply;
}

static void
test_dates_are_read (void)
{
  g_assert_cmpint (qs_http_date_parse ("Sun, 06 Nov 1994 08:49:37 GMT"), ==,
                   G_GINT64_CONSTANT (784111777000));
  g_assert_cmpint (qs_http_date_parse ("Thu, 29 Feb 2024 23:59:59 GMT"), ==,
                   G_GINT64_CONSTANT (1709251199000));
}

static void
test_what_is_no_date_is_none (void)
{
  const char *texts[] = {
    NULL, "", "now", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
    "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Nov 1994 08:49:37 GMT ",
    "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT",
    "Sun, 06 Nov 0000 08:49:37 GMT", "Sun, +6 Nov 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 08:49:60 GMT", "2026-11-23T00:00:00Z",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpint (qs_http_date_parse (texts[i]), ==, 0);
}

typedef struct
{
  const char *name;
  const char *value;
  gint64      wait;
} QsRetryCase;

static void
test_a_wait_that_is_asked_for (void)
{
  const char *date = "Sun, 06 Nov 1994 08:49:37 GMT";
  const QsRetryCase cases[] = {
    { "retry-after", "0", 0 },
    { "retry-after", "120", 120000 },
    { "retry-after", "99999999", 86400000 },
    { "retry-after", "99999999999999999999", -1 },
    { "retry-after", "-1", -1 },
    { "retry-after", "1.5", -1 },
    { "retry-after", " 1", -1 },
    { "retry-after", "", -1 },
    { "retry-after", "Sun, 06 Nov 1994 08:49:40 GMT", 3000 },
    { "retry-after", "Sun, 06 Nov 1994 08:49:30 GMT", 0 },
    { "x-amz-retry-after", "1500", 1500 },
    { "x-amz-retry-after", "1500 ms", -1 },
    { "x-other", "1500", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(QsHttpReply) reply = make_reply (cases[i].name, cases[i].value, date);

      g_assert_cmpint (qs_http_reply_get_retry_after (reply), ==, cases[i].wait);
    }
}

/* A time says how long only beside another time by the same clock. */
static void
test_a_time_without_another_is_no_wait (void)
{
  g_autoptr(QsHttpReply) reply = make_reply ("retry-after", "Sun, 06 Nov 1994 08:49:40 GMT", NULL);

  g_assert_cmpint (qs_http_reply_get_retry_after (reply), ==, -1);
}

static void
test_amazons_wait_counts_first (void)
{
  g_autoptr(QsHttpReply) reply = make_reply ("retry-after", "120", NULL);

  g_hash_table_insert (reply->headers, g_strdup ("x-amz-retry-after"), g_strdup ("40"));
  g_assert_cmpint (qs_http_reply_get_retry_after (reply), ==, 40);
}

static void
test_the_skew_is_from_the_middle_of_the_trip (void)
{
  const gint64 date = G_GINT64_CONSTANT (784111777000);
  g_autoptr(QsHttpReply) reply = make_reply ("date", "Sun, 06 Nov 1994 08:49:37 GMT", NULL);
  gint64 now = g_get_monotonic_time ();
  gint64 skew = 0;

  /* Sent ten minutes ago, answered two minutes ago: the date is of six minutes ago. */
  reply->sent_at = now - 600 * G_USEC_PER_SEC;
  reply->received_at = now - 120 * G_USEC_PER_SEC;
  g_assert_true (qs_http_reply_find_skew (reply, date, &skew));
  g_assert_cmpint (skew, >=, 360 * 1000);
  g_assert_cmpint (skew, <, 480 * 1000);

  reply->sent_at = now - 1200 * G_USEC_PER_SEC;
  g_assert_false (qs_http_reply_find_skew (reply, date, &skew));
}

static void
test_an_error_knows_whether_it_was_sent (void)
{
  g_autoptr(GError) unsent = qs_http_error_new (QS_HTTP_ERROR_TIMED_OUT, TRUE, "%s", "late");
  g_autoptr(GError) unknown = qs_http_error_new (QS_HTTP_ERROR_TIMED_OUT, FALSE, "%s", "late");
  g_autoptr(GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  g_autoptr(GError) copy = g_error_copy (unsent);
  g_autoptr(DexFuture) future = dex_future_new_for_error (g_error_copy (copy));
  g_autoptr(GError) awaited = NULL;

  g_prefix_error (&copy, "Behind a prefix: ");
  g_assert_true (qs_http_error_is_unsent (unsent));
  g_assert_true (qs_http_error_is_unsent (copy));
  g_assert_false (qs_http_error_is_unsent (unknown));
  g_assert_false (qs_http_error_is_unsent (other));

  dex_await (g_steal_pointer (&future), &awaited);
  g_assert_true (qs_http_error_is_unsent (awaited));
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/http-values/dates", test_dates_are_read);
  g_test_add_func ("/http-values/no-dates", test_what_is_no_date_is_none);
  g_test_add_func ("/http-values/retry-after", test_a_wait_that_is_asked_for);
  g_test_add_func ("/http-values/retry-after-alone", test_a_time_without_another_is_no_wait);
  g_test_add_func ("/http-values/amazons-wait", test_amazons_wait_counts_first);
  g_test_add_func ("/http-values/skew", test_the_skew_is_from_the_middle_of_the_trip);
  qs_test_add_fiber ("/http-values/unsent", test_an_error_knows_whether_it_was_sent);

  return g_test_run ();
}
