#include "qs-sample-run.h"

#include "qs-json.h"
#include "qs-replay-engine.h"
#include "qs-sample-definition.h"
#include "qs-test.h"

typedef struct
{
  QsReplayEngine *engine;
  QsAccount      *account;
  QsSampleRun    *run;
  char           *datastore;
  const char     *result;   /* what the job leaves; NULL: nothing */
} Sample;

static DexFuture *
open_engine (gpointer data)
{
  return dex_future_new_for_object (data);
}

/* The job's part: it writes its result where its parameters say. */
static void
on_run_notify_job_id_cb (QsSampleRun *run,
                         GParamSpec  *pspec,
                         Sample      *sample)
{
  JsonNode *request = qs_replay_engine_get_input (sample->engine, "SubmitJob", 0);
  JsonObject *parameters = qs_json_get_object (json_node_get_object (request), "parameters");
  const char *output = qs_json_get_string (parameters, "output", NULL);
  g_autofree char *path = NULL;

  g_assert_true (g_str_has_prefix (output, "/datastore/"));
  path = g_build_filename (sample->datastore, output + strlen ("/datastore/"), NULL);
  if (sample->result != NULL)
    g_assert_true (g_file_set_contents (path, sample->result, -1, NULL));
}

static void
make_sample (Sample     *sample,
             const char *text,
             const char *result,
             const char *job)
{
  g_autoptr(QsClock) clock = qs_clock_new ();
  g_autofree char *folder = qs_test_dup_folder ();
  g_autofree char *path = g_build_filename (folder, "a file", NULL);
  g_autoptr(GFile) input = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  sample->datastore = g_build_filename (folder, "store", NULL);
  sample->result = result;
  sample->engine = qs_replay_engine_new ();
  qs_replay_engine_add (sample->engine, "DescribeJobQueues", "{\"jobQueues\":[]}");
  qs_replay_engine_add (sample->engine, "DescribeJobDefinitions", "{\"jobDefinitions\":[]}");
  qs_replay_engine_add (sample->engine, "RegisterJobDefinition",
                        "{\"jobDefinitionName\":\"md5sum-sample\",\"revision\":4}");
  qs_replay_engine_add (sample->engine, "SubmitJob", "{\"jobId\":\"j\"}");
  qs_replay_engine_add (sample->engine, "TerminateJob", "{}");
  qs_replay_engine_add (sample->engine, "DescribeJobs", job);
  sample->account = qs_account_new ("a", "A", sample->datastore, clock, open_engine, sample->engine,
                                    NULL);
  sample->run = qs_sample_run_new (sample->account, input);
  g_signal_connect (sample->run, "notify::job-id", G_CALLBACK (on_run_notify_job_id_cb), sample);
}

static void
free_sample (Sample *sample)
{
  g_clear_object (&sample->run);
  g_clear_object (&sample->account);
  g_clear_object (&sample->engine);
  g_clear_pointer (&sample->datastore, g_free);
}

