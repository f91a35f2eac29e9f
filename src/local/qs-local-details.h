#pragma once

#include "qs-local-state.h"

G_BEGIN_DECLS

/*
 * DescribeJobs, answered from the disk alone: the document that was written when the job was
 * submitted, with what has changed since laid over it.
 */

JsonNode *qs_local_details_describe (QsLocalState *state,
                                     JsonObject   *input,
                                     GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
