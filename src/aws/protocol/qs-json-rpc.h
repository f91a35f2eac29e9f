#pragma once

#include "qs-reply-source.h"
#include "qs-wire-request.h"

G_BEGIN_DECLS

/*
 * json 1.0 and 1.1: everything is POSTed to "/", a header names the operation
 * (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html).
 */

QsWireRequest *qs_json_rpc_write (QsServiceModel    *model,
                                  const QsOperation *operation,
                                  JsonObject        *input,
                                  GError           **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean       qs_json_rpc_read_output (const QsReplySource *source,
                                        const QsMember      *member,
                                        JsonObject          *output,
                                        char               **request_id,
                                        GError             **error);
gboolean       qs_json_rpc_read (const QsReplySource *source,
                                 const QsShape       *shape,
                                 JsonObject          *output,
                                 GError             **error);

G_END_DECLS
