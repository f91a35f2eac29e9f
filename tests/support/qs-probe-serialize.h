#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The command "serialize" of wire-probe: the request that an operation makes. */
JsonNode *qs_probe_serialize (JsonObject *request,
                              GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
