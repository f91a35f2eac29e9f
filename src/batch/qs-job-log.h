#pragma once

#include "qs-record.h"

G_BEGIN_DECLS

#define QS_TYPE_JOB_LOG (qs_job_log_get_type ())
G_DECLARE_FINAL_TYPE (QsJobLog,
                      qs_job_log,
                      QS,
                      JOB_LOG,
                      QsRecord)

/**
 * QsJobLog:
 *
 * A log of a job that can be read: that of one attempt, or of one container of an attempt.
 * Properties: "title" (translated, such as "Attempt 2"), "stream" (the log stream's name).
 */

const char *qs_job_log_get_title (QsJobLog *self);
const char *qs_job_log_get_stream (QsJobLog *self);

G_END_DECLS
