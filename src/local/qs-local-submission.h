#pragma once

#include "qs-local-state.h"

G_BEGIN_DECLS

/*
 * SubmitJob, called as the operations of qs-local-environments.h are.
 */

JsonNode *qs_local_submission_submit (QsLocalState *state,
                                      JsonObject   *input,
                                      GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
