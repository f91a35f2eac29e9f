#pragma once

#include "qs-local-state.h"

G_BEGIN_DECLS

/*
 * CancelJob and TerminateJob, called as the operations of qs-local-environments.h are. Both end
 * what has not started; only terminating stops what has. Of an array all children are meant.
 */

JsonNode *qs_local_stop_cancel (QsLocalState *state,
                                JsonObject   *input,
                                GError      **error) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *qs_local_stop_terminate (QsLocalState *state,
                                   JsonObject   *input,
                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean  qs_local_stop_queue (QsLocalState *state,
                               QsLocalQueue *queue,
                               const char   *reason,
                               GError      **error);

G_END_DECLS
