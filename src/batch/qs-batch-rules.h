#pragma once

#include "qs-fault.h"

G_BEGIN_DECLS

/*
 * The rules of the Batch API that its service model does not carry: limits that stand in the user
 * guide, and rules between members. Engines and forms check both, the model first; these rules look
 * only at members whose type is right, so one document may break rules of both kinds.
 *
 * Threading: any thread.
 */

GPtrArray *qs_batch_rules_check (const char *operation,
                                 JsonNode   *input) G_GNUC_WARN_UNUSED_RESULT;

gboolean   qs_batch_rules_get_range (const char *shape,
                                     const char *member,
                                     double     *min,
                                     double     *max);

G_END_DECLS
