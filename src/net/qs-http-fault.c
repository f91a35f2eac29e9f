#include "qs-http-fault.h"

#include "qs-http-error.h"

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
 * @is_unsent: see qs_http_error_is_unsent()
 *
 * Returns: (transfer full): the failure by what the caller can do.
 */
GError *
qs_http_fault_explain (const GError *cause,
                       SoupMessage  *message,
                       gboolean      is_unsent)
{
  const char *host = g_uri_get_host (soup_message_get_uri (message));
  int code = find_code (cause);

  if (code == QS_HTTP_ERROR_UNTRUSTED)
    return qs_http_error_new (code, is_unsent, "The certificate of %s is not trusted: %s", host,
                              describe_certificate (
                                soup_message_get_tls_peer_certificate_errors (message)));

  return qs_http_error_new (code, is_unsent, "%s", cause->message);
}
