#include "qs-batch-rules.h"

#include "qs-json.h"
#include "qs-test.h"

#define CONTAINER "\"image\":\"a\",\"vcpus\":1,\"memory\":4"
#define DEFINITION(container) \
        "{\"jobDefinitionName\":\"d\",\"type\":\"container\"," \
        "\"containerProperties\":{" container "}}"
#define TASK(containers) \
        "{\"jobDefinitionName\":\"d\",\"type\":\"container\"," \
        "\"ecsProperties\":{\"taskProperties\":[{\"containers\":[" containers "]}]}}"
#define SUBMISSION(more) \
        "{\"jobName\":\"a\",\"jobQueue\":\"b\",\"jobDefinition\":\"c\"," more "}"

#define INSTANCES "\"instanceTypes\":[\"optimal\"],\"instanceRole\":\"r\""
#define ENVIRONMENT(members) \
        "{\"computeEnvironmentName\":\"a\",\"type\":\"MANAGED\",\"computeResources\":{" \
        "\"maxvCpus\":4,\"subnets\":[\"a\"]," members "}}"

typedef struct
{
  const char *name;
  const char *operation;
  const char *input;
  const char *message;    /* NULL when no rule is broken */
} QsRuleCase;

static const QsRuleCase cases[] = {
  { "array-of-2", "SubmitJob", SUBMISSION ("\"arrayProperties\":{\"size\":2}"), NULL },
  { "array-of-1", "SubmitJob", SUBMISSION ("\"arrayProperties\":{\"size\":1}"),
    "arrayProperties.size is 1: it must be from 2 to 10000" },
  { "array-of-10001", "SubmitJob", SUBMISSION ("\"arrayProperties\":{\"size\":10001}"),
    "arrayProperties.size is 10001: it must be from 2 to 10000" },
  { "attempts-0", "SubmitJob", SUBMISSION ("\"retryStrategy\":{\"attempts\":0}"),
    "retryStrategy.attempts is 0: it must be from 1 to 10" },
  { "timeout-59", "SubmitJob", SUBMISSION ("\"timeout\":{\"attemptDurationSeconds\":59}"),
    "timeout.attemptDurationSeconds is 59: it must be at least 60" },
  { "exit-code-pattern", "SubmitJob",
    SUBMISSION ("\"retryStrategy\":{\"evaluateOnExit\":[{\"onExitCode\":\"1*3\",\"action\":"
                "\"RETRY\"}]}"),
    "retryStrategy.evaluateOnExit[0].onExitCode is \"1*3\": it must be digits, with an asterisk at "
    "the end if more may follow" },
  { "sequence-of-itself", "SubmitJob", SUBMISSION ("\"dependsOn\":[{\"type\":\"SEQUENTIAL\"}]"),
    NULL },
  { "dependency-on-nothing", "SubmitJob", SUBMISSION ("\"dependsOn\":[{\"type\":\"N_TO_N\"}]"),
    "dependsOn[0].jobId is required" },
  { "fifth-of-a-vcpu", "SubmitJob",
    SUBMISSION ("\"containerOverrides\":{\"resourceRequirements\":[{\"type\":\"VCPU\",\"value\":"
                "\"0.2\"}]}"),
    "containerOverrides.resourceRequirements[0].value is \"0.2\": it must be a whole number, at "
    "least 1 (on Fargate also 0.25 or 0.5)" },
  { "memory-of-3", "SubmitJob",
    SUBMISSION ("\"containerOverrides\":{\"resourceRequirements\":[{\"type\":\"MEMORY\","
                "\"value\":\"3\"}]}"),
    "containerOverrides.resourceRequirements[0].value is \"3\": it must be a whole number of MiB, "
    "at least 4" },
  { "variable-of-batch", "SubmitJob",
    SUBMISSION ("\"containerOverrides\":{\"environment\":[{\"name\":\"AWS_BATCH_JOB_ID\"}]}"),
    "containerOverrides.environment[0].name is \"AWS_BATCH_JOB_ID\": it must not begin with "
    "AWS_BATCH, which Batch sets itself" },
  { "name-with-a-space", "CreateJobQueue",
    "{\"jobQueueName\":\"a b\",\"priority\":1}",
    "jobQueueName is \"a b\": it must begin with a letter or digit and have at most 128 letters, "
    "digits, hyphens and underscores" },
  { "name-with-a-line-end", "CreateJobQueue",
    "{\"jobQueueName\":\"a\\n\",\"priority\":1}",
    "jobQueueName is \"a␊\": it must begin with a letter or digit and have at most 128 letters, "
    "digits, hyphens and underscores" },
  { "container", "RegisterJobDefinition", DEFINITION (CONTAINER), NULL },
  { "container-without-image", "RegisterJobDefinition", DEFINITION ("\"vcpus\":1,\"memory\":4"),
    "containerProperties.image is required" },
  { "mounted-volume", "RegisterJobDefinition",
    DEFINITION (CONTAINER ",\"volumes\":[{\"name\":\"v\"}],\"mountPoints\":[{\"sourceVolume\":"
                "\"v\",\"containerPath\":\"/v\"}]"), NULL },
  { "mount-without-volume", "RegisterJobDefinition",
    DEFINITION (CONTAINER ",\"mountPoints\":[{\"sourceVolume\":\"v\",\"containerPath\":\"/v\"}]"),
    "containerProperties.mountPoints[0].sourceVolume is \"v\": it must be the name of one of the "
    "volumes" },
  { "two-volumes-of-a-name", "RegisterJobDefinition",
    DEFINITION (CONTAINER ",\"volumes\":[{\"name\":\"v\"},{\"name\":\"v\"}]"),
    "containerProperties.volumes[1].name is \"v\": it must not be given twice" },
  { "soft-over-hard", "RegisterJobDefinition",
    DEFINITION (CONTAINER ",\"ulimits\":[{\"name\":\"nofile\",\"softLimit\":2,\"hardLimit\":1}]"),
    "containerProperties.ulimits[0].softLimit is 2: it must be at most hardLimit, which is 1" },
  { "fargate-privileged", "RegisterJobDefinition",
    "{\"jobDefinitionName\":\"d\",\"type\":\"container\",\"platformCapabilities\":[\"FARGATE\"],"
    "\"containerProperties\":{" CONTAINER ",\"privileged\":true}}",
    "containerProperties.privileged is true: it must not be true on Fargate" },
  { "fargate-host-folder", "RegisterJobDefinition",
    "{\"jobDefinitionName\":\"d\",\"type\":\"container\",\"platformCapabilities\":[\"FARGATE\"],"
    "\"containerProperties\":{" CONTAINER ",\"volumes\":[{\"name\":\"v\",\"host\":{\"sourcePath\":"
    "\"/a\"}}]}}",
    "containerProperties.volumes[0].host is {…}: it must not name a folder of the computer on "
    "Fargate" },
  { "neither-container-nor-task", "RegisterJobDefinition",
    "{\"jobDefinitionName\":\"d\",\"type\":\"container\"}",
    "containerProperties is required, or one of ecsProperties, eksProperties" },
  { "task", "RegisterJobDefinition",
    TASK ("{\"image\":\"a\",\"name\":\"a\",\"essential\":false},{\"image\":\"b\",\"name\":\"b\","
          "\"dependsOn\":[{\"containerName\":\"a\",\"condition\":\"SUCCESS\"}]}"), NULL },
  { "success-of-essential", "RegisterJobDefinition",
    TASK ("{\"image\":\"a\",\"name\":\"a\"},{\"image\":\"b\",\"name\":\"b\",\"dependsOn\":["
          "{\"containerName\":\"a\",\"condition\":\"SUCCESS\"}]}"),
    "ecsProperties.taskProperties[0].containers[1].dependsOn[0].condition is \"SUCCESS\": it must "
    "be START: “a” is essential, and its end is the job's" },
  { "containers-in-a-circle", "RegisterJobDefinition",
    TASK ("{\"image\":\"a\",\"name\":\"a\",\"dependsOn\":[{\"containerName\":\"b\"}]},"
          "{\"image\":\"b\",\"name\":\"b\",\"dependsOn\":[{\"containerName\":\"a\"}]}"),
    "ecsProperties.taskProperties[0].containers is […]: it must not wait for each other in a "
    "circle" },
  { "nothing-essential", "RegisterJobDefinition",
    TASK ("{\"image\":\"a\",\"name\":\"a\",\"essential\":false}"),
    "ecsProperties.taskProperties[0].containers is […]: it must have an essential one" },
  { "desired-over-max", "UpdateComputeEnvironment",
    "{\"computeEnvironment\":\"a\",\"computeResources\":{\"maxvCpus\":4,\"desiredvCpus\":5}}",
    "computeResources.desiredvCpus is 5: it must be at most maxvCpus, which is 4" },
  { "managed-without-resources", "CreateComputeEnvironment",
    "{\"computeEnvironmentName\":\"a\",\"type\":\"MANAGED\"}",
    "computeResources is required for the type MANAGED" },
  { "fargate-takes-no-instances", "CreateComputeEnvironment",
    ENVIRONMENT ("\"type\":\"FARGATE\",\"securityGroupIds\":[\"b\"],\"minvCpus\":0"),
    "computeResources.minvCpus is 0: it must not be given on Fargate" },
  { "fargate-needs-a-group", "CreateComputeEnvironment",
    ENVIRONMENT ("\"type\":\"FARGATE_SPOT\""),
    "computeResources.securityGroupIds is required on Fargate" },
  { "fargate", "CreateComputeEnvironment",
    ENVIRONMENT ("\"type\":\"FARGATE\",\"securityGroupIds\":[\"b\"]"), NULL },
  { "instances-need-a-role", "CreateComputeEnvironment",
    ENVIRONMENT ("\"type\":\"EC2\",\"instanceTypes\":[\"optimal\"]"),
    "computeResources.instanceRole is required for Amazon EC2 instances" },
  { "instances-need-types", "CreateComputeEnvironment",
    ENVIRONMENT ("\"type\":\"EC2\",\"instanceRole\":\"r\""),
    "computeResources.instanceTypes is required; “optimal” lets Batch choose" },
  { "spot-by-best-fit-needs-a-fleet-role", "CreateComputeEnvironment",
    ENVIRONMENT ("\"type\":\"SPOT\"," INSTANCES),
    "computeResources.spotIamFleetRole is required for Spot with the allocation strategy "
    "BEST_FIT" },
  { "spot-by-price", "CreateComputeEnvironment",
    ENVIRONMENT ("\"type\":\"SPOT\",\"allocationStrategy\":\"SPOT_PRICE_CAPACITY_OPTIMIZED\","
                 INSTANCES), NULL },
  { "on-demand-by-a-spot-strategy", "CreateComputeEnvironment",
    ENVIRONMENT ("\"type\":\"EC2\",\"allocationStrategy\":\"SPOT_CAPACITY_OPTIMIZED\","
                 INSTANCES),
    "computeResources.allocationStrategy is \"SPOT_CAPACITY_OPTIMIZED\": it must be a strategy for "
    "On-demand: the ones that begin with SPOT are for Spot" },
  { "no-subnet", "CreateComputeEnvironment",
    "{\"computeEnvironmentName\":\"a\",\"type\":\"MANAGED\",\"computeResources\":{"
    "\"maxvCpus\":4,\"type\":\"EC2\",\"subnets\":[]," INSTANCES "}}",
    "computeResources.subnets is []: it must have from 1 to 16 entries, and has 0" },
  { "two-names-of-a-template", "CreateComputeEnvironment",
    ENVIRONMENT ("\"type\":\"EC2\"," INSTANCES ",\"launchTemplate\":{\"launchTemplateId\":\"a\","
                 "\"launchTemplateName\":\"b\"}"),
    "computeResources.launchTemplate.launchTemplateName is \"b\": it must not be given together "
    "with launchTemplateId" },
  { "version-of-no-template", "CreateComputeEnvironment",
    ENVIRONMENT ("\"type\":\"EC2\"," INSTANCES ",\"launchTemplate\":{\"version\":\"3\"}"),
    "computeResources.launchTemplate.launchTemplateName is required with a version, or "
    "launchTemplateId" },
  { "jobs-of-nobody", "ListJobs", "{}",
    "jobQueue is required, or one of arrayJobId, multiNodeJobId" },
  { "jobs-of-two", "ListJobs", "{\"jobQueue\":\"a\",\"arrayJobId\":\"b\"}",
    "arrayJobId is \"b\": it must not be given together with jobQueue" },
  { "unknown-filter", "ListJobs",
    "{\"jobQueue\":\"a\",\"filters\":[{\"name\":\"NAME\",\"values\":[\"b\"]}]}",
    "filters[0].name is \"NAME\": it must be one of JOB_NAME, JOB_DEFINITION, BEFORE_CREATED_AT, "
    "AFTER_CREATED_AT, SHARE_IDENTIFIER" },
  { "wrong-types-are-not-its-concern", "SubmitJob",
    SUBMISSION ("\"arrayProperties\":[],\"dependsOn\":7,\"retryStrategy\":{\"attempts\":\"0\"}"),
    NULL },
};

