#pragma once

#include "qs-local-state.h"
#include "qs-run-request.h"

G_BEGIN_DECLS

/*
 * From a job's document to what a runner is asked for: one request a container.
 */

GPtrArray    *qs_local_request_list_containers (JsonObject *document) G_GNUC_WARN_UNUSED_RESULT;
JsonObject   *qs_local_request_get_task (JsonObject *document);
double        qs_local_request_get_vcpus (JsonObject *container);
gint64        qs_local_request_get_memory (JsonObject *container);

QsRunRequest *qs_local_request_new_bare (QsLocalState *state,
                                         const char   *id,
                                         const char   *job_id,
                                         const char   *image) G_GNUC_WARN_UNUSED_RESULT;
QsRunRequest *qs_local_request_new (QsLocalState *state,
                                    QsLocalJob   *job,
                                    JsonObject   *document,
                                    JsonObject   *container,
                                    GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
