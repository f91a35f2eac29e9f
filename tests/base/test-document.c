#include "qs-document.h"

#include "qs-json-edit.h"
#include "qs-json.h"
#include "qs-test.h"

#define DEFINITION \
        "{\"jobDefinitionName\":\"docker_test\",\"unknown\":{\"kept\":[1,2.5,null]},\"tags\":{}," \
        "\"containerProperties\":{\"image\":\"a\",\"mountPoints\":[{\"readOnly\":true}]}}"

static QsDocument *
make_document (const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) root = qs_json_parse (text, -1, &error);

  g_assert_no_error (error);
  return qs_document_new (root);
}

static void
set_text (QsDocument *document,
          const char *path,
          const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) value = text != NULL ? qs_json_parse (text, -1, &error) : NULL;

  g_assert_no_error (error);
  qs_document_set (document, path, value, &error);
  g_assert_no_error (error);
}

static void
type_string (QsDocument *document,
             const char *path,
             const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) value = json_node_init_string (json_node_alloc (), text);

  g_assert_true (qs_document_type (document, path, value, &error));
  g_assert_no_error (error);
}

static void
assert_document (QsDocument *document,
                 const char *expected)
{
  g_autofree char *text = qs_json_edit_print_canonical (qs_document_get_root (document));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_sets_and_gets_by_path (void)
{
  g_autoptr(QsDocument) document = make_document (DEFINITION);
  JsonNode *node;

  set_text (document, "containerProperties.mountPoints[1].readOnly", "false");
  set_text (document, "tags[\"a.b\"]", "\"c\"");

  node = qs_document_get (document, "containerProperties.mountPoints[1].readOnly");
  g_assert_false (json_node_get_boolean (node));
  g_assert_cmpstr (qs_document_get_string (document, "tags[\"a.b\"]"), ==, "c");
  g_assert_cmpstr (qs_document_get_string (document, "containerProperties.image"), ==, "a");
  g_assert_null (qs_document_get (document, "containerProperties.mountPoints[2]"));
  g_assert_null (qs_document_get_string (document, "containerProperties.mountPoints"));
  g_assert_nonnull (qs_document_get (document, "unknown.kept[1]"));
}

static void
test_clearing_prunes_what_setting_made (void)
{
  g_autoptr(QsDocument) document = make_document ("{\"tags\":{},\"list\":[]}");

  set_text (document, "a.b[0].c", "1");
  assert_document (document, "{\"a\":{\"b\":[{\"c\":1}]},\"list\":[],\"tags\":{}}");
  set_text (document, "a.b[0].c", NULL);
  set_text (document, "tags.x", "\"y\"");
  set_text (document, "tags.x", "\"\"");
  set_text (document, "list[0]", "1");
  set_text (document, "list[0]", "null");

  assert_document (document, "{\"list\":[],\"tags\":{}}");
}

static void
test_selection_finds_makes_and_prunes_a_record (void)
{
  g_autoptr(QsDocument) document = make_document ("{}");
  g_autofree char *path = NULL;

  set_text (document, "r[type=VCPU].value", "\"4\"");
  set_text (document, "r[type=MEMORY].value", "\"8000\"");
  set_text (document, "r[type=VCPU].value", "\"2\"");
  assert_document (document, "{\"r\":[{\"type\":\"VCPU\",\"value\":\"2\"},"
                   "{\"type\":\"MEMORY\",\"value\":\"8000\"}]}");

  path = qs_document_resolve (document, "r[type=MEMORY].value");
  g_assert_cmpstr (path, ==, "r[1].value");
  set_text (document, "r[type=GPU].value", NULL);
  set_text (document, "r[type=VCPU].value", NULL);
  assert_document (document, "{\"r\":[{\"type\":\"MEMORY\",\"value\":\"8000\"}]}");
}

static void
test_an_emptied_record_in_the_middle_holds_its_place (void)
{
  g_autoptr(QsDocument) document = make_document ("{\"a\":[{\"b\":1},{\"b\":2},3]}");

  set_text (document, "a[0].b", NULL);
  assert_document (document, "{\"a\":[{},{\"b\":2},3]}");
  set_text (document, "a[1]", NULL);
  assert_document (document, "{\"a\":[{},3]}");
}

static void
test_refuses_what_is_no_place (void)
{
  const char *paths[] = { "a..b", ".a", "a.", "a[", "a[x]", "a[1", "a[\"x", "a[100000]",
                          "a]b", "a[=b]" };
  g_autoptr(QsDocument) document = make_document (DEFINITION);
  g_autoptr(JsonNode) value = json_node_init_int (json_node_alloc (), 1);
  g_autoptr(GError) error = NULL;
  JsonNode *before = qs_document_get_root (document);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_test_message ("%s", paths[i]);
      g_assert_false (qs_document_set (document, paths[i], value, &error));
      g_assert_error (error, QS_JSON_PATH_ERROR, QS_JSON_PATH_ERROR_SYNTAX);
      g_clear_error (&error);
    }

  g_assert_false (qs_document_set (document, "containerProperties.mountPoints[2]", value, &error));
  g_assert_error (error, QS_JSON_PATH_ERROR, QS_JSON_PATH_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_false (qs_document_set (document, "", value, &error));
  g_assert_error (error, QS_JSON_PATH_ERROR, QS_JSON_PATH_ERROR_RANGE);
  g_assert_true (qs_document_get_root (document) == before);
}

static void
on_document_changed_cb (QsDocument *document,
                        const char *path,
                        GPtrArray  *paths)
{
  g_ptr_array_add (paths, g_strdup (path));
}

static void
test_changes_are_told_by_path (void)
{
  g_autoptr(QsDocument) document = make_document (DEFINITION);
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) some = g_ptr_array_new_with_free_func (g_free);

  g_signal_connect (document, "changed", G_CALLBACK (on_document_changed_cb), all);
  g_signal_connect (document, "changed::x.y", G_CALLBACK (on_document_changed_cb), some);
  set_text (document, "x.y", "1");
  set_text (document, "x.y", "1");
  set_text (document, "x.z", "1");
  qs_document_undo (document);

  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpuint (some->len, ==, 1);
  g_assert_cmpstr (all->pdata[2], ==, "x.z");
  g_assert_true (qs_json_path_is_within ("x.y", "x"));
  g_assert_true (qs_json_path_is_within ("x[1]", "x"));
  g_assert_false (qs_json_path_is_within ("xy", "x"));
}

