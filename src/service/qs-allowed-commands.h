#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode *qs_allowed_commands_add (JsonNode   *settings,
                                   const char *command) G_GNUC_WARN_UNUSED_RESULT;
gboolean  qs_allowed_commands_is_addition (JsonNode *before,
                                           JsonNode *after);

G_END_DECLS
