#include "qs-test-portal.h"

#include "qs-sso-client.h"
#include "qs-sso-token.h"
#include "qs-test.h"

#define CLIENT_S (90 * 24 * 3600)
#define CREDENTIALS \
        "{\"identityCenter\":{\"startUrl\":\"" QS_TEST_START_URL "\",\"region\":\"eu-west-1\"," \
        "\"accountId\":\"123456789012\",\"roleName\":\"Researcher\"}}"

void
qs_test_portal_init (QsTestPortal *self)
{
  g_autoptr(QsAccountSettings) settings = NULL;
  g_autoptr(GError) error = NULL;

  qs_test_auth_init (&self->auth);
  qs_test_auth_open (&self->auth, CREDENTIALS);
  settings = qs_test_cloud_new_settings (self->auth.cloud, CREDENTIALS);
  self->session = dex_await_object (qs_auth_load_session (settings, self->auth.keyring,
                                                          self->auth.http,
                                                          QS_CLOCK (self->auth.clock)), &error);
  g_assert_no_error (error);
  self->login = qs_sso_login_new (self->session);
}

void
qs_test_portal_clear (QsTestPortal *self)
{
  g_assert_finalize_object (g_steal_pointer (&self->login));
  g_assert_finalize_object (g_steal_pointer (&self->session));
  qs_test_auth_clear (&self->auth);
}

void
qs_test_portal_register (QsTestPortal *self,
                         const char   *error)
{
  g_autofree char *body =
    g_strdup_printf ("{\"clientId\":\"client-1\",\"clientSecret\":\"" QS_TEST_AUTH_SECRET "\","
                     "\"clientIdIssuedAt\":1,\"clientSecretExpiresAt\":%" G_GINT64_FORMAT "}",
                     QS_TEST_AUTH_START / 1000 + CLIENT_S);

  qs_test_cloud_answer (self->auth.cloud, "/client/register", error == NULL ? 200 : 400, error,
                        error == NULL ? body : "{\"error\":\"invalid\"}");
}

void
qs_test_portal_give_code (QsTestPortal *self,
                          const char   *verification_uri)
{
  g_autofree char *body =
    g_strdup_printf ("{\"deviceCode\":\"CanaryDeviceCode0006\",\"userCode\":\"ABCD-EFGH\","
                     "\"verificationUri\":\"%s\",\"verificationUriComplete\":\"%s?user_code=ABCD-"
                     "EFGH\",\"expiresIn\":600,\"interval\":2}", verification_uri,
                     verification_uri);

  qs_test_cloud_answer (self->auth.cloud, "/device_authorization", 200, NULL, body);
}

void
qs_test_portal_give_token (QsTestPortal *self,
                           const char   *access_token,
                           int           seconds)
{
  g_autofree char *body =
    g_strdup_printf ("{\"accessToken\":\"%s\",\"tokenType\":\"Bearer\",\"expiresIn\":%d,"
                     "\"refreshToken\":\"" QS_TEST_REFRESH_TOKEN "\"}", access_token, seconds);

  qs_test_cloud_answer (self->auth.cloud, "/token", 200, NULL, body);
}

void
qs_test_portal_refuse_token (QsTestPortal *self,
                             guint         status,
                             const char   *code)
{
  qs_test_cloud_answer (self->auth.cloud, "/token", status, code,
                        "{\"error\":\"refused\",\"error_description\":\"It is refused\"}");
}

void
qs_test_portal_give_credentials (QsTestPortal *self,
                                 const char   *access_key_id)
{
  g_autofree char *body =
    g_strdup_printf ("{\"roleCredentials\":{\"accessKeyId\":\"%s\",\"secretAccessKey\":\""
                     QS_TEST_AUTH_SECRET "\",\"sessionToken\":\"CanaryToken0007\","
                     "\"expiration\":%" G_GINT64_FORMAT "}}", access_key_id,
                     qs_clock_now (QS_CLOCK (self->auth.clock)) + 3600 * 1000);

  qs_test_cloud_answer (self->auth.cloud, "/federation/credentials", 200, NULL, body);
}

static void
keep_bytes (QsTestPortal *self,
            const char   *kind,
            GBytes       *bytes)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  qs_test_auth_keep (&self->auth, kind, text);
}

void
qs_test_portal_keep (QsTestPortal *self,
                     int           seconds,
                     gboolean      with_refresh_token)
{
  gint64 now = qs_clock_now (QS_CLOCK (self->auth.clock));
  g_autoptr(QsSsoToken) token =
    qs_sso_token_new (QS_TEST_START_URL, "eu-west-1", QS_TEST_ACCESS_TOKEN,
                      with_refresh_token ? QS_TEST_REFRESH_TOKEN : NULL, now + seconds * 1000);
  g_autoptr(QsSsoClient) client =
    qs_sso_client_new (QS_TEST_START_URL, "eu-west-1", QS_SSO_FLOW_BROWSER, QS_SSO_DEFAULT_SCOPES,
                       "client-1", QS_TEST_AUTH_SECRET, now + CLIENT_S * G_GINT64_CONSTANT (1000));
  g_autoptr(GBytes) token_text = qs_sso_token_print (token);
  g_autoptr(GBytes) client_text = qs_sso_client_print (client);

  keep_bytes (self, QS_KEYRING_SSO_TOKEN, token_text);
  keep_bytes (self, QS_KEYRING_SSO_CLIENT, client_text);
}

/* Returns: (transfer full): a login that has come to where the person is needed, or has failed. */
DexFuture *
qs_test_portal_start (QsTestPortal *self,
                      QsSsoFlow     flow)
{
  DexFuture *future = qs_sso_login_run (self->login, flow);

  qs_test_until (qs_sso_login_get_state (self->login) != QS_SSO_LOGIN_STARTING);
  return future;
}
