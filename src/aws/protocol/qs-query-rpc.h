#pragma once

#include "qs-reply-source.h"
#include "qs-wire-request.h"

G_BEGIN_DECLS

/*
 * query and ec2: a form is POSTed to "/", XML comes back
 * (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html).
 */

QsWireRequest *qs_query_rpc_write (QsServiceModel    *model,
                                   const QsOperation *operation,
                                   JsonObject        *input,
                                   GError           **error) G_GNUC_WARN_UNUSED_RESULT;
QsWireRequest *qs_query_rpc_write_ec2 (QsServiceModel    *model,
                                       const QsOperation *operation,
                                       JsonObject        *input,
                                       GError           **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean       qs_query_rpc_read_output (const QsReplySource *source,
                                         const QsMember      *member,
                                         JsonObject          *output,
                                         char               **request_id,
                                         GError             **error);
gboolean       qs_query_rpc_read_ec2_output (const QsReplySource *source,
                                             const QsMember      *member,
                                             JsonObject          *output,
                                             char               **request_id,
                                             GError             **error);
gboolean       qs_query_rpc_read (const QsReplySource *source,
                                  const QsShape       *shape,
                                  JsonObject          *output,
                                  GError             **error);

G_END_DECLS
