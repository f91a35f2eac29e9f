#include "qs-endpoint-data.h"

#include <string.h>

#include "qs-aws-config-resources.h"
#include "qs-json.h"

#define RESOURCE "/io/github/quayside/Quayside/aws/endpoints.json"
#define FALLBACK_PARTITION 0

static JsonNode *
load (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_resource_lookup_data (qs_aws_config_get_resource (), RESOURCE,
                                                    G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  JsonNode *root = NULL;

  if (bytes != NULL)
    root = qs_json_parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                          &error);
  if (root == NULL)
    g_error ("%s: %s", RESOURCE, error->message);

  return root;
}

static JsonObject *
get_root (void)
{
  static JsonNode *root;

  if (g_once_init_enter_pointer (&root))
    g_once_init_leave_pointer (&root, load ());

  return json_node_get_object (root);
}

/**
 * qs_endpoint_data_get_partitions:
 *
 * Returns: (transfer none): the partitions, each with "id", "name", "regions" (id → name)…
 */
JsonArray *
qs_endpoint_data_get_partitions (void)
{
  return qs_json_get_array (get_root (), "partitions");
}

static gboolean
has_pseudo_region (JsonObject *partition,
                   const char *region)
{
  g_auto(GStrv) names = qs_json_dup_strv (partition, "pseudoRegions");

  return names != NULL && g_strv_contains ((const char * const *) names, region);
}

/**
 * qs_endpoint_data_find_partition:
 *
 * Returns: (transfer none): the partition that lists @region, or the one whose pattern it has, or
 *   "aws": a region may be younger than Quayside.
 */
JsonObject *
qs_endpoint_data_find_partition (const char *region)
{
  JsonArray *partitions = qs_endpoint_data_get_partitions ();

  for (guint i = 0; i < json_array_get_length (partitions); i++)
    {
      JsonObject *partition = qs_json_element (partitions, i);

      if (json_object_has_member (qs_json_get_object (partition, "regions"), region) ||
          has_pseudo_region (partition, region))
        return partition;
    }

  for (guint i = 0; i < json_array_get_length (partitions); i++)
    {
      JsonObject *partition = qs_json_element (partitions, i);
      const char *pattern = qs_json_get_string (partition, "pattern", "^$");

      if (g_regex_match_simple (pattern, region, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT))
        return partition;
    }

  return qs_json_element (partitions, FALLBACK_PARTITION);
}

static gboolean
is_called (JsonObject *service,
           const char *name)
{
  return g_strcmp0 (qs_json_get_string (service, "prefix", NULL), name) == 0 ||
         g_strcmp0 (qs_json_get_string (service, "id", NULL), name) == 0;
}

/**
 * qs_endpoint_data_find_service:
 * @name: botocore's name, "sso-oidc"; or the endpoint's prefix, "oidc"; or the name that
 *   configuration files use, "sso_oidc"
 * @canonical: (out) (optional): botocore's name
 *
 * Returns: (transfer none) (nullable): where the service is; %NULL for one that is not listed.
 */
JsonObject *
qs_endpoint_data_find_service (const char  *name,
                               const char **canonical)
{
  JsonObject *services = qs_json_get_object (get_root (), "services");
  JsonObject *service;
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  if (json_object_has_member (services, name))
    {
      if (canonical != NULL)
        *canonical = name;
      return qs_json_get_object (services, name);
    }

  json_object_iter_init (&iter, services);
  while (json_object_iter_next (&iter, &key, &node))
    {
      service = json_node_get_object (node);
      if (!is_called (service, name))
        continue;
      if (canonical != NULL)
        *canonical = key;
      return service;
    }

  return NULL;
}
