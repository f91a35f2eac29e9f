#pragma once

#include <gio/gio.h>
#include <libdex.h>

#include "qs-http-error.h"
#include "qs-http-reply.h"
#include "qs-http-request.h"

G_BEGIN_DECLS

#define QS_TYPE_HTTP (qs_http_get_type ())
G_DECLARE_FINAL_TYPE (QsHttp,
                      qs_http,
                      QS,
                      HTTP,
                      GObject)

/**
 * QsHttp:
 *
 * HTTP/1.1 with any host, or with what listens at one Unix socket. Redirects are answered, never
 * followed: a signature and a token are meant for one host. There are no cookies, no passwords
 * but the proxy's and no log.
 *
 * With hosts it speaks TLS, checked against the system's certificates; plain http is for this
 * computer only ("localhost", 127.0.0.0/8, ::1) and never goes by a proxy. Connections are kept and
 * shared, at most 16 to a host.
 *
 * A future that is dropped cancels its request and closes the connection: also one that is awaited
 * in a fiber of a #QsScope.
 *
 * Threading: main thread.
 */

QsHttp    *qs_http_new (void) G_GNUC_WARN_UNUSED_RESULT;
QsHttp    *qs_http_new_for_socket (const char *path) G_GNUC_WARN_UNUSED_RESULT;

void       qs_http_set_trust (QsHttp       *self,
                              GTlsDatabase *trust);
void       qs_http_set_proxy_resolver (QsHttp         *self,
                                       GProxyResolver *resolver);

DexFuture *qs_http_send (QsHttp        *self,
                         QsHttpRequest *request) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *qs_http_open (QsHttp        *self,
                         QsHttpRequest *request) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
