#include "qs-diagnosis.h"

#include "qs-json.h"
#include "qs-test.h"

static QsDiagnosis *
diagnose (const char *text)
{
  g_autoptr(QsJobDetail) job = qs_job_detail_new ();
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr(JsonNode) node = qs_json_parse (json, -1, NULL);

  qs_record_read (QS_RECORD (job), json_node_get_object (node));
  return qs_diagnosis_new (job);
}

static const struct
{
  const char     *job;
  QsDiagnosisKind kind;
  const char     *title;
} cases[] = {
  { "{'status': 'RUNNABLE', 'statusReason': 'CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY - x'}",
    QS_DIAGNOSIS_KIND_STUCK, "No machine is free" },
  { "{'status': 'RUNNABLE', 'statusReason': 'MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE'}",
    QS_DIAGNOSIS_KIND_STUCK, "The job is larger than its compute environment" },
  { "{'status': 'RUNNABLE', 'statusReason': 'MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT - y'}",
    QS_DIAGNOSIS_KIND_STUCK, "No machine is large enough" },
  { "{'status': 'RUNNABLE', 'statusReason': 'ACTION_REQUIRED - CE(s) associated with the job'}",
    QS_DIAGNOSIS_KIND_STUCK, "The compute environment is not valid" },
  { "{'status': 'RUNNABLE', 'statusReason': 'UNDETERMINED - Batch job is blocked'}",
    QS_DIAGNOSIS_KIND_STUCK, "The job is blocked" },
  { "{'status': 'RUNNABLE', 'statusReason': 'MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT - Nothing "
    "on this computer can run the image of this job.'}",
    QS_DIAGNOSIS_KIND_STUCK, "Nothing here runs the image" },
  { "{'status': 'RUNNABLE', 'statusReason': 'No container engine answers. Install Docker (package "
    "docker.io) or Podman, then start it; this job starts by itself once it does.'}",
    QS_DIAGNOSIS_KIND_STUCK, "Jobs with an image need a container engine" },
  { "{'status': 'RUNNABLE', 'statusReason': 'The container engine at /run/docker.sock is not "
    "running. Start it (sudo systemctl start docker); this job starts by itself once it runs.'}",
    QS_DIAGNOSIS_KIND_STUCK, "The container engine is not running" },
  { "{'status': 'RUNNABLE', 'statusReason': 'You may not use /run/docker.sock. Add yourself to the "
    "group docker (sudo usermod -aG docker ada) and log in again.'}",
    QS_DIAGNOSIS_KIND_STUCK, "You may not use the container engine" },
  { "{'status': 'RUNNABLE', 'statusReason': 'Commands of this computer run in a sandbox that "
    "bubblewrap makes. Install it (package bubblewrap)'}",
    QS_DIAGNOSIS_KIND_STUCK, "The sandbox is not installed" },
  { "{'status': 'RUNNABLE', 'statusReason': 'Something else'}",
    QS_DIAGNOSIS_KIND_WAITING, "The job cannot start yet" },
  { "{'status': 'RUNNABLE'}", QS_DIAGNOSIS_KIND_WAITING, "Waiting for a place to run" },
  { "{'status': 'PENDING', 'dependsOn': [{'jobId': 'a'}]}",
    QS_DIAGNOSIS_KIND_WAITING, "The job waits for other jobs" },
  { "{'status': 'STARTING'}", QS_DIAGNOSIS_KIND_WAITING, "Getting ready" },
  { "{'status': 'FAILED', 'container': {'exitCode': 137, "
    "'reason': 'OutOfMemoryError: Container killed due to memory usage'}}",
    QS_DIAGNOSIS_KIND_FAILED, "Out of memory" },
  { "{'status': 'FAILED', 'statusReason': 'Task failed to start', "
    "'container': {'reason': 'CannotPullContainerError: not found'}}",
    QS_DIAGNOSIS_KIND_FAILED, "The image could not be fetched" },
  { "{'status': 'FAILED', 'statusReason': 'Host EC2 (instance i-1) terminated.'}",
    QS_DIAGNOSIS_KIND_FAILED, "The machine was taken away" },
  { "{'status': 'FAILED', 'statusReason': 'Job attempt duration exceeded timeout'}",
    QS_DIAGNOSIS_KIND_FAILED, "Out of time" },
  { "{'status': 'FAILED', 'statusReason': 'Dependent Job failed'}",
    QS_DIAGNOSIS_KIND_FAILED, "A job it waited for has failed" },
  { "{'status': 'FAILED', 'startedAt': 5, 'isTerminated': true, 'container': {'exitCode': 143}}",
    QS_DIAGNOSIS_KIND_FAILED, "The job was terminated" },
  { "{'status': 'FAILED', 'isCancelled': true}",
    QS_DIAGNOSIS_KIND_FAILED, "The job was cancelled" },
  { "{'status': 'FAILED', 'startedAt': 5, 'ecsProperties': {'taskProperties': [{'containers': ["
    "{'name': 'a', 'essential': false, 'exitCode': 9}, {'name': 'b', 'exitCode': 127}]}]}}",
    QS_DIAGNOSIS_KIND_FAILED, "The command was not found" },
  { "{'status': 'FAILED', 'container': {'exitCode': 126}}",
    QS_DIAGNOSIS_KIND_FAILED, "The command cannot be run" },
  { "{'status': 'FAILED', 'container': {'exitCode': 127}}",
    QS_DIAGNOSIS_KIND_FAILED, "The command was not found" },
  { "{'status': 'FAILED', 'container': {'exitCode': 137}}",
    QS_DIAGNOSIS_KIND_FAILED, "The job was killed" },
  { "{'status': 'FAILED', 'container': {'exitCode': 139}}",
    QS_DIAGNOSIS_KIND_FAILED, "The program crashed" },
  { "{'status': 'FAILED', 'statusReason': 'Essential container in task exited', "
    "'container': {'exitCode': 3}}",
    QS_DIAGNOSIS_KIND_FAILED, "The program reported an error" },
  { "{'status': 'FAILED', 'startedAt': 5}", QS_DIAGNOSIS_KIND_FAILED, "The job did not finish" },
  { "{'status': 'FAILED', 'statusReason': 'NotOutOfMemoryError'}",
    QS_DIAGNOSIS_KIND_FAILED, "The job was never started" },
};

