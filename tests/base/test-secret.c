#include "qs-secret.h"

#include <string.h>

#include "qs-json.h"
#include "qs-test.h"

static void
test_every_string_of_a_document_is_wiped (void)
{
  g_autoptr(JsonNode) node = qs_json_parse ("{\"a\":\"canary1\","
                                            "\"b\":[\"canary2\",{\"c\":\"canary3\"}],"
                                            "\"n\":1,\"z\":null}", -1, NULL);
  g_autofree char *text = NULL;

  qs_secret_wipe_json (node);
  text = qs_json_print (node, FALSE);
  g_assert_cmpstr (text, ==, "{\"a\":\"\",\"b\":[\"\",{\"c\":\"\"}],\"n\":1,\"z\":null}");
}

/* The bytes themselves go, also of a document that has been sealed. */
static void
test_the_memory_is_overwritten (void)
{
  g_autoptr(JsonNode) node = qs_json_parse ("{\"secret\":\"canary\"}", -1, NULL);
  const char *secret = qs_json_get_string (json_node_get_object (node), "secret", NULL);
  static const char zeros[6];

  json_node_seal (node);
  g_assert_cmpstr (secret, ==, "canary");
  qs_secret_wipe_json (node);
  g_assert_cmpmem (secret, 6, zeros, 6);
}

static void
test_a_copy_stays_whole (void)
{
  g_autoptr(JsonNode) node = qs_json_parse ("{\"a\":[\"canary\"]}", -1, NULL);
  g_autoptr(JsonNode) copy = qs_json_copy (node);
  g_autofree char *text = NULL;

  qs_secret_wipe_json (node);
  text = qs_json_print (copy, FALSE);
  g_assert_cmpstr (text, ==, "{\"a\":[\"canary\"]}");
}

static void
test_owners_out_of_scope (void)
{
  g_autoptr(GBytes) bytes = NULL;

  {
    g_auto(QsSecretText) text = g_strdup ("canary");
    g_auto(QsSecretText) none = NULL;
    g_autoptr(QsSecretJson) json = qs_json_parse ("{\"a\":\"canary\"}", -1, NULL);

    g_assert_cmpstr (text, ==, "canary");
    g_assert_null (none);
    bytes = qs_secret_print_json (json);
  }
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                   "{\"a\":\"canary\"}", 14);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/secret/every-string-of-a-document", test_every_string_of_a_document_is_wiped);
  g_test_add_func ("/secret/the-memory-is-overwritten", test_the_memory_is_overwritten);
  g_test_add_func ("/secret/a-copy-stays-whole", test_a_copy_stays_whole);
  g_test_add_func ("/secret/owners-out-of-scope", test_owners_out_of_scope);

  return g_test_run ();
}
