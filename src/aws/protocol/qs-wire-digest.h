#pragma once

#include "qs-operation.h"
#include "qs-wire-request.h"

G_BEGIN_DECLS

/*
 * Some operations, such as S3's DeleteObjects, are refused without a digest of their body. The
 * request of the protocol is the same without; so this is asked for by who sends.
 */

void qs_wire_digest_add (QsWireRequest     *request,
                         const QsOperation *operation);

G_END_DECLS
