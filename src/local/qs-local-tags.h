#pragma once

#include "qs-local-state.h"

G_BEGIN_DECLS

/*
 * TagResource, UntagResource and ListTagsForResource, called as the operations of
 * qs-local-environments.h are. Environments, queues, definitions and jobs have tags; children of an
 * array do not, as on AWS.
 */

JsonNode *qs_local_tags_add (QsLocalState *state,
                             JsonObject   *input,
                             GError      **error) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *qs_local_tags_remove (QsLocalState *state,
                                JsonObject   *input,
                                GError      **error) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *qs_local_tags_list (QsLocalState *state,
                              JsonObject   *input,
                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
