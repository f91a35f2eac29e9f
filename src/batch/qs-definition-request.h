#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * A described job definition as the request that would register it again.
 */
JsonNode *qs_definition_request_new (JsonObject *definition) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
