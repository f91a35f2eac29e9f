#include "qs-submit-draft.h"

#include "qs-replay-engine.h"
#include "qs-test.h"

#define DEFINITIONS \
        "{\"jobDefinitions\":[{\"jobDefinitionName\":\"d\",\"revision\":1,\"status\":\"ACTIVE\"," \
        "\"jobDefinitionArn\":\"arn:d:1\",\"type\":\"container\"," \
        "\"containerProperties\":{\"image\":\"busybox\",\"command\":[\"cat\",\"Ref::file\"]," \
        "\"resourceRequirements\":[{\"type\":\"VCPU\",\"value\":\"1\"}," \
        "{\"type\":\"MEMORY\",\"value\":\"1000\"}]}}]}"
#define QUEUE(name) \
        "{\"jobQueueName\":\"" name "\",\"jobQueueArn\":\"arn:" name "\",\"state\":\"ENABLED\"," \
        "\"status\":\"VALID\",\"computeEnvironmentOrder\":[{\"order\":1," \
        "\"computeEnvironment\":\"arn:e\"}]}"
#define ENVIRONMENTS \
        "{\"computeEnvironments\":[{\"computeEnvironmentName\":\"e\",\"state\":\"ENABLED\"," \
        "\"status\":\"VALID\",\"computeEnvironmentArn\":\"arn:e\",\"computeResources\":{" \
        "\"type\":\"EC2\",\"maxvCpus\":16,\"instanceTypes\":[\"c5\"]}}]}"
#define MACHINES(more) \
        "{\"InstanceTypes\":[{\"InstanceType\":\"c5.large\",\"VCpuInfo\":{\"DefaultVCpus\":2}," \
        "\"MemoryInfo\":{\"SizeInMiB\":4096}}]" more "}"

static QsReplayEngine *
new_engine (void)
{
  QsReplayEngine *engine = qs_replay_engine_new ();

  qs_replay_engine_become_cloud (engine);
  qs_replay_engine_add (engine, "DescribeJobDefinitions", DEFINITIONS);
  qs_replay_engine_add (engine, "DescribeJobQueues",
                        "{\"jobQueues\":[" QUEUE ("big") "," QUEUE ("small") "]}");
  qs_replay_engine_add (engine, "DescribeComputeEnvironments", ENVIRONMENTS);
  qs_replay_engine_add (engine, "DescribeJobs",
                        "{\"jobs\":[{\"jobId\":\"job-1\",\"jobName\":\"first\","
                        "\"jobQueue\":\"arn:big\",\"jobDefinition\":\"arn:d:1\","
                        "\"status\":\"FAILED\",\"container\":{\"resourceRequirements\":["
                        "{\"type\":\"VCPU\",\"value\":\"1\"},"
                        "{\"type\":\"MEMORY\",\"value\":\"1000\"}]}}]}");
  return engine;
}

static void
enter (QsSubmitDraft *draft,
       const char    *path,
       const char    *value)
{
  g_assert_true (qs_document_set_string (qs_draft_get_document (QS_DRAFT (draft)), path, value,
                                         NULL));
}

static const char *
get (QsSubmitDraft *draft,
     const char    *path)
{
  return qs_document_get_string (qs_draft_get_document (QS_DRAFT (draft)), path);
}

