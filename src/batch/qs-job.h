#pragma once

#include "qs-job-record.h"

G_BEGIN_DECLS

#define QS_TYPE_JOB (qs_job_get_type ())
G_DECLARE_FINAL_TYPE (QsJob,
                      qs_job,
                      QS,
                      JOB,
                      GObject)

/**
 * QsJob:
 *
 * One row of a #QsJobList: a light object made when somebody asks for it, which reads the list's
 * packed rows. There is at most one for a job at a time, so that selections and bindings hold; it
 * notifies when an update changes the job.
 *
 * Threading: main thread only. Ownership: keeps its list alive. Strings it returns are borrowed:
 * id and name last as long as the object, the others until their property changes.
 */

const char  *qs_job_get_id (QsJob *self);
const char  *qs_job_get_name (QsJob *self);
const char  *qs_job_get_queue (QsJob *self);
const char  *qs_job_get_definition (QsJob *self);
QsJobStatus  qs_job_get_status (QsJob *self);
const char  *qs_job_get_status_reason (QsJob *self);
gint64       qs_job_get_created_at (QsJob *self);
gint64       qs_job_get_started_at (QsJob *self);
gint64       qs_job_get_stopped_at (QsJob *self);
int          qs_job_get_exit_code (QsJob *self);

guint        qs_job_get_array_size (QsJob *self);
guint        qs_job_get_array_count (QsJob      *self,
                                     QsJobStatus status);

gint64       qs_job_get_duration (QsJob *self,
                                  gint64 now);

G_END_DECLS
