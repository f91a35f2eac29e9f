#include "qs-environment-request.h"

#include "qs-environment-relations.h"
#include "qs-json.h"

#define FOLDER_TAG "quayside:folder:"

/* A strategy is always sent: what Batch does without one, BEST_FIT, bars every later change of the
 * instances. No service role is: without one Batch uses, and makes, the service-linked role, which
 * such changes need besides. */
#define ON_DEMAND_STRATEGY "BEST_FIT_PROGRESSIVE"
#define SPOT_STRATEGY "SPOT_PRICE_CAPACITY_OPTIMIZED"

static JsonObject *
make_resources (void)
{
  JsonObject *resources = json_object_new ();
  JsonArray *types = json_array_new ();

  json_array_add_string_element (types, "optimal");
  json_object_set_string_member (resources, "type", "EC2");
  json_object_set_string_member (resources, "allocationStrategy", ON_DEMAND_STRATEGY);
  json_object_set_int_member (resources, "minvCpus", 0);
  json_object_set_int_member (resources, "maxvCpus", 256);
  json_object_set_int_member (resources, "desiredvCpus", 0);
  json_object_set_array_member (resources, "instanceTypes", types);
  json_object_set_string_member (resources, "instanceRole", "ecsInstanceRole");
  return resources;
}

static JsonObject *
make_request (JsonObject *resources)
{
  JsonObject *request = json_object_new ();

  json_object_set_string_member (request, "type", "MANAGED");
  json_object_set_string_member (request, "state", "ENABLED");
  json_object_set_object_member (request, "computeResources", resources);
  return request;
}

JsonNode *
qs_environment_request_new (void)
{
  return qs_json_take (make_request (make_resources ()));
}

/* Batch wants to know a network and a role, which on this computer nothing stands for. */
JsonNode *
qs_environment_request_new_local (guint       max_vcpus,
                                  const char *datastore)
{
  JsonObject *resources = make_resources ();
  JsonObject *request = make_request (resources);
  JsonArray *subnets = json_array_new ();

  json_array_add_string_element (subnets, "this-computer");
  json_object_set_array_member (resources, "subnets", subnets);
  json_object_set_int_member (resources, "maxvCpus", max_vcpus);
  if (datastore != NULL)
    {
      JsonObject *tags = json_object_new ();

      json_object_set_string_member (tags, FOLDER_TAG "/datastore", datastore);
      json_object_set_object_member (request, "tags", tags);
    }

  return qs_json_take (request);
}

static void
begin_with (JsonObject *object,
            JsonObject *begin,
            const char *member)
{
  g_autoptr(JsonObject) fallback = make_resources ();
  JsonObject *source = begin != NULL && json_object_has_member (begin, member) ? begin : fallback;

  if (!json_object_has_member (object, member) && json_object_has_member (source, member))
    json_object_set_member (object, member,
                            json_node_copy (json_object_get_member (source, member)));
}

static void
fit_fargate (JsonObject *resources)
{
  const char * const *members = qs_environment_relations_get_instance_members ();

  for (guint i = 0; members[i] != NULL; i++)
    json_object_remove_member (resources, members[i]);
}

static void
fit_strategy (JsonObject *resources,
              gboolean    spot)
{
  const char *strategy = qs_json_get_string (resources, "allocationStrategy", "");

  if (spot && !g_str_has_prefix (strategy, "SPOT_"))
    json_object_set_string_member (resources, "allocationStrategy", SPOT_STRATEGY);
  else if (!spot && (g_str_has_prefix (strategy, "SPOT_") || *strategy == '\0'))
    json_object_set_string_member (resources, "allocationStrategy", ON_DEMAND_STRATEGY);
}

static void
fit_instances (JsonObject *resources,
               JsonObject *begin,
               gboolean    spot)
{
  static const char * const needed[] = {
    "minvCpus", "desiredvCpus", "instanceTypes", "instanceRole"
  };

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    begin_with (resources, begin, needed[i]);
  fit_strategy (resources, spot);

  if (!spot)
    {
      json_object_remove_member (resources, "bidPercentage");
      json_object_remove_member (resources, "spotIamFleetRole");
    }
}

/* A type that is newer than Quayside is left as it is. */
static void
fit_resources (JsonObject *resources,
               JsonObject *begin)
{
  const char *type = qs_json_get_string (resources, "type", "");

  if (g_str_has_prefix (type, "FARGATE"))
    fit_fargate (resources);
  else if (g_str_equal (type, "EC2") || g_str_equal (type, "SPOT"))
    fit_instances (resources, begin, g_str_equal (type, "SPOT"));
}

static void
fit_type (JsonObject *request,
          JsonObject *begin)
{
  const char *type = qs_json_get_string (request, "type", "");

  if (g_str_equal (type, "UNMANAGED"))
    {
      json_object_remove_member (request, "computeResources");
    }
  else if (g_str_equal (type, "MANAGED"))
    {
      json_object_remove_member (request, "unmanagedvCpus");
      if (qs_json_get_object (request, "computeResources") == NULL)
        json_object_set_object_member (request, "computeResources",
                                       begin != NULL ? json_object_ref (begin)
                                                     : make_resources ());
    }
}

JsonNode *
qs_environment_request_fit (JsonNode *root,
                            JsonNode *begin)
{
  g_autoptr(JsonNode) fitted = qs_json_copy (root);
  g_autoptr(JsonNode) source = qs_json_copy (begin);
  JsonObject *request = json_node_get_object (fitted);
  JsonObject *begun = qs_json_get_object (json_node_get_object (source), "computeResources");

  fit_type (request, begun);
  if (qs_json_get_object (request, "computeResources") != NULL)
    fit_resources (qs_json_get_object (request, "computeResources"), begun);

  return json_node_equal (fitted, root) ? NULL : g_steal_pointer (&fitted);
}
