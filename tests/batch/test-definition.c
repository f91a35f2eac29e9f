#include "qs-batch-rules.h"
#include "qs-definition-parts.h"
#include "qs-definition-request.h"
#include "qs-definition-template.h"
#include "qs-host-access.h"
#include "qs-json-edit.h"
#include "qs-json.h"
#include "qs-named-value.h"
#include "qs-service-model.h"
#include "qs-test.h"

#define WRAPPER \
        "{\"containerProperties\":{\"image\":\"quay.io/dockstore/batch_wrapper:1.0\"," \
        "\"mountPoints\":[{\"containerPath\":\"/var/run/docker.sock\",\"sourceVolume\":" \
        "\"docker_sock\"},{\"containerPath\":\"/datastore\",\"sourceVolume\":\"datastore\"}]," \
        "\"privileged\":true,\"resourceRequirements\":[{\"type\":\"VCPU\",\"value\":\"4\"}," \
        "{\"type\":\"MEMORY\",\"value\":\"8000\"}],\"user\":\"root\",\"volumes\":[" \
        "{\"host\":{\"sourcePath\":\"/var/run/docker.sock\"},\"name\":\"docker_sock\"}," \
        "{\"host\":{\"sourcePath\":\"/datastore\"},\"name\":\"datastore\"}]}," \
        "\"retryStrategy\":{\"attempts\":1},\"type\":\"container\"}"

static void
test_the_wrapper_is_the_tutorials (void)
{
  g_autoptr(JsonNode) request = qs_definition_template_new (QS_DEFINITION_TEMPLATE_DOCKSTORE,
                                                            NULL);
  g_autofree char *text = qs_json_edit_print_canonical (request);

  g_assert_cmpstr (text, ==, WRAPPER);
  g_assert_cmpint (qs_host_access_find (json_node_get_object (request)), ==,
                   QS_HOST_ACCESS_PRIVILEGED | QS_HOST_ACCESS_ENGINE);
}

/* Only the empty one, which says so, lacks more than the name. */
static void
test_templates_lack_only_a_name (void)
{
  static const QsDefinitionTemplate whole[] = {
    QS_DEFINITION_TEMPLATE_COMMAND, QS_DEFINITION_TEMPLATE_DOCKSTORE
  };

  for (gsize i = 0; i < G_N_ELEMENTS (whole); i++)
    {
      g_autoptr(JsonNode) request = qs_definition_template_new (whole[i], NULL);
      g_autoptr(GPtrArray) faults = qs_batch_rules_check ("RegisterJobDefinition", request);

      g_assert_cmpuint (faults->len, ==, 0);
    }
}

static const struct
{
  const char *before;
  const char *after;
} additions[] = {
  { "{\"tags\":{\"a\":\"b\"}}",
    "{\"containerProperties\":{\"mountPoints\":[{\"containerPath\":\"/datastore\","
    "\"sourceVolume\":\"datastore\"}],\"volumes\":[{\"host\":{\"sourcePath\":\"/datastore\"},"
    "\"name\":\"datastore\"}]},\"tags\":{\"a\":\"b\"}}" },
  /* A volume of this path is used, whatever it is called. */
  { "{\"containerProperties\":{\"volumes\":[{\"host\":{\"sourcePath\":\"/datastore\"},"
    "\"name\":\"big\"}]}}",
    "{\"containerProperties\":{\"mountPoints\":[{\"containerPath\":\"/datastore\","
    "\"sourceVolume\":\"big\"}],\"volumes\":[{\"host\":{\"sourcePath\":\"/datastore\"},"
    "\"name\":\"big\"}]}}" },
  /* Another one of this name is left alone. */
  { "{\"containerProperties\":{\"volumes\":[{\"host\":{\"sourcePath\":\"/other\"},"
    "\"name\":\"datastore\"}]}}",
    "{\"containerProperties\":{\"mountPoints\":[{\"containerPath\":\"/datastore\","
    "\"sourceVolume\":\"datastore_2\"}],\"volumes\":[{\"host\":{\"sourcePath\":\"/other\"},"
    "\"name\":\"datastore\"},{\"host\":{\"sourcePath\":\"/datastore\"},"
    "\"name\":\"datastore_2\"}]}}" },
};

