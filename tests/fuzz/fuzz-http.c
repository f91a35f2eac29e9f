#include <stdint.h>
#include <string.h>

#include "qs-http-date.h"
#include "qs-http-reply.h"
#include "qs-http-url.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* A URL that is taken goes out as it came; one that is not has a reason. */
static void
parse_url (const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GUri) url = qs_http_url_parse (text, &error);
  const char *path;

  if (url == NULL)
    {
      g_assert_nonnull (error);
      return;
    }

  path = strstr (text, "://") + 3;
  path += strcspn (path, "/?");
  g_assert_true (g_str_has_prefix (path, g_uri_get_path (url)) || path[0] != '/');
  g_assert_true (g_uri_get_query (url) == NULL || g_str_has_suffix (text, g_uri_get_query (url)));
  g_assert_true (g_str_equal (g_uri_get_scheme (url), "https") || qs_http_url_is_loopback (url));
}

/* Whatever a peer says of the time, it is a time and a wait within reason. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  const char *names[] = { "date", "retry-after", "x-amz-retry-after" };
  g_autoptr(QsHttpReply) reply = qs_http_reply_new (503);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gint64 wait;

      g_hash_table_replace (reply->headers, g_strdup (names[i]), g_strdup (text));
      wait = qs_http_reply_get_retry_after (reply);
      g_assert_cmpint (wait, >=, -1);
      g_assert_cmpint (wait, <=, 24 * 60 * 60 * 1000);
    }

  g_assert_cmpint (qs_http_date_parse (text), ==, qs_http_reply_get_date (reply));
  parse_url (text);
  return 0;
}
