#pragma once

#include <gio/gio.h>

#include "qs-job-status.h"
#include "qs-record.h"

G_BEGIN_DECLS

#define QS_TYPE_JOB_DETAIL (qs_job_detail_get_type ())
G_DECLARE_FINAL_TYPE (QsJobDetail,
                      qs_job_detail,
                      QS,
                      JOB_DETAIL,
                      QsRecord)

/**
 * QsJobDetail:
 *
 * All that DescribeJobs says about one job, as properties and lists to bind to. qs_record_read()
 * takes an item of the reply's "jobs"; reading a newer one keeps the lists and what is in them and
 * notifies only what changed.
 *
 * Strings: "id", "name", "arn", "queue", "definition", "status-name", "status-reason", "reason",
 * "image", "vcpus", "memory", "gpus", "user", "job-role", "parent".
 * Numbers: "created-at", "started-at", "stopped-at" (ms, 0 while unknown), "exit-code" (or
 * %QS_EXIT_CODE_NONE), "attempt-limit", "timeout" (seconds, 0 for none), "array-size".
 * "status" is a #QsJobStatus; "privileged", "cancelled" and "terminated" are booleans.
 * Lists of #QsNamedValue: "command", "environment", "parameters", "tags", "mounts", "dependencies",
 * "array-summary"; "attempts" of #QsAttempt, "containers" of #QsJobContainer, "logs" of
 * #QsJobLog.
 *
 * Text comes from outside: show it through qs_display_text(). Threading: main thread only.
 */

QsJobDetail *qs_job_detail_new (void) G_GNUC_WARN_UNUSED_RESULT;

const char  *qs_job_detail_get_id (QsJobDetail *self);
const char  *qs_job_detail_get_name (QsJobDetail *self);
const char  *qs_job_detail_get_image (QsJobDetail *self);
QsJobStatus  qs_job_detail_get_status (QsJobDetail *self);
const char  *qs_job_detail_get_status_reason (QsJobDetail *self);
const char  *qs_job_detail_get_reason (QsJobDetail *self);
gboolean     qs_job_detail_get_cancelled (QsJobDetail *self);
gboolean     qs_job_detail_get_terminated (QsJobDetail *self);
gint64       qs_job_detail_get_exit_code (QsJobDetail *self);
gint64       qs_job_detail_get_created_at (QsJobDetail *self);
gint64       qs_job_detail_get_started_at (QsJobDetail *self);
gint64       qs_job_detail_get_stopped_at (QsJobDetail *self);
gint64       qs_job_detail_get_timeout (QsJobDetail *self);
gint64       qs_job_detail_get_array_size (QsJobDetail *self);

GListModel  *qs_job_detail_get_command (QsJobDetail *self);
GListModel  *qs_job_detail_get_dependencies (QsJobDetail *self);
GListModel  *qs_job_detail_get_attempts (QsJobDetail *self);
GListModel  *qs_job_detail_get_logs (QsJobDetail *self);

char        *qs_job_detail_dup_command_json (QsJobDetail *self) G_GNUC_WARN_UNUSED_RESULT;
char        *qs_job_detail_dup_results_folder (QsJobDetail *self,
                                               const char  *datastore) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
