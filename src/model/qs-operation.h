#pragma once

#include "qs-shape.h"

G_BEGIN_DECLS

/**
 * QsOperation:
 *
 * An operation of a service: what goes in, what comes out, how it travels over HTTP. The shapes of
 * input and output are %NULL where the operation has none. What has no getter of its own (authtype,
 * endpoint, httpChecksum, idempotent…) is a trait.
 *
 * Threading: immutable, any thread. Ownership: belongs to its #QsServiceModel and lives as long.
 */
typedef struct _QsOperation QsOperation;

const char     *qs_operation_get_name (const QsOperation *self);
const QsMember *qs_operation_get_input (const QsOperation *self);
const QsMember *qs_operation_get_output (const QsOperation *self);
guint           qs_operation_get_n_errors (const QsOperation *self);
const QsShape  *qs_operation_get_error (const QsOperation *self,
                                        guint              position);
const char     *qs_operation_get_method (const QsOperation *self);
const char     *qs_operation_get_request_uri (const QsOperation *self);
JsonObject     *qs_operation_get_traits (const QsOperation *self);

G_END_DECLS
