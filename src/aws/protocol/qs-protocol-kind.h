#pragma once

#include "qs-reply-source.h"
#include "qs-wire-fault.h"
#include "qs-wire-request.h"

G_BEGIN_DECLS

/**
 * QsProtocolKind:
 * @name: what metadata.protocol of a model says
 * @is_json: whether bodies are JSON, which can hold members that the model does not know
 * @write: makes a request of an input that has been checked
 * @read_output: reads what an operation answers
 * @read: reads the members that an error's shape has
 * @read_fault: reads code and message of an error, whatever came
 * @is_late_fault: (nullable): whether a reply whose status says it went well tells an error
 *
 * How one of the protocols writes and reads. The table of them is static.
 */
typedef struct
{
  const char *name;
  gboolean    is_json;

  QsWireRequest *(*write)         (QsServiceModel    *model,
                                   const QsOperation *operation,
                                   JsonObject        *input,
                                   GError           **error);
  gboolean (*read_output)   (const QsReplySource *source,
                             const QsMember      *member,
                             JsonObject          *output,
                             char               **request_id,
                             GError             **error);
  gboolean (*read)          (const QsReplySource *source,
                             const QsShape       *shape,
                             JsonObject          *output,
                             GError             **error);
  QsWireFault   *(*read_fault)    (const QsReplySource *source,
                                   char               **request_id);
  gboolean (*is_late_fault) (const QsReplySource *source);
} QsProtocolKind;

const QsProtocolKind *qs_protocol_kind_find (QsServiceModel *model);

G_END_DECLS