static void
test_case (gconstpointer data)
{
  const QsRuleCase *rule_case = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) input = qs_json_parse (rule_case->input, -1, &error);
  g_autoptr(GPtrArray) faults = NULL;
  g_autofree char *message = NULL;

  g_assert_no_error (error);
  faults = qs_batch_rules_check (rule_case->operation, input);
  message = qs_faults_dup_message (faults);

  g_assert_cmpstr (message, ==, rule_case->message != NULL ? rule_case->message : "");
}

static JsonNode *
list_jobs (guint count)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_autoptr(JsonArray) jobs = json_array_new ();

  for (guint i = 0; i < count; i++)
    json_array_add_string_element (jobs, "a");
  json_object_set_array_member (object, "jobs", g_steal_pointer (&jobs));

  return qs_json_take (g_steal_pointer (&object));
}

static void
test_a_hundred_jobs_are_described (void)
{
  g_autoptr(JsonNode) hundred = list_jobs (100);
  g_autoptr(JsonNode) more = list_jobs (101);
  g_autoptr(GPtrArray) no_faults = qs_batch_rules_check ("DescribeJobs", hundred);
  g_autoptr(GPtrArray) faults = qs_batch_rules_check ("DescribeJobs", more);
  g_autofree char *message = qs_faults_dup_message (faults);

  g_assert_cmpuint (no_faults->len, ==, 0);
  g_assert_cmpstr (message, ==, "jobs is […]: it must have from 0 to 100 entries, and has 101");
}

static void
test_a_submission_has_30_kib (void)
{
  g_autofree char *filling = g_strnfill (31 * 1024, 'x');
  g_autofree char *text = g_strdup_printf ("{\"jobName\":\"a b\",\"jobQueue\":\"%s\"}", filling);
  g_autoptr(JsonNode) input = qs_json_parse (text, -1, NULL);
  g_autoptr(GPtrArray) faults = qs_batch_rules_check ("SubmitJob", input);
  g_autofree char *message = qs_faults_dup_message (faults);

  g_assert_cmpstr (message, ==, "The request must have at most 30 KiB, and has 31.0 KiB");
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/batch-rules/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/batch-rules/a-hundred-jobs-are-described", test_a_hundred_jobs_are_described);
  g_test_add_func ("/batch-rules/a-submission-has-30-kib", test_a_submission_has_30_kib);

  return g_test_run ();
}
