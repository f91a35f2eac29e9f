#include "qs-submission.h"

#include "qs-json.h"
#include "qs-replay-engine.h"
#include "qs-test.h"

#define REQUEST \
        "{\"jobName\":\"n\",\"jobQueue\":\"q\",\"jobDefinition\":\"d\",\"tags\":{\"a\":\"b\"}}"
#define REPLY "{\"jobId\":\"j1\",\"jobName\":\"n\",\"jobArn\":\"arn:j1\"}"

static QsSubmission *
make_submission (QsReplayEngine *engine)
{
  g_autoptr(JsonNode) request = qs_json_parse (REQUEST, -1, NULL);

  return qs_submission_new (QS_ENGINE (engine), request);
}

/* A page of jobs, one of which has the submission's tag when @tagged. */
static void
add_jobs (QsReplayEngine *engine,
          QsSubmission   *submission,
          gboolean        tagged)
{
  g_autofree char *jobs = g_strdup_printf (
    "{\"jobs\":[{\"jobId\":\"j0\",\"tags\":{}},"
    "{\"jobId\":\"j1\",\"jobName\":\"n\",\"jobArn\":\"arn:j1\","
    "\"tags\":{\"quayside:submission\":\"%s\"}}]}",
    tagged ? qs_submission_get_id (submission) : "another");

  qs_replay_engine_add (engine, "ListJobs",
                        "{\"jobSummaryList\":[{\"jobId\":\"j0\"},{\"jobId\":\"j1\"}]}");
  qs_replay_engine_add (engine, "DescribeJobs", jobs);
}

