#include "qs-http.h"

#include <gio/gunixsocketaddress.h>
#include <libsoup/soup.h>

#define TIMEOUT_SECONDS 60
#define MAX_CONNECTIONS 256
#define BLOCK_SIZE (64 * 1024)

struct _QsHttp
{
  GObject      parent_instance;

  char        *base;
  SoupSession *session;
  SoupSession *lasting;   /* for streams, which may be silent for days */
};

/* One request on its way: sent, then read block by block. */
typedef struct
{
  SoupMessage  *message;
  DexPromise   *promise;
  gboolean      is_stream;
  gsize         max_body;
  GInputStream *input;
  GByteArray   *body;
} QsHttpOperation;

G_DEFINE_FINAL_TYPE (QsHttp, qs_http, G_TYPE_OBJECT)

G_DEFINE_QUARK (qs-http-error-quark, qs_http_error)

static void read_block (QsHttpOperation *operation);

static void
http_operation_free (QsHttpOperation *operation)
{
  g_clear_object (&operation->message);
  g_clear_object (&operation->input);
  g_clear_pointer (&operation->body, g_byte_array_unref);
  dex_clear (&operation->promise);
  g_free (operation);
}

static int
find_code (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return QS_HTTP_ERROR_ABSENT;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return QS_HTTP_ERROR_REFUSED;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return QS_HTTP_ERROR_DENIED;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return QS_HTTP_ERROR_TIMED_OUT;
  if (error->domain == SOUP_SESSION_ERROR)
    return QS_HTTP_ERROR_INVALID_REPLY;

  return QS_HTTP_ERROR_BROKEN;
}

/* Ends the operation. A cancelled one stays what it is. */
static void
reject (QsHttpOperation *operation,
        GError          *error)
{
  g_autoptr(GError) cause = error;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED) || cause->domain == QS_HTTP_ERROR)
    dex_promise_reject (operation->promise, g_steal_pointer (&cause));
  else
    dex_promise_reject (operation->promise,
                        g_error_new_literal (QS_HTTP_ERROR, find_code (cause), cause->message));

  http_operation_free (operation);
}

static void
add_header (const char *name,
            const char *value,
            gpointer    user_data)
{
  g_hash_table_insert (user_data, g_ascii_strdown (name, -1), g_strdup (value));
}

static void
resolve (QsHttpOperation *operation)
{
  QsHttpReply *reply = qs_http_reply_new (soup_message_get_status (operation->message));

  soup_message_headers_foreach (soup_message_get_response_headers (operation->message), add_header,
                                reply->headers);
  if (operation->body != NULL)
    reply->body = g_byte_array_free_to_bytes (g_steal_pointer (&operation->body));
  else
    reply->stream = g_steal_pointer (&operation->input);

  dex_promise_resolve_boxed (operation->promise, QS_TYPE_HTTP_REPLY, reply);
  http_operation_free (operation);
}

static void
on_block_read_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  QsHttpOperation *operation = user_data;
  GError *error = NULL;
  g_autoptr(GBytes) block = g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result,
                                                              &error);
  gsize size;
  gconstpointer data;

  if (block == NULL)
    {
      reject (operation, error);
      return;
    }

  data = g_bytes_get_data (block, &size);
  if (size == 0)
    resolve (operation);
  else if (operation->body->len + size > operation->max_body)
    reject (operation, g_error_new (QS_HTTP_ERROR, QS_HTTP_ERROR_TOO_LARGE,
                                    "The reply is larger than %" G_GSIZE_FORMAT " bytes",
                                    operation->max_body));
  else
    {
      g_byte_array_append (operation->body, data, (guint) size);
      read_block (operation);
    }
}

static void
read_block (QsHttpOperation *operation)
{
  g_input_stream_read_bytes_async (operation->input, BLOCK_SIZE, G_PRIORITY_DEFAULT,
                                   dex_promise_get_cancellable (operation->promise),
                                   on_block_read_cb, operation);
}

