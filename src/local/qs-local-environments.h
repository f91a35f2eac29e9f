#pragma once

#include "qs-local-state.h"

G_BEGIN_DECLS

/*
 * The operations on compute environments. Each is called in a fiber with an input that has been
 * checked against the service model, and answers the output document or %NULL with an error.
 */

JsonNode *qs_local_environments_create (QsLocalState *state,
                                        JsonObject   *input,
                                        GError      **error) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *qs_local_environments_update (QsLocalState *state,
                                        JsonObject   *input,
                                        GError      **error) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *qs_local_environments_describe (QsLocalState *state,
                                          JsonObject   *input,
                                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *qs_local_environments_delete (QsLocalState *state,
                                        JsonObject   *input,
                                        GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
