#include "qs-preflight.h"

#include "qs-image-reference.h"
#include "qs-json.h"
#include "qs-submit-defaults.h"
#include "qs-test.h"

#define DEFINITION(more) \
        "{\"jobDefinitionName\":\"d\",\"status\":\"ACTIVE\",\"type\":\"container\"" more "}"
#define CONTAINER(more) \
        ",\"containerProperties\":{\"image\":\"quay.io/dockstore/batch_wrapper:1.0\"," \
        "\"command\":[\"run\",\"Ref::input\"],\"resourceRequirements\":[" \
        "{\"type\":\"VCPU\",\"value\":\"4\"},{\"type\":\"MEMORY\",\"value\":\"8000\"}]" more "}"
#define GOOD DEFINITION (CONTAINER ("") ",\"parameters\":{\"input\":\"a\"}")
#define FARGATE DEFINITION (CONTAINER ("") ",\"parameters\":{\"input\":\"a\"}," \
                            "\"platformCapabilities\":[\"FARGATE\"]")
#define QUEUE(more) \
        "{\"jobQueueName\":\"q\",\"state\":\"ENABLED\",\"status\":\"VALID\"," \
        "\"computeEnvironmentOrder\":[{\"order\":1,\"computeEnvironment\":\"arn:e\"}]" more "}"
#define ENVIRONMENT(state, resources) \
        "{\"computeEnvironmentName\":\"e\",\"computeEnvironmentArn\":\"arn:e\"," state \
        "\"computeResources\":{" resources "}}"
#define VALID "\"state\":\"ENABLED\",\"status\":\"VALID\","
#define EC2 ENVIRONMENT (VALID, "\"type\":\"EC2\",\"maxvCpus\":16")
#define MACHINE(vcpus, memory, more) \
        "[{\"VCpuInfo\":{\"DefaultVCpus\":" vcpus "},\"MemoryInfo\":{\"SizeInMiB\":" memory "}," \
        "\"ProcessorInfo\":{\"SupportedArchitectures\":[\"x86_64\"]}" more "}]"
#define NEED(type, value) \
        "{\"containerOverrides\":{\"resourceRequirements\":[{\"type\":\"" type "\"," \
        "\"value\":\"" value "\"}]}}"

typedef struct
{
  const char *name;
  const char *request;
  const char *definition;
  const char *queue;
  const char *environment;
  const char *machines;
  const char *warnings;   /* a sentence a line; NULL when there is none */
} QsPreflightCase;

