#pragma once

#include "qs-account.h"
#include "qs-diagnosis.h"
#include "qs-job-detail.h"
#include "qs-state-timeline.h"

G_BEGIN_DECLS

typedef struct _QsJobSightings QsJobSightings;

#define QS_TYPE_JOB_MONITOR (qs_job_monitor_get_type ())
G_DECLARE_FINAL_TYPE (QsJobMonitor,
                      qs_job_monitor,
                      QS,
                      JOB_MONITOR,
                      QsRecord)

#define QS_TYPE_MONITOR_STATE (qs_monitor_state_get_type ())

/**
 * QsMonitorState:
 * @QS_MONITOR_STATE_LOADING: the engine has not answered yet
 * @QS_MONITOR_STATE_READY: the detail says what the engine says
 * @QS_MONITOR_STATE_MISSING: there is no such job, or no more
 * @QS_MONITOR_STATE_FAILED: the engine refuses; qs_job_monitor_start() tries again
 */
typedef enum
{
  QS_MONITOR_STATE_LOADING,
  QS_MONITOR_STATE_READY,
  QS_MONITOR_STATE_MISSING,
  QS_MONITOR_STATE_FAILED,
} QsMonitorState;

/**
 * QsJobMonitor:
 *
 * One job as it is now, for a page that shows it: what DescribeJobs says, followed to the job's
 * end; its way through the states; why it waits or has failed.
 *
 * Properties for the UI, of which the objects stay the same: "detail" (#QsJobDetail), "timeline"
 * (#QsStateTimeline), "diagnosis" (#QsDiagnosis, %NULL when there is nothing to explain), "state"
 * (#QsMonitorState), "error" (a #GError).
 *
 * Threading: main thread only. Ownership: the last reference ends the following.
 */
GType            qs_monitor_state_get_type (void) G_GNUC_CONST;

QsJobMonitor    *qs_job_monitor_new (QsEngine   *engine,
                                     QsClock    *clock,
                                     const char *job_id) G_GNUC_WARN_UNUSED_RESULT;

void             qs_job_monitor_set_sightings (QsJobMonitor   *self,
                                               QsJobSightings *sightings);
void             qs_job_monitor_start (QsJobMonitor *self);

QsJobDetail     *qs_job_monitor_get_detail (QsJobMonitor *self);
QsStateTimeline *qs_job_monitor_get_timeline (QsJobMonitor *self);
QsDiagnosis     *qs_job_monitor_get_diagnosis (QsJobMonitor *self);
QsMonitorState   qs_job_monitor_get_state (QsJobMonitor *self);

G_END_DECLS
