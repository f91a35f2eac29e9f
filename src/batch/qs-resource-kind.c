#include "qs-resource-kind.h"

static const struct
{
  const char *operation;
  const char *member;
  const char *prefix;
  const char *create;
  const char *update;
  const char *remove;
} kinds[] = {
  [QS_RESOURCE_DEFINITION] = { "DescribeJobDefinitions", "jobDefinitions", "jobDefinition",
                               "RegisterJobDefinition", NULL, "DeregisterJobDefinition" },
  [QS_RESOURCE_QUEUE] = { "DescribeJobQueues", "jobQueues", "jobQueue",
                          "CreateJobQueue", "UpdateJobQueue", "DeleteJobQueue" },
  [QS_RESOURCE_ENVIRONMENT] = { "DescribeComputeEnvironments", "computeEnvironments",
                                "computeEnvironment", "CreateComputeEnvironment",
                                "UpdateComputeEnvironment", "DeleteComputeEnvironment" },
};

G_DEFINE_ENUM_TYPE (QsResourceKind, qs_resource_kind,
                    G_DEFINE_ENUM_VALUE (QS_RESOURCE_DEFINITION, "definition"),
                    G_DEFINE_ENUM_VALUE (QS_RESOURCE_QUEUE, "queue"),
                    G_DEFINE_ENUM_VALUE (QS_RESOURCE_ENVIRONMENT, "environment"))

/**
 * qs_resource_kind_from_prefix:
 * @prefix: such as "jobQueue"
 * @kind: (out): the kind whose members begin so
 *
 * Returns: whether there is one.
 */
gboolean
qs_resource_kind_from_prefix (const char     *prefix,
                              QsResourceKind *kind)
{
  g_return_val_if_fail (prefix != NULL && kind != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].prefix, prefix))
      {
        *kind = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * qs_resource_kind_get_operation:
 *
 * Returns: the operation that describes all resources of this kind.
 */
const char *
qs_resource_kind_get_operation (QsResourceKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), NULL);

  return kinds[kind].operation;
}

/**
 * qs_resource_kind_get_member:
 *
 * Returns: the member of the operation's reply that holds the list.
 */
const char *
qs_resource_kind_get_member (QsResourceKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), NULL);

  return kinds[kind].member;
}

/**
 * qs_resource_kind_get_prefix:
 *
 * Returns: what the members for name and ARN begin with.
 */
const char *
qs_resource_kind_get_prefix (QsResourceKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), NULL);

  return kinds[kind].prefix;
}

/**
 * qs_resource_kind_get_create:
 *
 * Returns: the operation that makes one.
 */
const char *
qs_resource_kind_get_create (QsResourceKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), NULL);

  return kinds[kind].create;
}

/**
 * qs_resource_kind_get_update:
 *
 * Returns: (nullable): the operation that changes one; %NULL for definitions, which never change.
 */
const char *
qs_resource_kind_get_update (QsResourceKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), NULL);

  return kinds[kind].update;
}

/**
 * qs_resource_kind_get_delete:
 *
 * Returns: the operation that removes one; it takes a member called as the prefix.
 */
const char *
qs_resource_kind_get_delete (QsResourceKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), NULL);

  return kinds[kind].remove;
}
