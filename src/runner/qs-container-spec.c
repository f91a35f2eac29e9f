#include "qs-container-spec.h"

#include "qs-json.h"

#define MEBIBYTE (G_GINT64_CONSTANT (1024) * 1024)
#define NANO_CPUS 1e9

/**
 * qs_container_spec_dup_name:
 *
 * Returns: (transfer full): the container's name. It is made of the request's id alone, so that a
 *   run is found again, and never started twice, whatever happened to Quayside.
 */
char *
qs_container_spec_dup_name (QsRunRequest *request)
{
  return g_strconcat ("quayside-", request->id, NULL);
}

static void
set_strv (JsonObject         *object,
          const char         *member,
          const char * const *values)
{
  JsonArray *array;

  if (values == NULL)
    return;

  array = json_array_new ();
  for (guint i = 0; values[i] != NULL; i++)
    json_array_add_string_element (array, values[i]);
  json_object_set_array_member (object, member, array);
}

static JsonArray *
build_mounts (QsRunRequest *request)
{
  JsonArray *mounts = json_array_new ();

  for (guint i = 0; i < request->mounts->len; i++)
    {
      const QsMount *mount = g_ptr_array_index (request->mounts, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "Type", "bind");
      json_object_set_string_member (object, "Source", mount->host_path);
      json_object_set_string_member (object, "Target", mount->container_path);
      json_object_set_boolean_member (object, "ReadOnly", mount->read_only);
      json_array_add_object_element (mounts, object);
    }

  return mounts;
}

static JsonArray *
build_ulimits (QsRunRequest *request)
{
  JsonArray *ulimits = json_array_new ();

  for (guint i = 0; i < request->ulimits->len; i++)
    {
      const QsUlimit *ulimit = g_ptr_array_index (request->ulimits, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "Name", ulimit->name);
      json_object_set_int_member (object, "Soft", ulimit->soft);
      json_object_set_int_member (object, "Hard", ulimit->hard);
      json_array_add_object_element (ulimits, object);
    }

  return ulimits;
}

/* An engine refuses more processors than there are, where Batch sees a share of them. */
static void
set_resources (JsonObject   *host,
               QsRunRequest *request)
{
  double vcpus = MIN (request->vcpus, (double) g_get_num_processors ());

  if (vcpus > 0)
    json_object_set_int_member (host, "NanoCpus", (gint64) (vcpus * NANO_CPUS));
  if (request->shared_memory > 0)
    json_object_set_int_member (host, "ShmSize", request->shared_memory * MEBIBYTE);
  if (request->memory > 0)
    {
      /* Memory and swap together: the same figure allows no swap. */
      json_object_set_int_member (host, "Memory", request->memory * MEBIBYTE);
      json_object_set_int_member (host, "MemorySwap", request->memory * MEBIBYTE);
    }
}

static JsonObject *
build_host (QsRunRequest *request,
            const char   *network)
{
  JsonObject *host = json_object_new ();

  json_object_set_array_member (host, "Mounts", build_mounts (request));
  json_object_set_array_member (host, "Ulimits", build_ulimits (request));
  json_object_set_boolean_member (host, "Privileged", request->privileged);
  json_object_set_boolean_member (host, "ReadonlyRootfs", request->read_only_root);
  json_object_set_boolean_member (host, "Init", request->init);
  json_object_set_string_member (host, "NetworkMode", network);
  set_resources (host, request);
  return host;
}

/**
 * qs_container_spec_new:
 * @network: the network mode
 *
 * Returns: (transfer full): the body of ContainerCreate for @request.
 */
JsonNode *
qs_container_spec_new (QsRunRequest *request,
                       const char   *network)
{
  JsonObject *spec = json_object_new ();
  JsonObject *labels = json_object_new ();

  json_object_set_string_member (labels, "quayside.request", request->id);
  json_object_set_string_member (labels, "quayside.job", request->job_id);
  json_object_set_string_member (spec, "Image", request->image);
  json_object_set_object_member (spec, "Labels", labels);
  set_strv (spec, "Cmd", (const char * const *) request->command);
  set_strv (spec, "Env", (const char * const *) request->environment);
  if (request->user != NULL)
    json_object_set_string_member (spec, "User", request->user);
  json_object_set_object_member (spec, "HostConfig", build_host (request, network));
  return qs_json_take (spec);
}
