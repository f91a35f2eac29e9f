#include "qs-json.h"

#include "qs-test.h"

static JsonNode *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  JsonNode *node = qs_json_parse (text, -1, &error);

  g_assert_no_error (error);
  return node;
}

static void
test_falls_back_on_another_type (void)
{
  g_autoptr(JsonNode) node = parse ("{\"s\":\"x\",\"i\":3,\"n\":null,\"b\":true,\"d\":2.9}");
  JsonObject *object = json_node_get_object (node);

  g_assert_cmpstr (qs_json_get_string (object, "s", "-"), ==, "x");
  g_assert_cmpstr (qs_json_get_string (object, "i", "-"), ==, "-");
  g_assert_cmpstr (qs_json_get_string (object, "absent", NULL), ==, NULL);
  g_assert_cmpint (qs_json_get_int (object, "i", -1), ==, 3);
  g_assert_cmpint (qs_json_get_int (object, "d", -1), ==, 2);
  g_assert_cmpint (qs_json_get_int (object, "s", -1), ==, -1);
  g_assert_true (qs_json_get_bool (object, "b", FALSE));
  g_assert_true (qs_json_get_bool (object, "n", TRUE));
  g_assert_null (qs_json_get_object (object, "s"));
  g_assert_null (qs_json_get_array (NULL, "s"));
}

static void
test_strings_leave_out_the_rest (void)
{
  g_autoptr(JsonNode) node = parse ("{\"command\":[\"a\",1,null,\"b c\"]}");
  g_auto(GStrv) words = qs_json_dup_strv (json_node_get_object (node), "command");

  g_assert_cmpuint (g_strv_length (words), ==, 2);
  g_assert_cmpstr (words[1], ==, "b c");
  g_assert_null (qs_json_dup_strv (json_node_get_object (node), "absent"));
}

static void
test_names_the_line_of_a_fault (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (qs_json_parse ("{\n\"a\": ]\n}", -1, &error));
  g_assert_nonnull (strstr (error->message, "2"));
}

static void
test_refuses_what_is_no_document (void)
{
  const char * const texts[] = {
    "", "   ", "{\"a\":1} x", "'single'", "{\"a\":1,}", "[1e999]", NULL
  };

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (qs_json_parse (texts[i], -1, &error));
      g_assert_nonnull (error);
    }
}

static void
test_depth_is_capped (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, '[');

  g_assert_null (qs_json_parse (text->str, (gssize) text->len, &error));
  g_assert_nonnull (error);
}

static void
test_a_nul_does_not_end_a_string (void)
{
  const char *text = "{\"a\":\"x\\u0000y\\u0000\",\"b\":\"\\\\u0000\",\"c\":\"\\\\\\u0000z\"}";
  g_autoptr(JsonNode) node = qs_json_parse (text, -1, NULL);
  JsonObject *object = json_node_get_object (node);

  g_assert_cmpstr (json_object_get_string_member (object, "a"), ==, "x\342\220\200y\342\220\200");
  g_assert_cmpstr (json_object_get_string_member (object, "b"), ==, "\\u0000");
  g_assert_cmpstr (json_object_get_string_member (object, "c"), ==, "\\\342\220\200z");
  g_assert_null (qs_json_parse ("{\"a\":\"\\u0000\"}\0{}", 17, NULL));
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/json/falls-back-on-another-type", test_falls_back_on_another_type);
  g_test_add_func ("/json/strings-leave-out-the-rest", test_strings_leave_out_the_rest);
  g_test_add_func ("/json/names-the-line-of-a-fault", test_names_the_line_of_a_fault);
  g_test_add_func ("/json/refuses-what-is-no-document", test_refuses_what_is_no_document);
  g_test_add_func ("/json/a-nul-does-not-end-a-string", test_a_nul_does_not_end_a_string);
  g_test_add_func ("/json/depth-is-capped", test_depth_is_capped);

  return g_test_run ();
}
