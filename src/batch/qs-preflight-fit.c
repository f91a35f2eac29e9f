#include "qs-preflight.h"

#include <glib/gi18n.h>

#include "qs-image-reference.h"
#include "qs-json-path.h"
#include "qs-json.h"

/*
 * The share of an instance's memory that its own system leaves to jobs. The AWS Batch User Guide
 * says that a job that asks for 32,000 MiB does not fit an instance of 32 GiB; about 31,431 MiB are
 * registered there.
 */
#define USABLE 0.9592

/* The largest Fargate task (Amazon ECS Developer Guide, "Task CPU and memory"). */
#define FARGATE_VCPUS 16
#define FARGATE_MEMORY (120 * 1024)

/* What a job asks for; 0 and NULL where it does not say. */
typedef struct
{
  double vcpus;
  gint64 memory;
  gint64 gpus;
  char  *architecture;
} QsNeeds;

static void
clear_needs (QsNeeds *needs)
{
  g_free (needs->architecture);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QsNeeds, clear_needs)

static double
read_requirement (JsonNode   *root,
                  const char *type)
{
  g_autofree char *text =
    g_strdup_printf ("containerOverrides.resourceRequirements[type=%s].value", type);
  g_autoptr(QsJsonPath) path = qs_json_path_new (text, NULL);
  JsonNode *node = root != NULL ? qs_json_path_find (path, root) : NULL;
  const char *value = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node)
                                                                   : NULL;

  return value != NULL ? g_ascii_strtod (value, NULL) : 0;
}

static double
get_requirement (const QsPreflight *self,
                 const char        *type)
{
  double said = read_requirement (self->request, type);

  return said > 0 ? said : read_requirement (self->defaults, type);
}

/* Containers of one task run beside each other. */
static void
add_containers (QsNeeds    *needs,
                JsonObject *definition)
{
  JsonObject *ecs = qs_json_get_object (definition, "ecsProperties");
  JsonObject *task = qs_json_element (qs_json_get_array (ecs, "taskProperties"), 0);
  JsonArray *containers = qs_json_get_array (task, "containers");

  for (guint i = 0; containers != NULL && i < json_array_get_length (containers); i++)
    {
      JsonArray *requirements = qs_json_get_array (qs_json_element (containers, i),
                                                   "resourceRequirements");

      for (guint j = 0; requirements != NULL && j < json_array_get_length (requirements); j++)
        {
          JsonObject *requirement = qs_json_element (requirements, j);
          const char *type = qs_json_get_string (requirement, "type", "");
          double value = g_ascii_strtod (qs_json_get_string (requirement, "value", "0"), NULL);

          if (g_str_equal (type, "VCPU"))
            needs->vcpus += value;
          else if (g_str_equal (type, "MEMORY"))
            needs->memory += value;
          else if (g_str_equal (type, "GPU"))
            needs->gpus += value;
        }
    }
}

static char *
find_architecture (JsonObject *definition)
{
  JsonObject *container = qs_json_get_object (definition, "containerProperties");
  JsonObject *platform = qs_json_get_object (container, "runtimePlatform");
  const char *said = qs_json_get_string (platform, "cpuArchitecture", NULL);
  const char *image = qs_json_get_string (container, "image", NULL);

  if (said != NULL)
    return g_ascii_strdown (said, -1);

  return image != NULL ? qs_image_reference_dup_architecture (image) : NULL;
}

static void
read_needs (const QsPreflight *self,
            QsNeeds           *needs)
{
  needs->vcpus = get_requirement (self, "VCPU");
  needs->memory = get_requirement (self, "MEMORY");
  needs->gpus = get_requirement (self, "GPU");
  if (self->definition == NULL)
    return;

  add_containers (needs, self->definition);
  needs->architecture = find_architecture (self->definition);
}