static void
test_names_the_cause (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(QsDiagnosis) diagnosis = diagnose (cases[i].job);

      g_assert_nonnull (diagnosis);
      g_assert_cmpstr (qs_diagnosis_get_title (diagnosis), ==, cases[i].title);
      g_assert_cmpint (qs_diagnosis_get_kind (diagnosis), ==, cases[i].kind);
      g_assert_cmpstr (qs_diagnosis_get_explanation (diagnosis), !=, "");
    }
}

static void
test_says_nothing_where_nothing_is_wrong (void)
{
  g_assert_null (diagnose ("{'status': 'SUBMITTED'}"));
  g_assert_null (diagnose ("{'status': 'RUNNING'}"));
  g_assert_null (diagnose ("{'status': 'SUCCEEDED'}"));
  g_assert_null (diagnose ("{'status': 'MELTED'}"));
  g_assert_null (diagnose ("{'status': 'PENDING', 'arrayProperties': {'size': 10}}"));
}

static void
test_keeps_the_engines_own_words (void)
{
  g_autoptr(QsDiagnosis) both = diagnose ("{'status': 'FAILED', 'statusReason': 'a', "
                                          "'container': {'reason': 'b'}}");
  g_autoptr(QsDiagnosis) same = diagnose ("{'status': 'FAILED', 'statusReason': 'a', "
                                          "'container': {'reason': 'a'}}");
  g_autoptr(QsDiagnosis) one = diagnose ("{'status': 'FAILED', 'container': {'reason': 'b'}}");
  g_autoptr(QsDiagnosis) none = diagnose ("{'status': 'FAILED'}");

  g_assert_cmpstr (qs_diagnosis_get_reason (both), ==, "a – b");
  g_assert_cmpstr (qs_diagnosis_get_reason (same), ==, "a");
  g_assert_cmpstr (qs_diagnosis_get_reason (one), ==, "b");
  g_assert_cmpstr (qs_diagnosis_get_reason (none), ==, "");
  g_assert_true (qs_diagnosis_equal (both, both));
  g_assert_false (qs_diagnosis_equal (both, same));
  g_assert_false (qs_diagnosis_equal (both, NULL));
  g_assert_true (qs_diagnosis_equal (NULL, NULL));
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);
  g_test_add_func ("/diagnosis/names-the-cause", test_names_the_cause);
  g_test_add_func ("/diagnosis/says-nothing-where-nothing-is-wrong",
                   test_says_nothing_where_nothing_is_wrong);
  g_test_add_func ("/diagnosis/keeps-the-engines-own-words", test_keeps_the_engines_own_words);
  return g_test_run ();
}
