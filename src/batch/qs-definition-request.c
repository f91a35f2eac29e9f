#include "qs-definition-request.h"

#include "qs-json-edit.h"
#include "qs-json.h"
#include "qs-submit-defaults.h"

/* What Batch says of a definition, and does not take. */
static const char * const read_only[] = {
  "jobDefinitionArn", "revision", "status", "containerOrchestrationType",
};

/* Definitions of old say vcpus and memory, which the API still takes but forms do not show. */
static void
renew_requirements (JsonObject *definition)
{
  JsonObject *container = qs_json_get_object (definition, "containerProperties");
  g_autoptr(JsonNode) defaults = qs_submit_defaults_new (definition);
  JsonObject *overrides = qs_json_get_object (json_node_get_object (defaults),
                                              "containerOverrides");
  JsonNode *requirements = overrides != NULL ? json_object_get_member (overrides,
                                                                       "resourceRequirements")
                                             : NULL;

  if (container == NULL || requirements == NULL)
    return;

  json_object_set_member (container, "resourceRequirements", json_node_copy (requirements));
  if (json_object_has_member (container, "vcpus"))
    json_object_remove_member (container, "vcpus");
  if (json_object_has_member (container, "memory"))
    json_object_remove_member (container, "memory");
}

/**
 * qs_definition_request_new:
 * @definition: an item of DescribeJobDefinitions
 *
 * Returns: (transfer full): a RegisterJobDefinition request with everything @definition says,
 *   members of a newer API too.
 */
JsonNode *
qs_definition_request_new (JsonObject *definition)
{
  g_autoptr(JsonNode) node = json_node_init_object (json_node_alloc (), definition);
  JsonNode *request;

  g_return_val_if_fail (definition != NULL, NULL);

  request = qs_json_copy (node);
  for (gsize i = 0; i < G_N_ELEMENTS (read_only); i++)
    if (json_object_has_member (json_node_get_object (request), read_only[i]))
      json_object_remove_member (json_node_get_object (request), read_only[i]);

  renew_requirements (json_node_get_object (request));
  return request;
}
