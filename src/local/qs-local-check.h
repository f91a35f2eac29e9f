#pragma once

#include <json-glib/json-glib.h>

#include "qs-service-model.h"

G_BEGIN_DECLS

/*
 * Whether a request is one that AWS Batch would take: first by the service model, then by the rules
 * that the model does not carry.
 */

gboolean qs_local_check (QsServiceModel *model,
                         const char     *operation,
                         JsonNode       *input,
                         GError        **error);

G_END_DECLS
