#pragma once

#include <gio/gio.h>

#include "qs-job-detail.h"
#include "qs-timeline-step.h"

G_BEGIN_DECLS

#define QS_TYPE_STATE_TIMELINE (qs_state_timeline_get_type ())
G_DECLARE_FINAL_TYPE (QsStateTimeline,
                      qs_state_timeline,
                      QS,
                      STATE_TIMELINE,
                      GObject)

/* Submitted, pending, runnable, starting, running, and the end, which is succeeded or failed. */
#define QS_N_TIMELINE_STEPS 6

/**
 * QsStateTimeline:
 *
 * A job's way through its states, a #GListModel of six #QsTimelineStep that stay the same objects.
 * Batch tells when a job was created, started and stopped; what lies between is known only when the
 * job was watched, which qs_state_timeline_record() tells. Times that nobody saw are 0.
 *
 * Threading: main thread only.
 */

QsStateTimeline *qs_state_timeline_new (void) G_GNUC_WARN_UNUSED_RESULT;

void             qs_state_timeline_record (QsStateTimeline *self,
                                           QsJobStatus      status,
                                           gint64           time);
void             qs_state_timeline_learn (QsStateTimeline *self,
                                          QsJobStatus      status,
                                          gint64           time);
void             qs_state_timeline_update (QsStateTimeline *self,
                                           QsJobDetail     *detail);

QsTimelineStep  *qs_state_timeline_get_step (QsStateTimeline *self,
                                             guint            index);

G_END_DECLS
