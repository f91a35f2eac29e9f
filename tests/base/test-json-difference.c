#include "qs-json-difference.h"
#include "qs-json.h"
#include "qs-test.h"

/* Each difference as "path: before → after", a line each. */
static char *
print_differences (const char *before,
                   const char *after)
{
  g_autoptr(JsonNode) old = qs_json_parse (before, -1, NULL);
  g_autoptr(JsonNode) new = qs_json_parse (after, -1, NULL);
  g_autoptr(GListStore) found = qs_json_difference_compare (old, new);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (found)); i++)
    {
      g_autoptr(QsJsonDifference) difference = g_list_model_get_item (G_LIST_MODEL (found), i);
      const char *was = qs_json_difference_get_before (difference);
      const char *is = qs_json_difference_get_after (difference);

      g_string_append_printf (text, "%s: %s → %s\n", qs_json_difference_get_path (difference),
                              was != NULL ? was : "-", is != NULL ? is : "-");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const struct
{
  const char *name;
  const char *before;
  const char *after;
  const char *differences;
} cases[] = {
  { "equal", "{\"a\":[1,{\"b\":null}]}", "{\"a\":[1,{\"b\":null}]}", "" },
  { "the order of members says nothing", "{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", "" },
  { "a value", "{\"a\":{\"b\":4}}", "{\"a\":{\"b\":8}}", "a.b: 4 → 8\n" },
  { "a number is no text", "{\"a\":4}", "{\"a\":\"4\"}", "a: 4 → \"4\"\n" },
  { "come and gone", "{\"a\":1,\"b\":{\"c\":true}}", "{\"b\":{},\"d\":[\"e\"]}",
    "a: 1 → -\nb.c: true → -\nd: - → [\"e\"]\n" },
  { "null is not absent", "{\"a\":null}", "{}", "a: null → -\n" },
  { "a command is one value", "{\"c\":[\"echo\",\"a\"]}", "{\"c\":[\"echo\",\"b\",\"a\"]}",
    "c: [\"echo\",\"a\"] → [\"echo\",\"b\",\"a\"]\n" },
  { "records by name",
    "{\"v\":[{\"name\":\"a\",\"host\":{\"sourcePath\":\"/a\"}},{\"name\":\"b\"}]}",
    "{\"v\":[{\"name\":\"n\"},{\"name\":\"a\",\"host\":{\"sourcePath\":\"/z\"}}]}",
    "v[name=a].host.sourcePath: \"/a\" → \"/z\"\nv[name=b]: {\"name\":\"b\"} → -\n"
    "v[name=n]: - → {\"name\":\"n\"}\n" },
  { "records by type",
    "{\"r\":[{\"type\":\"VCPU\",\"value\":\"4\"},{\"type\":\"MEMORY\",\"value\":\"1\"}]}",
    "{\"r\":[{\"type\":\"VCPU\",\"value\":\"8\"},{\"type\":\"MEMORY\",\"value\":\"1\"}]}",
    "r[type=VCPU].value: \"4\" → \"8\"\n" },
  { "rules by their place",
    "{\"e\":[{\"action\":\"RETRY\",\"onReason\":\"a\"},{\"action\":\"EXIT\"}]}",
    "{\"e\":[{\"action\":\"RETRY\",\"onReason\":\"b\"}]}",
    "e[0].onReason: \"a\" → \"b\"\ne[1]: {\"action\":\"EXIT\"} → -\n" },
  { "another order is a difference",
    "{\"v\":[{\"name\":\"a\"},{\"name\":\"b\"}]}", "{\"v\":[{\"name\":\"b\"},{\"name\":\"a\"}]}",
    "v[0].name: \"a\" → \"b\"\nv[1].name: \"b\" → \"a\"\n" },
  { "a name that is given twice", "{\"v\":[{\"name\":\"a\"},{\"name\":\"a\"}]}",
    "{\"v\":[{\"name\":\"a\"},{\"name\":\"b\"}]}", "v[1].name: \"a\" → \"b\"\n" },
  { "a name that no path can say", "{\"v\":[{\"name\":\"a]\",\"x\":1}]}",
    "{\"v\":[{\"name\":\"a]\",\"x\":2}]}", "v[0].x: 1 → 2\n" },
  { "odd names", "{\"tags\":{\"a.b\":\"1\"}}", "{\"tags\":{\"a.b\":\"2\"}}",
    "tags[\"a.b\"]: \"1\" → \"2\"\n" },
  { "another kind", "{\"a\":[{\"name\":\"x\"}]}", "{\"a\":{\"name\":\"x\"}}",
    "a: [{\"name\":\"x\"}] → {\"name\":\"x\"}\n" },
};

static void
test_tells_what_differs (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = print_differences (cases[i].before, cases[i].after);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (found, ==, cases[i].differences);
    }
}

static char *
make_value (guint depth)
{
  g_autoptr(GString) text = NULL;
  guint length = g_test_rand_int_range (0, 4);
  guint kind = g_test_rand_int_range (0, depth > 3 ? 3 : 5);

  if (kind == 0)
    return g_strdup_printf ("%d", g_test_rand_int_range (0, 3));
  if (kind == 1)
    return g_strdup_printf ("\"%c\"", "ab]"[g_test_rand_int_range (0, 3)]);
  if (kind == 2)
    return g_strdup (g_test_rand_bit () ? "true" : "null");

  text = g_string_new (kind == 3 ? "[" : "{");
  for (guint i = 0; i < length; i++)
    {
      g_autofree char *value = make_value (depth + 1);
      static const char * const members[] = { "name", "type", "a.b", "c" };

      g_string_append (text, i > 0 ? "," : "");
      if (kind == 4)
        g_string_append_printf (text, "\"%s\":", members[i]);
      g_string_append (text, value);
    }
  g_string_append_c (text, kind == 3 ? ']' : '}');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_nothing_to_tell_is_equal (void)
{
  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *before = make_value (0);
      g_autofree char *after = make_value (0);
      g_autofree char *found = print_differences (before, after);
      g_autofree char *own = print_differences (before, before);
      g_autoptr(JsonNode) old = qs_json_parse (before, -1, NULL);
      g_autoptr(JsonNode) new = qs_json_parse (after, -1, NULL);

      g_assert_cmpstr (own, ==, "");
      g_assert_cmpint (*found == '\0', ==, json_node_equal (old, new));
    }
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/json-difference/tells-what-differs", test_tells_what_differs);
  g_test_add_func ("/json-difference/nothing-to-tell-is-equal", test_nothing_to_tell_is_equal);

  return g_test_run ();
}
