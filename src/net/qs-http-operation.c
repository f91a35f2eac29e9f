#include "qs-http-operation.h"

#include "qs-http-fault.h"
#include "qs-http-error.h"
#include "qs-http-reply.h"

#define BLOCK_SIZE (64 * 1024)

typedef struct
{
  QsHttpRequest *request;
  SoupMessage   *message;
  DexPromise    *promise;
  gboolean       is_stream;
  GInputStream  *input;          /* as it comes from the connection */
  GInputStream  *decoded;        /* the same, unpacked if need be */
  GByteArray    *body;

  gboolean       is_under_way;   /* has a connection, or is making one */
  gint64         started_at;     /* monotonic, in microseconds, as all that follow */
  gint64         progress_at;
  gint64         sent_at;        /* of the last attempt whose head was written */
  gint64         received_at;
  gboolean       is_head_out;    /* of the present attempt */
  gboolean       is_at_proxy;    /* there is a proxy, and TLS behind it has not begun */
  guint          watch;
  GError        *verdict;        /* why it was given up here */
  gboolean       is_settled;     /* while libsoup has yet to let go of it */
} QsHttpOperation;

static void read_block (QsHttpOperation *operation);
static void arm_watch (QsHttpOperation *operation);

static void
http_operation_free (QsHttpOperation *operation)
{
  g_clear_handle_id (&operation->watch, g_source_remove);
  g_signal_handlers_disconnect_by_data (operation->message, operation);
  g_clear_object (&operation->message);
  g_clear_object (&operation->decoded);
  g_clear_object (&operation->input);
  g_clear_pointer (&operation->body, g_byte_array_unref);
  g_clear_pointer (&operation->request, qs_http_request_unref);
  g_clear_error (&operation->verdict);
  dex_clear (&operation->promise);
  g_free (operation);
}

/* A request whose head has never been written to its end cannot have been acted on. */
static gboolean
is_unsent (QsHttpOperation *operation)
{
  return operation->sent_at == 0;
}

/* Ends the operation. A cancelled one stays what it is. */
static void
reject (QsHttpOperation *operation,
        GError          *error)
{
  g_autoptr(GError) cause = error;

  if (operation->is_settled)
    g_clear_error (&cause);
  else if (operation->verdict != NULL)
    dex_promise_reject (operation->promise, g_steal_pointer (&operation->verdict));
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    dex_promise_reject (operation->promise, g_steal_pointer (&cause));
  else
    dex_promise_reject (operation->promise, qs_http_fault_explain (cause, operation->message,
                                                                   operation->is_at_proxy,
                                                                   is_unsent (operation)));

  http_operation_free (operation);
}

static void
on_input_closed_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  QsHttpOperation *operation = user_data;

  g_input_stream_close_finish (G_INPUT_STREAM (object), result, NULL);
  reject (operation, NULL);
}

/* The first verdict stays. */
static void
condemn (QsHttpOperation *operation,
         GError          *verdict)
{
  if (operation->verdict == NULL)
    operation->verdict = verdict;
  else
    g_error_free (verdict);
}

/* Ends, by the verdict, what a reply is still coming for. Closing the stream after the cancellation
 * is what makes libsoup close the connection instead of reading the rest. */
static void
give_up (QsHttpOperation *operation)
{
  GCancellable *cancellable = dex_promise_get_cancellable (operation->promise);

  g_clear_handle_id (&operation->watch, g_source_remove);
  g_cancellable_cancel (cancellable);
  g_input_stream_close_async (operation->input, G_PRIORITY_DEFAULT, cancellable,
                              on_input_closed_cb, operation);
}

static gint64
count_time_left (QsHttpOperation *operation,
                 gint64           now)
{
  const QsHttpRequest *request = operation->request;
  gint64 left = G_MAXINT32;

  if (request->deadline > 0)
    left = MIN (left, operation->started_at + (gint64) request->deadline * 1000 - now);
  if (request->io_timeout > 0 && operation->is_under_way)
    left = MIN (left, operation->progress_at + (gint64) request->io_timeout * 1000 - now);

  return left;
}

