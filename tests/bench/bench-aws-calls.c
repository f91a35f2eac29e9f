#include "qs-aws-engine.h"
#include "qs-job-list.h"
#include "qs-job-page.h"
#include "qs-json.h"
#include "qs-key-provider.h"

#include <stdlib.h>
#include <sys/resource.h>

/*
 * bench-aws-calls URL submit|watch N: what N calls cost this process, as lines NAME VALUE: seconds
 * of CPU and of the wall clock for the calls alone, and MiB of memory at most.
 *
 *     submit   N SubmitJobs through the engine, 32 at a time
 *     watch    ListJobs page by page, then DescribeJobs of all N, a hundred at a time, and all that
 *              is read kept in a list of jobs: a whole look at a queue
 */

#define CHUNK 100
#define SUBMITTERS 32

typedef struct
{
  QsEngine  *engine;
  guint      n;
  guint      next;
  QsJobList *list;
  GMainLoop *loop;
  gboolean   failed;
} QsBench;

static JsonNode *
make_submission (guint number)
{
  g_autofree char *text = g_strdup_printf (
    "{\"jobName\":\"sample-%u\",\"jobQueue\":\"q\",\"jobDefinition\":\"bwa:7\","
    "\"containerOverrides\":{\"command\":[\"bwa\",\"mem\",\"-t\",\"16\"],"
    "\"environment\":[{\"name\":\"SAMPLE\",\"value\":\"s3://a-bucket/lane-%u.fastq.gz\"}]}}",
    number, number);

  return qs_json_parse (text, -1, NULL);
}

static DexFuture *
submitter_fiber (gpointer data)
{
  QsBench *bench = data;
  GError *error = NULL;

  while (bench->next < bench->n)
    {
      g_autoptr(JsonNode) request = make_submission (bench->next++);

      if (!dex_await (qs_engine_call (bench->engine, "SubmitJob", request), &error))
        return dex_future_new_for_error (error);
    }

  return dex_future_new_true ();
}

static gboolean
submit_all (QsBench *bench,
            GError **error)
{
  DexFuture *submitters[SUBMITTERS];

  for (guint i = 0; i < SUBMITTERS; i++)
    submitters[i] = dex_scheduler_spawn (NULL, 0, submitter_fiber, bench, NULL);
  return dex_await (dex_future_allv (submitters, SUBMITTERS), error);
}

static QsJobPage *
read_page (QsBench    *bench,
           const char *operation,
           JsonObject *input,
           GError    **error)
{
  g_autoptr(JsonNode) request = qs_json_take (input);
  g_autoptr(GBytes) bytes = NULL;

  bytes = dex_await_boxed (qs_engine_call_bytes (bench->engine, operation, request), error);
  return bytes != NULL ? dex_await_boxed (qs_job_page_parse (bytes), error) : NULL;
}

static gboolean
list_all (QsBench   *bench,
          GPtrArray *ids,
          GError   **error)
{
  g_autofree char *token = NULL;

  do
    {
      JsonObject *input = json_object_new ();
      g_autoptr(QsJobPage) page = NULL;
      QsJobRecord *records;
      guint n_records;

      json_object_set_string_member (input, "jobQueue", "q");
      json_object_set_string_member (input, "jobStatus", "SUCCEEDED");
      if (token != NULL)
        json_object_set_string_member (input, "nextToken", token);
      page = read_page (bench, "ListJobs", input, error);
      if (page == NULL)
        return FALSE;

      records = qs_job_page_get_records (page, &n_records);
      qs_job_list_merge (bench->list, records, n_records);
      for (guint i = 0; i < n_records && ids->len < bench->n; i++)
        g_ptr_array_add (ids, g_strdup (records[i].id));
      g_set_str (&token, qs_job_page_get_next_token (page));
    }
  while (token != NULL);

  return TRUE;
}

static gboolean
watch_all (QsBench *bench,
           GError **error)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (!list_all (bench, ids, error))
    return FALSE;

  for (guint first = 0; first < ids->len; first += CHUNK)
    {
      JsonObject *input = json_object_new ();
      JsonArray *jobs = json_array_new ();
      g_autoptr(QsJobPage) page = NULL;
      QsJobRecord *records;
      guint n_records;

      for (guint i = first; i < MIN (first + CHUNK, ids->len); i++)
        json_array_add_string_element (jobs, ids->pdata[i]);
      json_object_set_array_member (input, "jobs", jobs);
      page = read_page (bench, "DescribeJobs", input, error);
      if (page == NULL)
        return FALSE;

      records = qs_job_page_get_records (page, &n_records);
      qs_job_list_merge (bench->list, records, n_records);
      g_assert_cmpuint (n_records, ==, MIN (CHUNK, ids->len - first));
    }

  return TRUE;
}

static QsEngine *
connect_engine (const char *url)
{
  g_autofree char *text = g_strdup_printf (
    "{\"id\":\"2f1f5f0e-6a3a-4f3b-9a8e-0d6f6b8f3c11\",\"name\":\"Bench\","
    "\"region\":\"eu-central-1\","
    "\"credentials\":{\"accessKey\":{\"accessKeyId\":\"AKIAIOSFODNN7EXAMPLE\"}},"
    "\"endpoints\":{\"url\":\"%s\"}}", url);
  g_autoptr(JsonNode) document = qs_json_parse (text, -1, NULL);
  g_autoptr(QsAccountSettings) settings = qs_account_settings_new (document, NULL);
  g_autoptr(QsCredentials) keys = qs_credentials_new ("AKIAIOSFODNN7EXAMPLE", "secret", NULL, 0);
  g_autoptr(QsCredentialsProvider) provider = qs_key_provider_new (keys);
  g_autoptr(QsHttp) http = qs_http_new ();
  g_autoptr(QsClock) clock = qs_clock_new ();
  g_autoptr(QsAwsClient) client = qs_aws_client_new (settings, provider, http, clock);

  return qs_aws_engine_new (client, NULL);
}

static double
get_cpu (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static double
get_memory (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) usage.ru_maxrss / 1024;
}

static DexFuture *
bench_fiber (gpointer data)
{
  QsBench *bench = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) warm = make_submission (0);
  const char *what = g_object_get_data (G_OBJECT (bench->engine), "what");
  double cpu;
  gint64 start;

  /* Models are read and connections made once, as boto3 has done when its client is there. */
  bench->failed = !dex_await (qs_engine_call (bench->engine, "SubmitJob", warm), &error);
  cpu = get_cpu ();
  start = g_get_monotonic_time ();
  if (!bench->failed)
    bench->failed = !(g_str_equal (what, "submit") ? submit_all : watch_all)(bench, &error);

  if (bench->failed)
    g_printerr ("%s\n", error->message);
  else
    g_print ("cpu %.4f\nwall %.4f\nmemory %.1f\n", get_cpu () - cpu,
             (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC, get_memory ());
  g_main_loop_quit (bench->loop);
  return dex_future_new_true ();
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(QsEngine) engine = NULL;
  g_autoptr(QsJobList) list = qs_job_list_new ();
  QsBench bench = { .loop = loop, .list = list };

  if (argc != 4)
    return 2;

  dex_init ();
  engine = bench.engine = connect_engine (argv[1]);
  g_object_set_data (G_OBJECT (engine), "what", argv[2]);
  bench.n = (guint) strtoul (argv[3], NULL, 10);
  dex_future_disown (dex_scheduler_spawn (NULL, 0, bench_fiber, &bench, NULL));
  g_main_loop_run (loop);
  return bench.failed;
}