static void
on_session_sent_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  QsHttpOperation *operation = user_data;
  GError *error = NULL;

  operation->input = soup_session_send_finish (SOUP_SESSION (object), result, &error);
  if (operation->input == NULL)
    {
      reject (operation, error);
      return;
    }

  if (operation->is_stream &&
      SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (operation->message)))
    {
      resolve (operation);
      return;
    }

  operation->body = g_byte_array_new ();
  read_block (operation);
}

static SoupMessage *
build_message (QsHttp        *self,
               QsHttpRequest *request)
{
  g_autofree char *uri = g_strconcat (self->base, request->target, NULL);
  SoupMessage *message = soup_message_new (request->method, uri);
  SoupMessageHeaders *headers;

  if (message == NULL)
    return NULL;

  headers = soup_message_get_request_headers (message);
  for (guint i = 0; i + 1 < request->headers->len; i += 2)
    soup_message_headers_append (headers, request->headers->pdata[i],
                                 request->headers->pdata[i + 1]);

  /* libsoup's HTTP/2 has open faults, and a redirect would carry headers to another host. */
  soup_message_set_force_http1 (message, TRUE);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (message, request->content_type, request->body);

  return message;
}

/* A future of its own around the promise: it cancels the promise also when it is merely dropped,
 * which a promise that its callback holds too would not notice. */
static DexFuture *
pass_on (DexFuture *future,
         gpointer   user_data)
{
  return dex_ref (future);
}

static DexFuture *
start (QsHttp        *self,
       QsHttpRequest *request,
       gboolean       is_stream)
{
  g_autoptr(SoupMessage) message = build_message (self, request);
  QsHttpOperation *operation;
  DexFuture *future;

  if (message == NULL)
    return dex_future_new_reject (QS_HTTP_ERROR, QS_HTTP_ERROR_ABSENT,
                                  "'%s' is no address", request->target);

  operation = g_new0 (QsHttpOperation, 1);
  operation->message = g_steal_pointer (&message);
  operation->promise = dex_promise_new_cancellable ();
  operation->is_stream = is_stream;
  operation->max_body = request->max_body;
  future = dex_future_finally (DEX_FUTURE (dex_ref (operation->promise)), pass_on, NULL, NULL);
  soup_session_send_async (is_stream ? self->lasting : self->session, operation->message,
                           G_PRIORITY_DEFAULT, dex_promise_get_cancellable (operation->promise),
                           on_session_sent_cb, operation);
  return future;
}

static void
qs_http_finalize (GObject *object)
{
  QsHttp *self = QS_HTTP (object);

  soup_session_abort (self->session);
  soup_session_abort (self->lasting);
  g_clear_object (&self->session);
  g_clear_object (&self->lasting);
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

static SoupSession *
build_session (GSocketConnectable *remote,
               guint               timeout)
{
  SoupSession *session = soup_session_new_with_options (
    "remote-connectable", remote, "proxy-resolver", NULL, "timeout", timeout,
    "max-conns", MAX_CONNECTIONS, "max-conns-per-host", MAX_CONNECTIONS,
    "user-agent", "Quayside", NULL);

  /* Sizes are checked on what arrives, so nothing may grow behind them. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);
  return session;
}

/**
 * qs_http_new_for_socket:
 * @path: a Unix socket
 *
 * Returns: (transfer full): HTTP with what listens at @path. Nothing is connected yet.
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
  self->session = build_session (G_SOCKET_CONNECTABLE (address), TIMEOUT_SECONDS);
  self->lasting = build_session (G_SOCKET_CONNECTABLE (address), 0);
  return self;
}

/**
 * qs_http_set_timeout:
 * @seconds: how long each step of qs_http_send() may take, 60 at first; for connections made from
 *   now on
 */
void
qs_http_set_timeout (QsHttp *self,
                     guint   seconds)
{
  g_return_if_fail (QS_IS_HTTP (self));

  soup_session_set_timeout (self->session, seconds);
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
 * Sends @request and hands out the reply's body as a stream, without any time limit: for logs that
 * are followed and for replies that come when something has happened. When the status is not one of
 * success the reply is read whole, as by qs_http_send().
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
