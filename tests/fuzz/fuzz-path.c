#include <stdint.h>

#include "qs-json-path.h"
#include "qs-json.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* A path leads somewhere or nowhere, and its canonical text is read as the same place. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr(QsJsonPath) path = qs_json_path_new (text, NULL);
  g_autoptr(JsonNode) root = qs_json_parse ("{\"a\":[{\"b\":\"c\"}],\"b\":{\"c\":2}}", -1, NULL);
  g_autoptr(QsJsonPath) again = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *canonical = NULL;
  g_autofree char *canonical_again = NULL;

  if (path == NULL)
    return 0;

  canonical = qs_json_path_resolve (path, root);
  again = qs_json_path_new (canonical, &error);
  g_assert_no_error (error);
  g_assert_true (qs_json_path_find (again, root) == qs_json_path_find (path, root));
  canonical_again = qs_json_path_resolve (again, root);
  g_assert_cmpstr (canonical_again, ==, canonical);

  return 0;
}
