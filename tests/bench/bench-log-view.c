/*
 * bench-log-view: what a log of 200 MB costs in the real view of a job's log. Prints, as lines
 * "NAME VALUE", the longest time in ms for which the main loop was at work without looking for
 * input, while the log is opened at its end, grows, and is read back and forth; and the memory in
 * MiB. The time is the processor's, so that other programs do not count; making up the log's
 * lines, which an engine does elsewhere, is part of it.
 */

#include <malloc.h>
#include <stdio.h>
#include <time.h>

#include "qs-account.h"
#include "qs-job-log.h"
#include "qs-json.h"
#include "qs-log-engine.h"
#include "qs-log-stream.h"
#include "qs-log-view.h"
#include "qs-ui-resources.h"
#include "qs-ui-test.h"

#define N_LINES     1000000
#define LINE_LENGTH 190
#define N_GROWN     5000
#define N_BATCHES   40

static gint64 work_began;
static gint64 longest;

typedef struct
{
  QsLogEngine *engine;
  QsAccount   *account;
  QsLogView   *view;
  QsLogStream *stream;
  GtkWindow   *window;
} QsBench;

static gint64
get_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* Between two polls the loop is at work. */
static int
poll_measured (GPollFD *fds,
               guint    n_fds,
               int      timeout)
{
  int result;

  if (work_began > 0)
    longest = MAX (longest, get_time () - work_began);
  result = g_poll (fds, n_fds, timeout);
  work_began = get_time ();
  return result;
}

static void
print_longest (const char *figure)
{
  printf ("%s %.2f\n", figure, longest / 1000.0);
  longest = 0;
}

static void
run_for (guint msec)
{
  gint64 end = g_get_monotonic_time () + msec * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (200);
}

static DexFuture *
give_engine (gpointer engine)
{
  return dex_future_new_take_object (g_object_ref (engine));
}

static GListModel *
make_logs (void)
{
  GListStore *logs = g_list_store_new (QS_TYPE_JOB_LOG);
  g_autoptr(QsJobLog) log = g_object_new (QS_TYPE_JOB_LOG, NULL);
  g_autoptr(JsonNode) node = qs_json_parse ("{\"title\":\"Attempt 1\",\"stream\":\"s\"}", -1, NULL);

  qs_record_read (QS_RECORD (log), json_node_get_object (node));
  g_list_store_append (logs, log);
  return G_LIST_MODEL (logs);
}

static gboolean
has (QsBench    *bench,
     const char *property)
{
  gboolean value;

  g_object_get (bench->stream, property, &value, NULL);
  return value;
}

static void
open_view (QsBench *bench)
{
  g_autoptr(QsClock) clock = qs_clock_new ();
  g_autoptr(GListModel) logs = make_logs ();

  bench->engine = qs_log_engine_new (0, LINE_LENGTH);
  bench->account = qs_account_new ("bench", "Bench", NULL, clock, give_engine,
                                   g_object_ref (bench->engine), g_object_unref);
  dex_future_disown (qs_account_open (bench->account));
  bench->view = g_object_new (QS_TYPE_LOG_VIEW, "live", TRUE, NULL);
  bench->window = qs_ui_test_present (GTK_WIDGET (bench->view), 1000, 720);
  qs_test_until (qs_account_get_engine (bench->account) != NULL);
  run_for (500);

  qs_log_engine_set_n_lines (bench->engine, N_LINES);
  longest = 0;
  g_object_set (bench->view, "account", bench->account, "logs", logs, NULL);
  g_object_get (bench->view, "stream", &bench->stream, NULL);
  qs_test_until (qs_log_stream_get_state (bench->stream) == QS_LOG_STATE_READY);
  run_for (2000);
  print_longest ("open_block");
}

static void
grow (QsBench *bench)
{
  for (guint i = 1; i <= N_BATCHES; i++)
    {
      qs_log_engine_set_n_lines (bench->engine, N_LINES + i * N_GROWN);
      qs_engine_emit_activity (QS_ENGINE (bench->engine));
      run_for (100);
    }

  run_for (1000);
  print_longest ("grow_block");
}

static void
go_back (QsBench *bench)
{
  GtkAdjustment *adjustment =
    gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (qs_log_view_get_text_view (bench->view)));

  for (guint i = 0; i < N_BATCHES; i++)
    {
      gtk_adjustment_set_value (adjustment, 0);
      qs_log_stream_load_earlier (bench->stream);
      qs_test_until (!has (bench, "loading-earlier"));
      run_for (50);
    }

  run_for (1000);
  print_longest ("earlier_block");
}

static void
go_on (QsBench *bench)
{
  for (guint i = 0; i < N_BATCHES; i++)
    {
      qs_log_stream_load_later (bench->stream);
      run_for (100);
    }

  run_for (1000);
  print_longest ("later_block");
}

/* Of the whole process, so that what GTK keeps for the text is in it. */
static double
measure_memory (void)
{
  g_autofree char *text = NULL;
  const char *found;

  malloc_trim (0);
  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL) ||
      (found = strstr (text, "Private_Dirty:")) == NULL)
    return 0;

  return g_ascii_strtoull (found + strlen ("Private_Dirty:"), NULL, 10) / 1024.0;
}

int
main (int   argc,
      char *argv[])
{
  QsBench bench = { NULL };

  gtk_init ();
  adw_init ();
  dex_init ();
  g_main_context_set_poll_func (NULL, poll_measured);
  qs_ui_resources_register ();
  open_view (&bench);
  grow (&bench);
  go_back (&bench);
  go_on (&bench);
  printf ("memory %.2f\n", measure_memory ());
  return 0;
}
