#pragma once

#include <gtk/gtk.h>

#include "qs-job-view.h"

G_BEGIN_DECLS

/*
 * What narrows the list of jobs: a queue, a state, a text. It sets the view itself.
 *
 * Properties: "view"; "queues" (a GListModel of GtkStringObject, "All queues" first); "n-shown", of
 * how many it says "Viewing n of m"; "compact".
 */
#define QS_TYPE_JOB_FILTER (qs_job_filter_get_type ())
G_DECLARE_FINAL_TYPE (QsJobFilter,
                      qs_job_filter,
                      QS,
                      JOB_FILTER,
                      GtkBox)

void qs_job_filter_focus_search (QsJobFilter *self);
void qs_job_filter_clear (QsJobFilter *self);

G_END_DECLS
