#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define QS_HTTP_ERROR (qs_http_error_quark ())

/**
 * QsHttpError:
 * @QS_HTTP_ERROR_ABSENT: there is no such peer: it has to be installed or named otherwise
 * @QS_HTTP_ERROR_REFUSED: nobody answers there: it has to be started
 * @QS_HTTP_ERROR_DENIED: this user may not connect
 * @QS_HTTP_ERROR_TIMED_OUT: no answer in time: try again later
 * @QS_HTTP_ERROR_BROKEN: the connection broke off
 * @QS_HTTP_ERROR_INVALID_REPLY: what answers does not speak HTTP
 * @QS_HTTP_ERROR_TOO_LARGE: the reply is larger than the request allows
 * @QS_HTTP_ERROR_UNREACHABLE: no way there from this computer, which may be offline
 * @QS_HTTP_ERROR_PROXY: the desktop's proxy does not let the request through
 * @QS_HTTP_ERROR_UNTRUSTED: who answers cannot show that it is the host that was meant
 * @QS_HTTP_ERROR_INSECURE: the request would leave this computer in plain text
 * @QS_HTTP_ERROR_INVALID_REQUEST: the address or a header is none that can be sent
 *
 * Codes say what the caller can do. A cancelled request is %G_IO_ERROR_CANCELLED.
 *
 * Beside its code an error knows whether the request can have had its effect: see
 * qs_http_error_is_unsent(). Copies of the error know it too.
 */
typedef enum
{
  QS_HTTP_ERROR_ABSENT,
  QS_HTTP_ERROR_REFUSED,
  QS_HTTP_ERROR_DENIED,
  QS_HTTP_ERROR_TIMED_OUT,
  QS_HTTP_ERROR_BROKEN,
  QS_HTTP_ERROR_INVALID_REPLY,
  QS_HTTP_ERROR_TOO_LARGE,
  QS_HTTP_ERROR_UNREACHABLE,
  QS_HTTP_ERROR_PROXY,
  QS_HTTP_ERROR_UNTRUSTED,
  QS_HTTP_ERROR_INSECURE,
  QS_HTTP_ERROR_INVALID_REQUEST,
} QsHttpError;

GQuark   qs_http_error_quark (void);

GError  *qs_http_error_new (QsHttpError code,
                            gboolean    is_unsent,
                            const char *format,
                            ...) G_GNUC_PRINTF (3, 4) G_GNUC_WARN_UNUSED_RESULT;

gboolean qs_http_error_is_unsent (const GError *error);

G_END_DECLS