static void
assert_text (Sample     *sample,
             const char *property,
             const char *expected)
{
  g_autofree char *text = NULL;

  g_object_get (sample->run, property, &text, NULL);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_the_right_sum_is_verified (void)
{
  Sample sample = { 0 };
  JsonObject *request;
  g_autoptr(GError) error = NULL;

  make_sample (&sample, "abc", "900150983cd24fb0d6963f7d28e17f72\n",
               "{\"jobs\":[{\"jobId\":\"j\",\"status\":\"SUCCEEDED\"}]}");
  dex_await (qs_sample_run_start (sample.run), &error);
  g_assert_no_error (error);
  g_assert_cmpint (qs_sample_run_get_phase (sample.run), ==, QS_SAMPLE_PHASE_SUCCEEDED);
  assert_text (&sample, "expected", "900150983cd24fb0d6963f7d28e17f72");
  assert_text (&sample, "status", "SUCCEEDED");
  request = json_node_get_object (qs_replay_engine_get_input (sample.engine, "SubmitJob", 0));
  g_assert_cmpstr (qs_json_get_string (request, "jobDefinition", NULL), ==, "md5sum-sample:4");
  free_sample (&sample);
}

static void
test_a_wrong_sum_is_a_failure (void)
{
  Sample sample = { 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) shown = NULL;

  make_sample (&sample, "abc", "00000000000000000000000000000000\n",
               "{\"jobs\":[{\"jobId\":\"j\",\"status\":\"SUCCEEDED\"}]}");
  g_assert_false (dex_await (qs_sample_run_start (sample.run), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_cmpint (qs_sample_run_get_phase (sample.run), ==, QS_SAMPLE_PHASE_FAILED);
  g_object_get (sample.run, "error", &shown, NULL);
  g_assert_cmpstr (shown->message, ==, error->message);
  free_sample (&sample);
}

static void
test_a_job_without_a_result_is_a_failure (void)
{
  Sample sample = { 0 };
  g_autoptr(GError) error = NULL;

  make_sample (&sample, "abc", NULL, "{\"jobs\":[{\"jobId\":\"j\",\"status\":\"SUCCEEDED\"}]}");
  g_assert_false (dex_await (qs_sample_run_start (sample.run), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  free_sample (&sample);
}

static void
test_a_failed_job_says_why (void)
{
  Sample sample = { 0 };
  g_autoptr(GError) error = NULL;

  make_sample (&sample, "abc", NULL,
               "{\"jobs\":[{\"jobId\":\"j\",\"status\":\"FAILED\","
               "\"statusReason\":\"bad\\u001b[1mluck\"}]}");
  g_assert_false (dex_await (qs_sample_run_start (sample.run), &error));
  g_assert_nonnull (strstr (error->message, "luck"));
  g_assert_null (strchr (error->message, '\x1b'));
  free_sample (&sample);
}

static void
test_a_known_definition_is_not_registered_again (void)
{
  g_autoptr(JsonNode) known = qs_sample_definition_load ();
  g_autofree char *text = NULL;
  g_autofree char *reply = NULL;
  g_autoptr(QsReplayEngine) engine = qs_replay_engine_new ();
  g_autoptr(QsScope) scope = qs_scope_new ();
  g_autofree char *name = NULL;

  json_object_set_int_member (json_node_get_object (known), "revision", 7);
  json_object_set_string_member (json_node_get_object (known), "status", "ACTIVE");
  text = qs_json_print (known, FALSE);
  reply = g_strdup_printf ("{\"jobDefinitions\":[{\"revision\":6},%s]}", text);
  qs_replay_engine_add (engine, "DescribeJobDefinitions", reply);

  name = dex_await_string (qs_sample_definition_ensure (QS_ENGINE (engine), scope), NULL);
  g_assert_cmpstr (name, ==, "md5sum-sample:7");
  g_assert_cmpuint (qs_replay_engine_count_calls (engine, "RegisterJobDefinition"), ==, 0);
}

static void
test_cancelling_stops_the_job (void)
{
  Sample sample = { 0 };
  g_autoptr(DexFuture) running = NULL;

  make_sample (&sample, "abc", NULL, "{\"jobs\":[{\"jobId\":\"j\",\"status\":\"RUNNING\"}]}");
  qs_replay_engine_add (sample.engine, "DescribeJobs",
                        "{\"jobs\":[{\"jobId\":\"j\",\"status\":\"FAILED\"}]}");
  running = qs_sample_run_start (sample.run);
  qs_test_until (qs_sample_run_get_phase (sample.run) == QS_SAMPLE_PHASE_RUNNING);
  qs_sample_run_cancel (sample.run);

  qs_test_until (qs_sample_run_get_phase (sample.run) == QS_SAMPLE_PHASE_CANCELLED);
  g_assert_cmpuint (qs_replay_engine_count_calls (sample.engine, "TerminateJob"), ==, 1);
  free_sample (&sample);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/sample-run/the-right-sum-is-verified", test_the_right_sum_is_verified);
  qs_test_add_fiber ("/sample-run/a-wrong-sum-is-a-failure", test_a_wrong_sum_is_a_failure);
  qs_test_add_fiber ("/sample-run/a-job-without-a-result-is-a-failure",
                     test_a_job_without_a_result_is_a_failure);
  qs_test_add_fiber ("/sample-run/a-failed-job-says-why", test_a_failed_job_says_why);
  qs_test_add_fiber ("/sample-run/a-known-definition-is-not-registered-again",
                     test_a_known_definition_is_not_registered_again);
  qs_test_add_fiber ("/sample-run/cancelling-stops-the-job", test_cancelling_stops_the_job);

  return g_test_run ();
}
