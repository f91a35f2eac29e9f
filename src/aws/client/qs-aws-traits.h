#pragma once

#include "qs-operation.h"

G_BEGIN_DECLS

/*
 * What may be done with a request when no answer came to it.
 *
 * Pure; any thread.
 */

gboolean qs_aws_operation_only_reads (const QsOperation *operation);
gboolean qs_aws_operation_is_repeatable (const QsOperation *operation);
gboolean qs_aws_operation_is_signed (const QsOperation *operation);

G_END_DECLS
