#include "qs-job-detail.h"

#include "qs-attempt.h"
#include "qs-json.h"
#include "qs-job-log.h"
#include "qs-named-value.h"
#include "qs-test.h"

static const char running[] =
  "{'jobId': 'a1', 'jobName': 'md5sum', 'jobArn': 'arn:a1', 'jobQueue': 'arn:q', "
  " 'jobDefinition': 'arn:d:3', 'status': 'RUNNING', 'createdAt': 1000, 'startedAt': 4000, "
  " 'retryStrategy': {'attempts': 3}, 'timeout': {'attemptDurationSeconds': 60}, "
  " 'parameters': {'input': 'x.txt', 'n': 3}, 'tags': {'owner': 'me'}, "
  " 'dependsOn': [{'jobId': 'b2', 'type': 'N_TO_N'}], "
  " 'attempts': [{'startedAt': 2000, 'stoppedAt': 3000, 'statusReason': 'Host EC2 terminated.', "
  "   'container': {'exitCode': 1, 'reason': 'gone', 'logStreamName': 's/1'}}], "
  " 'container': {'image': 'busybox', 'command': ['sh', '-c', 'echo a b'], "
  "   'logStreamName': 's/2', 'privileged': true, "
  "   'resourceRequirements': [{'type': 'VCPU', 'value': '4'}, "
  "     {'type': 'MEMORY', 'value': '8000'}], "
  "   'environment': [{'name': 'A', 'value': '1'}], "
  "   'volumes': [{'name': 'data', 'host': {'sourcePath': '/datastore/run'}}], "
  "   'mountPoints': [{'containerPath': '/datastore', 'sourceVolume': 'data', 'readOnly': true}]}}";

/* JSON with ' for ", as C likes it. */
static void
read_job (QsJobDetail *job,
          const char  *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = NULL;

  node = qs_json_parse (json, -1, &error);
  g_assert_no_error (error);
  qs_record_read (QS_RECORD (job), json_node_get_object (node));
}

static void
assert_fact (QsJobDetail *job,
             const char  *list,
             guint        index,
             const char  *name,
             const char  *value)
{
  g_autoptr(GListModel) model = NULL;
  g_autoptr(QsNamedValue) fact = NULL;

  g_object_get (job, list, &model, NULL);
  fact = g_list_model_get_item (model, index);
  g_assert_nonnull (fact);
  g_assert_cmpstr (qs_named_value_get_name (fact), ==, name);
  g_assert_cmpstr (qs_named_value_get_value (fact), ==, value);
}

static void
test_reads_what_batch_says (void)
{
  g_autoptr(QsJobDetail) job = qs_job_detail_new ();
  g_autofree char *vcpus = NULL;
  g_autofree char *memory = NULL;
  gboolean privileged;

  read_job (job, running);
  g_object_get (job, "vcpus", &vcpus, "memory", &memory, "privileged", &privileged, NULL);

  g_assert_cmpstr (qs_job_detail_get_name (job), ==, "md5sum");
  g_assert_cmpint (qs_job_detail_get_status (job), ==, QS_JOB_STATUS_RUNNING);
  g_assert_cmpint (qs_job_detail_get_created_at (job), ==, 1000);
  g_assert_cmpint (qs_job_detail_get_timeout (job), ==, 60);
  g_assert_cmpint (qs_job_detail_get_exit_code (job), ==, QS_EXIT_CODE_NONE);
  g_assert_cmpstr (vcpus, ==, "4");
  g_assert_cmpstr (memory, ==, "8000");
  g_assert_true (privileged);
}

static void
test_lists_facts_in_order (void)
{
  g_autoptr(QsJobDetail) job = qs_job_detail_new ();

  read_job (job, running);

  assert_fact (job, "command", 0, "0", "sh");
  assert_fact (job, "command", 1, "1", "-c");
  assert_fact (job, "environment", 0, "A", "1");
  assert_fact (job, "parameters", 0, "input", "x.txt");
  assert_fact (job, "parameters", 1, "n", "3");
  assert_fact (job, "tags", 0, "owner", "me");
  assert_fact (job, "mounts", 0, "/datastore", "/datastore/run");
  assert_fact (job, "dependencies", 0, "b2", "N_TO_N");
}

