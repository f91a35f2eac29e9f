#pragma once

#include "qs-record.h"

G_BEGIN_DECLS

#define QS_TYPE_ATTEMPT (qs_attempt_get_type ())
G_DECLARE_FINAL_TYPE (QsAttempt,
                      qs_attempt,
                      QS,
                      ATTEMPT,
                      QsRecord)

/* The exit code of what has not ended, or ended without one. */
#define QS_EXIT_CODE_NONE -1

/**
 * QsAttempt:
 *
 * One try at running a job, read from an item of DescribeJobs' attempts. Properties: "number" (from
 * 1), "exit-code" (or %QS_EXIT_CODE_NONE), "reason" (of the container), "status-reason",
 * "started-at" and "stopped-at" (ms, 0 while unknown), "log-stream".
 */

gint64      qs_attempt_get_number (QsAttempt *self);
void        qs_attempt_set_number (QsAttempt *self,
                                   gint64     number);
gint64      qs_attempt_get_exit_code (QsAttempt *self);
const char *qs_attempt_get_reason (QsAttempt *self);
const char *qs_attempt_get_status_reason (QsAttempt *self);
gint64      qs_attempt_get_started_at (QsAttempt *self);
gint64      qs_attempt_get_stopped_at (QsAttempt *self);
const char *qs_attempt_get_log_stream (QsAttempt *self);

G_END_DECLS
