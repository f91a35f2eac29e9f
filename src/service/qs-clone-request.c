#include "qs-clone-request.h"

#include "qs-json.h"

/* A member that goes from one document into the other, perhaps under another name. */
typedef struct
{
  const char *from;
  const char *to;
} QsCarry;

static const QsCarry job_members[] = {
  { "jobName", "jobName" },
  { "jobQueue", "jobQueue" },
  { "jobDefinition", "jobDefinition" },
  { "parameters", "parameters" },
  { "shareIdentifier", "shareIdentifier" },
  { "retryStrategy", "retryStrategy" },
  { "timeout", "timeout" },
  { "propagateTags", "propagateTags" },
  { "consumableResourceProperties", "consumableResourcePropertiesOverride" },
  { NULL }
};

static const QsCarry container_members[] = {
  { "command", "command" },
  { "environment", "environment" },
  { "resourceRequirements", "resourceRequirements" },
  { NULL }
};

static const QsCarry task_container_members[] = {
  { "name", "name" },
  { "command", "command" },
  { "environment", "environment" },
  { "resourceRequirements", "resourceRequirements" },
  { NULL }
};

static const QsCarry pod_container_members[] = {
  { "name", "name" },
  { "image", "image" },
  { "command", "command" },
  { "args", "args" },
  { "env", "env" },
  { "resources", "resources" },
  { NULL }
};

static gboolean
is_empty (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_size (json_node_get_object (node)) == 0;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) == 0;

  return JSON_NODE_HOLDS_NULL (node);
}

static JsonObject *
carry_members (JsonObject    *source,
               const QsCarry *members)
{
  JsonObject *target = json_object_new ();

  for (const QsCarry *carry = members; carry->from != NULL; carry++)
    {
      JsonNode *node = json_object_get_member (source, carry->from);

      if (node != NULL && !is_empty (node))
        json_object_set_member (target, carry->to, qs_json_copy (node));
    }

  return target;
}

/* Takes @value; what is empty overrides nothing and is left out. */
static void
set_filled (JsonObject *target,
            const char *member,
            JsonObject *value)
{
  if (json_object_get_size (value) > 0)
    json_object_set_object_member (target, member, value);
  else
    json_object_unref (value);
}

/* Batch sets these itself and refuses a request that does. */
static void
drop_batch_environment (JsonObject *overrides)
{
  JsonArray *environment = qs_json_get_array (overrides, "environment");

  if (environment == NULL)
    return;

  for (guint i = json_array_get_length (environment); i > 0; i--)
    if (g_str_has_prefix (qs_json_get_string (qs_json_element (environment, i - 1), "name", ""),
                          "AWS_BATCH"))
      json_array_remove_element (environment, i - 1);

  if (json_array_get_length (environment) == 0)
    json_object_remove_member (overrides, "environment");
}

/* Old definitions say "vcpus" and "memory" beside the container; a request should no longer. */
static void
add_requirement (JsonObject *overrides,
                 const char *type,
                 gint64      value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  JsonArray *requirements = qs_json_get_array (overrides, "resourceRequirements");
  JsonObject *requirement;

  if (value <= 0)
    return;

  for (guint i = 0; requirements != NULL && i < json_array_get_length (requirements); i++)
    if (g_str_equal (qs_json_get_string (qs_json_element (requirements, i), "type", ""), type))
      return;

  if (requirements == NULL)
    {
      requirements = json_array_new ();
      json_object_set_array_member (overrides, "resourceRequirements", requirements);
    }

  requirement = json_object_new ();
  json_object_set_string_member (requirement, "type", type);
  json_object_set_string_member (requirement, "value", text);
  json_array_add_object_element (requirements, requirement);
}

static JsonObject *
make_container_overrides (JsonObject *container)
{
  JsonObject *overrides = carry_members (container, container_members);

  drop_batch_environment (overrides);
  add_requirement (overrides, "VCPU", qs_json_get_int (container, "vcpus", 0));
  add_requirement (overrides, "MEMORY", qs_json_get_int (container, "memory", 0));
  return overrides;
}

static JsonArray *
carry_each (JsonArray     *source,
            const QsCarry *members)
{
  JsonArray *target = json_array_new ();

  for (guint i = 0; source != NULL && i < json_array_get_length (source); i++)
    {
      JsonObject *element = qs_json_element (source, i);
      JsonObject *carried;

      if (element == NULL)
        continue;

      carried = carry_members (element, members);
      drop_batch_environment (carried);
      json_array_add_object_element (target, carried);
    }

  return target;
}

