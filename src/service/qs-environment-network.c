#include "qs-environment-network.h"

#include "qs-await.h"
#include "qs-json.h"

static void
add_filter (JsonArray  *filters,
            const char *name,
            const char *value)
{
  JsonObject *filter = json_object_new ();
  JsonArray *values = json_array_new ();

  json_array_add_string_element (values, value);
  json_object_set_string_member (filter, "Name", name);
  json_object_set_array_member (filter, "Values", values);
  json_array_add_object_element (filters, filter);
}

/* Asks for what fits up to two filters, and answers one member of each. */
static JsonArray *
list (QsEngine   *engine,
      const char *operation,
      const char *member,
      const char *id,
      const char *vpc,
      const char *name,
      const char *value,
      GError    **error)
{
  g_autoptr(JsonNode) input = qs_json_take (json_object_new ());
  g_autoptr(JsonNode) reply = NULL;
  JsonArray *filters = json_array_new ();
  JsonArray *found;
  JsonArray *ids;

  if (vpc != NULL)
    add_filter (filters, "vpc-id", vpc);
  if (name != NULL)
    add_filter (filters, name, value);
  json_object_set_array_member (json_node_get_object (input), "Filters", filters);

  reply = qs_await_boxed (qs_engine_call_service (engine, "ec2", operation, input), error);
  if (reply == NULL)
    return NULL;

  ids = json_array_new ();
  found = qs_json_get_array (json_node_get_object (reply), member);
  for (guint i = 0; found != NULL && i < json_array_get_length (found); i++)
    json_array_add_string_element (ids, qs_json_get_string (qs_json_element (found, i), id, ""));

  return ids;
}

static DexFuture *
find_fiber (gpointer data)
{
  QsEngine *engine = data;
  g_autoptr(JsonNode) network = qs_json_take (json_object_new ());
  g_autoptr(JsonArray) vpcs = NULL;
  JsonObject *members = json_node_get_object (network);
  JsonArray *subnets, *groups;
  GError *error = NULL;
  const char *vpc;

  vpcs = list (engine, "DescribeVpcs", "Vpcs", "VpcId", NULL, "is-default", "true", &error);
  if (vpcs == NULL)
    return dex_future_new_for_error (error);
  if (json_array_get_length (vpcs) == 0)
    return dex_future_new_take_boxed (JSON_TYPE_NODE, g_steal_pointer (&network));

  vpc = json_array_get_string_element (vpcs, 0);
  subnets = list (engine, "DescribeSubnets", "Subnets", "SubnetId", vpc, "default-for-az", "true",
                  &error);
  if (subnets == NULL)
    return dex_future_new_for_error (error);
  json_object_set_array_member (members, "subnets", subnets);

  groups = list (engine, "DescribeSecurityGroups", "SecurityGroups", "GroupId", vpc, "group-name",
                 "default", &error);
  if (groups == NULL)
    return dex_future_new_for_error (error);
  json_object_set_array_member (members, "securityGroupIds", groups);

  return dex_future_new_take_boxed (JSON_TYPE_NODE, g_steal_pointer (&network));
}

DexFuture *
qs_environment_network_find (QsEngine *engine)
{
  g_return_val_if_fail (QS_IS_ENGINE (engine), NULL);

  return qs_fiber_start (find_fiber, g_object_ref (engine), g_object_unref);
}
