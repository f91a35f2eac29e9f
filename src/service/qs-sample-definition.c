#include "qs-sample-definition.h"

#include "qs-await.h"
#include "qs-json.h"
#include "qs-sample-resource.h"

#define RESOURCE_PATH "/io/github/quayside/Quayside/sample/"

typedef struct
{
  QsEngine *engine;
  JsonNode *wanted;
} QsEnsuring;

static void
free_ensuring (gpointer data)
{
  QsEnsuring *ensuring = data;

  g_object_unref (ensuring->engine);
  json_node_unref (ensuring->wanted);
  g_free (ensuring);
}

static gboolean holds (JsonNode *have,
                       JsonNode *wanted);

static gboolean
holds_members (JsonObject *have,
               JsonObject *wanted)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init (&iter, wanted);
  while (json_object_iter_next (&iter, &member, &node))
    {
      JsonNode *other = json_object_get_member (have, member);

      if (other == NULL || !holds (other, node))
        return FALSE;
    }

  return TRUE;
}

static gboolean
holds_elements (JsonArray *have,
                JsonArray *wanted)
{
  if (json_array_get_length (have) != json_array_get_length (wanted))
    return FALSE;

  for (guint i = 0; i < json_array_get_length (wanted); i++)
    if (!holds (json_array_get_element (have, i), json_array_get_element (wanted, i)))
      return FALSE;

  return TRUE;
}

/* Whether @have says all that @wanted says; an engine may add what was left to it. */
static gboolean
holds (JsonNode *have,
       JsonNode *wanted)
{
  if (JSON_NODE_TYPE (have) != JSON_NODE_TYPE (wanted))
    return FALSE;
  if (JSON_NODE_HOLDS_OBJECT (wanted))
    return holds_members (json_node_get_object (have), json_node_get_object (wanted));
  if (JSON_NODE_HOLDS_ARRAY (wanted))
    return holds_elements (json_node_get_array (have), json_node_get_array (wanted));

  return json_node_equal (have, wanted);
}

static JsonNode *
make_describe_request (void)
{
  JsonObject *request = json_object_new ();

  json_object_set_string_member (request, "jobDefinitionName", QS_SAMPLE_DEFINITION);
  json_object_set_string_member (request, "status", "ACTIVE");
  return qs_json_take (request);
}

/* Returns: (nullable): the newest revision's item of DescribeJobDefinitions. */
static JsonObject *
find_newest (JsonNode *reply)
{
  JsonArray *definitions = qs_json_get_array (json_node_get_object (reply), "jobDefinitions");
  JsonObject *newest = NULL;

  for (guint i = 0; definitions != NULL && i < json_array_get_length (definitions); i++)
    {
      JsonObject *definition = qs_json_element (definitions, i);

      if (definition != NULL &&
          (newest == NULL ||
           qs_json_get_int (definition, "revision", 0) > qs_json_get_int (newest, "revision", 0)))
        newest = definition;
    }

  return newest;
}

static char *
dup_revision_name (JsonObject *definition)
{
  return g_strdup_printf (QS_SAMPLE_DEFINITION ":%" G_GINT64_FORMAT,
                          qs_json_get_int (definition, "revision", 1));
}

static DexFuture *
ensure_fiber (gpointer data)
{
  QsEnsuring *ensuring = data;
  g_autoptr(JsonNode) request = make_describe_request ();
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(JsonNode) registered = NULL;
  g_autoptr(GError) error = NULL;
  JsonObject *newest;

  reply = qs_await_boxed (qs_engine_call (ensuring->engine, "DescribeJobDefinitions", request),
                          &error);
  if (reply == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  newest = find_newest (reply);
  if (newest != NULL && holds_members (newest, json_node_get_object (ensuring->wanted)))
    return dex_future_new_take_string (dup_revision_name (newest));

  registered = qs_await_boxed (qs_engine_call (ensuring->engine, "RegisterJobDefinition",
                                               ensuring->wanted), &error);
  if (registered == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_string (dup_revision_name (json_node_get_object (registered)));
}

/**
 * qs_sample_definition_load:
 *
 * Returns: (transfer full): the RegisterJobDefinition request of the sample.
 */
JsonNode *
qs_sample_definition_load (void)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  JsonNode *node;

  bytes = g_resource_lookup_data (qs_sample_get_resource (), RESOURCE_PATH "md5sum-sample.json",
                                  G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error (error);
  node = qs_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  return node;
}

/**
 * qs_sample_definition_ensure:
 * @scope: whose cancelling ends the work
 *
 * Registers the definition of the sample, unless its newest revision says the same already.
 *
 * Returns: (transfer full): a future of the revision's name for SubmitJob, a string such as
 *   "md5sum-sample:1"; rejected with #QsEngineError.
 */
DexFuture *
qs_sample_definition_ensure (QsEngine *engine,
                             QsScope  *scope)
{
  QsEnsuring *ensuring;

  g_return_val_if_fail (QS_IS_ENGINE (engine), NULL);
  g_return_val_if_fail (scope != NULL, NULL);

  ensuring = g_new0 (QsEnsuring, 1);
  ensuring->engine = g_object_ref (engine);
  ensuring->wanted = qs_sample_definition_load ();
  return qs_scope_run (scope, ensure_fiber, ensuring, free_ensuring);
}

/**
 * qs_sample_definition_get_input:
 *
 * Returns: (transfer full): the sample file.
 */
GFile *
qs_sample_definition_get_input (void)
{
  /* Asking for it links it in, and registers it. */
  qs_sample_get_resource ();
  return g_file_new_for_uri ("resource://" RESOURCE_PATH "md5sum.input");
}
