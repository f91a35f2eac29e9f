#pragma once

#include <libdex.h>
#include <libsoup/soup.h>

#include "qs-http-request.h"

G_BEGIN_DECLS

/*
 * One request on its way: sent, then read block by block, watched all the time. For QsHttp alone.
 *
 * The future is of a QsHttpReply and is rejected with QsHttpError; dropping it cancels the request.
 */
DexFuture *qs_http_operation_start (SoupSession   *session,
                                    SoupMessage   *message,
                                    QsHttpRequest *request,
                                    gboolean       is_stream) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
