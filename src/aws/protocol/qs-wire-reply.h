#pragma once

#include "qs-wire-fault.h"

G_BEGIN_DECLS

#define QS_TYPE_WIRE_REPLY (qs_wire_reply_get_type ())

/**
 * QsWireReply:
 * @output: (nullable): an object with what the operation answers, in the shapes of its model: blobs
 *   are base64, times are seconds since 1970 (a number, with a fraction where there is one),
 *   numbers that JSON lacks are "NaN", "Infinity" and "-Infinity". %NULL when there is a fault
 * @fault: (nullable): what went wrong, or %NULL
 * @request_id: (nullable): what AWS's support asks for
 *
 * What a service answered. Members that the model does not know are left out.
 *
 * Ownership: reference counted. Immutable once made.
 */
typedef struct
{
  gatomicrefcount ref_count;

  JsonNode       *output;
  QsWireFault    *fault;
  char           *request_id;
} QsWireReply;

GType        qs_wire_reply_get_type (void) G_GNUC_CONST;

QsWireReply *qs_wire_reply_new (void) G_GNUC_WARN_UNUSED_RESULT;
QsWireReply *qs_wire_reply_ref (QsWireReply *self);
void         qs_wire_reply_unref (QsWireReply *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsWireReply, qs_wire_reply_unref)

G_END_DECLS
