#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define QS_TYPE_TIMELINE_STEP_VIEW (qs_timeline_step_view_get_type ())
G_DECLARE_FINAL_TYPE (QsTimelineStepView,
                      qs_timeline_step_view,
                      QS,
                      TIMELINE_STEP_VIEW,
                      AdwBin)

/*
 * One state on a job's way: its sign, its name and how long the job was there. Properties: "step"
 * (QsTimelineStep), "now" (ms, to which the state that lasts is counted), "compact" (on one line).
 */

G_END_DECLS
