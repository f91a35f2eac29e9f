#pragma once

#include "qs-job-status.h"

G_BEGIN_DECLS

/* There is no exit code (yet). */
#define QS_JOB_NO_EXIT_CODE (-1)

/**
 * QsJobRecord:
 * @id: the job's id; a child of an array is its parent's, a colon and its index
 * @name: (nullable): the job's name
 * @queue: (nullable): the queue's name, not its ARN; ListJobs does not tell it
 * @definition: (nullable): the definition as "name:revision", not its ARN
 * @reason: (nullable): the status reason
 * @created_at: ms since the epoch, 0 when not known; so are the other times
 * @exit_code: the exit code, or %QS_JOB_NO_EXIT_CODE
 * @array_size: how many children an array has, 0 for a plain job
 * @has_counts: whether @counts is known: only DescribeJobs tells it
 * @counts: how many children of an array are in each state
 *
 * What one item of a reply says about a job. Strings are borrowed from whoever made the record.
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *queue;
  const char *definition;
  const char *reason;
  gint64      created_at;
  gint64      started_at;
  gint64      stopped_at;
  int         exit_code;
  guint       array_size;
  QsJobStatus status;
  gboolean    has_counts;
  guint       counts[QS_N_JOB_STATUSES];
} QsJobRecord;

G_END_DECLS
