#include "qs-http-fault.h"

#include <string.h>

#include "qs-http-error.h"

/* Far more than any peer of ours sends; libsoup alone takes what fits into 100 kB. */
#define MAX_HEADERS 200

/* What fits into a gint64 for certain. */
#define MAX_LENGTH_DIGITS 18

typedef struct
{
  int fault;
  int code;
} QsHttpFaultRow;

static const QsHttpFaultRow io_rows[] = {
  { G_IO_ERROR_NOT_FOUND, QS_HTTP_ERROR_ABSENT },
  { G_IO_ERROR_HOST_NOT_FOUND, QS_HTTP_ERROR_ABSENT },
  { G_IO_ERROR_CONNECTION_REFUSED, QS_HTTP_ERROR_REFUSED },
  { G_IO_ERROR_PERMISSION_DENIED, QS_HTTP_ERROR_DENIED },
  { G_IO_ERROR_TIMED_OUT, QS_HTTP_ERROR_TIMED_OUT },
  { G_IO_ERROR_NETWORK_UNREACHABLE, QS_HTTP_ERROR_UNREACHABLE },
  { G_IO_ERROR_HOST_UNREACHABLE, QS_HTTP_ERROR_UNREACHABLE },
  { G_IO_ERROR_PROXY_FAILED, QS_HTTP_ERROR_PROXY },
  { G_IO_ERROR_PROXY_AUTH_FAILED, QS_HTTP_ERROR_PROXY },
  { G_IO_ERROR_PROXY_NEED_AUTH, QS_HTTP_ERROR_PROXY },
  { G_IO_ERROR_PROXY_NOT_ALLOWED, QS_HTTP_ERROR_PROXY },
  { G_IO_ERROR_INVALID_DATA, QS_HTTP_ERROR_INVALID_REPLY },
};

static const QsHttpFaultRow resolver_rows[] = {
  { G_RESOLVER_ERROR_NOT_FOUND, QS_HTTP_ERROR_ABSENT },
  { G_RESOLVER_ERROR_TEMPORARY_FAILURE, QS_HTTP_ERROR_UNREACHABLE },
  { G_RESOLVER_ERROR_INTERNAL, QS_HTTP_ERROR_UNREACHABLE },
};

static const QsHttpFaultRow tls_rows[] = {
  { G_TLS_ERROR_BAD_CERTIFICATE, QS_HTTP_ERROR_UNTRUSTED },
  { G_TLS_ERROR_CERTIFICATE_REQUIRED, QS_HTTP_ERROR_DENIED },
  { G_TLS_ERROR_NOT_TLS, QS_HTTP_ERROR_INVALID_REPLY },
};

static const QsHttpFaultRow soup_rows[] = {
  { SOUP_SESSION_ERROR_PARSING, QS_HTTP_ERROR_INVALID_REPLY },
  { SOUP_SESSION_ERROR_ENCODING, QS_HTTP_ERROR_INVALID_REPLY },
};

static int
look_up (const QsHttpFaultRow *rows,
         guint                 n_rows,
         int                   fault)
{
  for (guint i = 0; i < n_rows; i++)
    if (rows[i].fault == fault)
      return rows[i].code;

  return QS_HTTP_ERROR_BROKEN;
}

static int
find_code (const GError *cause)
{
  if (cause->domain == G_IO_ERROR)
    return look_up (io_rows, G_N_ELEMENTS (io_rows), cause->code);
  if (cause->domain == G_RESOLVER_ERROR)
    return look_up (resolver_rows, G_N_ELEMENTS (resolver_rows), cause->code);
  if (cause->domain == G_TLS_ERROR)
    return look_up (tls_rows, G_N_ELEMENTS (tls_rows), cause->code);
  if (cause->domain == SOUP_SESSION_ERROR)
    return look_up (soup_rows, G_N_ELEMENTS (soup_rows), cause->code);

  return QS_HTTP_ERROR_BROKEN;
}

