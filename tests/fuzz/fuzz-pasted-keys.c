#include <stdint.h>

#include "qs-pasted-keys.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* Whatever is pasted, what is recognised has the form that it was recognised by. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(QsPastedKeys) keys = qs_pasted_keys_read ((const char *) data, size);

  g_assert_cmpuint (qs_pasted_keys_count (keys), <=, 8);
  g_assert_true (keys->access_key_id == NULL || strlen (keys->access_key_id) == 20);
  g_assert_true (keys->secret_access_key == NULL || strlen (keys->secret_access_key) == 40);

  return 0;
}
