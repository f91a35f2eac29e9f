/*
 * bench-job-list quayside|plain [N]: what a list of N jobs costs, 100,000 by default, in the real
 * table of the jobs page or in a plain GListStore with property expressions.
 */

#include <malloc.h>
#include <stdio.h>

#include "qs-bench-window.h"
#include "qs-job-table.h"
#include "qs-plain-job.h"
#include "qs-ui-resources.h"

#define N_WARM 400

typedef struct
{
  QsJobRecord     *records;
  GStringChunk    *texts;
  guint            n_jobs;

  QsJobList       *list;  /* the one */
  QsJobView       *view;
  GListStore      *store; /* the other */
  GtkStringFilter *filter;
} QsBench;

static void
make_records (QsBench *self)
{
  const char *kinds[] = { "align", "call", "merge", "qc", "index", "trim", "annotate", "sortbam" };
  const char *queues[] = { "prod-spot-queue", "prod-ondemand-queue", "dev-queue" };
  g_autoptr(GRand) random = g_rand_new_with_seed (12345);

  self->texts = g_string_chunk_new (1 << 20);
  self->records = g_new0 (QsJobRecord, self->n_jobs);
  for (guint i = 0; i < self->n_jobs; i++)
    {
      QsJobRecord *record = &self->records[i];
      g_autofree char *id = g_strdup_printf ("%08x-%04x-4000-8000-%012x", g_rand_int (random),
                                             g_rand_int (random) & 0xffff, i);
      g_autofree char *name = g_strdup_printf ("%s-sample-%05d-lane%d",
                                               kinds[g_rand_int_range (random, 0, 8)],
                                               g_rand_int_range (random, 0, 100000),
                                               g_rand_int_range (random, 0, 8));

      record->id = g_string_chunk_insert (self->texts, id);
      record->name = g_string_chunk_insert (self->texts, name);
      record->queue = queues[g_rand_int_range (random, 0, 3)];
      record->definition = "genomics-align-bwa-mem2:14";
      record->status = g_rand_int_range (random, 0, QS_N_JOB_STATUSES);
      record->created_at = 1790000000000 + g_rand_int_range (random, 0, G_MAXINT);
      record->started_at = record->created_at + 60000;
      record->stopped_at = record->started_at + g_rand_int_range (random, 0, 10000000);
      record->exit_code = QS_JOB_NO_EXIT_CODE;
    }
}

static void
put_jobs (QsBench *self,
          guint    first,
          guint    n_jobs)
{
  g_autoptr(GPtrArray) jobs = NULL;

  if (self->list != NULL)
    {
      qs_job_list_merge (self->list, self->records + first, n_jobs);
      return;
    }

  jobs = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n_jobs; i++)
    g_ptr_array_add (jobs, qs_plain_job_new (self->records + first + i));
  g_list_store_splice (self->store, first, 0, jobs->pdata, jobs->len);
}

static void
search (QsBench    *self,
        const char *text)
{
  if (self->view != NULL)
    qs_job_view_set_search (self->view, text);
  else
    gtk_string_filter_set_search (self->filter, text);
}

/* As a click on the header of the column of names does. */
static void
sort_by_name (QsBenchWindow *window,
              GtkSortType    direction)
{
  GtkColumnView *view = qs_bench_window_get_column_view (window);
  g_autoptr(GtkColumnViewColumn) column =
    g_list_model_get_item (gtk_column_view_get_columns (view), 1);

  gtk_column_view_sort_by_column (view, column, direction);
}

static void
step_slowly (GtkAdjustment *adjustment)
{
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 30);
}

static void
step_anywhere (GtkAdjustment *adjustment)
{
  double span = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  gtk_adjustment_set_value (adjustment, g_random_double_range (0, span));
}

static gsize
count_bytes (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return info.uordblks + info.hblkhd;
}

static GtkWidget *
make_table (QsBench    *self,
            const char *variant)
{
  if (g_str_equal (variant, "plain"))
    {
      self->store = g_list_store_new (QS_TYPE_PLAIN_JOB);
      return qs_plain_job_table (self->store, &self->filter);
    }

  self->list = qs_job_list_new ();
  self->view = qs_job_view_new (self->list);
  return g_object_new (QS_TYPE_JOB_TABLE, "view", self->view, NULL);
}

static void
measure (QsBench       *self,
         QsBenchWindow *window)
{
  gsize bytes;

  /* The first rows bring their widgets: those are not charged to the jobs. */
  put_jobs (self, 0, N_WARM);
  qs_bench_window_await_frame (window);
  qs_bench_window_await_frame (window);

  bytes = count_bytes ();
  qs_bench_window_begin (window);
  put_jobs (self, N_WARM, self->n_jobs - N_WARM);
  qs_bench_window_end (window, "fill");
  printf ("bytes_per_job %.0f\n", (double) (count_bytes () - bytes) / (self->n_jobs - N_WARM));

  qs_bench_window_scroll (window, "slow", step_slowly, 150);
  qs_bench_window_scroll (window, "jump", step_anywhere, 60);

  qs_bench_window_begin (window);
  sort_by_name (window, GTK_SORT_ASCENDING);
  qs_bench_window_end (window, "sort");
  qs_bench_window_begin (window);
  sort_by_name (window, GTK_SORT_DESCENDING);
  qs_bench_window_end (window, "sort_back");
  printf ("bytes_per_job_sorted %.0f\n",
          (double) (count_bytes () - bytes) / (self->n_jobs - N_WARM));

  qs_bench_window_begin (window);
  search (self, "e-7");
  qs_bench_window_end (window, "filter");
  qs_bench_window_begin (window);
  search (self, "");
  qs_bench_window_end (window, "clear");
}

int
main (int   argc,
      char *argv[])
{
  QsBench self = { .n_jobs = argc > 2 ? (guint) atoi (argv[2]) : 100000 };

  if (argc < 2 || self.n_jobs <= N_WARM)
    {
      g_printerr ("Usage: bench-job-list quayside|plain [N]\n");
      return 2;
    }

  adw_init ();
  qs_ui_resources_register ();
  make_records (&self);
  measure (&self, qs_bench_window_new (make_table (&self, argv[1])));
  return 0;
}
