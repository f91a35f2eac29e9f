#include "qs-loopback-listener.h"

#include <libsoup/soup.h>
#include <string.h>

/* Nothing may be fetched for the page, framed around it, kept of it, or told of its address, which
 * holds the code. */
static const char *const page_headers[][2] = {
  { "Cache-Control", "no-store" },
  { "Connection", "close" },
  { "Content-Security-Policy",
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'" },
  { "Referrer-Policy", "no-referrer" },
  { "X-Content-Type-Options", "nosniff" },
};

static const char page_format[] =
  "<!DOCTYPE html>\n"
  "<html><head><meta charset=\"utf-8\">"
  "<meta name=\"viewport\" content=\"width=device-width\">"
  "<meta name=\"color-scheme\" content=\"light dark\"><title>%s</title>"
  "<style>body { font-family: system-ui, sans-serif; margin: 4em auto; max-width: 32em;"
  " padding: 0 1em; text-align: center; }</style></head>\n"
  "<body><h1>%s</h1><p>%s</p></body></html>\n";

struct _QsLoopbackListener
{
  GObject     parent_instance;

  SoupServer *server;        /* NULL when nothing listens any more */
  DexPromise *promise;       /* of the code */
  char       *state;
  char       *uri;
  char       *title;
  char       *done;
  char       *refused;

  gboolean    is_visited;
  char       *code;          /* of the visit, until its page is delivered */
  GError     *error;
};

G_DEFINE_FINAL_TYPE (QsLoopbackListener, qs_loopback_listener, G_TYPE_OBJECT)

G_DEFINE_QUARK (qs-loopback-error-quark, qs_loopback_error)

/* How long it takes tells nothing of how much of a guess is right. */
static gboolean
is_same_secret (const char *mine,
                const char *guess)
{
  gsize length = strlen (mine);
  volatile unsigned char difference = 0;

  if (strlen (guess) != length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    difference |= (unsigned char) (mine[i] ^ guess[i]);

  return difference == 0;
}

static void
stop_listening (QsLoopbackListener *self)
{
  g_autoptr(SoupServer) server = g_steal_pointer (&self->server);

  if (server != NULL)
    soup_server_disconnect (server);
}

static void
on_promise_cancelled_cb (GCancellable       *cancellable,
                         QsLoopbackListener *self)
{
  stop_listening (self);
}

/* Outside the server's own handling of the visit, which needs the server to its end. */
static gboolean
settle (gpointer user_data)
{
  QsLoopbackListener *self = user_data;

  stop_listening (self);
  if (self->code != NULL)
    dex_promise_resolve_string (self->promise, g_steal_pointer (&self->code));
  else if (self->error != NULL)
    dex_promise_reject (self->promise, g_steal_pointer (&self->error));
  return G_SOURCE_REMOVE;
}

/* Also when the browser went away before it had the page. */
static void
on_message_finished_cb (SoupServerMessage  *message,
                        QsLoopbackListener *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, settle, g_object_ref (self), g_object_unref);
}

static gboolean
is_visit (QsLoopbackListener *self,
          SoupServerMessage  *message,
          const char         *path,
          GHashTable         *query)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *host = soup_message_headers_get_one (headers, "Host");
  const char *state = query != NULL ? g_hash_table_lookup (query, "state") : NULL;

  /* Another name for this address is a page's that has rebound its own name. */
  return !self->is_visited &&
         soup_server_message_get_method (message) == SOUP_METHOD_GET &&
         g_str_equal (path, QS_LOOPBACK_PATH) &&
         host != NULL && strncmp (self->uri + strlen ("http://"), host, strlen (host)) == 0 &&
         self->uri[strlen ("http://") + strlen (host)] == '/' &&
         state != NULL && is_same_secret (self->state, state) &&
         (g_hash_table_contains (query, "code") || g_hash_table_contains (query, "error"));
}

static void
answer (QsLoopbackListener *self,
        SoupServerMessage  *message,
        const char         *text)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *title = g_markup_escape_text (self->title, -1);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  char *page = g_strdup_printf (page_format, title, title, escaped);

  for (guint i = 0; i < G_N_ELEMENTS (page_headers); i++)
    soup_message_headers_append (headers, page_headers[i][0], page_headers[i][1]);
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_TAKE, page,
                                    strlen (page));
}

static void
on_server_request_cb (SoupServer        *server,
                      SoupServerMessage *message,
                      const char        *path,
                      GHashTable        *query,
                      gpointer           user_data)
{
  QsLoopbackListener *self = user_data;
  const char *description;
  const char *code;

  if (!is_visit (self, message, path, query))
    {
      soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
      return;
    }

  self->is_visited = TRUE;
  g_signal_connect_object (message, "finished", G_CALLBACK (on_message_finished_cb), self,
                           G_CONNECT_DEFAULT);
  code = g_hash_table_lookup (query, "code");
  if (code != NULL && !g_hash_table_contains (query, "error"))
    {
      self->code = g_strdup (code);
      answer (self, message, self->done);
      return;
    }

  description = g_hash_table_lookup (query, "error_description");
  self->error = g_error_new_literal (QS_LOOPBACK_ERROR, QS_LOOPBACK_ERROR_REFUSED,
                                     description != NULL ? description
                                                         : g_hash_table_lookup (query, "error"));
  answer (self, message, self->refused);
}

