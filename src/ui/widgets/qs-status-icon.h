#pragma once

#include <adwaita.h>

#include "qs-job-status.h"

G_BEGIN_DECLS

#define QS_TYPE_STATUS_ICON (qs_status_icon_get_type ())
G_DECLARE_FINAL_TYPE (QsStatusIcon,
                      qs_status_icon,
                      QS,
                      STATUS_ICON,
                      AdwBin)

/*
 * The sign of a job's state: each state has a shape of its own beside its colour, and its name as
 * the accessible label. Properties: "status", "show-label" (the name beside the sign).
 */

QsJobStatus qs_status_icon_get_status (QsStatusIcon *self);
void        qs_status_icon_set_status (QsStatusIcon *self,
                                       QsJobStatus   status);

const char *qs_status_get_icon_name (QsJobStatus status);
const char *qs_status_get_css_class (QsJobStatus status);
const char *qs_status_get_label (QsJobStatus status);

G_END_DECLS
