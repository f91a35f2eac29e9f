#pragma once

#include "qs-operation.h"

G_BEGIN_DECLS

/*
 * Some operations live on a host of their own: the model's endpoint.hostPrefix,
 * "{AccountId}.data-", stands before the endpoint's host.
 */

gboolean qs_host_prefix_expand (const QsOperation *operation,
                                JsonObject        *input,
                                char             **prefix,
                                GError           **error);

G_END_DECLS
