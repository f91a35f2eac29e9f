#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define QS_TYPE_JOB_STATUS (qs_job_status_get_type ())

/**
 * QsJobStatus:
 * @QS_JOB_STATUS_UNKNOWN: a state this program does not know, or that of a job not seen before
 *
 * The states of a job, in the order in which AWS Batch passes through them.
 */
typedef enum
{
  QS_JOB_STATUS_SUBMITTED,
  QS_JOB_STATUS_PENDING,
  QS_JOB_STATUS_RUNNABLE,
  QS_JOB_STATUS_STARTING,
  QS_JOB_STATUS_RUNNING,
  QS_JOB_STATUS_SUCCEEDED,
  QS_JOB_STATUS_FAILED,
  QS_JOB_STATUS_UNKNOWN,
} QsJobStatus;

/* How many states AWS Batch has; QS_JOB_STATUS_UNKNOWN comes after them. */
#define QS_N_JOB_STATUSES 7

/* A set of states as bits, and the set of all of them. */
#define QS_JOB_STATUS_BIT(status) (1u << (status))
#define QS_JOB_STATUS_ALL         0xffu

GType       qs_job_status_get_type (void) G_GNUC_CONST;

QsJobStatus qs_job_status_from_string (const char *text);
const char *qs_job_status_to_string (QsJobStatus status);

gboolean    qs_job_status_is_final (QsJobStatus status);
gboolean    qs_job_status_is_active (QsJobStatus status);

G_END_DECLS
