#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The command "parse" of wire-probe: what an operation's reply says. */
JsonNode *qs_probe_parse (JsonObject *request,
                          GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
