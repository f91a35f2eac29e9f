#include <stdint.h>

#include "qs-json.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* Whatever is accepted can be written, and reads as the same again. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(JsonNode) node = size > 0 ? qs_json_parse ((const char *) data, size, NULL) : NULL;
  g_autoptr(JsonNode) again = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *text_again = NULL;

  if (node == NULL)
    return 0;

  text = qs_json_print (node, FALSE);
  again = qs_json_parse (text, -1, &error);
  g_assert_no_error (error);
  text_again = qs_json_print (again, FALSE);
  g_assert_cmpstr (text_again, ==, text);

  return 0;
}