/* The most telling of what is wrong with a certificate. */
static const char *
describe_certificate (GTlsCertificateFlags flags)
{
  if (flags & G_TLS_CERTIFICATE_EXPIRED)
    return "it has expired";
  if (flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return "it is not valid yet, or this computer's clock is wrong";
  if (flags & G_TLS_CERTIFICATE_REVOKED)
    return "it has been revoked";
  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return "it belongs to another host";
  if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return "nobody whom this computer trusts has signed it";

  return "it is not secure";
}

/**
 * qs_http_fault_explain:
 * @cause: neither a cancellation nor a #QsHttpError
 * @is_at_proxy: whether it happened on the way to a proxy or in asking it for a connection
 * @is_unsent: see qs_http_error_is_unsent()
 *
 * Returns: (transfer full): the failure by what the caller can do.
 */
GError *
qs_http_fault_explain (const GError *cause,
                       SoupMessage  *message,
                       gboolean      is_at_proxy,
                       gboolean      is_unsent)
{
  const char *host = g_uri_get_host (soup_message_get_uri (message));
  int code = is_at_proxy ? QS_HTTP_ERROR_PROXY : find_code (cause);

  if (code == QS_HTTP_ERROR_UNTRUSTED)
    return qs_http_error_new (code, is_unsent, "The certificate of %s is not trusted: %s", host,
                              describe_certificate (
                                soup_message_get_tls_peer_certificate_errors (message)));

  return qs_http_error_new (code, is_unsent, "%s", cause->message);
}

static gboolean
is_length (const char *text)
{
  return text[0] != '\0' && strlen (text) <= MAX_LENGTH_DIGITS &&
         strspn (text, G_CSET_DIGITS) == strlen (text);
}

static gboolean
has_body (SoupMessage *message)
{
  guint status = soup_message_get_status (message);

  return status != SOUP_STATUS_NO_CONTENT && status != SOUP_STATUS_NOT_MODIFIED &&
         soup_message_get_method (message) != SOUP_METHOD_HEAD;
}

/* Returns: (nullable): how a reply's head contradicts itself. */
static const char *
find_framing_fault (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *length = soup_message_headers_get_list (headers, "Content-Length");
  const char *coding = soup_message_headers_get_list (headers, "Transfer-Encoding");

  if (length != NULL && !is_length (length))
    return "its length is no number";
  if (coding != NULL && g_ascii_strcasecmp (coding, "chunked") != 0)
    return "its encoding is not known";
  if (length != NULL && coding != NULL)
    return "it says twice where it ends";

  return NULL;
}

/* libsoup takes the end of the connection for the end of the head, and of a body that says nothing
 * of its length. Only what says where it ends is known to be whole. */
static gboolean
is_cut_off (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  return has_body (message) && soup_message_headers_get_one (headers, "Content-Length") == NULL &&
         soup_message_headers_get_one (headers, "Transfer-Encoding") == NULL;
}

static void
count_header (const char *name,
              const char *value,
              gpointer    user_data)
{
  *(guint *) user_data += 1;
}

/**
 * qs_http_fault_of_head:
 * @message: one whose reply's head has just been read
 *
 * A length that is none is also taken out of the head, since libsoup would go on with it.
 *
 * Returns: (transfer full) (nullable): why the rest of the reply is not to be read.
 */
GError *
qs_http_fault_of_head (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *fault = find_framing_fault (message);
  const char *host = g_uri_get_host (soup_message_get_uri (message));
  guint n_headers = 0;

  if (is_cut_off (message))
    return qs_http_error_new (QS_HTTP_ERROR_BROKEN, FALSE,
                              "The reply of %s has been cut off: it does not say where it ends",
                              host);

  soup_message_headers_foreach (headers, count_header, &n_headers);
  if (fault == NULL && n_headers > MAX_HEADERS)
    fault = "it has too many headers";
  if (fault == NULL)
    return NULL;

  soup_message_headers_remove (headers, "Content-Length");
  return qs_http_error_new (QS_HTTP_ERROR_INVALID_REPLY, FALSE,
                            "The reply of %s cannot be read: %s", host, fault);
}
