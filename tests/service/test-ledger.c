#include "qs-ledger.h"

#include <string.h>

#include "qs-json.h"
#include "qs-ledger-engine.h"
#include "qs-ledger-feed.h"
#include "qs-ledger-journal.h"
#include "qs-ledger-private.h"
#include "qs-replay-engine.h"
#include "qs-test-clock.h"
#include "qs-test.h"

#define ACCOUNT "aws-1"

typedef struct
{
  char        *path;
  QsTestClock *clock;
  QsLedger    *ledger;
} Fixture;

static void
open_ledger (Fixture *fixture)
{
  fixture->ledger = qs_ledger_new (fixture->path, QS_CLOCK (fixture->clock));
}

static void
reopen (Fixture *fixture)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->ledger));
  open_ledger (fixture);
}

static void
set_up (Fixture *fixture)
{
  g_autofree char *folder = qs_test_dup_folder ();

  fixture->path = g_build_filename (folder, "ledger.db", NULL);
  fixture->clock = qs_test_clock_new (1000000);
  open_ledger (fixture);
  qs_test_until (qs_ledger_get_state (fixture->ledger) == QS_LEDGER_STATE_READY);
}

static void
tear_down (Fixture *fixture)
{
  g_clear_object (&fixture->ledger);
  g_clear_object (&fixture->clock);
  g_free (fixture->path);
}

static QsRows *
query (Fixture    *fixture,
       const char *sql)
{
  g_autoptr(GError) error = NULL;
  QsRows *rows = dex_await_boxed (qs_ledger_query (fixture->ledger, sql, ""), &error);

  g_assert_no_error (error);
  return rows;
}

static gint64
count (Fixture    *fixture,
       const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s", table);
  g_autoptr(QsRows) rows = query (fixture, sql);

  return qs_rows_get_int (rows, 0, 0);
}

static void
merge (QsJobList  *list,
       const char *id,
       QsJobStatus status)
{
  QsJobRecord record = {
    .id = id, .name = "a name", .queue = "default", .definition = "work:1", .status = status,
    .created_at = 100, .exit_code = status == QS_JOB_STATUS_SUCCEEDED ? 0 : QS_JOB_NO_EXIT_CODE,
  };

  qs_job_list_merge (list, &record, 1);
}

static void
test_jobs_are_remembered_as_they_were_last_seen (void)
{
  Fixture fixture;
  g_autoptr(QsJobList) list = qs_job_list_new ();
  g_autoptr(QsJobList) loaded = qs_job_list_new ();
  g_autoptr(QsJobList) other = qs_job_list_new ();
  g_autoptr(QsLedgerFeed) feed = NULL;
  g_autoptr(QsJob) job = NULL;

  set_up (&fixture);
  feed = qs_ledger_feed_new (fixture.ledger, ACCOUNT, list);
  merge (list, "one", QS_JOB_STATUS_SUBMITTED);
  merge (list, "two", QS_JOB_STATUS_RUNNING);
  merge (list, "one", QS_JOB_STATUS_SUCCEEDED);
  merge (list, "one", QS_JOB_STATUS_SUCCEEDED);
  g_assert_cmpint (count (&fixture, "jobs"), ==, 2);
  g_assert_cmpint (count (&fixture, "states"), ==, 3);
  g_clear_object (&feed);
  reopen (&fixture);

  g_assert_true (dex_await (qs_ledger_load (fixture.ledger, ACCOUNT, loaded), NULL));
  g_assert_true (dex_await (qs_ledger_load (fixture.ledger, "aws-2", other), NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (other)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (loaded)), ==, 2);
  job = qs_job_list_find (loaded, "one");
  g_assert_cmpint (qs_job_get_status (job), ==, QS_JOB_STATUS_SUCCEEDED);
  g_assert_cmpstr (qs_job_get_name (job), ==, "a name");
  g_assert_cmpstr (qs_job_get_queue (job), ==, "default");
  g_assert_cmpint (qs_job_get_created_at (job), ==, 100);
  g_assert_cmpint (qs_job_get_exit_code (job), ==, 0);
  tear_down (&fixture);
}

