#include "qs-test-browser.h"

#include <libsoup/soup.h>

/* Returns: (transfer full) (nullable): a parameter of @uri's query. */
char *
qs_test_browser_dup_parameter (const char *uri,
                               const char *name)
{
  g_autoptr(GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_ENCODED_QUERY, NULL);
  g_autoptr(GHashTable) query = NULL;

  g_assert_nonnull (parsed);
  query = soup_form_decode (g_uri_get_query (parsed));
  return g_strdup (g_hash_table_lookup (query, name));
}

static void
on_visited_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GBytes) page = soup_session_send_and_read_finish (SOUP_SESSION (object), result, NULL);

  g_object_unref (object);
}

void
qs_test_browser_visit (const char *uri)
{
  SoupSession *session = soup_session_new ();
  g_autoptr(SoupMessage) message = soup_message_new ("GET", uri);

  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, on_visited_cb,
                                    NULL);
}

/* Goes where the login page sends the browser, with @parameters ("code=…", "error=…"). */
void
qs_test_browser_come_back (const char *authorize_uri,
                           const char *parameters,
                           gboolean    own_state)
{
  g_autofree char *redirect = qs_test_browser_dup_parameter (authorize_uri, "redirect_uri");
  g_autofree char *state = qs_test_browser_dup_parameter (authorize_uri, "state");
  g_autofree char *uri = g_strdup_printf ("%s?state=%s&%s", redirect, own_state ? state : "other",
                                          parameters);

  qs_test_browser_visit (uri);
}