static const QsPreflightCase cases[] = {
  { "all-is-well", "{}", GOOD, QUEUE (""), EC2, MACHINE ("4", "16384", ""), NULL },
  { "nothing-known", "{}", NULL, NULL, NULL, NULL, NULL },
  { "queue-disabled", "{}", GOOD, "{\"jobQueueName\":\"q\",\"state\":\"DISABLED\"}", NULL, NULL,
    "The job queue “q” is DISABLED: it takes no jobs." },
  { "queue-invalid", "{}", GOOD, "{\"jobQueueName\":\"q\",\"status\":\"INVALID\"}", NULL, NULL,
    "The job queue “q” is INVALID: it takes no jobs." },
  { "share-needed", "{}", GOOD, QUEUE (",\"schedulingPolicyArn\":\"arn:p\""), EC2, NULL,
    "The job queue “q” has a scheduling policy: its jobs need a share identifier." },
  { "share-refused", "{\"shareIdentifier\":\"s\"}", GOOD, QUEUE (""), EC2, NULL,
    "The job queue “q” has no scheduling policy: it refuses jobs with a share identifier." },
  { "environment-disabled", "{}", GOOD, QUEUE (""),
    ENVIRONMENT ("\"state\":\"DISABLED\",", "\"maxvCpus\":16"), NULL,
    "The compute environment “e” is DISABLED: it starts no machines." },
  { "environment-invalid", "{}", GOOD, QUEUE (""),
    ENVIRONMENT ("\"state\":\"ENABLED\",\"status\":\"INVALID\",", "\"maxvCpus\":16"), NULL,
    "The compute environment “e” is INVALID: it starts no machines." },
  { "too-many-vcpus", NEED ("VCPU", "17"), GOOD, QUEUE (""), EC2, NULL,
    "The compute environment “e” cannot run the job: it has at most 16 vCPUs, and the job asks "
    "for 17." },
  { "no-machine-so-wide", NEED ("VCPU", "8"), GOOD, QUEUE (""), EC2, MACHINE ("4", "16384", ""),
    "The compute environment “e” cannot run the job: none of its machines has 8 vCPUs." },
  { "nominal-memory-is-not-usable", NEED ("MEMORY", "32000"), GOOD, QUEUE (""), EC2,
    MACHINE ("8", "32768", ""),
    "The compute environment “e” cannot run the job: jobs can use about 31431 MiB of the memory of "
    "its largest machine that suits, and this one asks for 32000 MiB." },
  { "usable-memory", NEED ("MEMORY", "31000"), GOOD, QUEUE (""), EC2, MACHINE ("8", "32768", ""),
    NULL },
  { "memory-as-the-machine-says-it", NEED ("MEMORY", "32000"), GOOD, QUEUE (""), EC2,
    "[{\"VCpuInfo\":{\"DefaultVCpus\":8},"
    "\"MemoryInfo\":{\"SizeInMiB\":32768,\"UsableInMiB\":32768}}]", NULL },
  { "no-gpu", NEED ("GPU", "1"), GOOD, QUEUE (""), EC2, MACHINE ("8", "32768", ""),
    "The compute environment “e” cannot run the job: none of its machines has 1 GPUs." },
  { "gpu", NEED ("GPU", "2"), GOOD, QUEUE (""), EC2,
    MACHINE ("8", "32768", ",\"GpuInfo\":{\"Gpus\":[{\"Count\":2}]}"), NULL },
  { "architecture", "{}", DEFINITION (",\"containerProperties\":{\"image\":\"arm64v8/debian\"}"),
    QUEUE (""), EC2, MACHINE ("8", "32768", ""),
    "The compute environment “e” cannot run the job: none of its machines is of the architecture "
    "arm64." },
  { "fargate-definition", "{}", FARGATE, QUEUE (""), EC2, NULL,
    "The compute environment “e” cannot run the job: it is of EC2, and the job definition is for "
    "Fargate." },
  { "fargate-environment", "{}", GOOD, QUEUE (""),
    ENVIRONMENT (VALID, "\"type\":\"FARGATE\",\"maxvCpus\":256"), NULL,
    "The compute environment “e” cannot run the job: it is of Fargate, and the job definition is "
    "for EC2." },
  { "too-large-for-fargate", NEED ("MEMORY", "131072"), FARGATE, QUEUE (""),
    ENVIRONMENT (VALID, "\"type\":\"FARGATE_SPOT\",\"maxvCpus\":256"), NULL,
    "The compute environment “e” cannot run the job: Fargate gives a job at most 16 vCPUs and "
    "122880 MiB." },
  { "unmanaged", NEED ("VCPU", "9"), GOOD, QUEUE (""),
    "{\"computeEnvironmentName\":\"e\",\"computeEnvironmentArn\":\"arn:e\",\"unmanagedvCpus\":8}",
    NULL,
    "The compute environment “e” cannot run the job: it has at most 8 vCPUs, and the job asks "
    "for 9." },
  { "deregistered", "{}", "{\"jobDefinitionName\":\"d\",\"status\":\"INACTIVE\"}", NULL, NULL,
    NULL, "The job definition was deregistered: no job can be made from it any more." },
  { "image", "{}", DEFINITION (",\"containerProperties\":{\"image\":\"Quay.io/Dockstore/x\"}"),
    NULL, NULL, NULL,
    "The image “Quay.io/Dockstore/x” cannot be fetched: a repository has no capital letters." },
  { "missing-parameter", "{}", DEFINITION (CONTAINER ("")), NULL, NULL, NULL,
    "The command has placeholders without a value, which it will be given as they are: input." },
  { "unused-parameter", "{\"parameters\":{\"inptu\":\"b\"}}", GOOD, NULL, NULL, NULL,
    "No placeholder of the command takes these parameters: inptu." },
  { "overrides-for-nobody", "{\"containerOverrides\":{\"command\":[\"a\"]}}",
    DEFINITION (",\"ecsProperties\":{\"taskProperties\":[{\"containers\":["
                "{\"image\":\"a\"}]}]}"), NULL, NULL, NULL,
    "The job definition has several containers: the command, vCPUs, memory and variables entered "
    "here are for none of them. Each has its own in ecsPropertiesOverride." },
  { "containers-add-up", "{}",
    DEFINITION (",\"ecsProperties\":{\"taskProperties\":[{\"containers\":["
                "{\"image\":\"a\",\"resourceRequirements\":[{\"type\":\"VCPU\",\"value\":\"9\"}]},"
                "{\"image\":\"b\",\"resourceRequirements\":[{\"type\":\"VCPU\",\"value\":\"9\"}]}"
                "]}]}"), QUEUE (""), EC2, NULL,
    "The compute environment “e” cannot run the job: it has at most 16 vCPUs, and the job asks "
    "for 18." },
};

static JsonNode *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  JsonNode *node = text != NULL ? qs_json_parse (text, -1, &error) : NULL;

  g_assert_no_error (error);
  return node;
}

