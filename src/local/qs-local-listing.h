#pragma once

#include "qs-local-state.h"

G_BEGIN_DECLS

/*
 * ListJobs, answered from the disk alone: it costs what the page costs, however many jobs there
 * are, and needs no engine that runs.
 */

JsonNode *qs_local_listing_list (QsLocalState *state,
                                 JsonObject   *input,
                                 GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
