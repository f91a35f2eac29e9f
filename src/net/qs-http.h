#pragma once

#include <libdex.h>

#include "qs-http-reply.h"
#include "qs-http-request.h"

G_BEGIN_DECLS

#define QS_TYPE_HTTP (qs_http_get_type ())
G_DECLARE_FINAL_TYPE (QsHttp,
                      qs_http,
                      QS,
                      HTTP,
                      GObject)

#define QS_HTTP_ERROR (qs_http_error_quark ())

/**
 * QsHttpError:
 * @QS_HTTP_ERROR_ABSENT: there is no such peer: it has to be installed or named otherwise
 * @QS_HTTP_ERROR_REFUSED: nobody answers there: it has to be started
 * @QS_HTTP_ERROR_DENIED: this user may not connect
 * @QS_HTTP_ERROR_TIMED_OUT: no answer in time: try again later
 * @QS_HTTP_ERROR_BROKEN: the connection broke off: whether the request had its effect is unknown
 * @QS_HTTP_ERROR_INVALID_REPLY: what answers does not speak HTTP
 * @QS_HTTP_ERROR_TOO_LARGE: the reply is larger than the request allows
 *
 * Codes say what the caller can do. A cancelled request is %G_IO_ERROR_CANCELLED.
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
} QsHttpError;

/**
 * QsHttp:
 *
 * HTTP/1.1 with one peer. Redirects are answered, never followed; bodies are not decoded.
 *
 * A future that is dropped cancels its request, down to the connection: also one that is awaited
 * through qs_scope_guard().
 *
 * Threading: main thread.
 */

GQuark     qs_http_error_quark (void);

QsHttp    *qs_http_new_for_socket (const char *path) G_GNUC_WARN_UNUSED_RESULT;

void       qs_http_set_timeout (QsHttp *self,
                                guint   seconds);

DexFuture *qs_http_send (QsHttp        *self,
                         QsHttpRequest *request) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *qs_http_open (QsHttp        *self,
                         QsHttpRequest *request) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
