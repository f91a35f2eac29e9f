#include "qs-lookup-reader.h"

#include "qs-lookup-kinds.h"

typedef struct
{
  QsLookupPages pages;
  gboolean      sorted;            /* by title, for what comes in no order */
  QsLookupChoice *(*make)     (JsonObject *item);
  gboolean (*read)     (QsLookupReading *reading,
                        GError         **error);
  GPtrArray      *(*complete) (QsLookupReading *reading,
                               GPtrArray       *choices);
} QsLookupSource;

#define ROLES { "iam", "ListRoles", "Roles", "Marker", "Marker" }
#define EC2(operation, list) { "ec2", operation, list, "NextToken", "NextToken" }

static const QsLookupSource sources[] = {
  [QS_LOOKUP_SERVICE_ROLES] = { ROLES, TRUE, qs_lookup_make_service_role, NULL, NULL },
  [QS_LOOKUP_JOB_ROLES] = { ROLES, TRUE, qs_lookup_make_job_role, NULL, NULL },
  [QS_LOOKUP_SPOT_ROLES] = { ROLES, TRUE, qs_lookup_make_spot_role, NULL, NULL },
  [QS_LOOKUP_INSTANCE_PROFILES] = {
    { "iam", "ListInstanceProfiles", "InstanceProfiles", "Marker", "Marker" },
    TRUE, qs_lookup_make_instance_profile, NULL, NULL
  },
  [QS_LOOKUP_KEY_PAIRS] = {
    { "ec2", "DescribeKeyPairs", "KeyPairs", NULL, NULL },
    TRUE, qs_lookup_make_key_pair, NULL, NULL
  },
  [QS_LOOKUP_VPCS] = { EC2 ("DescribeVpcs", "Vpcs"), TRUE, qs_lookup_make_vpc, NULL, NULL },
  [QS_LOOKUP_SUBNETS] = {
    EC2 ("DescribeSubnets", "Subnets"), FALSE, NULL, qs_lookup_read_subnets, NULL
  },
  [QS_LOOKUP_SECURITY_GROUPS] = {
    EC2 ("DescribeSecurityGroups", "SecurityGroups"),
    TRUE, qs_lookup_make_security_group, NULL, NULL
  },
  [QS_LOOKUP_LAUNCH_TEMPLATES] = {
    EC2 ("DescribeLaunchTemplates", "LaunchTemplates"),
    TRUE, qs_lookup_make_launch_template, NULL, NULL
  },
  [QS_LOOKUP_LAUNCH_TEMPLATE_VERSIONS] = {
    EC2 ("DescribeLaunchTemplateVersions", "LaunchTemplateVersions"),
    FALSE, NULL, qs_lookup_read_versions, NULL
  },
  [QS_LOOKUP_IMAGES] = {
    EC2 ("DescribeImages", "Images"), FALSE, NULL, qs_lookup_read_images, NULL
  },
  [QS_LOOKUP_INSTANCE_TYPES] = {
    EC2 ("DescribeInstanceTypes", "InstanceTypes"),
    FALSE, NULL, qs_lookup_read_types, qs_lookup_price_types
  },
  [QS_LOOKUP_PLACEMENT_GROUPS] = {
    { "ec2", "DescribePlacementGroups", "PlacementGroups", NULL, NULL },
    TRUE, qs_lookup_make_placement_group, NULL, NULL
  },
  [QS_LOOKUP_LOG_GROUPS] = {
    { "logs", "DescribeLogGroups", "logGroups", "nextToken", "nextToken" },
    TRUE, qs_lookup_make_log_group, NULL, NULL
  },
};

static int
compare_titles (gconstpointer a,
                gconstpointer b)
{
  return g_utf8_collate (qs_choice_get_title (*(QsChoice **) a),
                         qs_choice_get_title (*(QsChoice **) b));
}

static gboolean
read_items (const QsLookupSource *source,
            QsLookupReading      *reading,
            GError              **error)
{
  g_autoptr(GPtrArray) items = qs_lookup_ask (reading->engine, &source->pages, NULL, error);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      QsLookupChoice *choice = source->make (items->pdata[i]);

      if (choice != NULL)
        g_ptr_array_add (reading->choices, choice);
    }

  return items != NULL;
}

/**
 * qs_lookup_reader_read:
 *
 * Asks for everything of a kind. Runs in a fiber.
 *
 * Returns: (transfer full) (element-type QsLookupChoice) (nullable): in the order they are shown.
 */
GPtrArray *
qs_lookup_reader_read (QsLookupKind     kind,
                       QsLookupReading *reading,
                       GError         **error)
{
  const QsLookupSource *source = &sources[kind];
  g_autoptr(GPtrArray) choices = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean good;

  reading->choices = choices;
  good = source->read != NULL ? source->read (reading, error)
                              : read_items (source, reading, error);
  reading->choices = NULL;
  if (!good)
    return NULL;

  if (source->sorted)
    g_ptr_array_sort (choices, compare_titles);
  return g_steal_pointer (&choices);
}

/**
 * qs_lookup_reader_complete:
 *
 * Asks for what is worth knowing of choices and not worth waiting for. Runs in a fiber.
 *
 * Returns: (transfer full) (element-type QsLookupChoice) (nullable): the choices with more said of
 *   them; %NULL when there is nothing more to say.
 */
GPtrArray *
qs_lookup_reader_complete (QsLookupKind     kind,
                           QsLookupReading *reading,
                           GPtrArray       *choices)
{
  return sources[kind].complete != NULL ? sources[kind].complete (reading, choices) : NULL;
}
