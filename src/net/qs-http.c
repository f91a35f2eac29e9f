#include "qs-http.h"

#include <gio/gunixsocketaddress.h>
#include <libsoup/soup.h>
#include <string.h>

#include "qs-http-operation.h"
#include "qs-http-url.h"

/* Jobs of this computer are each waited for by a connection of their own. */
#define MAX_SOCKET_CONNECTIONS 256
#define MAX_CONNECTIONS 128
#define MAX_CONNECTIONS_PER_HOST 16

/* Shorter than most services keep an idle connection, so that hardly a request goes out by one that
 * the other side is just closing. */
#define IDLE_SECONDS 15

#define TOKEN_CHARACTERS G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "!#$%&'*+-.^_`|~"

struct _QsHttp
{
  GObject      parent_instance;

  char        *base;      /* of the targets of a Unix socket; NULL for hosts */
  SoupSession *session;   /* with other computers, or with the socket */
  SoupSession *local;     /* with this computer, never by a proxy; NULL for a socket */
};

G_DEFINE_FINAL_TYPE (QsHttp, qs_http, G_TYPE_OBJECT)

/* What the connection itself decides; two of them would let two readers of one request differ. */
static gboolean
is_reserved (const char *name)
{
  const char *reserved[] = { "Host", "Content-Length", "Transfer-Encoding", "Connection" };

  for (guint i = 0; i < G_N_ELEMENTS (reserved); i++)
    if (g_ascii_strcasecmp (name, reserved[i]) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_token (const char *text)
{
  return text[0] != '\0' && strspn (text, TOKEN_CHARACTERS) == strlen (text);
}

static gboolean
check_headers (QsHttpRequest *request,
               GError       **error)
{
  for (guint i = 0; i + 1 < request->headers->len; i += 2)
    {
      const char *name = request->headers->pdata[i];
      const char *value = request->headers->pdata[i + 1];

      if (is_token (name) && !is_reserved (name) && strpbrk (value, "\r\n") == NULL)
        continue;

      /* Without the value, which may be a secret. */
      g_propagate_error (error, qs_http_error_new (QS_HTTP_ERROR_INVALID_REQUEST, TRUE,
                                                   "The header '%s' cannot be sent", name));
      return FALSE;
    }

  return TRUE;
}

static GUri *
find_url (QsHttp     *self,
          const char *target,
          GError    **error)
{
  g_autofree char *url = g_strconcat (self->base != NULL ? self->base : "", target, NULL);

  return qs_http_url_parse (url, error);
}

static void
add_headers (SoupMessage   *message,
             QsHttpRequest *request)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  for (guint i = 0; i + 1 < request->headers->len; i += 2)
    soup_message_headers_append (headers, request->headers->pdata[i],
                                 request->headers->pdata[i + 1]);
}

static SoupMessage *
build_message (QsHttp        *self,
               QsHttpRequest *request,
               GError       **error)
{
  g_autoptr(GUri) url = find_url (self, request->target, error);
  g_autoptr(SoupMessage) message = NULL;

  if (url == NULL || !check_headers (request, error))
    return NULL;
  if (!is_token (request->method))
    {
      g_propagate_error (error, qs_http_error_new (QS_HTTP_ERROR_INVALID_REQUEST, TRUE,
                                                   "'%s' is no method", request->method));
      return NULL;
    }

  message = soup_message_new_from_uri (request->method, url);
  add_headers (message, request);
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (message, request->content_type, request->body);

  /* libsoup's HTTP/2 has open faults, and a redirect would carry headers to another host. */
  soup_message_set_force_http1 (message, TRUE);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (request->is_idempotent)
    soup_message_add_flags (message, SOUP_MESSAGE_IDEMPOTENT);

  /* What is compressed is decoded by qs-http-operation.c, and only when it was asked for. */
  soup_message_disable_feature (message, SOUP_TYPE_CONTENT_DECODER);
  if (request->accepts_compressed)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Accept-Encoding",
                                  "gzip");
  /* Passwords are for the proxy, whose CONNECT is a message of its own. */
  soup_message_disable_feature (message, SOUP_TYPE_AUTH_MANAGER);

  return g_steal_pointer (&message);
}

static DexFuture *
start (QsHttp        *self,
       QsHttpRequest *request,
       gboolean       is_stream)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SoupMessage) message = build_message (self, request, &error);
  SoupSession *session = self->session;

  if (message == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (self->local != NULL && qs_http_url_is_loopback (soup_message_get_uri (message)))
    session = self->local;

  return qs_http_operation_start (session, message, request, is_stream);
}

