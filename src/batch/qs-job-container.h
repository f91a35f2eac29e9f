#pragma once

#include "qs-record.h"

G_BEGIN_DECLS

#define QS_TYPE_JOB_CONTAINER (qs_job_container_get_type ())
G_DECLARE_FINAL_TYPE (QsJobContainer,
                      qs_job_container,
                      QS,
                      JOB_CONTAINER,
                      QsRecord)

/**
 * QsJobContainer:
 *
 * One container of a multi-container job, read from an item of
 * ecsProperties.taskProperties[0].containers. Properties: "name", "image", "command" (its arguments
 * as a JSON array), "essential", "exit-code" (or %QS_EXIT_CODE_NONE), "reason", "log-stream".
 */

const char *qs_job_container_get_name (QsJobContainer *self);
const char *qs_job_container_get_log_stream (QsJobContainer *self);
gint64      qs_job_container_get_exit_code (QsJobContainer *self);

G_END_DECLS
