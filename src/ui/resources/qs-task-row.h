#pragma once

#include <adwaita.h>

#include "qs-resource-tasks.h"

G_BEGIN_DECLS

/*
 * Something being done to a resource: how far it is, and a button to stop it; when it has failed,
 * why, and buttons to try again and to dismiss it.
 */
#define QS_TYPE_TASK_ROW (qs_task_row_get_type ())
G_DECLARE_FINAL_TYPE (QsTaskRow,
                      qs_task_row,
                      QS,
                      TASK_ROW,
                      AdwActionRow)

GtkWidget *qs_task_row_new (QsResourceTasks  *tasks,
                            QsResourceAction *action) G_GNUC_WARN_UNUSED_RESULT;

/* Shows @tasks (nullable) in @list, a list box, for as long as there are any. */
void       qs_task_row_fill (GtkListBox      *list,
                             QsResourceTasks *tasks);

G_END_DECLS
