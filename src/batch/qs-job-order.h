#pragma once

#include "qs-job-rows.h"

G_BEGIN_DECLS

#define QS_TYPE_JOB_SORT_KEY (qs_job_sort_key_get_type ())

/**
 * QsJobSortKey:
 *
 * What a list of jobs can be sorted by.
 */
typedef enum
{
  QS_JOB_SORT_CREATED,
  QS_JOB_SORT_ID,
  QS_JOB_SORT_NAME,
  QS_JOB_SORT_STATUS,
  QS_JOB_SORT_DURATION,
} QsJobSortKey;

/**
 * QsJobOrder:
 * @rows: (not owned): what the numbers to be sorted stand for
 * @now: the time at which the durations of running jobs are compared
 *
 * A total order of rows: by @key, then the newest first, then as first seen. Descending reverses
 * the key only. Texts are compared without regard to case.
 */
typedef struct
{
  QsJobRows   *rows;
  QsJobSortKey key;
  gboolean     descending;
  gint64       now;
} QsJobOrder;

GType    qs_job_sort_key_get_type (void) G_GNUC_CONST;

int      qs_job_order_compare (const QsJobOrder *self,
                               guint32           a,
                               guint32           b);
void     qs_job_order_sort (const QsJobOrder *self,
                            guint32          *rows,
                            guint             n_rows);
gboolean qs_job_order_depends_on (const QsJobOrder *self,
                                  QsJobFields       fields);

G_END_DECLS
