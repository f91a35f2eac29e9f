#include "qs-definition-template.h"

#include "qs-json-edit.h"
#include "qs-json.h"

#define RESOURCES(vcpus, memory) \
        "\"resourceRequirements\":[{\"type\":\"VCPU\",\"value\":\"" vcpus "\"}," \
        "{\"type\":\"MEMORY\",\"value\":\"" memory "\"}]"

/* The wrapper's values are those of Dockstore's tutorial for Batch. */
static const char * const templates[] = {
  [QS_DEFINITION_TEMPLATE_EMPTY] = "{\"type\":\"container\"}",
  [QS_DEFINITION_TEMPLATE_COMMAND] =
    "{\"type\":\"container\",\"containerProperties\":{"
    "\"image\":\"public.ecr.aws/docker/library/busybox:latest\","
    "\"command\":[\"echo\",\"hello world\"]," RESOURCES ("1", "2048") "}}",
  [QS_DEFINITION_TEMPLATE_DOCKSTORE] =
    "{\"type\":\"container\",\"containerProperties\":{"
    "\"image\":\"quay.io/dockstore/batch_wrapper:1.0\"," RESOURCES ("4", "8000") ","
    "\"privileged\":true,\"user\":\"root\"},\"retryStrategy\":{\"attempts\":1}}",
};

static const struct
{
  const char *volume;
  const char *path;
} mounts[] = {
  [QS_DEFINITION_MOUNT_DATASTORE] = { "datastore", "/datastore" },
  [QS_DEFINITION_MOUNT_ENGINE] = { "docker_sock", "/var/run/docker.sock" },
};

G_DEFINE_ENUM_TYPE (QsDefinitionTemplate, qs_definition_template,
                    G_DEFINE_ENUM_VALUE (QS_DEFINITION_TEMPLATE_EMPTY, "empty"),
                    G_DEFINE_ENUM_VALUE (QS_DEFINITION_TEMPLATE_COMMAND, "command"),
                    G_DEFINE_ENUM_VALUE (QS_DEFINITION_TEMPLATE_DOCKSTORE, "dockstore"))

G_DEFINE_ENUM_TYPE (QsDefinitionMount, qs_definition_mount,
                    G_DEFINE_ENUM_VALUE (QS_DEFINITION_MOUNT_DATASTORE, "datastore"),
                    G_DEFINE_ENUM_VALUE (QS_DEFINITION_MOUNT_ENGINE, "engine"))

static JsonNode *
set_name (JsonNode   *request,
          const char *name)
{
  g_autoptr(QsJsonPath) path = qs_json_path_new ("jobDefinitionName", NULL);
  g_autoptr(JsonNode) value = json_node_init_string (json_node_alloc (), name);
  JsonNode *result = NULL;

  json_node_seal (value);
  qs_json_edit_set (request, path, value, NULL, &result, NULL);
  return result;
}

/**
 * qs_definition_template_new:
 * @name: (nullable): what the definition is to be called
 *
 * Returns: (transfer full): a RegisterJobDefinition request to begin with.
 */
JsonNode *
qs_definition_template_new (QsDefinitionTemplate template,
                            const char          *name)
{
  g_autoptr(JsonNode) unnamed = NULL;
  g_autoptr(JsonNode) request = NULL;
  g_autoptr(JsonNode) mounted = NULL;

  g_return_val_if_fail (template < G_N_ELEMENTS (templates), NULL);

  unnamed = qs_json_parse (templates[template], -1, NULL);
  request = set_name (unnamed, name != NULL ? name : "");
  if (template != QS_DEFINITION_TEMPLATE_DOCKSTORE)
    return g_steal_pointer (&request);

  mounted = qs_definition_mount_add (request, QS_DEFINITION_MOUNT_ENGINE);
  return qs_definition_mount_add (mounted, QS_DEFINITION_MOUNT_DATASTORE);
}

static JsonObject *
get_container (JsonNode *request)
{
  return qs_json_get_object (json_node_get_object (request), "containerProperties");
}

