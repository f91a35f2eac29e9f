#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Finds the endpoint that a line of the wire probe asks for:
 *
 *   {"do": "endpoint", "service", "region", "fips": false, "dualStack": false,
 *    "environment": {NAME: VALUE}?, "config": TEXT?, "profile": NAME?, "settings": {…}?}
 *
 * The last four say what is configured: variables, a configuration file, the profile of it that
 * counts, and the settings of an account. Answers {"url", "signingRegion", "signingName"}.
 */

JsonNode *qs_probe_endpoint (JsonObject *request,
                             GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
