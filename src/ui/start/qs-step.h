#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define QS_TYPE_STEP_PROGRESS (qs_step_progress_get_type ())

typedef enum
{
  QS_STEP_TODO,
  QS_STEP_CURRENT,
  QS_STEP_DONE,
  QS_STEP_FAILED,
} QsStepProgress;

GType qs_step_progress_get_type (void) G_GNUC_CONST;

/* One step of a way: a mark, a title and a figure, such as how long it took. */
#define QS_TYPE_STEP (qs_step_get_type ())
G_DECLARE_FINAL_TYPE (QsStep, qs_step, QS, STEP, GtkBox)

void qs_step_set_progress (QsStep        *self,
                           QsStepProgress progress);
void qs_step_set_figure (QsStep     *self,
                         const char *figure);

G_END_DECLS
