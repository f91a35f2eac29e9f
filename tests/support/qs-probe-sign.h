#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Signs what a line of the wire probe describes:
 *
 *   {"do": "sign", "request": {"method", "url", "headers": [[name, value], …], "body" or
 *    "bodyBase64"}, "credentials": {"accessKeyId", "secretAccessKey", "sessionToken"?}, "region",
 *    "service", "time": "20150830T123600Z", "options": {"normalizePath": true,
 *    "doubleEncode": true, "signBody": false, "query": false, "expires": 3600,
 *    "omitSessionToken": false}}
 *
 * Options are as shown when they are left out, but for the service "s3", whose paths are neither
 * normalised nor encoded again, and whose body is signed in the header and never in the URL.
 * Answers {"canonicalRequest", "stringToSign", "signature", "url", "headers": [[name, value], …]}:
 * the request as it would be sent.
 */

JsonNode *qs_probe_sign (JsonObject *request,
                         GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
