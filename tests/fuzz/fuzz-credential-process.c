#include <stdint.h>

#include "qs-engine.h"
#include "qs-process-output.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static void
assert_header_safe (const char *text)
{
  g_assert_cmpint (*text, !=, '\0');
  for (; *text != '\0'; text++)
    g_assert_true (*text > ' ' && *text < 0x7f);
}

/* Whatever is accepted can be put into a header; whatever is not has a reason. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(QsCredentials) credentials = NULL;

  credentials = qs_process_output_parse ("The command", (const char *) data, size, &error);
  if (credentials == NULL)
    {
      g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }

  assert_header_safe (qs_credentials_get_access_key_id (credentials));
  assert_header_safe (qs_credentials_get_secret_access_key (credentials));
  if (qs_credentials_get_session_token (credentials) != NULL)
    assert_header_safe (qs_credentials_get_session_token (credentials));
  g_assert_cmpint (qs_credentials_get_expires_at (credentials), >=, 0);

  return 0;
}
