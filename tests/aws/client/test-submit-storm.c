#include "qs-aws-engine.h"

#include "qs-json.h"
#include "qs-submission-search.h"
#include "qs-test-batch.h"
#include "qs-test-journal.h"
#include "qs-test-site.h"
#include "qs-test.h"

#define MINUTE (60 * 1000)
#define N_SUBMITTERS 200

/* So much time passes whenever nobody has anything to do. */
#define STEP 50

/* Many who submit one job after the other, to a Batch that does with requests what chance wants. */
typedef struct
{
  QsTestSite     site;
  QsTestBatch   *batch;
  QsTestJournal *journal;
  QsEngine      *engine;
  guint          n_jobs;
  guint          next;
  guint          n_busy;
  GHashTable    *made;       /* the job's id by the submission's */
  guint          n_failed;
} QsStorm;

/* The requests are as a person's are: many have the same name. */
static JsonNode *
make_request (guint number)
{
  g_autofree char *text = g_strdup_printf (
    "{\"jobName\":\"sample-%u\",\"jobQueue\":\"q\",\"jobDefinition\":\"d\","
    "\"tags\":{\"" QS_SUBMISSION_TAG "\":\"s-%u\"}}", number / 10, number);

  return qs_json_parse (text, -1, NULL);
}

/* Who is refused, or not told, tries again as long as it takes. */
static void
submit_at_last (QsStorm *storm,
                guint    number)
{
  g_autoptr(JsonNode) request = make_request (number);
  g_autoptr(JsonNode) reply = NULL;

  while (reply == NULL)
    {
      g_autoptr(GError) error = NULL;

      reply = dex_await_boxed (qs_engine_call (storm->engine, "SubmitJob", request), &error);
      if (reply != NULL)
        break;

      g_assert_cmpuint (error->domain, ==, QS_ENGINE_ERROR);
      storm->n_failed++;
      dex_await (qs_clock_wait (QS_CLOCK (storm->site.clock), 10 * 1000), NULL);
    }

  g_hash_table_insert (storm->made, g_strdup (qs_submission_get_tag (request)),
                       g_strdup (qs_json_get_string (json_node_get_object (reply), "jobId",
                                                     NULL)));
}

static DexFuture *
submitter_fiber (gpointer data)
{
  QsStorm *storm = data;

  while (storm->next < storm->n_jobs)
    submit_at_last (storm, storm->next++);
  storm->n_busy--;
  return dex_future_new_true ();
}

static gboolean
on_idle_cb (gpointer user_data)
{
  QsStorm *storm = user_data;

  qs_test_clock_advance (storm->site.clock, STEP);
  return G_SOURCE_CONTINUE;
}

static void
run_storm (QsStorm *storm,
           guint32  seed,
           gint64   skew)
{
  guint idle;

  qs_test_site_init (&storm->site);
  qs_test_aws_set_skew (storm->site.aws, skew);
  storm->batch = qs_test_batch_new (storm->site.aws);
  qs_test_batch_set_chance (storm->batch, seed);
  storm->journal = qs_test_journal_new ();
  storm->engine = qs_aws_engine_new (storm->site.client, QS_SUBMIT_JOURNAL (storm->journal));
  storm->made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (storm->n_busy = 0; storm->n_busy < N_SUBMITTERS; storm->n_busy++)
    dex_future_disown (dex_scheduler_spawn (NULL, 0, submitter_fiber, storm, NULL));
  idle = g_idle_add_full (G_PRIORITY_LOW, on_idle_cb, storm, NULL);
  while (storm->n_busy > 0)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (idle);

  /* What was late is there by now. */
  qs_test_clock_advance (storm->site.clock, 10 * MINUTE);
}

static void
storm_clear (QsStorm *storm)
{
  g_clear_object (&storm->engine);
  g_clear_object (&storm->journal);
  g_clear_object (&storm->batch);
  g_clear_pointer (&storm->made, g_hash_table_unref);
  qs_test_site_clear (&storm->site);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QsStorm, storm_clear)

static void
check_jobs (QsStorm *storm)
{
  g_assert_cmpuint (qs_test_batch_count_jobs (storm->batch), ==, storm->n_jobs);
  g_assert_cmpuint (qs_test_journal_count_unfinished (storm->journal), ==, 0);

  for (guint i = 0; i < storm->n_jobs; i++)
    {
      g_autofree char *id = g_strdup_printf ("s-%u", i);
      const char *job_id = g_hash_table_lookup (storm->made, id);

      g_assert_cmpuint (qs_test_batch_count_tagged (storm->batch, id), ==, 1);
      g_assert_cmpstr (qs_test_batch_get_tag (storm->batch, job_id), ==, id);
      g_assert_cmpstr (qs_test_journal_get_job (storm->journal, id), ==, job_id);
    }
}

static guint
choose_number (guint usual)
{
  const char *text = g_getenv ("STORM_JOBS");

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : usual;
}

static void
check_storm (guint   n_jobs,
             guint32 seed,
             gint64  skew)
{
  g_auto(QsStorm) storm = { .n_jobs = choose_number (n_jobs) };

  run_storm (&storm, seed, skew);
  check_jobs (&storm);
  g_test_message ("%u jobs, %u submissions heard, %u requests, %u times the caller had to repeat, "
                  "%" G_GINT64_FORMAT " minutes", storm.n_jobs,
                  qs_test_batch_count_submitted (storm.batch),
                  qs_test_aws_count_requests (storm.site.aws), storm.n_failed,
                  (qs_clock_now (QS_CLOCK (storm.site.clock)) - QS_TEST_SITE_START) / MINUTE);
}

static void
test_each_makes_one_job (void)
{
  check_storm (10000, 20261123, 0);
}

static void
test_with_wrong_clocks (void)
{
  check_storm (300, 1, 3 * MINUTE);
  check_storm (300, 2, -3 * MINUTE);
  check_storm (300, 3, -45 * MINUTE);
}

/* GTest prints what sockets have to say of each of a hundred thousand connections. */
static void
drop_message (const char    *domain,
              GLogLevelFlags level,
              const char    *message,
              gpointer       user_data)
{
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);
  g_log_set_handler ("GLib-GIO", G_LOG_LEVEL_DEBUG, drop_message, NULL);

  g_test_add_func ("/submit-storm/each-submission-makes-one-job", test_each_makes_one_job);
  g_test_add_func ("/submit-storm/also-when-clocks-are-wrong", test_with_wrong_clocks);

  return g_test_run ();
}
