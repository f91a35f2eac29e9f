#include "qs-definition-request.h"
#include "qs-json-edit.h"
#include "qs-json.h"
#include "qs-parameter-offers.h"
#include "qs-replay-engine.h"
#include "qs-resource-draft.h"
#include "qs-service-model.h"
#include "qs-test.h"

/* Each has thousands of members, which takes its time: "-m thorough" tries them all. */
#define DEFINITIONS (g_test_thorough () ? 1000 : 50)

/* What a row does to each definition; every other member must stay as it was. */
static const struct
{
  const char *path;
  const char *value;
} edits[] = {
  { "containerProperties.user", "\"somebody\"" },
  { "containerProperties.image", "\"quay.io/a/b:1\"" },
  { "containerProperties.privileged", "true" },
  { "containerProperties.command", "[\"a\",\"b c\"]" },
  { "containerProperties.resourceRequirements[type=VCPU].value", "\"77\"" },
  { "containerProperties.volumes[0].efsVolumeConfiguration.fileSystemId", "\"fs-77\"" },
  { "containerProperties.mountPoints[0].readOnly", "true" },
  { "containerProperties.logConfiguration.logDriver", "\"fluentd\"" },
  { "retryStrategy.attempts", "7" },
  { "retryStrategy.evaluateOnExit[0].action", "\"EXIT\"" },
  { "timeout.attemptDurationSeconds", "777" },
  { "platformCapabilities[0]", "\"FARGATE\"" },
  { "schedulingPriority", "77" },
  { "tags[\"a.b\"]", "\"c\"" },
};

/* Lists further in than this have one element: a definition would have megabytes otherwise. */
#define DEEP 3

static guint depth;

static JsonNode *make_value (const QsShape *shape,
                             guint          position);

static char *
make_text (void)
{
  static const char * const pieces[] = { "a", "Ref", "/", " ", "é", "\"", "\\", "0", "*", "\n" };
  g_autoptr(GString) text = g_string_new ("s");

  for (int i = g_test_rand_int_range (0, 8); i > 0; i--)
    g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static JsonNode *
make_structure (const QsShape *shape)
{
  JsonObject *object = json_object_new ();

  depth++;
  for (guint i = 0; i < qs_shape_get_n_members (shape); i++)
    {
      const QsMember *member = qs_shape_get_member (shape, i);

      json_object_set_member (object, qs_member_get_name (member),
                              make_value (qs_member_get_shape (member), i));
    }

  depth--;

  /* What is newer than the model comes along too. */
  json_object_set_int_member (object, "newerMember", g_test_rand_int ());
  return qs_json_take (object);
}

static JsonNode *
make_list (const QsShape *shape)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();
  const QsShape *element = qs_member_get_shape (qs_shape_get_element (shape));
  int length = depth < DEEP ? g_test_rand_int_range (1, 4) : 1;

  depth++;
  for (int i = 0; i < length; i++)
    json_array_add_element (array, make_value (element, i));
  depth--;

  json_node_take_array (node, array);
  return node;
}

static JsonNode *
make_map (const QsShape *shape)
{
  JsonObject *object = json_object_new ();
  const QsShape *value = qs_member_get_shape (qs_shape_get_map_value (shape));

  for (int i = g_test_rand_int_range (1, 4); i > 0; i--)
    {
      g_autofree char *name = make_text ();

      json_object_set_member (object, name, make_value (value, i));
    }

  return qs_json_take (object);
}

static JsonNode *
make_string (const QsShape *shape,
             guint          position)
{
  JsonNode *node = json_node_alloc ();
  const char * const *choices = qs_shape_get_enum (shape);
  g_autofree char *text = make_text ();

  if (choices != NULL)
    return json_node_init_string (node, choices[position % g_strv_length ((char **) choices)]);

  return json_node_init_string (node, text);
}

static JsonNode *
make_value (const QsShape *shape,
            guint          position)
{
  switch (qs_shape_get_kind (shape))
    {
    case QS_SHAPE_STRUCTURE:
      return make_structure (shape);
    case QS_SHAPE_LIST:
      return make_list (shape);
    case QS_SHAPE_MAP:
      return make_map (shape);
    case QS_SHAPE_BOOLEAN:
      return json_node_init_boolean (json_node_alloc (), g_test_rand_bit ());
    case QS_SHAPE_INTEGER:
    case QS_SHAPE_LONG:
      return json_node_init_int (json_node_alloc (), g_test_rand_int_range (1, 100000));
    case QS_SHAPE_STRING:
      return make_string (shape, position);

    /* No request to register a definition has others. */
    case QS_SHAPE_BLOB:
    case QS_SHAPE_FLOAT:
    case QS_SHAPE_DOUBLE:
    case QS_SHAPE_TIMESTAMP:
    default:
      g_assert_not_reached ();
    }
}