static void
test_a_job_is_sent_once_with_its_tag (void)
{
  g_autoptr(QsReplayEngine) engine = qs_replay_engine_new ();
  g_autoptr(QsSubmission) submission = make_submission (engine);
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(GError) error = NULL;
  JsonObject *tags;

  qs_replay_engine_add (engine, "SubmitJob", REPLY);
  reply = dex_await_boxed (qs_submission_send (submission), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (qs_submission_get_job_id (submission), ==, "j1");

  tags = qs_json_get_object (json_node_get_object (qs_replay_engine_get_input (engine, "SubmitJob",
                                                                               0)), "tags");
  g_assert_cmpstr (qs_json_get_string (tags, "a", NULL), ==, "b");
  g_assert_cmpstr (qs_json_get_string (tags, "quayside:submission", NULL), ==,
                   qs_submission_get_id (submission));

  g_assert_false (dex_await (qs_submission_send (submission), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_assert_cmpuint (qs_replay_engine_count_calls (engine, "SubmitJob"), ==, 1);
}

static void
test_a_job_that_is_being_sent_is_not_sent_again (void)
{
  g_autoptr(QsReplayEngine) engine = qs_replay_engine_new ();
  g_autoptr(QsSubmission) submission = make_submission (engine);
  g_autoptr(DexFuture) first = NULL;
  g_autoptr(GError) error = NULL;

  qs_replay_engine_add (engine, "SubmitJob", REPLY);
  first = qs_submission_send (submission);
  g_assert_false (dex_await (qs_submission_send (submission), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);

  dex_await (dex_ref (first), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (qs_replay_engine_count_calls (engine, "SubmitJob"), ==, 1);
}

static void
test_a_lost_answer_is_looked_for (void)
{
  g_autoptr(QsReplayEngine) engine = qs_replay_engine_new ();
  g_autoptr(QsSubmission) submission = make_submission (engine);
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(GError) error = NULL;

  qs_replay_engine_add_error (engine, "SubmitJob", QS_ENGINE_ERROR_UNAVAILABLE, "gone");
  g_assert_false (dex_await (qs_submission_send (submission), &error));
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE);
  g_clear_error (&error);

  add_jobs (engine, submission, TRUE);
  reply = dex_await_boxed (qs_submission_send (submission), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (qs_json_get_string (json_node_get_object (reply), "jobArn", NULL), ==, "arn:j1");
  g_assert_cmpuint (qs_replay_engine_count_calls (engine, "SubmitJob"), ==, 1);
}

static void
test_what_is_not_found_is_sent_again (void)
{
  g_autoptr(QsReplayEngine) engine = qs_replay_engine_new ();
  g_autoptr(QsSubmission) submission = make_submission (engine);
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(GError) error = NULL;

  qs_replay_engine_add_error (engine, "SubmitJob", QS_ENGINE_ERROR_UNAVAILABLE, "gone");
  qs_replay_engine_add (engine, "SubmitJob", REPLY);
  g_assert_false (dex_await (qs_submission_send (submission), NULL));

  add_jobs (engine, submission, FALSE);
  reply = dex_await_boxed (qs_submission_send (submission), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (qs_replay_engine_count_calls (engine, "SubmitJob"), ==, 2);
  g_assert_true (json_node_equal (qs_replay_engine_get_input (engine, "SubmitJob", 0),
                                  qs_replay_engine_get_input (engine, "SubmitJob", 1)));
}

static void
test_while_it_cannot_be_looked_for_nothing_is_sent (void)
{
  g_autoptr(QsReplayEngine) engine = qs_replay_engine_new ();
  g_autoptr(QsSubmission) submission = make_submission (engine);
  g_autoptr(GError) error = NULL;

  qs_replay_engine_add_error (engine, "SubmitJob", QS_ENGINE_ERROR_SERVER, "500");
  qs_replay_engine_add_error (engine, "ListJobs", QS_ENGINE_ERROR_UNAVAILABLE, "still gone");
  g_assert_false (dex_await (qs_submission_send (submission), NULL));

  for (guint i = 0; i < 3; i++)
    {
      g_clear_error (&error);
      g_assert_false (dex_await (qs_submission_send (submission), &error));
      g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE);
    }
  g_assert_cmpuint (qs_replay_engine_count_calls (engine, "SubmitJob"), ==, 1);
}

static void
test_a_refusal_is_sent_again_without_looking (void)
{
  g_autoptr(QsReplayEngine) engine = qs_replay_engine_new ();
  g_autoptr(QsSubmission) submission = make_submission (engine);
  g_autoptr(GError) error = NULL;

  qs_replay_engine_add_error (engine, "SubmitJob", QS_ENGINE_ERROR_THROTTLED, "slow down");
  qs_replay_engine_add (engine, "SubmitJob", REPLY);
  g_assert_false (dex_await (qs_submission_send (submission), NULL));

  dex_await (qs_submission_send (submission), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (qs_replay_engine_count_calls (engine, "ListJobs"), ==, 0);
}

/* An engine that says that it does not know looks for the job itself. */
static void
test_what_the_engine_looks_for_is_not_looked_for_here (void)
{
  g_autoptr(QsReplayEngine) engine = qs_replay_engine_new ();
  g_autoptr(QsSubmission) submission = make_submission (engine);
  g_autoptr(GError) error = NULL;

  qs_replay_engine_add_unsettled (engine, "SubmitJob", QS_ENGINE_ERROR_EXPIRED, "log in");
  qs_replay_engine_add (engine, "SubmitJob", REPLY);
  g_assert_false (dex_await (qs_submission_send (submission), NULL));

  dex_await (qs_submission_send (submission), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (qs_replay_engine_count_calls (engine, "ListJobs"), ==, 0);
  g_assert_true (json_node_equal (qs_replay_engine_get_input (engine, "SubmitJob", 0),
                                  qs_replay_engine_get_input (engine, "SubmitJob", 1)));
}

static void
count_notify (guint *count)
{
  ++*count;
}

static void
test_it_says_that_the_job_is_looked_for (void)
{
  g_autoptr(QsReplayEngine) engine = qs_replay_engine_new ();
  g_autoptr(QsSubmission) submission = make_submission (engine);
  guint count = 0;

  g_signal_connect_swapped (submission, "notify::seeking", G_CALLBACK (count_notify), &count);
  qs_engine_emit_seeking (QS_ENGINE (engine), "another", TRUE);
  g_assert_false (qs_submission_get_seeking (submission));

  qs_engine_emit_seeking (QS_ENGINE (engine), qs_submission_get_id (submission), TRUE);
  g_assert_true (qs_submission_get_seeking (submission));
  qs_engine_emit_seeking (QS_ENGINE (engine), qs_submission_get_id (submission), FALSE);
  g_assert_false (qs_submission_get_seeking (submission));
  g_assert_cmpuint (count, ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/submission/a-job-is-sent-once-with-its-tag",
                     test_a_job_is_sent_once_with_its_tag);
  qs_test_add_fiber ("/submission/a-job-that-is-being-sent-is-not-sent-again",
                     test_a_job_that_is_being_sent_is_not_sent_again);
  qs_test_add_fiber ("/submission/a-lost-answer-is-looked-for", test_a_lost_answer_is_looked_for);
  qs_test_add_fiber ("/submission/what-is-not-found-is-sent-again",
                     test_what_is_not_found_is_sent_again);
  qs_test_add_fiber ("/submission/while-it-cannot-be-looked-for-nothing-is-sent",
                     test_while_it_cannot_be_looked_for_nothing_is_sent);
  qs_test_add_fiber ("/submission/a-refusal-is-sent-again-without-looking",
                     test_a_refusal_is_sent_again_without_looking);
  qs_test_add_fiber ("/submission/what-the-engine-looks-for-is-not-looked-for-here",
                     test_what_the_engine_looks_for_is_not_looked_for_here);
  qs_test_add_fiber ("/submission/it-says-that-the-job-is-looked-for",
                     test_it_says_that_the_job_is_looked_for);

  return g_test_run ();
}
