#pragma once

#include "qs-local-state.h"

G_BEGIN_DECLS

/*
 * The operations on job definitions, called as those of qs-local-environments.h are. Revisions
 * count from 1 and are never used twice, not even after the last one has been deregistered.
 */

JsonNode   *qs_local_definitions_register (QsLocalState *state,
                                           JsonObject   *input,
                                           GError      **error) G_GNUC_WARN_UNUSED_RESULT;
JsonNode   *qs_local_definitions_describe (QsLocalState *state,
                                           JsonObject   *input,
                                           GError      **error) G_GNUC_WARN_UNUSED_RESULT;
JsonNode   *qs_local_definitions_deregister (QsLocalState *state,
                                             JsonObject   *input,
                                             GError      **error) G_GNUC_WARN_UNUSED_RESULT;

JsonObject *qs_local_definitions_find (QsLocalState *state,
                                       const char   *text,
                                       GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