static void
test_numbers_attempts_and_names_their_logs (void)
{
  g_autoptr(QsJobDetail) job = qs_job_detail_new ();
  g_autoptr(QsAttempt) attempt = NULL;
  g_autoptr(QsJobLog) first = NULL;
  g_autoptr(QsJobLog) second = NULL;

  read_job (job, running);
  attempt = g_list_model_get_item (qs_job_detail_get_attempts (job), 0);
  first = g_list_model_get_item (qs_job_detail_get_logs (job), 0);
  second = g_list_model_get_item (qs_job_detail_get_logs (job), 1);

  g_assert_cmpint (qs_attempt_get_number (attempt), ==, 1);
  g_assert_cmpint (qs_attempt_get_exit_code (attempt), ==, 1);
  g_assert_cmpint (qs_attempt_get_stopped_at (attempt), ==, 3000);
  g_assert_cmpstr (qs_attempt_get_status_reason (attempt), ==, "Host EC2 terminated.");
  g_assert_cmpstr (qs_job_log_get_title (first), ==, "Attempt 1");
  g_assert_cmpstr (qs_job_log_get_stream (second), ==, "s/2");
  g_assert_cmpstr (qs_job_log_get_title (second), ==, "Attempt 2");
}

static void
count_notify (GObject    *object,
              GParamSpec *pspec,
              gpointer    user_data)
{
  (*(guint *) user_data)++;
}

static void
test_a_refresh_keeps_what_did_not_change (void)
{
  g_autoptr(QsJobDetail) job = qs_job_detail_new ();
  g_autoptr(QsAttempt) before = NULL;
  g_autoptr(QsAttempt) after = NULL;
  guint notified = 0;
  guint changed = 0;

  read_job (job, running);
  before = g_list_model_get_item (qs_job_detail_get_attempts (job), 0);
  g_signal_connect (job, "notify", G_CALLBACK (count_notify), &notified);
  g_signal_connect_swapped (qs_job_detail_get_attempts (job), "items-changed",
                            G_CALLBACK (g_atomic_int_inc), &changed);
  read_job (job, running);
  after = g_list_model_get_item (qs_job_detail_get_attempts (job), 0);

  g_assert_true (before == after);
  g_assert_cmpuint (notified, ==, 0);
  g_assert_cmpuint (changed, ==, 0);

  qs_record_read (QS_RECORD (job), NULL);
  g_assert_cmpuint (notified, >, 10);
  g_assert_cmpuint (changed, ==, 1);
  g_assert_null (qs_job_detail_get_name (job));
}

static void
test_old_members_still_say_the_size (void)
{
  g_autoptr(QsJobDetail) job = qs_job_detail_new ();
  g_autofree char *vcpus = NULL;
  g_autofree char *memory = NULL;

  read_job (job, "{'jobId': 'p:7', 'container': {'vcpus': 2, 'memory': 500}}");
  g_object_get (job, "vcpus", &vcpus, "memory", &memory, NULL);

  g_assert_cmpstr (vcpus, ==, "2");
  g_assert_cmpstr (memory, ==, "500");
}

static void
test_containers_have_logs_of_their_own (void)
{
  g_autoptr(QsJobDetail) job = qs_job_detail_new ();
  g_autoptr(GListModel) containers = NULL;
  g_autoptr(QsJobLog) source = NULL;

  read_job (job, "{'jobId': 'm', 'container': {}, 'ecsProperties': {'taskProperties': [{"
            " 'containers': [{'name': 'in', 'image': 'i', 'command': ['x'], 'exitCode': 0,"
            " 'logStreamName': 'm/in'}, {'name': 'tool', 'image': 't'}]}]}}");
  g_object_get (job, "containers", &containers, NULL);
  source = g_list_model_get_item (qs_job_detail_get_logs (job), 0);

  g_assert_cmpuint (g_list_model_get_n_items (containers), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (qs_job_detail_get_logs (job)), ==, 1);
  g_assert_cmpstr (qs_job_log_get_title (source), ==, "Attempt 1, in");
}

