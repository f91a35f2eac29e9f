#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define QS_TYPE_TIMELINE_VIEW (qs_timeline_view_get_type ())
G_DECLARE_FINAL_TYPE (QsTimelineView,
                      qs_timeline_view,
                      QS,
                      TIMELINE_VIEW,
                      AdwBin)

/*
 * A job's way through its states, side by side or, when "compact", one below the other. Properties:
 * "timeline" (QsStateTimeline), "now" (ms), "compact".
 */

G_END_DECLS
