#pragma once

#include "qs-local-state.h"

G_BEGIN_DECLS

/*
 * The operations on job queues, called as those of qs-local-environments.h are.
 */

JsonNode *qs_local_queues_create (QsLocalState *state,
                                  JsonObject   *input,
                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *qs_local_queues_update (QsLocalState *state,
                                  JsonObject   *input,
                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *qs_local_queues_describe (QsLocalState *state,
                                    JsonObject   *input,
                                    GError      **error) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *qs_local_queues_delete (QsLocalState *state,
                                  JsonObject   *input,
                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
