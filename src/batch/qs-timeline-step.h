#pragma once

#include "qs-job-status.h"
#include "qs-record.h"

G_BEGIN_DECLS

#define QS_TYPE_TIMELINE_STEP (qs_timeline_step_get_type ())
G_DECLARE_FINAL_TYPE (QsTimelineStep,
                      qs_timeline_step,
                      QS,
                      TIMELINE_STEP,
                      QsRecord)

#define QS_TYPE_TIMELINE_PROGRESS (qs_timeline_progress_get_type ())

/**
 * QsTimelineProgress:
 * @QS_TIMELINE_PROGRESS_AHEAD: the job may still come here
 * @QS_TIMELINE_PROGRESS_CURRENT: the job is here, or has ended here
 * @QS_TIMELINE_PROGRESS_PASSED: the job was here
 * @QS_TIMELINE_PROGRESS_SKIPPED: the job never came here
 */
typedef enum
{
  QS_TIMELINE_PROGRESS_AHEAD,
  QS_TIMELINE_PROGRESS_CURRENT,
  QS_TIMELINE_PROGRESS_PASSED,
  QS_TIMELINE_PROGRESS_SKIPPED,
} QsTimelineProgress;

/**
 * QsTimelineStep:
 *
 * One state on a job's way. Properties: "status" (a #QsJobStatus), "progress" (a
 * #QsTimelineProgress), "since" and "until" (ms; 0 when not known, and "until" also while the job
 * is here).
 */
GType           qs_timeline_progress_get_type (void) G_GNUC_CONST;

QsTimelineStep *qs_timeline_step_new (QsJobStatus status) G_GNUC_WARN_UNUSED_RESULT;

QsJobStatus     qs_timeline_step_get_status (QsTimelineStep *self);
QsTimelineProgress  qs_timeline_step_get_progress (QsTimelineStep *self);
gint64          qs_timeline_step_get_since (QsTimelineStep *self);
gint64          qs_timeline_step_get_until (QsTimelineStep *self);

void            qs_timeline_step_set (QsTimelineStep    *self,
                                      QsJobStatus        status,
                                      QsTimelineProgress progress,
                                      gint64             since,
                                      gint64             until);

G_END_DECLS