static void
test_machines_are_asked_for (void)
{
  g_autoptr(QsReplayEngine) engine = new_engine ();
  g_autoptr(QsSubmitDraft) draft = NULL;
  QsJobPreflight *preflight;

  qs_replay_engine_add (engine, "DescribeInstanceTypes", MACHINES (",\"NextToken\":\"more\""));
  qs_replay_engine_add (engine, "DescribeInstanceTypes", MACHINES (""));
  draft = qs_submit_draft_new (QS_ENGINE (engine));
  preflight = qs_submit_draft_get_preflight (draft);
  enter (draft, "jobDefinition", "d:1");
  enter (draft, "jobQueue", "big");
  enter (draft, "parameters.file", "a b");
  enter (draft, "containerOverrides.resourceRequirements[type=VCPU].value", "4");

  qs_test_until (qs_job_preflight_get_warnings (preflight) != NULL);
  g_assert_cmpstr (qs_job_preflight_get_warnings (preflight), ==,
                   "The compute environment “e” cannot run the job: none of its machines has 4 "
                   "vCPUs.");
  g_assert_cmpstr (qs_job_preflight_get_command (preflight), ==, "cat 'a b'");
  g_assert_cmpuint (qs_replay_engine_count_calls (engine, "DescribeInstanceTypes"), ==, 2);

  enter (draft, "containerOverrides.resourceRequirements[type=VCPU].value", "2");
  g_assert_null (qs_job_preflight_get_warnings (preflight));
}

static void
test_a_denied_question_is_no_warning (void)
{
  g_autoptr(QsReplayEngine) engine = new_engine ();
  g_autoptr(QsSubmitDraft) draft = NULL;

  qs_replay_engine_add_error (engine, "DescribeInstanceTypes", QS_ENGINE_ERROR_DENIED, "no");
  draft = qs_submit_draft_new (QS_ENGINE (engine));
  enter (draft, "jobDefinition", "d:1");
  enter (draft, "jobQueue", "big");
  enter (draft, "parameters.file", "a");
  enter (draft, "containerOverrides.resourceRequirements[type=VCPU].value", "4");
  qs_test_until (qs_replay_engine_count_calls (engine, "DescribeInstanceTypes") == 1);
  while (g_main_context_iteration (NULL, FALSE))
    continue;

  g_assert_null (qs_job_preflight_get_warnings (qs_submit_draft_get_preflight (draft)));
  g_assert_null (qs_draft_get_error (QS_DRAFT (draft)));
}

static QsSubmitDraft *
submit_again (QsReplayEngine *engine,
              QsSubmitChange  change)
{
  QsSubmitDraft *draft = qs_submit_draft_new (QS_ENGINE (engine));

  qs_submit_draft_clone (draft, "job-1", change);
  qs_test_until (!qs_draft_get_busy (QS_DRAFT (draft)));
  qs_test_until (qs_resource_list_get_loaded (qs_submit_draft_get_queues (draft)));
  g_assert_cmpstr (get (draft, "jobName"), ==, "first");
  g_assert_false (qs_document_get_can_undo (qs_draft_get_document (QS_DRAFT (draft))));
  return draft;
}

static void
test_again_with_more_memory (void)
{
  g_autoptr(QsReplayEngine) engine = new_engine ();
  g_autoptr(QsSubmitDraft) draft = submit_again (engine, QS_SUBMIT_CHANGE_MEMORY);

  g_assert_cmpstr (get (draft, "containerOverrides.resourceRequirements[type=MEMORY].value"), ==,
                   "2000");
  g_assert_cmpstr (get (draft, "jobQueue"), ==, "arn:big");
}

static void
test_again_on_another_queue (void)
{
  g_autoptr(QsReplayEngine) engine = new_engine ();
  g_autoptr(QsSubmitDraft) draft = submit_again (engine, QS_SUBMIT_CHANGE_QUEUE);

  g_assert_cmpstr (get (draft, "jobQueue"), ==, "small");
  g_assert_cmpstr (get (draft, "containerOverrides.resourceRequirements[type=MEMORY].value"), ==,
                   "1000");
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/submit-draft/machines-are-asked-for", test_machines_are_asked_for);
  g_test_add_func ("/submit-draft/a-denied-question-is-no-warning",
                   test_a_denied_question_is_no_warning);
  g_test_add_func ("/submit-draft/again-with-more-memory", test_again_with_more_memory);
  g_test_add_func ("/submit-draft/again-on-another-queue", test_again_on_another_queue);

  return g_test_run ();
}
