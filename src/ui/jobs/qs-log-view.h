#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define QS_TYPE_LOG_VIEW (qs_log_view_get_type ())
G_DECLARE_FINAL_TYPE (QsLogView,
                      qs_log_view,
                      QS,
                      LOG_VIEW,
                      AdwBin)

/*
 * A job's log: followed as it comes, searched, copied, saved. Properties: "account" (QsAccount),
 * "logs" (a GListModel of QsJobLog; the newest is shown until another is chosen), "live" (the job
 * still writes), "reason" (said where there is no output yet), "wrap", "searching".
 *
 * Actions: "log.search", "log.find-next", "log.find-previous", "log.copy", "log.save",
 * "log.cancel-save", "log.jump-to-end", "log.load-earlier", "log.retry".
 */

GtkTextView *qs_log_view_get_text_view (QsLogView *self);

G_END_DECLS
