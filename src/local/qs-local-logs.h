#pragma once

#include "qs-local-state.h"

G_BEGIN_DECLS

/*
 * Logs under the names that CloudWatch Logs gives them: group "/aws/batch/job", and for each
 * container of each attempt a stream "<definition>/<container>/<job>.<attempt>". The files are
 * spread over folders by the first characters of the job's id.
 */

#define QS_LOCAL_DEFAULT_CONTAINER "default"

char     *qs_local_logs_dup_run (const char *job_id,
                                 int         attempt,
                                 const char *container) G_GNUC_WARN_UNUSED_RESULT;
char     *qs_local_logs_dup_path (QsLocalState *state,
                                  const char   *run) G_GNUC_WARN_UNUSED_RESULT;
char     *qs_local_logs_dup_stream (const char *definition,
                                    const char *job_id,
                                    int         attempt,
                                    const char *container) G_GNUC_WARN_UNUSED_RESULT;

JsonNode *qs_local_logs_get_events (QsLocalState *state,
                                    JsonObject   *input,
                                    GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
