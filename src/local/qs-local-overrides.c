#include "qs-local-overrides.h"

#include "qs-json.h"
#include "qs-local-document.h"
#include "qs-parameters.h"

/* What a definition says of itself and not of its jobs, and what takes another form in a job. */
static const char * const definition_only[] = {
  "jobDefinitionName", "jobDefinitionArn", "revision", "status", "type", "tags",
  "containerOrchestrationType", "containerProperties", NULL
};

static const char * const input_only[] = {
  "jobQueue", "jobDefinition", "containerOverrides", "ecsPropertiesOverride", "nodeOverrides",
  "eksPropertiesOverride", "parameters", NULL
};

static JsonObject *
copy_without (JsonObject         *source,
              const char * const *members)
{
  JsonObject *copy = qs_local_document_copy (source);

  for (; *members != NULL; members++)
    json_object_remove_member (copy, *members);

  return copy;
}

/* Lists of things with a name or a type: one of the same key takes the place of the old one. */
static void
merge_list (JsonObject *target,
            JsonObject *source,
            const char *member,
            const char *key)
{
  JsonArray *changes = qs_json_get_array (source, member);
  JsonArray *merged = json_array_new ();
  JsonArray *old = qs_json_get_array (target, member);
  g_autoptr(GHashTable) changed = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; changes != NULL && i < json_array_get_length (changes); i++)
    g_hash_table_add (changed,
                      (char *) qs_json_get_string (qs_json_element (changes, i), key, ""));

  for (guint i = 0; old != NULL && i < json_array_get_length (old); i++)
    if (!g_hash_table_contains (changed, qs_json_get_string (qs_json_element (old, i), key, "")))
      json_array_add_element (merged,
                              qs_local_document_copy_node (json_array_get_element (old, i)));

  for (guint i = 0; changes != NULL && i < json_array_get_length (changes); i++)
    json_array_add_element (merged,
                            qs_local_document_copy_node (json_array_get_element (changes, i)));

  json_object_set_array_member (target, member, merged);
}

/* The older form of a requirement counts where a newer one stands, too. */
static void
merge_older (JsonObject *target,
             JsonObject *overrides,
             const char *member,
             const char *type)
{
  g_autoptr(JsonObject) source = NULL;
  g_autofree char *value = NULL;
  JsonObject *requirement;
  JsonArray *list;

  if (!json_object_has_member (overrides, member))
    return;

  value = g_strdup_printf ("%" G_GINT64_FORMAT, qs_json_get_int (overrides, member, 0));
  requirement = json_object_new ();
  json_object_set_string_member (requirement, "type", type);
  json_object_set_string_member (requirement, "value", value);
  list = json_array_new ();
  json_array_add_object_element (list, requirement);
  source = json_object_new ();
  json_object_set_array_member (source, "resourceRequirements", list);

  json_object_remove_member (target, member);
  merge_list (target, source, "resourceRequirements", "type");
}

static void
apply_to_container (JsonObject *container,
                    JsonObject *overrides)
{
  g_autoptr(JsonObject) plain = NULL;

  if (overrides == NULL)
    return;

  plain = qs_local_document_copy (overrides);
  json_object_remove_member (plain, "environment");
  json_object_remove_member (plain, "resourceRequirements");
  json_object_remove_member (plain, "vcpus");
  json_object_remove_member (plain, "memory");
  json_object_remove_member (plain, "name");
  qs_local_document_merge (container, plain);

  if (json_object_has_member (overrides, "environment"))
    merge_list (container, overrides, "environment", "name");
  merge_older (container, overrides, "vcpus", "VCPU");
  merge_older (container, overrides, "memory", "MEMORY");
  if (json_object_has_member (overrides, "resourceRequirements"))
    merge_list (container, overrides, "resourceRequirements", "type");
}

static JsonObject *
get_task (JsonObject *properties)
{
  return qs_json_element (qs_json_get_array (properties, "taskProperties"), 0);
}

static JsonObject *
find_override (JsonObject *input,
               const char *name)
{
  JsonObject *task = get_task (qs_json_get_object (input, "ecsPropertiesOverride"));
  JsonArray *containers = qs_json_get_array (task, "containers");

  for (guint i = 0; containers != NULL && i < json_array_get_length (containers); i++)
    {
      JsonObject *container = qs_json_element (containers, i);

      if (g_str_equal (qs_json_get_string (container, "name", ""), name))
        return container;
    }

  return NULL;
}

static void
apply_to_task (JsonObject *job,
               JsonObject *input,
               JsonObject *parameters)
{
  JsonObject *task = get_task (qs_json_get_object (job, "ecsProperties"));
  JsonArray *containers = qs_json_get_array (task, "containers");

  for (guint i = 0; containers != NULL && i < json_array_get_length (containers); i++)
    {
      JsonObject *container = qs_json_element (containers, i);

      apply_to_container (container,
                          find_override (input, qs_json_get_string (container, "name", "")));
      qs_parameters_replace_command (container, parameters);
    }
}

static JsonObject *
merge_parameters (JsonObject *definition,
                  JsonObject *input)
{
  JsonObject *parameters =
    qs_local_document_copy (qs_json_get_object (definition, "parameters"));
  JsonObject *own = qs_json_get_object (input, "parameters");

  if (own != NULL)
    qs_local_document_merge (parameters, own);

  return parameters;
}

/**
 * qs_local_overrides_apply:
 * @definition: as DescribeJobDefinitions answers it
 * @input: what SubmitJob was given
 *
 * Returns: (transfer full): the job as DescribeJobs answers it, without what changes while it
 *   lives and without its names. Members unknown to this program are kept.
 */
JsonObject *
qs_local_overrides_apply (JsonObject *definition,
                          JsonObject *input)
{
  JsonObject *job = copy_without (definition, definition_only);
  g_autoptr(JsonObject) own = copy_without (input, input_only);
  JsonObject *parameters = merge_parameters (definition, input);
  JsonObject *properties = qs_json_get_object (definition, "containerProperties");

  qs_local_document_merge (job, own);
  json_object_set_object_member (job, "parameters", parameters);
  if (properties != NULL)
    {
      JsonObject *container = qs_local_document_copy (properties);

      apply_to_container (container, qs_json_get_object (input, "containerOverrides"));
      qs_parameters_replace_command (container, parameters);
      json_object_set_object_member (job, "container", container);
    }
  apply_to_task (job, input, parameters);

  return job;
}
