#include <stdint.h>

#include "qs-sso-client.h"
#include "qs-sso-token.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* Whatever is read from the keyring is written as what reads the same again. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr(QsSsoToken) token = qs_sso_token_parse (bytes);
  g_autoptr(QsSsoClient) client = qs_sso_client_parse (bytes);

  if (token != NULL)
    {
      g_autoptr(GBytes) text = qs_sso_token_print (token);
      g_autoptr(QsSsoToken) again = qs_sso_token_parse (text);

      g_assert_cmpstr (qs_sso_token_get_access_token (again), ==,
                       qs_sso_token_get_access_token (token));
      g_assert_cmpstr (qs_sso_token_get_refresh_token (again), ==,
                       qs_sso_token_get_refresh_token (token));
      g_assert_cmpint (qs_sso_token_get_expires_at (again), ==,
                       qs_sso_token_get_expires_at (token));
    }

  if (client != NULL)
    {
      g_autoptr(GBytes) text = qs_sso_client_print (client);
      g_autoptr(QsSsoClient) again = qs_sso_client_parse (text);

      g_assert_cmpstr (qs_sso_client_get_secret (again), ==, qs_sso_client_get_secret (client));
      g_assert_cmpint (qs_sso_client_get_expires_at (again), ==,
                       qs_sso_client_get_expires_at (client));
    }

  return 0;
}
