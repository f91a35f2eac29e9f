#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * One job that another waits for. "job-id" says which; "kind" how, for arrays: "" for the whole
 * job, SEQUENTIAL, N_TO_N. Signals: changed, removed.
 */
#define QS_TYPE_DEPENDENCY_LINE (qs_dependency_line_get_type ())
G_DECLARE_FINAL_TYPE (QsDependencyLine,
                      qs_dependency_line,
                      QS,
                      DEPENDENCY_LINE,
                      GtkBox)

GtkWidget  *qs_dependency_line_new (const char *job_id,
                                    const char *name,
                                    const char *kind) G_GNUC_WARN_UNUSED_RESULT;

const char *qs_dependency_line_get_job_id (QsDependencyLine *self);
const char *qs_dependency_line_get_kind (QsDependencyLine *self);

G_END_DECLS
