#pragma once

#include "qs-service-model.h"

G_BEGIN_DECLS

/* What the commands of wire-probe have in common: models, and bodies that are text or base64. */

QsServiceModel *qs_probe_load_model (JsonObject *request,
                                     GError    **error) G_GNUC_WARN_UNUSED_RESULT;

void            qs_probe_set_body (JsonObject *answer,
                                   GBytes     *body);
GBytes         *qs_probe_get_body (JsonObject *message) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
