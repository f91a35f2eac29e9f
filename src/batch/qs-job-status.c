#include "qs-job-status.h"

G_DEFINE_ENUM_TYPE (QsJobStatus, qs_job_status,
                    G_DEFINE_ENUM_VALUE (QS_JOB_STATUS_SUBMITTED, "submitted"),
                    G_DEFINE_ENUM_VALUE (QS_JOB_STATUS_PENDING, "pending"),
                    G_DEFINE_ENUM_VALUE (QS_JOB_STATUS_RUNNABLE, "runnable"),
                    G_DEFINE_ENUM_VALUE (QS_JOB_STATUS_STARTING, "starting"),
                    G_DEFINE_ENUM_VALUE (QS_JOB_STATUS_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (QS_JOB_STATUS_SUCCEEDED, "succeeded"),
                    G_DEFINE_ENUM_VALUE (QS_JOB_STATUS_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (QS_JOB_STATUS_UNKNOWN, "unknown"))

static const char *const names[] = {
  "SUBMITTED", "PENDING", "RUNNABLE", "STARTING", "RUNNING", "SUCCEEDED", "FAILED", "UNKNOWN",
};

/**
 * qs_job_status_from_string:
 * @text: (nullable): a state as AWS Batch writes it
 *
 * Returns: the state; %QS_JOB_STATUS_UNKNOWN for one that is not known, for servers may be newer
 *   than this program.
 */
QsJobStatus
qs_job_status_from_string (const char *text)
{
  for (guint i = 0; i < QS_N_JOB_STATUSES; i++)
    if (g_strcmp0 (text, names[i]) == 0)
      return i;

  return QS_JOB_STATUS_UNKNOWN;
}

/**
 * qs_job_status_to_string:
 *
 * Returns: (transfer none): the state as AWS Batch writes it.
 */
const char *
qs_job_status_to_string (QsJobStatus status)
{
  return names[MIN (status, QS_JOB_STATUS_UNKNOWN)];
}

/**
 * qs_job_status_is_final:
 *
 * Returns: whether a job in this state stays in it.
 */
gboolean
qs_job_status_is_final (QsJobStatus status)
{
  return status == QS_JOB_STATUS_SUCCEEDED || status == QS_JOB_STATUS_FAILED;
}

/**
 * qs_job_status_is_active:
 *
 * Returns: whether a job in this state is yet to end. An unknown state is taken to be one.
 */
gboolean
qs_job_status_is_active (QsJobStatus status)
{
  return !qs_job_status_is_final (status);
}