static gint64
get_usable_memory (JsonObject *machine)
{
  JsonObject *memory = qs_json_get_object (machine, "MemoryInfo");
  gint64 nominal = qs_json_get_int (memory, "SizeInMiB", 0);

  return qs_json_get_int (memory, "UsableInMiB", nominal * USABLE);
}

static gint64
count_gpus (JsonObject *machine)
{
  JsonArray *gpus = qs_json_get_array (qs_json_get_object (machine, "GpuInfo"), "Gpus");
  gint64 count = 0;

  for (guint i = 0; gpus != NULL && i < json_array_get_length (gpus); i++)
    count += qs_json_get_int (qs_json_element (gpus, i), "Count", 0);

  return count;
}

static gboolean
has_architecture (JsonObject *machine,
                  const char *architecture)
{
  JsonObject *processor = qs_json_get_object (machine, "ProcessorInfo");
  g_auto(GStrv) names = qs_json_dup_strv (processor, "SupportedArchitectures");

  return architecture == NULL || names == NULL ||
         g_strv_contains ((const char * const *) names, architecture);
}

static double
count_vcpus (JsonObject *machine)
{
  return qs_json_get_int (qs_json_get_object (machine, "VCpuInfo"), "DefaultVCpus", 0);
}

/* What of the needs no machine has, looked for in the order in which it is told. */
static char *
find_lack (JsonArray     *machines,
           const QsNeeds *needs)
{
  gboolean built = FALSE, wide = FALSE, gpu = FALSE;
  gint64 memory = 0;

  for (guint i = 0; i < json_array_get_length (machines); i++)
    {
      JsonObject *machine = qs_json_element (machines, i);

      if (!has_architecture (machine, needs->architecture))
        continue;
      built = TRUE;
      if (count_gpus (machine) < needs->gpus)
        continue;
      gpu = TRUE;
      if (count_vcpus (machine) < needs->vcpus)
        continue;
      wide = TRUE;
      memory = MAX (memory, get_usable_memory (machine));
    }

  if (!built)
    return g_strdup_printf (_("none of its machines is of the architecture %s"),
                            needs->architecture);
  if (!gpu)
    return g_strdup_printf (_("none of its machines has %d GPUs"), (int) needs->gpus);
  if (!wide)
    return g_strdup_printf (_("none of its machines has %g vCPUs"), needs->vcpus);
  if (memory < needs->memory)
    return g_strdup_printf (_("jobs can use about %d MiB of the memory of its largest machine that "
                              "suits, and this one asks for %d MiB"),
                            (int) memory, (int) needs->memory);

  return NULL;
}

static gboolean
is_fargate (const char *type)
{
  return g_str_has_prefix (type, "FARGATE");
}

/* A definition that does not say what it is for is for EC2. */
static char *
find_platform_fault (JsonObject *definition,
                     const char *type)
{
  g_auto(GStrv) capabilities = qs_json_dup_strv (definition, "platformCapabilities");
  const char * const *names = (const char * const *) capabilities;
  gboolean fargate = names != NULL && g_strv_contains (names, "FARGATE");
  gboolean ec2 = names == NULL || *names == NULL || g_strv_contains (names, "EC2");

  if (is_fargate (type) && !fargate)
    return g_strdup (_("it is of Fargate, and the job definition is for EC2"));
  if (!is_fargate (type) && !ec2)
    return g_strdup (_("it is of EC2, and the job definition is for Fargate"));

  return NULL;
}

static char *
find_fargate_lack (const QsNeeds *needs)
{
  if (needs->gpus > 0)
    return g_strdup (_("Fargate has no GPUs"));
  if (needs->vcpus > FARGATE_VCPUS || needs->memory > FARGATE_MEMORY)
    return g_strdup_printf (_("Fargate gives a job at most %d vCPUs and %d MiB"), FARGATE_VCPUS,
                            FARGATE_MEMORY);

  return NULL;
}