static JsonObject *
make_ecs_override (JsonObject *properties)
{
  JsonArray *tasks = qs_json_get_array (properties, "taskProperties");
  JsonArray *overrides = json_array_new ();
  JsonObject *override = json_object_new ();

  for (guint i = 0; tasks != NULL && i < json_array_get_length (tasks); i++)
    {
      JsonObject *task = qs_json_element (tasks, i);
      JsonArray *containers = task != NULL ? qs_json_get_array (task, "containers") : NULL;
      JsonObject *carried = json_object_new ();

      json_object_set_array_member (carried, "containers",
                                    carry_each (containers, task_container_members));
      json_array_add_object_element (overrides, carried);
    }

  json_object_set_array_member (override, "taskProperties", overrides);
  return override;
}

static JsonObject *
make_eks_override (JsonObject *properties)
{
  JsonObject *pod = qs_json_get_object (properties, "podProperties");
  JsonObject *carried = json_object_new ();
  JsonObject *override = json_object_new ();

  for (guint i = 0; pod != NULL && i < 2; i++)
    {
      const char *member = i == 0 ? "containers" : "initContainers";

      if (qs_json_get_array (pod, member) != NULL)
        json_object_set_array_member (carried, member,
                                      carry_each (qs_json_get_array (pod, member),
                                                  pod_container_members));
    }

  if (pod != NULL && qs_json_get_object (pod, "metadata") != NULL)
    json_object_set_member (carried, "metadata",
                            qs_json_copy (json_object_get_member (pod, "metadata")));

  set_filled (override, "podProperties", carried);
  return override;
}

/* The overrides of whichever kind of container the document describes. */
static void
add_overrides (JsonObject *request,
               JsonObject *source)
{
  JsonObject *properties;

  if ((properties = qs_json_get_object (source, "container")) != NULL)
    set_filled (request, "containerOverrides", make_container_overrides (properties));
  if ((properties = qs_json_get_object (source, "ecsProperties")) != NULL)
    set_filled (request, "ecsPropertiesOverride", make_ecs_override (properties));
  if ((properties = qs_json_get_object (source, "eksProperties")) != NULL)
    set_filled (request, "eksPropertiesOverride", make_eks_override (properties));
}

static void
add_node_overrides (JsonObject *request,
                    JsonObject *properties)
{
  JsonArray *ranges = qs_json_get_array (properties, "nodeRangeProperties");
  JsonArray *carried = json_array_new ();
  JsonObject *overrides = json_object_new ();

  for (guint i = 0; ranges != NULL && i < json_array_get_length (ranges); i++)
    {
      JsonObject *range = qs_json_element (ranges, i);
      JsonObject *override = json_object_new ();

      if (range != NULL)
        {
          json_object_set_string_member (override, "targetNodes",
                                         qs_json_get_string (range, "targetNodes", "0:"));
          add_overrides (override, range);
        }
      json_array_add_object_element (carried, override);
    }

  json_object_set_int_member (overrides, "numNodes", qs_json_get_int (properties, "numNodes", 1));
  json_object_set_array_member (overrides, "nodePropertyOverrides", carried);
  json_object_set_object_member (request, "nodeOverrides", overrides);
}

/* Tags of Quayside belong to the one submission, tags of AWS cannot be set. */
static void
add_tags (JsonObject *request,
          JsonObject *tags)
{
  JsonObject *carried = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, tags);
  while (json_object_iter_next (&iter, &name, &value))
    if (!g_str_has_prefix (name, "quayside:") && !g_str_has_prefix (name, "aws:"))
      json_object_set_member (carried, name, qs_json_copy (value));

  set_filled (request, "tags", carried);
}

static void
add_array_size (JsonObject *request,
                JsonObject *properties)
{
  gint64 size = qs_json_get_int (properties, "size", 0);
  JsonObject *carried;

  /* An array's child has an index and no size of its own; alone it is a job like any other. */
  if (size <= 0 || json_object_has_member (properties, "index"))
    return;

  carried = json_object_new ();
  json_object_set_int_member (carried, "size", size);
  json_object_set_object_member (request, "arrayProperties", carried);
}

/**
 * qs_clone_request_new:
 * @detail: the job's item of DescribeJobs
 *
 * What the job depended on is left out: it has ended, or may not be meant again.
 *
 * Returns: (transfer full): a SubmitJob request.
 */
JsonNode *
qs_clone_request_new (JsonObject *detail)
{
  JsonObject *request;
  JsonObject *member;

  g_return_val_if_fail (detail != NULL, NULL);

  request = carry_members (detail, job_members);
  add_overrides (request, detail);

  if ((member = qs_json_get_object (detail, "nodeProperties")) != NULL)
    add_node_overrides (request, member);
  if ((member = qs_json_get_object (detail, "arrayProperties")) != NULL)
    add_array_size (request, member);
  if ((member = qs_json_get_object (detail, "tags")) != NULL)
    add_tags (request, member);
  if (json_object_has_member (request, "shareIdentifier") &&
      json_object_has_member (detail, "schedulingPriority"))
    json_object_set_int_member (request, "schedulingPriorityOverride",
                                qs_json_get_int (detail, "schedulingPriority", 0));

  return qs_json_take (request);
}
