#include "qs-aws-engine.h"

#include "qs-json.h"
#include "qs-submission-search.h"
#include "qs-test-batch.h"
#include "qs-test-journal.h"
#include "qs-test-site.h"
#include "qs-test.h"

#define MINUTE (60 * 1000)

typedef struct
{
  QsTestSite     site;
  QsTestBatch   *batch;
  QsTestJournal *journal;
  QsEngine      *engine;
} QsScene;

static void
scene_init (QsScene *scene)
{
  qs_test_site_init (&scene->site);
  scene->batch = qs_test_batch_new (scene->site.aws);
  scene->journal = qs_test_journal_new ();
  scene->engine = qs_aws_engine_new (scene->site.client, QS_SUBMIT_JOURNAL (scene->journal));
}

static void
scene_clear (QsScene *scene)
{
  g_clear_object (&scene->engine);
  g_clear_object (&scene->journal);
  g_clear_object (&scene->batch);
  qs_test_site_clear (&scene->site);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QsScene, scene_clear)

static JsonNode *
make_request (const char *id)
{
  g_autofree char *text = g_strdup_printf (
    "{\"jobName\":\"n\",\"jobQueue\":\"q\",\"jobDefinition\":\"d\",\"tags\":{\"%s\":\"%s\"}}",
    QS_SUBMISSION_TAG, id);

  return qs_json_parse (text, -1, NULL);
}

static DexFuture *
submit (QsScene    *scene,
        const char *id)
{
  g_autoptr(JsonNode) request = make_request (id);

  return qs_engine_call (scene->engine, "SubmitJob", request);
}

static const char *
read_job_id (JsonNode *reply)
{
  return qs_json_get_string (json_node_get_object (reply), "jobId", NULL);
}

static void
test_a_job_is_noted_and_made (void)
{
  g_auto(QsScene) scene = { 0 };
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(GError) error = NULL;

  scene_init (&scene);
  reply = qs_test_site_finish (&scene.site, submit (&scene, "a"), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read_job_id (reply), ==, "j-0");
  g_assert_cmpuint (qs_test_batch_count_tagged (scene.batch, "a"), ==, 1);
  g_assert_cmpstr (qs_test_journal_get_job (scene.journal, "a"), ==, "j-0");
}

static void
test_a_job_without_a_tag_gets_one (void)
{
  g_auto(QsScene) scene = { 0 };
  g_autoptr(JsonNode) request = qs_json_parse (
    "{\"jobName\":\"n\",\"jobQueue\":\"q\",\"jobDefinition\":\"d\"}", -1, NULL);
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(GError) error = NULL;

  scene_init (&scene);
  qs_test_batch_add_fate (scene.batch, QS_TEST_LOST);
  reply = qs_test_site_finish (&scene.site, qs_engine_call (scene.engine, "SubmitJob", request),
                               &error);
  g_assert_no_error (error);
  g_assert_cmpuint (qs_test_batch_count_jobs (scene.batch), ==, 1);
  g_assert_null (qs_submission_get_tag (request));
}

/* What became of the first request; how many are sent and how long that takes, in minutes. */
static void
check_fate (QsTestFate fate,
            guint      n_submitted,
            gint64     from,
            gint64     to)
{
  g_auto(QsScene) scene = { 0 };
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(GError) error = NULL;
  gint64 took;

  scene_init (&scene);
  qs_test_batch_add_fate (scene.batch, fate);
  reply = qs_test_site_finish (&scene.site, submit (&scene, "a"), &error);
  g_assert_no_error (error);
  took = qs_clock_now (QS_CLOCK (scene.site.clock)) - QS_TEST_SITE_START;

  g_assert_cmpstr (read_job_id (reply), ==, "j-0");
  g_assert_cmpuint (qs_test_batch_count_jobs (scene.batch), ==, 1);
  g_assert_cmpuint (qs_test_batch_count_submitted (scene.batch), ==, n_submitted);
  g_assert_cmpstr (qs_test_journal_get_job (scene.journal, "a"), ==, "j-0");
  g_assert_cmpint (took, >=, from * MINUTE);
  g_assert_cmpint (took, <=, to * MINUTE);
}

