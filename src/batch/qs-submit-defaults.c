#include "qs-submit-defaults.h"

#include "qs-json-edit.h"
#include "qs-json.h"

static void
copy_member (JsonObject *from,
             const char *name,
             JsonObject *to)
{
  JsonNode *node = from != NULL ? json_object_get_member (from, name) : NULL;

  if (!qs_json_edit_is_absent (node))
    json_object_set_member (to, name, qs_json_copy (node));
}

static gboolean
has_requirement (JsonArray  *requirements,
                 const char *type)
{
  for (guint i = 0; i < json_array_get_length (requirements); i++)
    if (g_strcmp0 (qs_json_get_string (qs_json_element (requirements, i), "type", NULL), type) == 0)
      return TRUE;

  return FALSE;
}

static void
add_requirement (JsonArray  *requirements,
                 const char *type,
                 gint64      amount)
{
  JsonObject *record;
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, amount);

  if (amount <= 0 || has_requirement (requirements, type))
    return;

  record = json_object_new ();
  json_object_set_string_member (record, "type", type);
  json_object_set_string_member (record, "value", value);
  json_array_add_object_element (requirements, record);
}

/* Definitions of old say vcpus and memory beside resourceRequirements, which had only the GPUs;
 * both are still read. */
static void
add_old_requirements (JsonObject *container,
                      JsonObject *overrides)
{
  gint64 vcpus = qs_json_get_int (container, "vcpus", 0);
  gint64 memory = qs_json_get_int (container, "memory", 0);
  JsonArray *requirements = qs_json_get_array (overrides, "resourceRequirements");

  if (vcpus <= 0 && memory <= 0)
    return;

  if (requirements == NULL)
    {
      requirements = json_array_new ();
      json_object_set_array_member (overrides, "resourceRequirements", requirements);
    }

  add_requirement (requirements, "VCPU", vcpus);
  add_requirement (requirements, "MEMORY", memory);
}

/**
 * qs_submit_defaults_new:
 * @definition: an item of DescribeJobDefinitions
 *
 * Returns: (transfer full): its command, environment, resources, retries, timeout and parameters,
 * as a SubmitJob request would have them.
 */
JsonNode *
qs_submit_defaults_new (JsonObject *definition)
{
  JsonObject *container = qs_json_get_object (definition, "containerProperties");
  g_autoptr(JsonObject) overrides = json_object_new ();
  JsonObject *defaults = json_object_new ();

  g_return_val_if_fail (definition != NULL, NULL);

  copy_member (container, "command", overrides);
  copy_member (container, "environment", overrides);
  copy_member (container, "resourceRequirements", overrides);
  add_old_requirements (container, overrides);
  if (json_object_get_size (overrides) > 0)
    json_object_set_object_member (defaults, "containerOverrides", g_steal_pointer (&overrides));

  copy_member (definition, "parameters", defaults);
  copy_member (definition, "retryStrategy", defaults);
  copy_member (definition, "timeout", defaults);
  return qs_json_take (defaults);
}

/**
 * qs_submit_defaults_finish:
 * @input: what a request says that differs from @defaults
 *
 * A request's retry strategy takes the place of the definition's as a whole: to change the number
 * of attempts alone, the rules for them have to be said again.
 *
 * Returns: (transfer full): @input, with those rules when it needs them.
 */
JsonNode *
qs_submit_defaults_finish (JsonNode *input,
                           JsonNode *defaults)
{
  g_autoptr(QsJsonPath) strategy = qs_json_path_new ("retryStrategy", NULL);
  g_autoptr(QsJsonPath) rules = qs_json_path_new ("retryStrategy.evaluateOnExit", NULL);
  JsonNode *said = qs_json_path_find (rules, defaults);
  JsonNode *result = NULL;

  g_return_val_if_fail (input != NULL, NULL);

  if (said == NULL || qs_json_path_find (strategy, input) == NULL ||
      qs_json_path_find (rules, input) != NULL)
    return json_node_ref (input);

  qs_json_edit_set (input, rules, said, NULL, &result, NULL);
  return result;
}
