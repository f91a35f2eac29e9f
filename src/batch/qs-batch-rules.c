#include "qs-batch-rules.h"

#include <glib/gi18n.h>

#include "qs-container-relations.h"
#include "qs-environment-relations.h"
#include "qs-json-path.h"
#include "qs-json.h"
#include "qs-request-relations.h"
#include "qs-service-model.h"

#define NAME_PATTERN "^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$"
#define NAME_WORDS N_("must begin with a letter or digit and have at most 128 letters, digits, " \
                      "hyphens and underscores")

typedef enum
{
  RULE_RANGE,      /* a number from min to max */
  RULE_COUNT,      /* a list of min to max entries */
  RULE_LENGTH,     /* text of min to max characters */
  RULE_PATTERN,    /* text that matches */
  RULE_RELATION,   /* a function looks at the whole structure */
} QsRuleKind;

typedef struct
{
  const char *shape;      /* the structure, by its name in the service model */
  const char *member;
  QsRuleKind  kind;
  double      min;
  double      max;
  const char *pattern;
  const char *words;      /* what the pattern asks for, to follow "it" */
  void (*relate) (const QsRuleSite *site);
} QsBatchRule;

#define RANGE(shape, member, min, max) { shape, member, RULE_RANGE, min, max }
#define COUNT(shape, member, min, max) { shape, member, RULE_COUNT, min, max }
#define LENGTH(shape, member, min, max) { shape, member, RULE_LENGTH, min, max }
#define PATTERN(shape, member, pattern, words) \
        { shape, member, RULE_PATTERN, 0, 0, pattern, words }
#define RELATION(shape, relate) { shape, NULL, RULE_RELATION, 0, 0, NULL, NULL, relate }

/*
 * From the API reference and the quotas of the user guide. A rule holds wherever its structure
 * stands: that of ContainerProperties also in the nodes of a multi-node job.
 */