static gboolean
on_watch_cb (gpointer user_data)
{
  QsHttpOperation *operation = user_data;
  const char *host = g_uri_get_host (soup_message_get_uri (operation->message));

  operation->watch = 0;
  if (count_time_left (operation, g_get_monotonic_time ()) > 0)
    {
      arm_watch (operation);
      return G_SOURCE_REMOVE;
    }

  condemn (operation, qs_http_error_new (QS_HTTP_ERROR_TIMED_OUT, is_unsent (operation),
                                         "%s has not answered in time", host));
  g_cancellable_cancel (dex_promise_get_cancellable (operation->promise));

  /* libsoup does not look at what waits for a connection until there is one. */
  if (!operation->is_under_way)
    {
      dex_promise_reject (operation->promise, g_error_copy (operation->verdict));
      operation->is_settled = TRUE;
    }
  return G_SOURCE_REMOVE;
}

/* One timer, set anew only when it fires: progress merely moves the time it looks at. */
static void
arm_watch (QsHttpOperation *operation)
{
  gint64 left = count_time_left (operation, g_get_monotonic_time ());

  g_clear_handle_id (&operation->watch, g_source_remove);
  if (operation->request->deadline > 0 || operation->request->io_timeout > 0)
    operation->watch = g_timeout_add ((guint) (MAX (left, 0) / 1000 + 1), on_watch_cb, operation);
}

static void
note_progress (QsHttpOperation *operation)
{
  gboolean is_first = !operation->is_under_way;

  operation->progress_at = g_get_monotonic_time ();
  operation->is_under_way = TRUE;
  if (is_first)
    arm_watch (operation);
}

static void
on_message_network_event_cb (SoupMessage       *message,
                             GSocketClientEvent event,
                             GIOStream         *connection,
                             QsHttpOperation   *operation)
{
  g_autoptr(GSocketAddress) address = NULL;

  note_progress (operation);
  if (event == G_SOCKET_CLIENT_CONNECTING)
    address = g_socket_connection_get_remote_address (G_SOCKET_CONNECTION (connection), NULL);

  if (G_IS_PROXY_ADDRESS (address))
    operation->is_at_proxy = TRUE;
  else if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING)
    operation->is_at_proxy = FALSE;
}

static void
on_message_wrote_headers_cb (SoupMessage     *message,
                             QsHttpOperation *operation)
{
  note_progress (operation);
  operation->sent_at = operation->progress_at;
  operation->is_head_out = TRUE;
}

/* libsoup tries another connection: one that had been idle was dead, or led to a host that is not
 * the right one (421), which says that nothing has been done. It does not do so for a POST whose
 * connection died, which may have had its effect, and may not begin to.
 *
 * The body it has read to its end is to be given again. */
static void
on_message_restarted_cb (SoupMessage     *message,
                         QsHttpOperation *operation)
{
  const QsHttpRequest *request = operation->request;

  if (operation->is_head_out && soup_message_get_method (message) == SOUP_METHOD_POST &&
      soup_message_get_status (message) != SOUP_STATUS_MISDIRECTED_REQUEST)
    {
      condemn (operation, qs_http_error_new (QS_HTTP_ERROR_BROKEN, FALSE,
                                             "The connection broke off"));
      g_cancellable_cancel (dex_promise_get_cancellable (operation->promise));
    }

  operation->is_head_out = FALSE;
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (message, request->content_type, request->body);
}

static void
on_message_wrote_body_data_cb (SoupMessage     *message,
                               guint            size,
                               QsHttpOperation *operation)
{
  note_progress (operation);
}

static void
on_message_got_headers_cb (SoupMessage     *message,
                           QsHttpOperation *operation)
{
  GError *fault = qs_http_fault_of_head (message);

  note_progress (operation);
  operation->received_at = operation->progress_at;
  if (fault != NULL)
    condemn (operation, fault);
}

static void
add_header (const char *name,
            const char *value,
            gpointer    user_data)
{
  GHashTable *headers = user_data;
  g_autofree char *lower = g_ascii_strdown (name, -1);
  const char *before = g_hash_table_lookup (headers, lower);
  char *all = before != NULL ? g_strconcat (before, ", ", value, NULL) : g_strdup (value);

  g_hash_table_replace (headers, g_steal_pointer (&lower), all);
}

