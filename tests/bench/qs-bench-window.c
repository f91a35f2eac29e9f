#include "qs-bench-window.h"

#include <stdio.h>
#include <time.h>

struct _QsBenchWindow
{
  GtkWidget     *window;
  GtkColumnView *column_view;
  guint          n_frames;
  double         frame_began;
  double         began;

  QsBenchStep    step;
  guint          n_left;
  GArray        *costs;   /* of double, while scrolling */
};

static GtkColumnView *
find_column_view (GtkWidget *widget)
{
  if (GTK_IS_COLUMN_VIEW (widget))
    return GTK_COLUMN_VIEW (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkColumnView *found = find_column_view (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Of all threads, in ms: what else the computer is busy with does not count. */
static double
get_cpu (void)
{
  struct timespec used;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &used);
  return used.tv_sec * 1e3 + used.tv_nsec / 1e6;
}

static void
on_before_paint_cb (GdkFrameClock *frames,
                    QsBenchWindow *self)
{
  self->frame_began = get_cpu ();
}

static void
on_after_paint_cb (GdkFrameClock *frames,
                   QsBenchWindow *self)
{
  double cost = get_cpu () - self->frame_began;

  self->n_frames++;
  if (self->costs != NULL)
    g_array_append_val (self->costs, cost);
}

QsBenchWindow *
qs_bench_window_new (GtkWidget *content)
{
  QsBenchWindow *self = g_new0 (QsBenchWindow, 1);
  GdkFrameClock *frames;

  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1200, 800);
  gtk_window_set_child (GTK_WINDOW (self->window), content);
  self->column_view = find_column_view (content);
  gtk_window_present (GTK_WINDOW (self->window));

  frames = gtk_widget_get_frame_clock (self->window);
  g_signal_connect (frames, "before-paint", G_CALLBACK (on_before_paint_cb), self);
  g_signal_connect_after (frames, "after-paint", G_CALLBACK (on_after_paint_cb), self);
  qs_bench_window_await_frame (self);
  qs_bench_window_await_frame (self);
  return self;
}

GtkColumnView *
qs_bench_window_get_column_view (QsBenchWindow *self)
{
  return self->column_view;
}

void
qs_bench_window_await_frame (QsBenchWindow *self)
{
  guint n_frames = self->n_frames;

  gtk_widget_queue_draw (self->window);
  while (self->n_frames == n_frames)
    g_main_context_iteration (NULL, TRUE);
}

void
qs_bench_window_begin (QsBenchWindow *self)
{
  self->began = get_cpu ();
}

/* Prints the CPU time since the beginning, up to and with the next frame. */
void
qs_bench_window_end (QsBenchWindow *self,
                     const char    *figure)
{
  qs_bench_window_await_frame (self);
  printf ("%s %.2f\n", figure, get_cpu () - self->began);
}

static gboolean
on_tick_cb (GtkWidget     *widget,
            GdkFrameClock *frames,
            gpointer       user_data)
{
  QsBenchWindow *self = user_data;

  if (self->n_left == 0)
    return G_SOURCE_REMOVE;

  self->n_left--;
  self->step (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->column_view)));
  return G_SOURCE_CONTINUE;
}

static int
compare_costs (gconstpointer a,
               gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return first < second ? -1 : first > second;
}

/* Prints median and 95th percentile of what frames cost while @step is taken before each. */
void
qs_bench_window_scroll (QsBenchWindow *self,
                        const char    *figure,
                        QsBenchStep    step,
                        guint          n_frames)
{
  g_autoptr(GArray) costs = g_array_new (FALSE, FALSE, sizeof (double));

  self->costs = costs;
  self->step = step;
  self->n_left = n_frames;
  gtk_widget_add_tick_callback (GTK_WIDGET (self->column_view), on_tick_cb, self, NULL);
  while (self->n_left > 0)
    g_main_context_iteration (NULL, TRUE);
  qs_bench_window_await_frame (self);
  self->costs = NULL;

  g_array_sort (costs, compare_costs);
  printf ("%s_frame %.2f\n", figure, g_array_index (costs, double, costs->len / 2));
  printf ("%s_frame_p95 %.2f\n", figure, g_array_index (costs, double, costs->len * 95 / 100));
}