static const QsBatchRule rules[] = {
  /* Names */
  PATTERN ("SubmitJobRequest", "jobName", NAME_PATTERN, NAME_WORDS),
  PATTERN ("RegisterJobDefinitionRequest", "jobDefinitionName", NAME_PATTERN, NAME_WORDS),
  PATTERN ("CreateJobQueueRequest", "jobQueueName", NAME_PATTERN, NAME_WORDS),
  PATTERN ("CreateComputeEnvironmentRequest", "computeEnvironmentName", NAME_PATTERN, NAME_WORDS),

  /* Jobs */
  COUNT ("SubmitJobRequest", "dependsOn", 0, 20),
  RANGE ("SubmitJobRequest", "schedulingPriorityOverride", 0, 9999),
  RANGE ("ArrayProperties", "size", 2, 10000),
  RANGE ("RetryStrategy", "attempts", 1, 10),
  COUNT ("RetryStrategy", "evaluateOnExit", 0, 5),
  LENGTH ("EvaluateOnExit", "onStatusReason", 0, 512),
  LENGTH ("EvaluateOnExit", "onReason", 0, 512),
  LENGTH ("EvaluateOnExit", "onExitCode", 0, 512),
  PATTERN ("EvaluateOnExit", "onExitCode", "^[0-9]*[*]?$",
           N_("must be digits, with an asterisk at the end if more may follow")),
  RANGE ("JobTimeout", "attemptDurationSeconds", 60, G_MAXINT32),
  RELATION ("JobDependency", qs_relate_dependency),

  /* Job definitions */
  RANGE ("RegisterJobDefinitionRequest", "schedulingPriority", 0, 9999),
  RELATION ("RegisterJobDefinitionRequest", qs_relate_definition),
  RANGE ("ContainerProperties", "vcpus", 1, G_MAXINT32),
  RANGE ("ContainerProperties", "memory", 4, G_MAXINT32),
  LENGTH ("ContainerProperties", "image", 1, 255),
  RELATION ("ContainerProperties", qs_relate_container),
  RANGE ("ContainerOverrides", "vcpus", 1, G_MAXINT32),
  RANGE ("ContainerOverrides", "memory", 4, G_MAXINT32),
  RELATION ("ContainerOverrides", qs_relate_resources),
  COUNT ("EcsProperties", "taskProperties", 1, 1),
  COUNT ("EcsPropertiesOverride", "taskProperties", 0, 1),
  COUNT ("EcsTaskProperties", "containers", 1, 10),
  RELATION ("EcsTaskProperties", qs_relate_task),
  LENGTH ("TaskContainerProperties", "image", 1, 255),
  RELATION ("TaskContainerProperties", qs_relate_resources),
  PATTERN ("TaskContainerProperties", "name", "^[A-Za-z0-9_-]{1,255}$",
           N_("must have 1 to 255 letters, digits, hyphens and underscores")),
  PATTERN ("TaskContainerDependency", "condition", "^(START|COMPLETE|SUCCESS)$",
           N_("must be one of START, COMPLETE, SUCCESS")),
  RELATION ("TaskContainerOverrides", qs_relate_resources),
  RELATION ("ResourceRequirement", qs_relate_resource),
  RELATION ("KeyValuePair", qs_relate_variable),
  RELATION ("Ulimit", qs_relate_ulimit),
  PATTERN ("Volume", "name", "^[A-Za-z0-9_-]{1,255}$",
           N_("must have 1 to 255 letters, digits, hyphens and underscores")),
  PATTERN ("Host", "sourcePath", "^/", N_("must begin with /")),
  PATTERN ("MountPoint", "containerPath", "^/", N_("must begin with /")),
  RANGE ("LinuxParameters", "swappiness", 0, 100),
  RANGE ("LinuxParameters", "maxSwap", 0, G_MAXINT32),
  RANGE ("LinuxParameters", "sharedMemorySize", 1, G_MAXINT32),
  RANGE ("Tmpfs", "size", 1, G_MAXINT32),
  RANGE ("EphemeralStorage", "sizeInGiB", 21, 200),
  RANGE ("NodeProperties", "numNodes", 1, G_MAXINT32),
  RANGE ("NodeProperties", "mainNode", 0, G_MAXINT32),
  COUNT ("NodeProperties", "nodeRangeProperties", 1, 5),
  RELATION ("NodeProperties", qs_relate_node_properties),

  /* Job queues */
  RANGE ("CreateJobQueueRequest", "priority", 0, G_MAXINT32),
  RANGE ("UpdateJobQueueRequest", "priority", 0, G_MAXINT32),
  COUNT ("CreateJobQueueRequest", "computeEnvironmentOrder", 1, 3),
  COUNT ("UpdateJobQueueRequest", "computeEnvironmentOrder", 1, 3),
  RANGE ("JobStateTimeLimitAction", "maxTimeSeconds", 600, 86400),

  /* Compute environments */
  RANGE ("CreateComputeEnvironmentRequest", "unmanagedvCpus", 0, G_MAXINT32),
  RANGE ("UpdateComputeEnvironmentRequest", "unmanagedvCpus", 0, G_MAXINT32),
  RELATION ("CreateComputeEnvironmentRequest", qs_relate_environment),
  RANGE ("ComputeResource", "minvCpus", 0, G_MAXINT32),
  RANGE ("ComputeResource", "maxvCpus", 0, G_MAXINT32),
  RANGE ("ComputeResource", "desiredvCpus", 0, G_MAXINT32),
  RANGE ("ComputeResource", "bidPercentage", 0, 100),
  COUNT ("ComputeResource", "subnets", 1, 16),
  COUNT ("ComputeResource", "securityGroupIds", 0, 5),
  COUNT ("ComputeResource", "ec2Configuration", 0, 2),
  RELATION ("ComputeResource", qs_relate_compute_resources),
  RELATION ("ComputeResource", qs_relate_new_compute_resources),
  RANGE ("ComputeResourceUpdate", "minvCpus", 0, G_MAXINT32),
  RANGE ("ComputeResourceUpdate", "maxvCpus", 0, G_MAXINT32),
  RANGE ("ComputeResourceUpdate", "desiredvCpus", 0, G_MAXINT32),
  RANGE ("ComputeResourceUpdate", "bidPercentage", 0, 100),
  COUNT ("ComputeResourceUpdate", "subnets", 0, 16),
  COUNT ("ComputeResourceUpdate", "securityGroupIds", 0, 5),
  COUNT ("ComputeResourceUpdate", "ec2Configuration", 0, 2),
  RELATION ("ComputeResourceUpdate", qs_relate_compute_resources),
  RELATION ("LaunchTemplateSpecification", qs_relate_launch_template),
  RELATION ("ComputeScalingPolicy", qs_relate_scaling_policy),
  RANGE ("UpdatePolicy", "jobExecutionTimeoutMinutes", 1, 360),

  /* Asking */
  COUNT ("DescribeJobsRequest", "jobs", 0, 100),
  COUNT ("DescribeJobDefinitionsRequest", "jobDefinitions", 0, 100),
  RANGE ("DescribeJobDefinitionsRequest", "maxResults", 1, 100),
  COUNT ("DescribeJobQueuesRequest", "jobQueues", 0, 100),
  RANGE ("DescribeJobQueuesRequest", "maxResults", 1, 100),
  COUNT ("DescribeComputeEnvironmentsRequest", "computeEnvironments", 0, 100),
  RANGE ("DescribeComputeEnvironmentsRequest", "maxResults", 1, 100),
  RANGE ("ListJobsRequest", "maxResults", 1, 1000),
  COUNT ("ListJobsRequest", "filters", 0, 1),
  RELATION ("ListJobsRequest", qs_relate_list_jobs),
};