/* Returns: (nullable): why the environment cannot run the job, a phrase. */
static char *
find_obstacle (const QsPreflight *self,
               JsonObject        *environment,
               const QsNeeds     *needs)
{
  JsonObject *resources = qs_json_get_object (environment, "computeResources");
  const char *name = qs_json_get_string (environment, "computeEnvironmentName", "");
  const char *type = qs_json_get_string (resources, "type", "EC2");
  gint64 most = qs_json_get_int (resources, "maxvCpus",
                                 qs_json_get_int (environment, "unmanagedvCpus", -1));
  JsonArray *machines = self->machines != NULL ? g_hash_table_lookup (self->machines, name) : NULL;
  char *fault = self->definition != NULL ? find_platform_fault (self->definition, type) : NULL;

  if (fault != NULL)
    return fault;
  if (most >= 0 && needs->vcpus > most)
    return g_strdup_printf (_("it has at most %d vCPUs, and the job asks for %g"), (int) most,
                            needs->vcpus);
  if (is_fargate (type))
    return find_fargate_lack (needs);
  if (machines == NULL || json_array_get_length (machines) == 0)
    return NULL;

  return find_lack (machines, needs);
}

/**
 * qs_preflight_check_fit:
 * @environments: (element-type JsonObject): those of the queue that are enabled and valid
 *
 * Warns when the job is too large for every one of them, and says for each why.
 */
void
qs_preflight_check_fit (const QsPreflight *self,
                        GPtrArray         *environments,
                        GPtrArray         *warnings)
{
  g_auto(QsNeeds) needs = { 0 };
  g_autoptr(GPtrArray) obstacles = g_ptr_array_new_with_free_func (g_free);

  read_needs (self, &needs);
  for (guint i = 0; i < environments->len; i++)
    {
      JsonObject *environment = g_ptr_array_index (environments, i);
      g_autofree char *obstacle = find_obstacle (self, environment, &needs);

      if (obstacle == NULL)
        return;
      g_ptr_array_add (obstacles,
                       g_strdup_printf (_("The compute environment “%s” cannot run the job: %s."),
                                        qs_json_get_string (environment, "computeEnvironmentName",
                                                            ""), obstacle));
    }

  g_ptr_array_extend_and_steal (warnings, g_steal_pointer (&obstacles));
}

/* "optimal" stands for the families of "default_x86_64" (AWS Batch User Guide, "Compute resource
 * specification"). */
static const char * const *
find_families (const char *name)
{
  static const char * const x86[] = { "m6i", "c6i", "r6i", "c7i", NULL };
  static const char * const arm[] = { "m6g", "c6g", "r6g", "c7g", NULL };

  if (g_str_equal (name, "optimal") || g_str_equal (name, "default_x86_64"))
    return x86;

  return g_str_equal (name, "default_arm64") ? arm : NULL;
}

/**
 * qs_preflight_dup_machine_patterns:
 *
 * Returns: (transfer full): what an EC2 filter by "instance-type" has to say to find the types that
 *   @environment may start, such as "c5.*"; empty when it starts none itself.
 */
char **
qs_preflight_dup_machine_patterns (JsonObject *environment)
{
  JsonObject *resources = qs_json_get_object (environment, "computeResources");
  g_auto(GStrv) names = resources != NULL ? qs_json_dup_strv (resources, "instanceTypes") : NULL;
  g_autoptr(GStrvBuilder) patterns = g_strv_builder_new ();

  for (char **name = names; name != NULL && *name != NULL; name++)
    {
      const char * const *families = find_families (*name);

      for (; families != NULL && *families != NULL; families++)
        g_strv_builder_take (patterns, g_strdup_printf ("%s.*", *families));
      if (find_families (*name) == NULL)
        g_strv_builder_take (patterns, strchr (*name, '.') != NULL
                                       ? g_strdup (*name)
                                       : g_strdup_printf ("%s.*", *name));
    }

  return g_strv_builder_end (patterns);
}
