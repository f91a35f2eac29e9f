#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * What a job definition says, in the shape of a SubmitJob request: what holds where a request says
 * nothing.
 */

JsonNode *qs_submit_defaults_new (JsonObject *definition) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *qs_submit_defaults_finish (JsonNode *input,
                                     JsonNode *defaults) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