static void
test_a_mount_is_added_once (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (additions); i++)
    {
      g_autoptr(JsonNode) before = qs_json_parse (additions[i].before, -1, NULL);
      g_autoptr(JsonNode) after = qs_definition_mount_add (before, QS_DEFINITION_MOUNT_DATASTORE);
      g_autoptr(JsonNode) again = qs_definition_mount_add (after, QS_DEFINITION_MOUNT_DATASTORE);
      g_autofree char *text = qs_json_edit_print_canonical (after);

      g_assert_cmpstr (text, ==, additions[i].after);
      g_assert_true (json_node_equal (after, again));
    }
}

static const struct
{
  const char *definition;
  const char *parts;
} definitions[] = {
  { "{\"containerProperties\":{\"image\":\"a\",\"command\":[\"echo\",\"it's\"]}}",
    "Container|a · echo \"it's\"|-;" },
  { "{\"ecsProperties\":{\"taskProperties\":[{\"containers\":[{\"name\":\"one\",\"image\":\"a\"},"
    "{\"name\":\"two\",\"image\":\"b\",\"dependsOn\":[{\"containerName\":\"one\",\"condition\":"
    "\"SUCCESS\"}]}]}]}}",
    "one|a|-;two|b|after one: SUCCESS;" },
  { "{\"nodeProperties\":{\"nodeRangeProperties\":[{\"targetNodes\":\"0:0\",\"container\":"
    "{\"image\":\"main\"}},{\"targetNodes\":\"1:\",\"ecsProperties\":{\"taskProperties\":"
    "[{\"containers\":[{\"name\":\"w\",\"image\":\"worker\"}]}]}}]}}",
    "Nodes 0:0|main|-;Nodes 1:: w|worker|-;" },
  { "{\"eksProperties\":{\"podProperties\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}}",
    "c|i|-;" },
  { "{\"ecsProperties\":{\"taskProperties\":[7,{\"containers\":[true]}]}}", "" },
};

static void
test_parts_are_listed (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (definitions); i++)
    {
      g_autoptr(JsonNode) node = qs_json_parse (definitions[i].definition, -1, NULL);
      g_autoptr(GListStore) parts = g_list_store_new (QS_TYPE_NAMED_VALUE);
      g_autoptr(GString) text = g_string_new (NULL);

      qs_definition_parts_read (parts, json_node_get_object (node));
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (parts)); j++)
        {
          g_autoptr(QsNamedValue) part = g_list_model_get_item (G_LIST_MODEL (parts), j);
          const char *note = qs_named_value_get_note (part);

          g_string_append_printf (text, "%s|%s|%s;", qs_named_value_get_name (part),
                                  qs_named_value_get_value (part), note != NULL ? note : "-");
        }
      g_assert_cmpstr (text->str, ==, definitions[i].parts);
      g_assert_cmpint (qs_definition_has_parts (json_node_get_object (node)), ==, i > 0);
    }
}

static void
test_parameters_are_found (void)
{
  g_autoptr(JsonNode) node = qs_json_parse (
    "{\"containerProperties\":{\"command\":[\"Ref::tool\",\"--in=Ref::input.bam\",\"Ref::\",7,"
    "\"Ref::aRef::tool\"]},\"ecsProperties\":{\"taskProperties\":[{\"containers\":["
    "{\"command\":[\"Ref::b-1\"]}]}]}}", -1, NULL);
  g_auto(GStrv) names = qs_definition_dup_parameters (json_node_get_object (node));
  g_autofree char *joined = g_strjoinv (" ", names);

  g_assert_cmpstr (joined, ==, "aRef b-1 input tool");
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/definition/the-wrapper-is-the-tutorials", test_the_wrapper_is_the_tutorials);
  g_test_add_func ("/definition/templates-lack-only-a-name", test_templates_lack_only_a_name);
  g_test_add_func ("/definition/a-mount-is-added-once", test_a_mount_is_added_once);
  g_test_add_func ("/definition/parts-are-listed", test_parts_are_listed);
  g_test_add_func ("/definition/parameters-are-found", test_parameters_are_found);

  return g_test_run ();
}