static void
test_typing_in_one_place_is_one_step (void)
{
  g_autoptr(QsDocument) document = make_document ("{}");

  type_string (document, "a", "h");
  type_string (document, "a", "he");
  type_string (document, "b", "x");
  type_string (document, "a", "her");
  g_assert_true (qs_document_get_can_undo (document));

  qs_document_undo (document);
  assert_document (document, "{\"a\":\"he\",\"b\":\"x\"}");
  qs_document_undo (document);
  qs_document_undo (document);
  assert_document (document, "{}");
  g_assert_false (qs_document_get_can_undo (document));

  qs_document_redo (document);
  assert_document (document, "{\"a\":\"he\"}");
  g_assert_true (qs_document_get_can_redo (document));
  type_string (document, "a", "hel");
  g_assert_false (qs_document_get_can_redo (document));
  qs_document_undo (document);
  assert_document (document, "{\"a\":\"he\"}");
}

static void
test_replaces_the_whole_from_text (void)
{
  g_autoptr(QsDocument) document = make_document (DEFINITION);
  g_autoptr(GError) error = NULL;

  g_assert_false (qs_document_replace (document, "[1]", FALSE, &error));
  g_assert_error (error, JSON_PARSER_ERROR, JSON_PARSER_ERROR_INVALID_DATA);
  g_clear_error (&error);
  g_assert_false (qs_document_replace (document, "{\"a\":", FALSE, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  g_assert_true (qs_document_replace (document, "{\"b\":{},\"a\":1}", FALSE, &error));
  assert_document (document, "{\"a\":1,\"b\":{}}");
  set_text (document, "b.c", "1");
  set_text (document, "b.c", NULL);
  assert_document (document, "{\"a\":1,\"b\":{}}");
  qs_document_undo (document);
  qs_document_undo (document);
  qs_document_undo (document);
  g_assert_cmpstr (qs_document_get_string (document, "jobDefinitionName"), ==, "docker_test");
}

static void
assert_rest (const char *text,
             const char *defaults,
             const char *expected)
{
  g_autoptr(JsonNode) node = qs_json_parse (text, -1, NULL);
  g_autoptr(JsonNode) other = qs_json_parse (defaults, -1, NULL);
  g_autoptr(JsonNode) rest = qs_json_edit_subtract (node, other);
  g_autofree char *printed = rest != NULL ? qs_json_edit_print_canonical (rest) : NULL;

  g_assert_cmpstr (printed, ==, expected);
}

static void
test_only_what_differs_is_left (void)
{
  assert_rest ("{\"a\":1,\"b\":{\"c\":2,\"d\":3}}", "{\"a\":1,\"b\":{\"c\":2}}",
               "{\"b\":{\"d\":3}}");
  assert_rest ("{\"a\":1}", "{\"a\":1,\"b\":2}", NULL);
  assert_rest ("{\"e\":[{\"n\":1},{\"n\":2}]}", "{\"e\":[{\"n\":2}]}", "{\"e\":[{\"n\":1}]}");
  assert_rest ("{\"command\":[\"a\",\"b\"]}", "{\"command\":[\"a\"]}",
               "{\"command\":[\"a\",\"b\"]}");
  assert_rest ("{\"a\":[1]}", "{\"a\":{}}", "{\"a\":[1]}");
}

/* A random place, most of the time one that exists or can be made. */
static char *
make_path (void)
{
  const char *names[] = { "a", "b", "containerProperties", "tags", "unknown", "mountPoints" };
  g_autoptr(GString) path = g_string_new (names[g_test_rand_int_range (0, 6)]);

  for (int i = g_test_rand_int_range (0, 4); i > 0; i--)
    switch (g_test_rand_int_range (0, 4))
      {
      case 0:
        g_string_append_printf (path, "[%d]", g_test_rand_int_range (0, 3));
        break;

      case 1:
        g_string_append_printf (path, "[k=%s]", names[g_test_rand_int_range (0, 6)]);
        break;

      default:
        g_string_append_printf (path, ".%s", names[g_test_rand_int_range (0, 6)]);
      }

  return g_string_free (g_steal_pointer (&path), FALSE);
}

static void
test_random_edits_are_undone_and_redone (void)
{
  const char *values[] = { "1", "\"x\"", "null", "{}", "[{\"k\":\"a\"}]", "{\"b\":[true]}",
                           "\"\"" };

  for (int round = 0; round < 60; round++)
    {
      g_autoptr(QsDocument) document = make_document (DEFINITION);
      g_autofree char *first = qs_document_dup_text (document);
      g_autofree char *last = NULL;
      g_autofree char *undone = NULL;
      g_autofree char *redone = NULL;

      for (int i = 0; i < 60; i++)
        {
          g_autofree char *path = make_path ();
          const char *text = values[g_test_rand_int_range (0, 7)];
          g_autoptr(JsonNode) value = qs_json_parse (text, -1, NULL);

          /* A selected record may have been replaced by one that is not selected. */
          if (qs_document_set (document, path, value, NULL) && !qs_json_edit_is_absent (value) &&
              strchr (path, '=') == NULL)
            g_assert_true (json_node_equal (qs_document_get (document, path), value));
        }

      last = qs_document_dup_text (document);
      while (qs_document_get_can_undo (document))
        qs_document_undo (document);
      undone = qs_document_dup_text (document);
      g_assert_cmpstr (undone, ==, first);
      while (qs_document_get_can_redo (document))
        qs_document_redo (document);
      redone = qs_document_dup_text (document);
      g_assert_cmpstr (redone, ==, last);
    }
}

static void
test_any_text_is_a_path_or_an_error (void)
{
  const char alphabet[] = "ab.[]\"\\=019 \xc3\xa9";

  for (int round = 0; round < 20000; round++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(QsJsonPath) path = NULL;
      g_autoptr(GError) error = NULL;

      for (int i = g_test_rand_int_range (0, 12); i > 0; i--)
        g_string_append_c (text, alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)]);

      path = qs_json_path_new (text->str, &error);
      g_assert_true ((path == NULL) == (error != NULL));
      if (path != NULL)
        {
          g_autofree char *canonical = qs_json_path_resolve (path, NULL);
          g_autoptr(QsJsonPath) again = qs_json_path_new (canonical, &error);

          g_assert_no_error (error);
          g_assert_cmpuint (qs_json_path_get_length (again), ==, qs_json_path_get_length (path));
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/document/sets-and-gets-by-path", test_sets_and_gets_by_path);
  g_test_add_func ("/document/clearing-prunes-what-setting-made",
                   test_clearing_prunes_what_setting_made);
  g_test_add_func ("/document/selection-finds-makes-and-prunes-a-record",
                   test_selection_finds_makes_and_prunes_a_record);
  g_test_add_func ("/document/an-emptied-record-in-the-middle-holds-its-place",
                   test_an_emptied_record_in_the_middle_holds_its_place);
  g_test_add_func ("/document/refuses-what-is-no-place", test_refuses_what_is_no_place);
  g_test_add_func ("/document/changes-are-told-by-path", test_changes_are_told_by_path);
  g_test_add_func ("/document/typing-in-one-place-is-one-step",
                   test_typing_in_one_place_is_one_step);
  g_test_add_func ("/document/replaces-the-whole-from-text", test_replaces_the_whole_from_text);
  g_test_add_func ("/document/only-what-differs-is-left", test_only_what_differs_is_left);
  g_test_add_func ("/document/random-edits-are-undone-and-redone",
                   test_random_edits_are_undone_and_redone);
  g_test_add_func ("/document/any-text-is-a-path-or-an-error", test_any_text_is_a_path_or_an_error);

  return g_test_run ();
}
