#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include <glib/gstdio.h>

#include "qs-json.h"
#include "qs-local-engine.h"
#include "qs-sandbox-runner.h"

/*
 * bench-sandbox-jobs [JOBS]: jobs that do nothing, from submission to the end of the last, through
 * the real engine and the real sandbox. CPU is that of Quayside and of all it starts together.
 */

typedef struct
{
  GMainLoop *loop;
  char      *folder;
  guint      jobs;
  int        result;
} QsBench;

static JsonNode *
call (QsLocalEngine *engine,
      const char    *operation,
      const char    *text)
{
  g_autoptr(JsonNode) input = qs_json_parse (text, -1, NULL);
  g_autoptr(GError) error = NULL;
  JsonNode *answer =
    dex_await_boxed (qs_engine_call (QS_ENGINE (engine), operation, input), &error);

  if (answer == NULL)
    g_error ("%s: %s", operation, error->message);

  return answer;
}

static QsLocalEngine *
open_engine (QsBench *bench,
             QsClock *clock)
{
  g_autofree char *state = g_build_filename (bench->folder, "state", NULL);
  g_autofree char *datastore = g_build_filename (bench->folder, "datastore", NULL);
  g_autoptr(GPtrArray) runners = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GError) error = NULL;
  QsLocalEngine *engine;

  g_ptr_array_add (runners, qs_sandbox_runner_new ());
  engine = dex_await_object (qs_local_engine_open (state, datastore, clock, runners), &error);
  if (engine == NULL)
    g_error ("%s", error->message);

  return engine;
}

static void
submit_all (QsLocalEngine *engine,
            guint          jobs)
{
  json_node_unref (call (engine, "RegisterJobDefinition", "{\"jobDefinitionName\": \"nothing\", "
                         "\"type\": \"container\", \"containerProperties\": {"
                         "\"image\": \"" QS_SANDBOX_IMAGE "\", \"command\": [\"true\"], "
                         "\"resourceRequirements\": [{\"type\": \"VCPU\", \"value\": \"1\"}, "
                         "{\"type\": \"MEMORY\", \"value\": \"64\"}]}}"));
  for (guint i = 0; i < jobs; i++)
    json_node_unref (call (engine, "SubmitJob", "{\"jobName\": \"nothing\", "
                           "\"jobQueue\": \"default\", \"jobDefinition\": \"nothing\"}"));
}

static guint
count (QsLocalEngine *engine,
       const char    *status)
{
  g_autofree char *text =
    g_strdup_printf ("{\"jobQueue\": \"default\", \"jobStatus\": \"%s\"}", status);
  g_autoptr(JsonNode) answer = call (engine, "ListJobs", text);

  return json_array_get_length (qs_json_get_array (json_node_get_object (answer),
                                                   "jobSummaryList"));
}

static gboolean
is_busy (QsLocalEngine *engine)
{
  static const char * const states[] = {
    "SUBMITTED", "PENDING", "RUNNABLE", "STARTING", "RUNNING"
  };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (count (engine, states[i]) > 0)
      return TRUE;

  return FALSE;
}

static double
get_cpu (int who)
{
  struct rusage usage;

  getrusage (who, &usage);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec +
         (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void
print_figures (guint  jobs,
               double wall,
               double own,
               double children)
{
  printf ("jobs %u\n", jobs);
  printf ("wall_s %.2f\n", wall);
  printf ("cpu_quayside_s %.2f\n", own);
  printf ("cpu_sandboxes_s %.2f\n", children);
  printf ("jobs_per_cpu_s %.1f\n", jobs / (own + children));
  printf ("jobs_per_cpu_s_of_quayside %.1f\n", jobs / own);
}

static DexFuture *
bench_fiber (gpointer data)
{
  QsBench *bench = data;
  g_autoptr(QsClock) clock = qs_clock_new ();
  g_autoptr(QsLocalEngine) engine = open_engine (bench, clock);
  const gint64 begin = g_get_monotonic_time ();
  const double own = get_cpu (RUSAGE_SELF);
  const double children = get_cpu (RUSAGE_CHILDREN);

  submit_all (engine, bench->jobs);
  while (is_busy (engine))
    dex_await (qs_clock_wait (clock, 250), NULL);

  print_figures (bench->jobs, (g_get_monotonic_time () - begin) / 1e6,
                 get_cpu (RUSAGE_SELF) - own, get_cpu (RUSAGE_CHILDREN) - children);
  bench->result = count (engine, "FAILED") == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
  g_main_loop_quit (bench->loop);
  return dex_future_new_true ();
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *folder = g_dir_make_tmp ("quayside-bench-XXXXXX", NULL);
  QsBench bench = { loop, folder, argc > 1 ? atoi (argv[1]) : 1000, EXIT_FAILURE };
  char *remove[] = { (char *) "rm", (char *) "-rf", folder, NULL };

  dex_init ();
  dex_future_disown (dex_scheduler_spawn (NULL, 0, bench_fiber, &bench, NULL));
  g_main_loop_run (loop);
  g_spawn_sync (NULL, remove, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  return bench.result;
}
