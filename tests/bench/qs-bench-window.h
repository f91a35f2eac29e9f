#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * A window with a column view in it, and the clock on what its frames cost. Figures are printed as
 * lines "NAME VALUE", in ms of CPU time.
 */
typedef struct _QsBenchWindow QsBenchWindow;

/* What is done once in each step, such as moving the view. */
typedef void (*QsBenchStep) (GtkAdjustment *adjustment);

QsBenchWindow *qs_bench_window_new (GtkWidget *content) G_GNUC_WARN_UNUSED_RESULT;
GtkColumnView *qs_bench_window_get_column_view (QsBenchWindow *self);

void           qs_bench_window_await_frame (QsBenchWindow *self);
void           qs_bench_window_begin (QsBenchWindow *self);
void           qs_bench_window_end (QsBenchWindow *self,
                                    const char    *figure);
void           qs_bench_window_scroll (QsBenchWindow *self,
                                       const char    *figure,
                                       QsBenchStep    step,
                                       guint          n_frames);

G_END_DECLS