/* The longest requests, in bytes. */
static const struct
{
  const char *operation;
  gsize       max;
} sizes[] = {
  { "SubmitJob", 30 * 1024 },
  { "RegisterJobDefinition", 24 * 1024 },
};

static JsonNode *
find_value (const QsRuleSite *site,
            const char       *member,
            GType             type)
{
  JsonNode *node = json_object_get_member (site->object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type
         ? node : NULL;
}

static void
check_range (const QsRuleSite  *site,
             const QsBatchRule *rule)
{
  JsonNode *node = find_value (site, rule->member, G_TYPE_INT64);
  double number;

  if (node == NULL && (node = find_value (site, rule->member, G_TYPE_DOUBLE)) == NULL)
    return;

  number = json_node_get_double (node);
  if (number >= rule->min && number <= rule->max)
    return;

  if (rule->max == G_MAXINT32)
    qs_rule_site_fault (site, rule->member, _("must be at least %.0f"), rule->min);
  else
    qs_rule_site_fault (site, rule->member, _("must be from %.0f to %.0f"), rule->min, rule->max);
}

static void
check_count (const QsRuleSite  *site,
             const QsBatchRule *rule)
{
  JsonArray *array = qs_json_get_array (site->object, rule->member);
  guint count = array != NULL ? json_array_get_length (array) : 0;

  if (array != NULL && (count < rule->min || count > rule->max))
    qs_rule_site_fault (site, rule->member, _("must have from %.0f to %.0f entries, and has %u"),
                        rule->min, rule->max, count);
}

static void
check_length (const QsRuleSite  *site,
              const QsBatchRule *rule)
{
  const char *text = qs_json_get_string (site->object, rule->member, NULL);
  gsize length = text != NULL ? g_utf8_strlen (text, -1) : 0;

  if (text != NULL && (length < rule->min || length > rule->max))
    qs_rule_site_fault (site, rule->member, _("must have from %.0f to %.0f characters"), rule->min,
                        rule->max);
}

static void
check_pattern (const QsRuleSite  *site,
               const QsBatchRule *rule)
{
  const char *text = qs_json_get_string (site->object, rule->member, NULL);

  if (text != NULL && !g_regex_match_simple (rule->pattern, text, G_REGEX_DOLLAR_ENDONLY, 0))
    qs_rule_site_fault (site, rule->member, "%s", _(rule->words));
}

static void
apply (const QsRuleSite  *site,
       const QsBatchRule *rule)
{
  switch (rule->kind)
    {
    case RULE_RANGE:
      check_range (site, rule);
      break;

    case RULE_COUNT:
      check_count (site, rule);
      break;

    case RULE_LENGTH:
      check_length (site, rule);
      break;

    case RULE_PATTERN:
      check_pattern (site, rule);
      break;

    case RULE_RELATION:
    default:
      rule->relate (site);
      break;
    }
}

static void walk (GPtrArray     *faults,
                  GString       *path,
                  const QsShape *shape,
                  JsonNode      *node);

static void
walk_structure (GPtrArray     *faults,
                GString       *path,
                const QsShape *shape,
                JsonObject    *object)
{
  QsRuleSite site = { faults, path, object };
  gsize length = path->len;

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (rules[i].shape, qs_shape_get_name (shape)))
      apply (&site, &rules[i]);

  for (guint i = 0; i < qs_shape_get_n_members (shape); i++)
    {
      const QsMember *member = qs_shape_get_member (shape, i);
      JsonNode *value = json_object_get_member (object, qs_member_get_name (member));

      if (value == NULL)
        continue;
      qs_json_path_append_member (path, qs_member_get_name (member));
      walk (faults, path, qs_member_get_shape (member), value);
      g_string_truncate (path, length);
    }
}