static void
test_what_is_loaded_is_not_written_again (void)
{
  Fixture fixture;
  g_autoptr(QsJobList) list = qs_job_list_new ();
  g_autoptr(QsJobList) loaded = qs_job_list_new ();
  g_autoptr(QsLedgerFeed) feed = NULL;
  g_autoptr(QsRows) before = NULL;
  g_autoptr(QsRows) after = NULL;
  const char changes[] = "SELECT total_changes ()";

  set_up (&fixture);
  feed = qs_ledger_feed_new (fixture.ledger, ACCOUNT, list);
  merge (list, "one", QS_JOB_STATUS_RUNNING);
  g_clear_object (&feed);

  g_assert_true (dex_await (qs_ledger_load (fixture.ledger, ACCOUNT, loaded), NULL));
  feed = qs_ledger_feed_new (fixture.ledger, ACCOUNT, loaded);
  before = query (&fixture, changes);
  merge (loaded, "one", QS_JOB_STATUS_RUNNING);
  after = query (&fixture, changes);
  g_assert_cmpint (qs_rows_get_int (before, 0, 0), ==, qs_rows_get_int (after, 0, 0));
  tear_down (&fixture);
}

static void
test_a_list_of_many_jobs_is_remembered_whole (void)
{
  enum { N_JOBS = 5001 };
  Fixture fixture;
  g_autoptr(QsJobList) list = qs_job_list_new ();
  g_autoptr(QsJobList) loaded = qs_job_list_new ();
  g_autoptr(QsLedgerFeed) feed = NULL;
  g_autofree QsJobRecord *records = g_new0 (QsJobRecord, N_JOBS);
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  set_up (&fixture);
  feed = qs_ledger_feed_new (fixture.ledger, ACCOUNT, list);
  for (guint i = 0; i < N_JOBS; i++)
    {
      g_ptr_array_add (ids, g_strdup_printf ("job-%u", i));
      records[i] = (QsJobRecord) { .id = g_ptr_array_index (ids, i), .name = "n",
                                   .status = QS_JOB_STATUS_SUCCEEDED };
    }
  qs_job_list_merge (list, records, N_JOBS);

  g_assert_true (dex_await (qs_ledger_load (fixture.ledger, ACCOUNT, loaded), NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (loaded)), ==, N_JOBS);
  tear_down (&fixture);
}

static void
test_a_submission_is_unfinished_until_it_is_known_what_became_of_it (void)
{
  Fixture fixture;
  g_autoptr(QsSubmitJournal) journal = NULL;
  g_autoptr(JsonNode) request = qs_json_parse ("{\"jobName\":\"a\"}", -1, NULL);
  g_autoptr(GPtrArray) open = NULL;
  g_autoptr(GPtrArray) left = NULL;
  const QsSubmitIntent *intent;

  set_up (&fixture);
  journal = qs_ledger_journal_new (fixture.ledger, ACCOUNT);
  g_assert_true (dex_await (qs_submit_journal_begin (journal, "s-1", request), NULL));
  g_assert_true (dex_await (qs_submit_journal_begin (journal, "s-2", request), NULL));
  g_assert_true (dex_await (qs_submit_journal_begin (journal, "s-3", request), NULL));
  g_assert_true (dex_await (qs_submit_journal_sent (journal, "s-1", 77), NULL));
  g_assert_true (dex_await (qs_submit_journal_finish (journal, "s-2", "job-2"), NULL));
  g_clear_object (&journal);
  reopen (&fixture);

  journal = qs_ledger_journal_new (fixture.ledger, ACCOUNT);
  open = dex_await_boxed (qs_submit_journal_list_unfinished (journal), NULL);
  g_assert_cmpuint (open->len, ==, 2);
  intent = g_ptr_array_index (open, 0);
  g_assert_cmpstr (intent->id, ==, "s-1");
  g_assert_cmpint (intent->sent_at, ==, 77);
  g_assert_true (json_node_equal (intent->request, request));

  g_assert_true (dex_await (qs_submit_journal_abandon (journal, "s-1"), NULL));
  g_assert_true (dex_await (qs_submit_journal_abandon (journal, "s-3"), NULL));
  left = dex_await_boxed (qs_submit_journal_list_unfinished (journal), NULL);
  g_assert_cmpuint (left->len, ==, 0);
  g_clear_object (&journal);
  tear_down (&fixture);
}

