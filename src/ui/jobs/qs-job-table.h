#pragma once

#include <adwaita.h>

#include "qs-job-view.h"

G_BEGIN_DECLS

/*
 * Jobs as a table, or as cards where there is no room for one. A click on a column's header sorts
 * the view itself. Its context menu activates the actions "jobs.*" of the page around it.
 *
 * Properties: "view" (set once it is known), "selection" (a GtkMultiSelection), "narrow".
 */
#define QS_TYPE_JOB_TABLE (qs_job_table_get_type ())
G_DECLARE_FINAL_TYPE (QsJobTable,
                      qs_job_table,
                      QS,
                      JOB_TABLE,
                      AdwBin)

typedef gboolean (*QsJobMatch) (QsJob *job);

GtkSelectionModel *qs_job_table_get_selection (QsJobTable *self);
GListModel        *qs_job_table_dup_selected (QsJobTable *self,
                                              QsJobMatch  matches,
                                              guint       max) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