static void
clear_session (SoupSession **session)
{
  if (*session != NULL)
    soup_session_abort (*session);
  g_clear_object (session);
}

static void
qs_http_finalize (GObject *object)
{
  QsHttp *self = QS_HTTP (object);

  clear_session (&self->session);
  clear_session (&self->local);
  g_free (self->base);

  G_OBJECT_CLASS (qs_http_parent_class)->finalize (object);
}

static void
qs_http_class_init (QsHttpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_http_finalize;
}

static void
qs_http_init (QsHttp *self)
{
}

/* Time is limited by each request; see qs-http-operation.c. */
static SoupSession *
build_session (GSocketConnectable *remote,
               guint               max_connections,
               guint               max_connections_per_host)
{
  return soup_session_new_with_options ("remote-connectable", remote, "timeout", 0,
                                        "idle-timeout", IDLE_SECONDS, "max-conns", max_connections,
                                        "max-conns-per-host", max_connections_per_host,
                                        "user-agent", "Quayside", NULL);
}

/**
 * qs_http_new:
 *
 * Returns: (transfer full): HTTP with any host, by the desktop's proxy and trusting whom the system
 *   trusts. Targets are absolute URLs.
 */
QsHttp *
qs_http_new (void)
{
  QsHttp *self = g_object_new (QS_TYPE_HTTP, NULL);

  self->session = build_session (NULL, MAX_CONNECTIONS, MAX_CONNECTIONS_PER_HOST);
  self->local = build_session (NULL, MAX_CONNECTIONS, MAX_CONNECTIONS_PER_HOST);
  soup_session_set_proxy_resolver (self->local, NULL);
  return self;
}

/**
 * qs_http_new_for_socket:
 * @path: a Unix socket
 *
 * Returns: (transfer full): HTTP with what listens at @path. Nothing is connected yet. Targets are
 *   paths.
 */
QsHttp *
qs_http_new_for_socket (const char *path)
{
  g_autoptr(GSocketAddress) address = NULL;
  QsHttp *self;

  g_return_val_if_fail (path != NULL, NULL);

  address = g_unix_socket_address_new (path);
  self = g_object_new (QS_TYPE_HTTP, NULL);
  self->base = g_strdup ("http://localhost");
  self->session = build_session (G_SOCKET_CONNECTABLE (address), MAX_SOCKET_CONNECTIONS,
                                 MAX_SOCKET_CONNECTIONS);
  soup_session_set_proxy_resolver (self->session, NULL);
  return self;
}

/**
 * qs_http_set_trust:
 * @trust: whose certificates are trusted instead of the system's
 *
 * For connections made from now on.
 */
void
qs_http_set_trust (QsHttp       *self,
                   GTlsDatabase *trust)
{
  g_return_if_fail (QS_IS_HTTP (self));
  g_return_if_fail (G_IS_TLS_DATABASE (trust));

  soup_session_set_tls_database (self->session, trust);
  if (self->local != NULL)
    soup_session_set_tls_database (self->local, trust);
}

/**
 * qs_http_set_proxy_resolver:
 * @resolver: asked instead of the desktop's; not for this computer, which needs no proxy
 */
void
qs_http_set_proxy_resolver (QsHttp         *self,
                            GProxyResolver *resolver)
{
  g_return_if_fail (QS_IS_HTTP (self));
  g_return_if_fail (G_IS_PROXY_RESOLVER (resolver));

  soup_session_set_proxy_resolver (self->session, resolver);
}

/**
 * qs_http_send:
 *
 * Sends @request and reads the whole reply, whatever its status.
 *
 * Returns: (transfer full): a future of the #QsHttpReply; rejected with #QsHttpError.
 */
DexFuture *
qs_http_send (QsHttp        *self,
              QsHttpRequest *request)
{
  g_return_val_if_fail (QS_IS_HTTP (self), NULL);
  g_return_val_if_fail (request != NULL, NULL);

  return start (self, request, FALSE);
}

/**
 * qs_http_open:
 *
 * Sends @request and hands out the reply's body as a stream. The request's limits of time hold
 * until the reply's head has come; the stream has none, since it may be silent for days where a log
 * is followed. When the status is not one of success the reply is read whole, as by qs_http_send().
 *
 * Returns: (transfer full): a future of the #QsHttpReply; rejected with #QsHttpError. Closing the
 *   stream closes the connection.
 */
DexFuture *
qs_http_open (QsHttp        *self,
              QsHttpRequest *request)
{
  g_return_val_if_fail (QS_IS_HTTP (self), NULL);
  g_return_val_if_fail (request != NULL, NULL);

  return start (self, request, TRUE);
}
