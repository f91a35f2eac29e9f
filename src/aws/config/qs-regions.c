#include "qs-regions.h"

#include "qs-endpoint-data.h"
#include "qs-json.h"

static void
add_regions (GListStore *list,
             JsonObject *partition,
             const char *service)
{
  JsonObjectIter iter;
  const char *id;
  JsonNode *name;

  json_object_iter_init_ordered (&iter, qs_json_get_object (partition, "regions"));
  while (json_object_iter_next_ordered (&iter, &id, &name))
    {
      g_autoptr(QsRegion) region = qs_region_new (id, json_node_get_string (name),
                                                  qs_json_get_string (partition, "id", ""),
                                                  qs_json_get_string (partition, "name", ""));

      if (service == NULL || qs_region_has_service (region, service))
        g_list_store_append (list, region);
    }
}

/**
 * qs_regions_new:
 * @service: (nullable): only regions that have it
 *
 * Returns: (transfer full): a list of #QsRegion, partition by partition.
 */
GListModel *
qs_regions_new (const char *service)
{
  GListStore *list = g_list_store_new (QS_TYPE_REGION);
  JsonArray *partitions = qs_endpoint_data_get_partitions ();

  for (guint i = 0; i < json_array_get_length (partitions); i++)
    add_regions (list, qs_json_element (partitions, i), service);

  return G_LIST_MODEL (list);
}

/**
 * qs_regions_dup_name:
 * @id: any region
 *
 * Returns: (transfer full): its name, "Europe (Frankfurt)"; its id when it has none that is known.
 */
char *
qs_regions_dup_name (const char *id)
{
  JsonObject *partition;

  g_return_val_if_fail (id != NULL, NULL);

  partition = qs_endpoint_data_find_partition (id);
  return g_strdup (qs_json_get_string (qs_json_get_object (partition, "regions"), id, id));
}

/**
 * qs_regions_dup_partition:
 * @id: any region
 *
 * Returns: (transfer full): the partition that it is in: "aws".
 */
char *
qs_regions_dup_partition (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  return g_strdup (qs_json_get_string (qs_endpoint_data_find_partition (id), "id", "aws"));
}