static void
test_nothing_is_submitted_that_cannot_be_written_down (void)
{
  Fixture fixture = { .clock = qs_test_clock_new (0) };
  g_autofree char *folder = qs_test_dup_folder ();
  g_autoptr(QsSubmitJournal) journal = NULL;
  g_autoptr(JsonNode) request = qs_json_parse ("{}", -1, NULL);
  g_autofree char *contents = NULL;

  fixture.path = g_build_filename (folder, "ledger.db", NULL);
  g_assert_true (g_file_set_contents (fixture.path, "rubbish, and not a little of it", -1, NULL));
  open_ledger (&fixture);
  journal = qs_ledger_journal_new (fixture.ledger, ACCOUNT);
  g_assert_false (dex_await (qs_submit_journal_begin (journal, "s", request), NULL));
  qs_test_until (qs_ledger_get_state (fixture.ledger) == QS_LEDGER_STATE_FAILED);
  g_assert_error (qs_ledger_get_error (fixture.ledger), QS_DATABASE_ERROR,
                  QS_DATABASE_ERROR_DAMAGED);
  g_assert_true (g_file_get_contents (fixture.path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "rubbish, and not a little of it");
  g_clear_object (&journal);
  tear_down (&fixture);
}

static JsonNode *
describe (QsLedgerEngine *engine,
          const char     *id,
          GError        **error)
{
  g_autofree char *text = g_strdup_printf ("{\"jobs\":[\"%s\"]}", id);
  g_autoptr(JsonNode) input = qs_json_parse (text, -1, NULL);

  return dex_await_boxed (qs_engine_call (QS_ENGINE (engine), "DescribeJobs", input), error);
}

static const char *
get_status (JsonNode *reply)
{
  JsonArray *jobs = qs_json_get_array (json_node_get_object (reply), "jobs");

  return qs_json_get_string (qs_json_element (jobs, 0), "status", "(absent)");
}

static void
test_a_job_that_aws_forgets_or_that_is_out_of_reach_is_answered_from_memory (void)
{
  Fixture fixture;
  g_autoptr(QsReplayEngine) aws = qs_replay_engine_new ();
  g_autoptr(QsLedgerEngine) engine = NULL;
  g_autoptr(JsonNode) seen = NULL;
  g_autoptr(JsonNode) forgotten = NULL;
  g_autoptr(JsonNode) offline = NULL;
  g_autoptr(JsonNode) unknown = NULL;
  g_autoptr(GError) error = NULL;

  set_up (&fixture);
  engine = qs_ledger_engine_new (QS_ENGINE (aws), fixture.ledger, ACCOUNT);
  qs_replay_engine_add (aws, "DescribeJobs", "{\"jobs\":[{\"jobId\":\"one\",\"status\":"
                        "\"SUCCEEDED\",\"surprise\":{\"kept\":true}}]}");
  qs_replay_engine_add (aws, "DescribeJobs", "{\"jobs\":[]}");
  qs_replay_engine_add_error (aws, "DescribeJobs", QS_ENGINE_ERROR_UNAVAILABLE, "no network");

  seen = describe (engine, "one", NULL);
  forgotten = describe (engine, "one", NULL);
  g_assert_true (json_node_equal (seen, forgotten));
  offline = describe (engine, "one", NULL);
  g_assert_cmpstr (get_status (offline), ==, "SUCCEEDED");
  unknown = describe (engine, "two", &error);
  g_assert_null (unknown);
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE);
  g_clear_object (&engine);
  tear_down (&fixture);
}

