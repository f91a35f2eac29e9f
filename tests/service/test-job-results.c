#include "qs-job-results.h"

#include "qs-replay-engine.h"
#include "qs-test-clock.h"
#include "qs-test.h"

static DexFuture *
open_engine (gpointer user_data)
{
  return dex_future_new_take_object (g_object_ref (user_data));
}

static char *
find (QsReplayEngine *engine,
      const char     *reply,
      GError        **error)
{
  g_autoptr(QsTestClock) clock = qs_test_clock_new (0);
  g_autoptr(QsAccount) account = qs_account_new ("a", "A", "/data", QS_CLOCK (clock), open_engine,
                                                 engine, NULL);
  g_autoptr(QsScope) scope = qs_scope_new ();

  qs_replay_engine_add (engine, "DescribeJobQueues", "{\"jobQueues\":[]}");
  qs_replay_engine_add (engine, "ListJobs", "{\"jobSummaryList\":[]}");
  qs_replay_engine_add (engine, "DescribeJobs", reply);
  return dex_await_string (qs_job_results_find (scope, account, "job-1"), error);
}

static void
test_names_the_folder_of_the_job (void)
{
  g_autoptr(QsReplayEngine) engine = qs_replay_engine_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;

  path = find (engine, "{\"jobs\":[{\"jobId\":\"job-1\",\"container\":{\"volumes\":[{\"name\":"
               "\"v\",\"host\":{\"sourcePath\":\"/datastore/run\"}}]}}]}", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (path, ==, "/data/run");
}

static void
test_says_when_there_is_none (void)
{
  g_autoptr(QsReplayEngine) engine = qs_replay_engine_new ();
  g_autoptr(QsReplayEngine) other = qs_replay_engine_new ();
  g_autoptr(GError) gone = NULL;
  g_autoptr(GError) nothing = NULL;

  g_assert_null (find (engine, "{\"jobs\":[]}", &gone));
  g_assert_error (gone, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (find (other, "{\"jobs\":[{\"jobId\":\"job-1\",\"container\":{}}]}", &nothing));
  g_assert_error (nothing, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpstr (gone->message, !=, nothing->message);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/job-results/names-the-folder-of-the-job", test_names_the_folder_of_the_job);
  qs_test_add_fiber ("/job-results/says-when-there-is-none", test_says_when_there_is_none);

  return g_test_run ();
}