/* Keeps what @self lends alive in @nodes. */
static void
read_case (const QsPreflightCase *data,
           QsPreflight           *self,
           GPtrArray             *nodes)
{
  const char *texts[] = { data->request, data->definition, data->queue, data->environment,
                          data->machines };
  JsonNode *parsed[G_N_ELEMENTS (texts)];

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      parsed[i] = parse (texts[i]);
      if (parsed[i] != NULL)
        g_ptr_array_add (nodes, parsed[i]);
    }

  self->request = parsed[0];
  self->definition = parsed[1] != NULL ? json_node_get_object (parsed[1]) : NULL;
  self->queue = parsed[2] != NULL ? json_node_get_object (parsed[2]) : NULL;
  self->environments = g_ptr_array_new ();
  self->machines = g_hash_table_new (g_str_hash, g_str_equal);
  if (parsed[3] != NULL)
    g_ptr_array_add (self->environments, json_node_get_object (parsed[3]));
  if (parsed[4] != NULL)
    g_hash_table_insert (self->machines, (char *) "e", json_node_get_array (parsed[4]));
  if (self->definition != NULL)
    {
      self->defaults = qs_submit_defaults_new (self->definition);
      g_ptr_array_add (nodes, self->defaults);
    }
}

static void
test_case (gconstpointer user_data)
{
  const QsPreflightCase *data = user_data;
  g_autoptr(GPtrArray) nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_autoptr(GPtrArray) warnings = NULL;
  g_autofree char *text = NULL;
  QsPreflight self = { 0 };

  read_case (data, &self, nodes);
  warnings = qs_preflight_check (&self);
  g_ptr_array_add (warnings, NULL);
  text = g_strjoinv ("\n", (char **) warnings->pdata);
  g_assert_cmpstr (text, ==, data->warnings != NULL ? data->warnings : "");

  g_ptr_array_unref (self.environments);
  g_hash_table_unref (self.machines);
}

static void
test_command (void)
{
  static const QsPreflightCase data = { "", "{\"parameters\":{\"input\":\"a file\"}}", GOOD };
  static const QsPreflightCase plain = { "", "{\"containerOverrides\":{\"command\":[\"a\"]}}" };
  g_autoptr(GPtrArray) nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_autofree char *command = NULL;
  g_autofree char *none = NULL;
  QsPreflight self = { 0 };
  QsPreflight other = { 0 };

  read_case (&data, &self, nodes);
  command = qs_preflight_dup_command (&self);
  g_assert_cmpstr (command, ==, "run 'a file'");

  read_case (&plain, &other, nodes);
  none = qs_preflight_dup_command (&other);
  g_assert_null (none);

  g_ptr_array_unref (self.environments);
  g_hash_table_unref (self.machines);
  g_ptr_array_unref (other.environments);
  g_hash_table_unref (other.machines);
}

#define HEX64 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void
test_images (void)
{
  static const struct
  {
    const char *image;
    const char *fault;
  } images[] = {
    { "busybox", NULL },
    { "quay.io/dockstore/batch_wrapper:1.0", NULL },
    { "localhost/this-computer", NULL },
    { "localhost:5000/a/b__c:T-1", NULL },
    { "[::1]:5000/a", NULL },
    { "123456789012.dkr.ecr.us-east-1.amazonaws.com/tool@sha256:" HEX64, NULL },
    { "a:1@sha256:" HEX64, NULL },
    { "", "it names no repository" },
    { "quay.io/", "it names no repository" },
    { "https://quay.io/a", "it is written without http://" },
    { "busybox :1", "it has a space in it" },
    { "Busybox", "a repository has no capital letters" },
    { "quay.io/a--b/c..d", "“a--b/c..d” is not the name of a repository" },
    { "-quay.io/a", "“-quay.io” is not the name of a registry" },
    { "busybox:", "“” is not a tag" },
    { "busybox:-1", "“-1” is not a tag" },
    { "busybox@sha256:12",
      "the digest after @ is not one: sha256: and 64 hexadecimal digits" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (images); i++)
    {
      g_autofree char *fault = qs_image_reference_dup_fault (images[i].image);

      g_assert_cmpstr (fault, ==, images[i].fault);
    }
}

static void
test_patterns (void)
{
  g_autoptr(JsonNode) environment =
    parse ("{\"computeResources\":{\"instanceTypes\":[\"optimal\",\"c5\",\"m5.large\"]}}");
  g_auto(GStrv) patterns =
    qs_preflight_dup_machine_patterns (json_node_get_object (environment));
  g_autofree char *text = g_strjoinv (" ", patterns);

  g_assert_cmpstr (text, ==, "m6i.* c6i.* r6i.* c7i.* c5.* m5.large");
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/preflight/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }

  g_test_add_func ("/preflight/command", test_command);
  g_test_add_func ("/preflight/images", test_images);
  g_test_add_func ("/preflight/patterns", test_patterns);
  return g_test_run ();
}