static void
test_a_running_job_that_aws_no_longer_knows_is_not_answered_as_running (void)
{
  Fixture fixture;
  g_autoptr(QsReplayEngine) aws = qs_replay_engine_new ();
  g_autoptr(QsLedgerEngine) engine = NULL;
  g_autoptr(JsonNode) seen = NULL;
  g_autoptr(JsonNode) gone = NULL;

  set_up (&fixture);
  engine = qs_ledger_engine_new (QS_ENGINE (aws), fixture.ledger, ACCOUNT);
  qs_replay_engine_add (aws, "DescribeJobs",
                        "{\"jobs\":[{\"jobId\":\"one\",\"status\":\"RUNNING\"}]}");
  qs_replay_engine_add (aws, "DescribeJobs", "{\"jobs\":[]}");
  seen = describe (engine, "one", NULL);
  gone = describe (engine, "one", NULL);
  g_assert_cmpstr (get_status (gone), ==, "(absent)");
  g_clear_object (&engine);
  tear_down (&fixture);
}

static void
test_what_a_watcher_reads_is_remembered_too (void)
{
  Fixture fixture;
  g_autoptr(QsReplayEngine) aws = qs_replay_engine_new ();
  g_autoptr(QsLedgerEngine) engine = NULL;
  g_autoptr(JsonNode) input = qs_json_parse ("{\"jobs\":[\"one\"]}", -1, NULL);
  g_autoptr(GBytes) bytes = NULL;

  set_up (&fixture);
  engine = qs_ledger_engine_new (QS_ENGINE (aws), fixture.ledger, ACCOUNT);
  qs_replay_engine_add (aws, "DescribeJobs",
                        "{\"jobs\":[{\"jobId\":\"one\",\"status\":\"FAILED\"}]}");
  bytes = dex_await_boxed (qs_engine_call_bytes (QS_ENGINE (engine), "DescribeJobs", input), NULL);
  g_assert_nonnull (bytes);
  qs_test_until (count (&fixture, "details") == 1);
  g_clear_object (&engine);
  tear_down (&fixture);
}

static JsonNode *
get_log (QsLedgerEngine *engine,
         const char     *token)
{
  g_autoptr(JsonNode) input = qs_json_parse ("{\"logGroupName\":\"/aws/batch/job\","
                                             "\"logStreamName\":\"a/b/c\"}", -1, NULL);

  if (token != NULL)
    json_object_set_string_member (json_node_get_object (input), "nextToken", token);
  return dex_await_boxed (qs_engine_call (QS_ENGINE (engine), "GetLogEvents", input), NULL);
}

static JsonArray *
get_events (JsonNode *reply)
{
  return qs_json_get_array (json_node_get_object (reply), "events");
}