static void
resolve (QsHttpOperation *operation)
{
  QsHttpReply *reply = qs_http_reply_new (soup_message_get_status (operation->message));

  soup_message_headers_foreach (soup_message_get_response_headers (operation->message), add_header,
                                reply->headers);
  reply->sent_at = operation->sent_at;
  reply->received_at = operation->received_at;
  if (operation->body != NULL)
    reply->body = g_byte_array_free_to_bytes (g_steal_pointer (&operation->body));
  else
    reply->stream = g_steal_pointer (&operation->decoded);

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

  note_progress (operation);
  data = g_bytes_get_data (block, &size);
  if (size == 0)
    resolve (operation);
  else if (operation->body->len + size > operation->request->max_body)
    {
      condemn (operation, qs_http_error_new (QS_HTTP_ERROR_TOO_LARGE, FALSE,
                                             "The reply is larger than %" G_GSIZE_FORMAT " bytes",
                                             operation->request->max_body));
      give_up (operation);
    }
  else
    {
      g_byte_array_append (operation->body, data, (guint) size);
      read_block (operation);
    }
}

static void
read_block (QsHttpOperation *operation)
{
  g_input_stream_read_bytes_async (operation->decoded, BLOCK_SIZE, G_PRIORITY_DEFAULT,
                                   dex_promise_get_cancellable (operation->promise),
                                   on_block_read_cb, operation);
}

/* libsoup's own decoder takes a torn reply for a whole one; this one does not. */
static GInputStream *
decode (QsHttpOperation *operation)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (operation->message);
  const char *coding = soup_message_headers_get_list (headers, "Content-Encoding");
  g_autoptr(GZlibDecompressor) decompressor = NULL;

  if (!operation->request->accepts_compressed || coding == NULL ||
      g_ascii_strcasecmp (coding, "gzip") != 0)
    return g_object_ref (operation->input);

  decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  return g_converter_input_stream_new (operation->input, G_CONVERTER (decompressor));
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

  operation->decoded = decode (operation);
  /* A proxy's own words in answer to CONNECT, which libsoup passes on as if the host had said
   * them. */
  if (!operation->is_head_out)
    condemn (operation, qs_http_error_new (QS_HTTP_ERROR_PROXY, is_unsent (operation),
                                           "The proxy does not let the request through: status %u",
                                           soup_message_get_status (operation->message)));

  if (operation->verdict != NULL)
    give_up (operation);
  else if (operation->is_stream &&
           SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (operation->message)))
    resolve (operation);
  else
    {
      operation->body = g_byte_array_new ();
      read_block (operation);
    }
}

/* A future of its own around the promise: it cancels the promise also when it is merely dropped,
 * which a promise that its callback holds too would not notice. */
static DexFuture *
pass_on (DexFuture *future,
         gpointer   user_data)
{
  return dex_ref (future);
}

static void
follow (QsHttpOperation *operation)
{
  g_signal_connect (operation->message, "network-event",
                    G_CALLBACK (on_message_network_event_cb), operation);
  g_signal_connect (operation->message, "wrote-headers",
                    G_CALLBACK (on_message_wrote_headers_cb), operation);
  g_signal_connect (operation->message, "restarted",
                    G_CALLBACK (on_message_restarted_cb), operation);
  g_signal_connect (operation->message, "wrote-body-data",
                    G_CALLBACK (on_message_wrote_body_data_cb), operation);
  g_signal_connect (operation->message, "got-headers",
                    G_CALLBACK (on_message_got_headers_cb), operation);
}

/**
 * qs_http_operation_start:
 * @is_stream: whether the body of a successful reply is handed out as a stream
 */
DexFuture *
qs_http_operation_start (SoupSession   *session,
                         SoupMessage   *message,
                         QsHttpRequest *request,
                         gboolean       is_stream)
{
  QsHttpOperation *operation = g_new0 (QsHttpOperation, 1);
  DexFuture *future;

  operation->request = qs_http_request_ref (request);
  operation->message = g_object_ref (message);
  operation->promise = dex_promise_new_cancellable ();
  operation->is_stream = is_stream;
  operation->started_at = g_get_monotonic_time ();
  follow (operation);
  arm_watch (operation);

  future = dex_future_finally (DEX_FUTURE (dex_ref (operation->promise)), pass_on, NULL, NULL);
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT,
                           dex_promise_get_cancellable (operation->promise), on_session_sent_cb,
                           operation);
  return future;
}