static gboolean
listen_on_loopback (QsLoopbackListener *self,
                    GError            **error)
{
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoslist (GUri) uris = NULL;

  self->server = g_object_new (SOUP_TYPE_SERVER, NULL);
  soup_server_add_handler (self->server, NULL, on_server_request_cb, self, NULL);
  if (!soup_server_listen (self->server, address, 0, error))
    return FALSE;

  uris = soup_server_get_uris (self->server);
  self->uri = g_strdup_printf ("http://127.0.0.1:%d" QS_LOOPBACK_PATH, g_uri_get_port (uris->data));
  return TRUE;
}

static void
qs_loopback_listener_dispose (GObject *object)
{
  QsLoopbackListener *self = QS_LOOPBACK_LISTENER (object);

  stop_listening (self);

  G_OBJECT_CLASS (qs_loopback_listener_parent_class)->dispose (object);
}

static void
qs_loopback_listener_finalize (GObject *object)
{
  QsLoopbackListener *self = QS_LOOPBACK_LISTENER (object);

  g_signal_handlers_disconnect_by_data (dex_promise_get_cancellable (self->promise), self);
  if (dex_future_is_pending (DEX_FUTURE (self->promise)))
    dex_promise_reject (self->promise, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                                            "Nobody listens any more"));
  dex_clear (&self->promise);
  g_clear_error (&self->error);
  g_free (self->code);
  g_free (self->state);
  g_free (self->uri);
  g_free (self->title);
  g_free (self->done);
  g_free (self->refused);

  G_OBJECT_CLASS (qs_loopback_listener_parent_class)->finalize (object);
}

static void
qs_loopback_listener_class_init (QsLoopbackListenerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = qs_loopback_listener_dispose;
  object_class->finalize = qs_loopback_listener_finalize;
}

static void
qs_loopback_listener_init (QsLoopbackListener *self)
{
  self->title = g_strdup ("Quayside");
  self->done = g_strdup ("");
  self->refused = g_strdup ("");
  self->promise = dex_promise_new_cancellable ();
  g_signal_connect (dex_promise_get_cancellable (self->promise), "cancelled",
                    G_CALLBACK (on_promise_cancelled_cb), self);
}

/**
 * qs_loopback_listener_new:
 * @state: what the visit has to know, made for this one login and not to be guessed
 *
 * Returns: (transfer full) (nullable): a listener that listens.
 */
QsLoopbackListener *
qs_loopback_listener_new (const char *state,
                          GError    **error)
{
  g_autoptr(QsLoopbackListener) self = NULL;

  g_return_val_if_fail (state != NULL && state[0] != '\0', NULL);

  self = g_object_new (QS_TYPE_LOOPBACK_LISTENER, NULL);
  self->state = g_strdup (state);
  return listen_on_loopback (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * qs_loopback_listener_set_page:
 * @title: of the page that answers the visit
 * @done: what it says when it brought a code
 * @refused: what it says when it brought an error
 *
 * All of them plain text, in the user's language.
 */
void
qs_loopback_listener_set_page (QsLoopbackListener *self,
                               const char         *title,
                               const char         *done,
                               const char         *refused)
{
  g_return_if_fail (QS_IS_LOOPBACK_LISTENER (self));
  g_return_if_fail (title != NULL && done != NULL && refused != NULL);

  g_set_str (&self->title, title);
  g_set_str (&self->done, done);
  g_set_str (&self->refused, refused);
}

/**
 * qs_loopback_listener_get_uri:
 *
 * Returns: (transfer none): the redirect URI with its port.
 */
const char *
qs_loopback_listener_get_uri (QsLoopbackListener *self)
{
  g_return_val_if_fail (QS_IS_LOOPBACK_LISTENER (self), NULL);

  return self->uri;
}

static DexFuture *
name_timeout (DexFuture *future,
              gpointer   user_data)
{
  g_autoptr(GError) error = NULL;

  dex_future_get_value (future, &error);
  if (g_error_matches (error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    return dex_future_new_reject (QS_LOOPBACK_ERROR, QS_LOOPBACK_ERROR_TIMED_OUT,
                                  "Nobody has come back from the browser in time");

  return dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * qs_loopback_listener_wait:
 * @timeout: how long to wait for the visit, in milliseconds
 *
 * Called once. Dropping the future, and the end of the time, end the listening.
 *
 * Returns: (transfer full): a future of the code; rejected with #QsLoopbackError.
 */
DexFuture *
qs_loopback_listener_wait (QsLoopbackListener *self,
                           guint               timeout)
{
  g_return_val_if_fail (QS_IS_LOOPBACK_LISTENER (self), NULL);

  return dex_future_catch (dex_future_first (dex_ref (self->promise),
                                             dex_timeout_new_msec ((int) MIN (timeout, G_MAXINT)),
                                             NULL),
                           name_timeout, NULL, NULL);
}