static void
test_the_end_of_a_log_is_remembered (void)
{
  Fixture fixture;
  g_autoptr(QsReplayEngine) aws = qs_replay_engine_new ();
  g_autoptr(QsLedgerEngine) engine = NULL;
  g_autoptr(JsonNode) first = NULL;
  g_autoptr(JsonNode) second = NULL;
  g_autoptr(JsonNode) remembered = NULL;
  g_autoptr(JsonNode) behind = NULL;
  JsonArray *events;

  set_up (&fixture);
  engine = qs_ledger_engine_new (QS_ENGINE (aws), fixture.ledger, ACCOUNT);
  qs_replay_engine_add (aws, "GetLogEvents", "{\"events\":[{\"timestamp\":1,\"message\":\"a\"},"
                        "{\"timestamp\":2,\"message\":\"b\"}],\"nextForwardToken\":\"f\"}");
  qs_replay_engine_add (aws, "GetLogEvents", "{\"events\":[{\"timestamp\":2,\"message\":\"b\"},"
                        "{\"timestamp\":3,\"message\":\"c\"}],\"nextForwardToken\":\"g\"}");
  qs_replay_engine_add_error (aws, "GetLogEvents", QS_ENGINE_ERROR_UNAVAILABLE, "no network");

  first = get_log (engine, NULL);
  second = get_log (engine, "f");
  remembered = get_log (engine, NULL);
  events = get_events (remembered);
  g_assert_cmpuint (json_array_get_length (events), ==, 3);
  g_assert_cmpstr (qs_json_get_string (qs_json_element (events, 0), "message", NULL), ==, "a");
  g_assert_cmpstr (qs_json_get_string (qs_json_element (events, 2), "message", NULL), ==, "c");

  behind = get_log (engine, "ledger");
  g_assert_cmpuint (json_array_get_length (get_events (behind)), ==, 0);
  g_clear_object (&engine);
  tear_down (&fixture);
}

static void
test_an_account_that_is_forgotten_leaves_nothing (void)
{
  static const char * const tables[] = { "jobs", "states", "submissions" };
  Fixture fixture;
  g_autoptr(QsJobList) list = qs_job_list_new ();
  g_autoptr(QsLedgerFeed) feed = NULL;
  g_autoptr(QsSubmitJournal) journal = NULL;
  g_autoptr(JsonNode) request = qs_json_parse ("{}", -1, NULL);

  set_up (&fixture);
  feed = qs_ledger_feed_new (fixture.ledger, ACCOUNT, list);
  merge (list, "one", QS_JOB_STATUS_RUNNING);
  journal = qs_ledger_journal_new (fixture.ledger, ACCOUNT);
  g_assert_true (dex_await (qs_submit_journal_begin (journal, "s", request), NULL));
  g_assert_true (dex_await (qs_ledger_forget (fixture.ledger, ACCOUNT), NULL));
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    g_assert_cmpint (count (&fixture, tables[i]), ==, 0);
  g_clear_object (&journal);
  g_clear_object (&feed);
  tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/ledger/jobs-are-remembered-as-they-were-last-seen",
                     test_jobs_are_remembered_as_they_were_last_seen);
  qs_test_add_fiber ("/ledger/what-is-loaded-is-not-written-again",
                     test_what_is_loaded_is_not_written_again);
  qs_test_add_fiber ("/ledger/a-list-of-many-jobs-is-remembered-whole",
                     test_a_list_of_many_jobs_is_remembered_whole);
  qs_test_add_fiber ("/ledger/a-submission-is-unfinished-until-it-is-known-what-became-of-it",
                     test_a_submission_is_unfinished_until_it_is_known_what_became_of_it);
  qs_test_add_fiber ("/ledger/nothing-is-submitted-that-cannot-be-written-down",
                     test_nothing_is_submitted_that_cannot_be_written_down);
  qs_test_add_fiber ("/ledger/a-job-that-aws-forgets-or-that-is-out-of-reach-is-answered-from-"
                     "memory",
                     test_a_job_that_aws_forgets_or_that_is_out_of_reach_is_answered_from_memory);
  qs_test_add_fiber ("/ledger/a-running-job-that-aws-no-longer-knows-is-not-answered-as-running",
                     test_a_running_job_that_aws_no_longer_knows_is_not_answered_as_running);
  qs_test_add_fiber ("/ledger/what-a-watcher-reads-is-remembered-too",
                     test_what_a_watcher_reads_is_remembered_too);
  qs_test_add_fiber ("/ledger/the-end-of-a-log-is-remembered",
                     test_the_end_of_a_log_is_remembered);
  qs_test_add_fiber ("/ledger/an-account-that-is-forgotten-leaves-nothing",
                     test_an_account_that_is_forgotten_leaves_nothing);

  return g_test_run ();
}