static JsonNode *
make_definition (void)
{
  g_autoptr(QsServiceModel) model = qs_service_model_load ("batch", NULL);
  const QsOperation *operation = qs_service_model_lookup_operation (model,
                                                                    "RegisterJobDefinition");

  return make_structure (qs_member_get_shape (qs_operation_get_input (operation)));
}

static void
remove_member (JsonObject *object,
               const char *member)
{
  if (json_object_has_member (object, member))
    json_object_remove_member (object, member);
}

/* The request as Batch describes it. It says vCPUs and memory once only: among the requirements. */
static QsResource *
describe (JsonNode *definition)
{
  g_autoptr(JsonNode) described = NULL;
  JsonObject *object = json_node_get_object (definition);

  remove_member (json_object_get_object_member (object, "containerProperties"), "vcpus");
  remove_member (json_object_get_object_member (object, "containerProperties"), "memory");
  described = qs_json_copy (definition);
  object = json_node_get_object (described);
  json_object_set_string_member (object, "jobDefinitionArn", "arn:d:1");
  json_object_set_int_member (object, "revision", 1);
  json_object_set_string_member (object, "status", "ACTIVE");
  json_object_set_string_member (object, "containerOrchestrationType", "ECS");
  return qs_resource_new (object, "jobDefinition");
}

/* What the request should be after the edit, by another way than the form's: copied and changed. */
static char *
print_edited (JsonNode   *definition,
              const char *path,
              JsonNode   *value)
{
  g_autoptr(QsJsonPath) parsed = qs_json_path_new (path, NULL);
  g_autoptr(JsonNode) result = NULL;

  g_assert_true (qs_json_edit_set (definition, parsed, value, definition, &result, NULL));
  return qs_json_edit_print_canonical (result);
}

static void
try_edit (JsonNode   *definition,
          QsResource *resource,
          const char *path,
          const char *value)
{
  g_autoptr(QsReplayEngine) engine = qs_replay_engine_new ();
  g_autoptr(QsResourceDraft) draft = qs_resource_draft_new (QS_ENGINE (engine),
                                                            QS_RESOURCE_DEFINITION, resource);
  QsRequest *request = qs_draft_get_request (QS_DRAFT (draft));
  g_autoptr(QsParameterOffers) offers = qs_parameter_offers_new (request);
  g_autoptr(JsonNode) node = qs_json_parse (value, -1, NULL);
  g_autofree char *wanted = print_edited (definition, path, node);
  g_autoptr(JsonNode) input = NULL;
  g_autofree char *text = NULL;

  g_assert_true (qs_document_set (qs_request_get_document (request), path, node, NULL));
  input = qs_request_dup_input (request);
  text = qs_json_edit_print_canonical (input);
  g_assert_cmpstr (text, ==, wanted);

  qs_document_undo (qs_request_get_document (request));
  g_clear_pointer (&input, json_node_unref);
  input = qs_request_dup_input (request);
  g_assert_true (json_node_equal (input, definition));
}

static void
test_every_other_member_is_kept (void)
{
  for (int i = 0; i < DEFINITIONS; i++)
    {
      g_autoptr(JsonNode) definition = make_definition ();
      g_autoptr(QsResource) resource = describe (definition);
      gsize edit = i % G_N_ELEMENTS (edits);

      json_node_seal (definition);
      try_edit (definition, resource, edits[edit].path, edits[edit].value);
    }
}

/* Definitions of old had a GPU among the requirements, and the rest beside them. */
static void
test_old_requirements_join_the_others (void)
{
  g_autoptr(JsonNode) definition = qs_json_parse (
    "{\"containerProperties\":{\"vcpus\":4,\"memory\":8000,\"resourceRequirements\":"
    "[{\"type\":\"GPU\",\"value\":\"1\"},{\"type\":\"MEMORY\",\"value\":\"9000\"}]}}", -1, NULL);
  g_autoptr(JsonNode) request = qs_definition_request_new (json_node_get_object (definition));
  g_autofree char *text = qs_json_edit_print_canonical (request);

  g_assert_cmpstr (text, ==, "{\"containerProperties\":{\"resourceRequirements\":["
                   "{\"type\":\"GPU\",\"value\":\"1\"},{\"type\":\"MEMORY\",\"value\":\"9000\"},"
                   "{\"type\":\"VCPU\",\"value\":\"4\"}]}}");
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/definition-round-trip/every-other-member-is-kept",
                   test_every_other_member_is_kept);
  g_test_add_func ("/definition-round-trip/old-requirements-join-the-others",
                   test_old_requirements_join_the_others);

  return g_test_run ();
}
