#include <stdint.h>

#include "qs-arn.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* What is an ARN is made of its parts and of nothing else. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr(QsArn) arn = qs_arn_parse (text);
  g_autofree char *again = NULL;
  g_autofree char *type = NULL;

  if (arn == NULL)
    return 0;

  again = qs_arn_to_string (arn);
  type = qs_arn_dup_type (arn);
  g_assert_cmpstr (again, ==, text);
  g_assert_true (g_str_has_prefix (arn->resource, type));
  g_assert_true (g_str_has_suffix (arn->resource, qs_arn_get_name (arn)));

  return 0;
}
