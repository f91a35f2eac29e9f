#include <stdint.h>

#include "qs-json.h"
#include "qs-protocol.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

#define MAX_DEPTH 3

static JsonNode *make_value (const QsShape *shape,
                             guint          depth);

static JsonNode *
make_structure (const QsShape *shape,
                guint          depth)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; depth < MAX_DEPTH && i < qs_shape_get_n_members (shape); i++)
    {
      const QsMember *member = qs_shape_get_member (shape, i);

      json_object_set_member (object, qs_member_get_name (member),
                              make_value (qs_member_get_shape (member), depth + 1));
    }

  return qs_json_take (object);
}

/* Something that the shape allows. */
static JsonNode *
make_value (const QsShape *shape,
            guint          depth)
{
  const QsMember *held = qs_shape_get_element (shape);
  JsonNode *node = json_node_alloc ();
  JsonArray *array;
  JsonObject *map;

  switch (qs_shape_get_kind (shape))
    {
    case QS_SHAPE_STRUCTURE:
      json_node_free (node);
      return make_structure (shape, depth);

    case QS_SHAPE_LIST:
      array = json_array_new ();
      for (guint i = 0; depth < MAX_DEPTH && i < 2; i++)
        json_array_add_element (array, make_value (qs_member_get_shape (held), depth + 1));
      json_node_init (node, JSON_NODE_ARRAY);
      json_node_take_array (node, array);
      return node;

    case QS_SHAPE_MAP:
      map = json_object_new ();
      held = qs_shape_get_map_value (shape);
      if (depth < MAX_DEPTH)
        json_object_set_member (map, "a", make_value (qs_member_get_shape (held), depth + 1));
      json_node_free (node);
      return qs_json_take (map);

    case QS_SHAPE_BOOLEAN:
      return json_node_init_boolean (node, TRUE);

    case QS_SHAPE_STRING:
      return json_node_init_string (node, "a b");

    case QS_SHAPE_BLOB:
      return json_node_init_string (node, "YQ==");

    case QS_SHAPE_INTEGER:
    case QS_SHAPE_LONG:
    case QS_SHAPE_FLOAT:
    case QS_SHAPE_DOUBLE:
    case QS_SHAPE_TIMESTAMP:
    default:
      return json_node_init_int (node, 7);
    }
}

static void
try_requests (QsServiceModel    *model,
              const QsOperation *operation)
{
  const QsMember *input = qs_operation_get_input (operation);
  g_autoptr(JsonNode) value = input != NULL ? make_value (qs_member_get_shape (input), 0) : NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(QsWireRequest) request =
    qs_protocol_serialize (model, qs_operation_get_name (operation), value,
                           QS_PROTOCOL_KEEP_UNKNOWN, &error);

  g_assert_true ((request == NULL) == (error != NULL));
}

static void
try_replies (QsServiceModel    *model,
             const QsOperation *operation)
{
  static const char * const bodies[] = {
    "", "{}", "{\"a\":[1,{\"a\":\"b\"}],\"b\":{\"a\":null}}", "[]", "<a/>",
    "<a a='b'><a><a>b</a></a><a>c</a><b><key>a</key><value>b</value></b></a>",
    "<Error><Code>A</Code><a>b</a></Error>",
  };
  g_autoptr(GHashTable) headers = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (headers, (char *) "a", (char *) "b, \"c\"");
  for (guint i = 0; i < 2 * G_N_ELEMENTS (bodies); i++)
    {
      const char *text = bodies[i / 2];
      g_autoptr(GBytes) body = g_bytes_new_static (text, strlen (text));
      g_autoptr(GError) error = NULL;
      g_autoptr(QsWireReply) reply =
        qs_protocol_parse (model, qs_operation_get_name (operation), i % 2 == 0 ? 200 : 400,
                           headers, body, QS_PROTOCOL_KEEP_UNKNOWN, &error);

      g_assert_true ((reply == NULL) == (error != NULL));
    }
}

/* Whatever a model says, requests and replies by it are made and read, or refused with a reason. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr(QsServiceModel) model = qs_service_model_new_from_bytes (bytes, NULL);
  const char * const *names = model != NULL ? qs_service_model_get_operations (model) : NULL;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      const QsOperation *operation = qs_service_model_lookup_operation (model, names[i]);

      try_requests (model, operation);
      try_replies (model, operation);
    }

  return 0;
}