/* The path of the host that an element of volumes is, nothing for other kinds of volumes. */
static const char *
get_source_path (JsonObject *volume)
{
  return qs_json_get_string (qs_json_get_object (volume, "host"), "sourcePath", NULL);
}

/* Returns: (nullable): the name of a volume that is the wanted path already. */
static const char *
find_volume (JsonNode   *request,
             const char *path)
{
  JsonArray *volumes = qs_json_get_array (get_container (request), "volumes");

  for (guint i = 0; volumes != NULL && i < json_array_get_length (volumes); i++)
    if (g_strcmp0 (get_source_path (qs_json_element (volumes, i)), path) == 0)
      return qs_json_get_string (qs_json_element (volumes, i), "name", NULL);

  return NULL;
}

static gboolean
has_name (JsonNode   *request,
          const char *name)
{
  JsonArray *volumes = qs_json_get_array (get_container (request), "volumes");

  for (guint i = 0; volumes != NULL && i < json_array_get_length (volumes); i++)
    if (g_strcmp0 (qs_json_get_string (qs_json_element (volumes, i), "name", NULL), name) == 0)
      return TRUE;

  return FALSE;
}

/* The name of the tutorial, unless another volume is called so. */
static char *
make_name (JsonNode   *request,
           const char *wanted)
{
  g_autofree char *name = g_strdup (wanted);

  for (guint i = 2; has_name (request, name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s_%u", wanted, i);
    }

  return g_steal_pointer (&name);
}

static gboolean
is_mounted (JsonNode   *request,
            const char *volume)
{
  JsonArray *points = qs_json_get_array (get_container (request), "mountPoints");

  for (guint i = 0; points != NULL && i < json_array_get_length (points); i++)
    if (g_strcmp0 (qs_json_get_string (qs_json_element (points, i), "sourceVolume", NULL),
                   volume) == 0)
      return TRUE;

  return FALSE;
}

static JsonNode *
append (JsonNode   *request,
        const char *list,
        JsonObject *record)
{
  JsonArray *array = qs_json_get_array (get_container (request), list);
  g_autofree char *text = g_strdup_printf ("containerProperties.%s[%u]", list,
                                           array != NULL ? json_array_get_length (array) : 0);
  g_autoptr(QsJsonPath) path = qs_json_path_new (text, NULL);
  g_autoptr(JsonNode) value = qs_json_take (record);
  JsonNode *result = NULL;

  json_node_seal (value);
  qs_json_edit_set (request, path, value, NULL, &result, NULL);
  return result;
}

static JsonNode *
append_volume (JsonNode   *request,
               const char *name,
               const char *path)
{
  JsonObject *host = json_object_new ();
  JsonObject *volume = json_object_new ();

  json_object_set_string_member (host, "sourcePath", path);
  json_object_set_string_member (volume, "name", name);
  json_object_set_object_member (volume, "host", host);
  return append (request, "volumes", volume);
}

static JsonNode *
append_mount_point (JsonNode   *request,
                    const char *name,
                    const char *path)
{
  JsonObject *point = json_object_new ();

  json_object_set_string_member (point, "containerPath", path);
  json_object_set_string_member (point, "sourceVolume", name);
  return append (request, "mountPoints", point);
}

/**
 * qs_definition_mount_add:
 * @request: a RegisterJobDefinition request
 *
 * Returns: (transfer full): @request with a volume for the host's path and the place where it is
 *   mounted, as far as it lacks them.
 */
JsonNode *
qs_definition_mount_add (JsonNode         *request,
                         QsDefinitionMount mount)
{
  const char *path;
  const char *known;
  g_autoptr(JsonNode) result = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (request != NULL && JSON_NODE_HOLDS_OBJECT (request), NULL);
  g_return_val_if_fail (mount < G_N_ELEMENTS (mounts), NULL);

  path = mounts[mount].path;
  known = find_volume (request, path);
  name = known != NULL ? g_strdup (known) : make_name (request, mounts[mount].volume);
  result = known != NULL ? json_node_ref (request) : append_volume (request, name, path);
  if (is_mounted (result, name))
    return g_steal_pointer (&result);

  return append_mount_point (result, name, path);
}