static void
test_a_lost_answer_is_found (void)
{
  check_fate (QS_TEST_LOST, 1, 0, 1);
  check_fate (QS_TEST_BROKEN_AFTER, 1, 0, 1);
  check_fate (QS_TEST_GARBLED, 1, 0, 1);
  check_fate (QS_TEST_NAMELESS, 1, 0, 1);
}

static void
test_a_lost_request_is_repeated_when_it_cannot_come (void)
{
  check_fate (QS_TEST_UNHEARD, 2, 5, 6);
  check_fate (QS_TEST_BROKEN_BEFORE, 2, 5, 6);
}

static void
test_a_late_request_is_waited_for (void)
{
  check_fate (QS_TEST_LATE, 1, 5, 6);
}

static void
test_a_refused_request_is_repeated_at_once (void)
{
  check_fate (QS_TEST_BUSY, 2, 0, 1);
  check_fate (QS_TEST_STALE, 2, 0, 1);
}

/* The date of a request counts, not when it was sent: here it is ahead of AWS's clock. */
static void
test_a_late_request_from_the_future (void)
{
  g_auto(QsScene) scene = { 0 };
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(GError) error = NULL;

  scene_init (&scene);
  qs_test_aws_set_skew (scene.site.aws, -3 * MINUTE);
  qs_test_batch_add_fate (scene.batch, QS_TEST_LATE);
  reply = qs_test_site_finish (&scene.site, submit (&scene, "a"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (qs_test_batch_count_jobs (scene.batch), ==, 1);
  g_assert_cmpuint (qs_test_batch_count_submitted (scene.batch), ==, 1);
}

static void
test_a_throttled_submission_is_patient (void)
{
  g_auto(QsScene) scene = { 0 };
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(GError) error = NULL;

  scene_init (&scene);
  for (guint i = 0; i < 20; i++)
    qs_test_batch_add_fate (scene.batch, QS_TEST_BUSY);
  reply = qs_test_site_finish (&scene.site, submit (&scene, "a"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (qs_test_batch_count_jobs (scene.batch), ==, 1);
  g_assert_cmpuint (qs_test_batch_count_submitted (scene.batch), ==, 21);
}

static void
test_two_who_ask_get_one_job (void)
{
  g_auto(QsScene) scene = { 0 };
  g_autoptr(JsonNode) first = NULL;
  g_autoptr(JsonNode) second = NULL;
  g_autoptr(GError) error = NULL;
  DexFuture *future;

  scene_init (&scene);
  qs_test_batch_add_fate (scene.batch, QS_TEST_LOST);
  future = submit (&scene, "a");
  second = qs_test_site_finish (&scene.site, submit (&scene, "a"), &error);
  g_assert_no_error (error);
  first = qs_test_site_finish (&scene.site, future, &error);
  g_assert_no_error (error);

  g_assert_cmpstr (read_job_id (first), ==, read_job_id (second));
  g_assert_cmpuint (qs_test_batch_count_jobs (scene.batch), ==, 1);
}

static void
test_nothing_is_sent_that_was_not_noted (void)
{
  g_auto(QsScene) scene = { 0 };
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(GError) error = NULL;

  scene_init (&scene);
  qs_test_journal_set_full (scene.journal, TRUE);
  g_assert_null (qs_test_site_finish (&scene.site, submit (&scene, "a"), &error));
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE);
  g_assert_false (qs_engine_error_is_unsettled (error));
  g_assert_cmpuint (qs_test_aws_count_requests (scene.site.aws), ==, 0);

  g_clear_error (&error);
  qs_test_journal_set_full (scene.journal, FALSE);
  reply = qs_test_site_finish (&scene.site, submit (&scene, "a"), &error);
  g_assert_no_error (error);
}

static void
answer_nothing (QsTestAws    *aws,
                const char   *path,
                JsonObject   *body,
                QsTestAnswer *answer,
                gpointer      user_data)
{
  *answer = (QsTestAnswer) { 0 };
}

static void
test_an_outage_leaves_it_open_and_is_made_up_for (void)
{
  g_auto(QsScene) scene = { 0 };
  g_autoptr(JsonNode) request = make_request ("a");
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(GError) error = NULL;

  scene_init (&scene);
  qs_test_aws_set_func (scene.site.aws, answer_nothing, NULL);
  g_assert_null (qs_test_site_finish (&scene.site, submit (&scene, "a"), &error));
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE);
  g_assert_true (qs_engine_error_is_unsettled (error));
  g_assert_cmpuint (qs_test_journal_count_unfinished (scene.journal), ==, 1);

  /* AWS had heard it, and is there again. */
  g_clear_object (&scene.batch);
  scene.batch = qs_test_batch_new (scene.site.aws);
  qs_test_batch_add_job (scene.batch, json_node_get_object (request), 0);
  g_clear_error (&error);
  reply = qs_test_site_finish (&scene.site, submit (&scene, "a"), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read_job_id (reply), ==, "j-0");
  g_assert_cmpuint (qs_test_batch_count_submitted (scene.batch), ==, 0);
  g_assert_cmpstr (qs_test_journal_get_job (scene.journal, "a"), ==, "j-0");
}

/* An intent that an earlier run of the program has left. */
static JsonNode *
leave_intent (QsScene    *scene,
              const char *id,
              gboolean    sent)
{
  JsonNode *request = make_request (id);
  QsSubmitJournal *journal = QS_SUBMIT_JOURNAL (scene->journal);

  g_assert_true (dex_await (qs_submit_journal_begin (journal, id, request), NULL));
  if (sent)
    g_assert_true (dex_await (qs_submit_journal_sent (journal, id, QS_TEST_SITE_START - 1000),
                              NULL));
  return request;
}

static void
test_what_was_left_is_settled_at_start (void)
{
  g_auto(QsScene) scene = { 0 };
  g_autoptr(JsonNode) unsent = NULL;
  g_autoptr(JsonNode) made = NULL;
  g_autoptr(JsonNode) late = NULL;
  g_autoptr(JsonNode) gone = NULL;
  DexFuture *future;

  scene_init (&scene);
  unsent = leave_intent (&scene, "unsent", FALSE);
  made = leave_intent (&scene, "made", TRUE);
  late = leave_intent (&scene, "late", TRUE);
  gone = leave_intent (&scene, "gone", TRUE);
  qs_test_batch_add_job (scene.batch, json_node_get_object (made), 0);
  qs_test_batch_add_job (scene.batch, json_node_get_object (late), 4 * MINUTE);

  future = qs_aws_engine_recover (QS_AWS_ENGINE (scene.engine));
  while (dex_future_is_pending (future))
    {
      if (qs_test_clock_waiting (scene.site.clock) > 0)
        qs_test_clock_advance (scene.site.clock, 2000);
      qs_test_iterate ();
    }
  g_assert_true (dex_await (future, NULL));

  g_assert_true (qs_test_journal_is_abandoned (scene.journal, "unsent"));
  g_assert_cmpstr (qs_test_journal_get_job (scene.journal, "made"), ==, "j-0");
  g_assert_cmpstr (qs_test_journal_get_job (scene.journal, "late"), ==, "j-1");
  g_assert_true (qs_test_journal_is_abandoned (scene.journal, "gone"));
  g_assert_cmpuint (qs_test_batch_count_submitted (scene.batch), ==, 0);
}

static void
on_seeking_cb (QsEngine   *engine,
               const char *submission,
               gboolean    seeking,
               guint      *count)
{
  g_assert_cmpstr (submission, ==, "a");
  g_assert_cmpint (seeking, ==, *count % 2 == 0);
  ++*count;
}

static void
test_what_is_given_up_is_not_sent_again (void)
{
  g_auto(QsScene) scene = { 0 };
  guint count = 0;
  DexFuture *future;

  scene_init (&scene);
  g_signal_connect (scene.engine, "seeking", G_CALLBACK (on_seeking_cb), &count);
  qs_test_batch_add_fate (scene.batch, QS_TEST_UNHEARD);
  future = submit (&scene, "a");
  qs_test_until (count == 1);
  dex_unref (future);

  while (!qs_test_journal_is_abandoned (scene.journal, "a"))
    {
      if (qs_test_clock_waiting (scene.site.clock) > 0)
        qs_test_clock_advance (scene.site.clock, 2000);
      qs_test_iterate ();
    }
  g_assert_cmpuint (count, ==, 2);
  g_assert_cmpuint (qs_test_batch_count_submitted (scene.batch), ==, 1);
  g_assert_cmpuint (qs_test_batch_count_jobs (scene.batch), ==, 0);
}

/* Whoever asks while it is found out that there is no job gets one. */
static void
test_asking_during_the_settling_submits (void)
{
  g_auto(QsScene) scene = { 0 };
  g_autoptr(JsonNode) gone = NULL;
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(GError) error = NULL;

  scene_init (&scene);
  gone = leave_intent (&scene, "gone", TRUE);
  dex_future_disown (qs_aws_engine_recover (QS_AWS_ENGINE (scene.engine)));
  qs_test_until (qs_test_clock_waiting (scene.site.clock) > 0);

  reply = qs_test_site_finish (&scene.site, submit (&scene, "gone"), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read_job_id (reply), ==, "j-0");
  g_assert_cmpuint (qs_test_batch_count_submitted (scene.batch), ==, 1);
}

static void
test_a_submission_goes_on_by_itself (void)
{
  g_auto(QsScene) scene = { 0 };

  scene_init (&scene);
  dex_unref (submit (&scene, "a"));
  qs_test_until (qs_test_journal_get_job (scene.journal, "a") != NULL);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/aws-engine/a-job-is-noted-and-made", test_a_job_is_noted_and_made);
  qs_test_add_fiber ("/aws-engine/a-job-without-a-tag-gets-one", test_a_job_without_a_tag_gets_one);
  qs_test_add_fiber ("/aws-engine/a-lost-answer-is-found", test_a_lost_answer_is_found);
  qs_test_add_fiber ("/aws-engine/a-lost-request-is-repeated",
                     test_a_lost_request_is_repeated_when_it_cannot_come);
  qs_test_add_fiber ("/aws-engine/a-late-request-is-waited-for", test_a_late_request_is_waited_for);
  qs_test_add_fiber ("/aws-engine/a-late-request-from-the-future",
                     test_a_late_request_from_the_future);
  qs_test_add_fiber ("/aws-engine/a-refused-request-is-repeated",
                     test_a_refused_request_is_repeated_at_once);
  qs_test_add_fiber ("/aws-engine/a-throttled-submission-is-patient",
                     test_a_throttled_submission_is_patient);
  qs_test_add_fiber ("/aws-engine/two-who-ask-get-one-job", test_two_who_ask_get_one_job);
  qs_test_add_fiber ("/aws-engine/nothing-is-sent-that-was-not-noted",
                     test_nothing_is_sent_that_was_not_noted);
  qs_test_add_fiber ("/aws-engine/an-outage-is-made-up-for",
                     test_an_outage_leaves_it_open_and_is_made_up_for);
  qs_test_add_fiber ("/aws-engine/what-was-left-is-settled",
                     test_what_was_left_is_settled_at_start);
  qs_test_add_fiber ("/aws-engine/a-submission-goes-on-by-itself",
                     test_a_submission_goes_on_by_itself);
  qs_test_add_fiber ("/aws-engine/what-is-given-up-is-not-sent-again",
                     test_what_is_given_up_is_not_sent_again);
  qs_test_add_fiber ("/aws-engine/asking-during-the-settling-submits",
                     test_asking_during_the_settling_submits);

  return g_test_run ();
}