static void
assert_results (const char *source,
                const char *expected)
{
  g_autoptr(QsJobDetail) job = qs_job_detail_new ();
  g_autofree char *json = g_strdup_printf ("{'container': {'volumes': [{'name': 'v', 'host': "
                                           "{'sourcePath': '%s'}}]}}", source);
  g_autofree char *folder = NULL;

  read_job (job, json);
  folder = qs_job_detail_dup_results_folder (job, "/home/ada/data");
  g_assert_cmpstr (folder, ==, expected);
}

static void
assert_results_of (const char *parameters,
                   const char *expected)
{
  g_autoptr(QsJobDetail) job = qs_job_detail_new ();
  g_autofree char *json =
    g_strdup_printf ("{'parameters': {%s}, 'container': {'volumes': [{'name': 'v', 'host':"
                     " {'sourcePath': '/datastore/a'}}], 'mountPoints': [{'sourceVolume': 'v',"
                     " 'containerPath': '/mnt/'}]}}", parameters);
  g_autofree char *folder = NULL;

  read_job (job, json);
  folder = qs_job_detail_dup_results_folder (job, "/data");
  g_assert_cmpstr (folder, ==, expected);
}

static void
test_results_are_where_the_parameters_say (void)
{
  assert_results_of ("", "/data/a");
  assert_results_of ("'output': '/mnt/run/sum.txt'", "/data/a/run");
  assert_results_of ("'input': '/mnt/run/in', 'output': '/mnt/run/sum.txt', 'k': '31'",
                     "/data/a/run");
  assert_results_of ("'input': '/mnt/run/in', 'output': '/mnt/run2/sum.txt'", "/data/a");
  assert_results_of ("'input': '/mnt/run/in/x', 'output': '/mnt/run/sum.txt'", "/data/a/run");
  assert_results_of ("'input': '/mnts/in', 'output': 'sum.txt'", "/data/a");
  assert_results_of ("'output': '/mnt/../etc/passwd'", "/data/a");
}

static void
test_results_are_in_the_datastore_only (void)
{
  assert_results ("/datastore", "/home/ada/data");
  assert_results ("/datastore/run/1", "/home/ada/data/run/1");
  assert_results ("/datastores", NULL);
  assert_results ("/var/run/docker.sock", NULL);
  assert_results ("/datastore/../../etc", NULL);
}

static void
test_survives_what_is_not_a_job (void)
{
  g_autoptr(QsJobDetail) job = qs_job_detail_new ();

  read_job (job, "{'jobId': 5, 'status': 'MELTED', 'attempts': [3, null], 'container': [], "
            " 'dependsOn': {}, 'tags': 'x', 'createdAt': 'soon', 'ecsProperties': "
            " {'taskProperties': []}, 'parameters': {'a': [1]}}");

  g_assert_null (qs_job_detail_get_id (job));
  g_assert_cmpint (qs_job_detail_get_status (job), ==, QS_JOB_STATUS_UNKNOWN);
  assert_fact (job, "parameters", 0, "a", "[1]");
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);
  g_test_add_func ("/job-detail/reads-what-batch-says", test_reads_what_batch_says);
  g_test_add_func ("/job-detail/lists-facts-in-order", test_lists_facts_in_order);
  g_test_add_func ("/job-detail/numbers-attempts-and-names-their-logs",
                   test_numbers_attempts_and_names_their_logs);
  g_test_add_func ("/job-detail/a-refresh-keeps-what-did-not-change",
                   test_a_refresh_keeps_what_did_not_change);
  g_test_add_func ("/job-detail/old-members-still-say-the-size",
                   test_old_members_still_say_the_size);
  g_test_add_func ("/job-detail/containers-have-logs-of-their-own",
                   test_containers_have_logs_of_their_own);
  g_test_add_func ("/job-detail/results-are-where-the-parameters-say",
                   test_results_are_where_the_parameters_say);
  g_test_add_func ("/job-detail/results-are-in-the-datastore-only",
                   test_results_are_in_the_datastore_only);
  g_test_add_func ("/job-detail/survives-what-is-not-a-job", test_survives_what_is_not_a_job);
  return g_test_run ();
}
