#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Reads configuration files that a line of the wire probe holds:
 *
 *   {"do": "profiles", "config": TEXT, "credentials": TEXT, "keys": [KEY, …], "nested": [KEY, …]}
 *
 * Answers {"profiles": {NAME: {KEY: VALUE or {KEY: VALUE}}}}, with the keys that are there.
 */

JsonNode *qs_probe_profiles (JsonObject *request,
                             GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