static void
walk_list (GPtrArray     *faults,
           GString       *path,
           const QsShape *shape,
           JsonArray     *array)
{
  gsize length = path->len;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      qs_json_path_append_index (path, i);
      walk (faults, path, qs_member_get_shape (qs_shape_get_element (shape)),
            json_array_get_element (array, i));
      g_string_truncate (path, length);
    }
}

/* What is of another type than the model's is the model's fault to find; Batch does not nest. */
static void
walk (GPtrArray     *faults,
      GString       *path,
      const QsShape *shape,
      JsonNode      *node)
{
  QsShapeKind kind = qs_shape_get_kind (shape);

  if (kind == QS_SHAPE_STRUCTURE && JSON_NODE_HOLDS_OBJECT (node))
    walk_structure (faults, path, shape, json_node_get_object (node));
  else if (kind == QS_SHAPE_LIST && JSON_NODE_HOLDS_ARRAY (node))
    walk_list (faults, path, shape, json_node_get_array (node));
}

/* A request that is too large is not looked at any further. */
static gboolean
check_size (GPtrArray  *faults,
            const char *operation,
            JsonNode   *input)
{
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *text = NULL;

      if (!g_str_equal (sizes[i].operation, operation))
        continue;

      text = qs_json_print (input, FALSE);
      if (strlen (text) <= sizes[i].max)
        return TRUE;

      qs_faults_add (faults, "", input, _("must have at most %u KiB, and has %.1f KiB"),
                     (guint) (sizes[i].max / 1024), strlen (text) / 1024.0);
      return FALSE;
    }

  return TRUE;
}

/**
 * qs_batch_rules_check:
 * @operation: such as "SubmitJob"
 * @input: what it would be called with
 *
 * Returns: (transfer full) (element-type QsFault): every rule that @input breaks; empty when none.
 */
GPtrArray *
qs_batch_rules_check (const char *operation,
                      JsonNode   *input)
{
  g_autoptr(QsServiceModel) model = qs_service_model_load ("batch", NULL);
  g_autoptr(GPtrArray) faults = qs_faults_new ();
  g_autoptr(GString) path = g_string_new (NULL);
  const QsOperation *found;

  g_return_val_if_fail (operation != NULL, NULL);
  g_return_val_if_fail (input != NULL, NULL);
  g_assert (model != NULL);

  found = qs_service_model_lookup_operation (model, operation);
  if (found != NULL && qs_operation_get_input (found) != NULL &&
      check_size (faults, operation, input))
    walk (faults, path, qs_member_get_shape (qs_operation_get_input (found)), input);

  return g_steal_pointer (&faults);
}

/**
 * qs_batch_rules_get_range:
 * @shape: the structure, by its name in the service model, such as "ArrayProperties"
 * @min: (out): the least that @member may be, left alone without a rule
 * @max: (out): the most, likewise
 *
 * Returns: whether there is a rule.
 */
gboolean
qs_batch_rules_get_range (const char *shape,
                          const char *member,
                          double     *min,
                          double     *max)
{
  g_return_val_if_fail (shape != NULL && member != NULL, FALSE);
  g_return_val_if_fail (min != NULL && max != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (rules[i].kind == RULE_RANGE && g_str_equal (rules[i].shape, shape) &&
        g_str_equal (rules[i].member, member))
      {
        *min = rules[i].min;
        *max = rules[i].max;
        return TRUE;
      }

  return FALSE;
}
