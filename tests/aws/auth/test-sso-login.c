#include <string.h>

#include "qs-engine.h"
#include "qs-pkce.h"
#include "qs-test-browser.h"
#include "qs-test-portal.h"
#include "qs-test.h"

#define DEVICE_PAGE "https://device.sso.eu-west-1.amazonaws.com/"

static void
assert_resolves (DexFuture *future)
{
  g_autoptr(GError) error = NULL;

  dex_await (future, &error);
  g_assert_no_error (error);
}

static void
assert_rejects (DexFuture  *future,
                int         code,
                const char *part)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (dex_await (future, &error));
  g_assert_error (error, QS_ENGINE_ERROR, code);
  if (strstr (error->message, part) == NULL)
    g_error ("“%s” does not say “%s”", error->message, part);
  g_assert_null (strstr (error->message, "Canary"));
}

static void
assert_parameter (const char *uri,
                  const char *name,
                  const char *expected)
{
  g_autofree char *value = qs_test_browser_dup_parameter (uri, name);

  g_assert_cmpstr (value, ==, expected);
}

static void
assert_challenge (QsTestPortal *portal,
                  const char   *uri)
{
  g_autofree char *challenge = NULL;

  challenge = qs_pkce_dup_challenge (qs_test_cloud_get (portal->auth.cloud, "/token",
                                                        "codeVerifier"));
  assert_parameter (uri, "code_challenge", challenge);
}

static void
test_the_browser_brings_a_code (void)
{
  g_auto(QsTestPortal) portal = { 0 };
  DexFuture *future = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *redirect = NULL;
  g_autofree char *kept = NULL;

  qs_test_portal_init (&portal);
  qs_test_portal_register (&portal, NULL);
  qs_test_portal_give_token (&portal, QS_TEST_ACCESS_TOKEN, 28800);
  future = qs_test_portal_start (&portal, QS_SSO_FLOW_BROWSER);
  g_assert_cmpint (qs_sso_login_get_state (portal.login), ==, QS_SSO_LOGIN_WAITING);
  g_assert_null (qs_sso_login_get_user_code (portal.login));
  g_assert_cmpint (qs_sso_login_get_expires_at (portal.login), ==, QS_TEST_AUTH_START + 600000);

  uri = g_strdup (qs_sso_login_get_verification_uri (portal.login));
  g_assert_true (g_str_has_prefix (uri, qs_test_cloud_get_url (portal.auth.cloud)));
  g_assert_nonnull (strstr (uri, "/authorize?response_type=code&client_id=client-1&"));
  assert_parameter (uri, "code_challenge_method", "S256");
  assert_parameter (uri, "scopes", "sso:account:access");
  redirect = qs_test_browser_dup_parameter (uri, "redirect_uri");
  g_assert_true (g_str_has_prefix (redirect, "http://127.0.0.1:"));
  g_assert_true (g_str_has_suffix (redirect, "/oauth/callback"));

  /* Another page's attempt to end the login does not. */
  qs_test_browser_come_back (uri, "code=stolen", FALSE);
  qs_test_browser_come_back (uri, "code=code-1", TRUE);
  assert_resolves (future);
  g_assert_cmpint (qs_sso_login_get_state (portal.login), ==, QS_SSO_LOGIN_DONE);
  g_assert_null (qs_sso_login_get_verification_uri (portal.login));

  g_assert_cmpstr (qs_test_cloud_get (portal.auth.cloud, "/token", "code"), ==, "code-1");
  g_assert_cmpstr (qs_test_cloud_get (portal.auth.cloud, "/token", "redirectUri"), ==, redirect);
  g_assert_cmpstr (qs_test_cloud_get (portal.auth.cloud, "/token", "grantType"), ==,
                   "authorization_code");
  assert_challenge (&portal, uri);
  kept = qs_test_auth_dup_kept (&portal.auth, QS_KEYRING_SSO_TOKEN);
  g_assert_nonnull (strstr (kept, QS_TEST_ACCESS_TOKEN));
  g_assert_nonnull (strstr (kept, QS_TEST_REFRESH_TOKEN));
}

static void
test_how_quayside_registers (void)
{
  g_auto(QsTestPortal) portal = { 0 };
  QsTestCloud *cloud;

  qs_test_portal_init (&portal);
  cloud = portal.auth.cloud;
  qs_test_portal_register (&portal, NULL);
  dex_unref (qs_test_portal_start (&portal, QS_SSO_FLOW_BROWSER));
  qs_sso_login_cancel (portal.login);
  g_assert_cmpstr (qs_test_cloud_get (cloud, "/client/register", "clientType"), ==, "public");
  g_assert_cmpstr (qs_test_cloud_get (cloud, "/client/register", "clientName"), ==, "Quayside");
  g_assert_cmpstr (qs_test_cloud_get (cloud, "/client/register", "redirectUris"), ==,
                   "[\"http://127.0.0.1/oauth/callback\"]");
  g_assert_cmpstr (qs_test_cloud_get (cloud, "/client/register", "grantTypes"), ==,
                   "[\"authorization_code\",\"refresh_token\"]");
  g_assert_cmpstr (qs_test_cloud_get (cloud, "/client/register", "issuerUrl"), ==,
                   QS_TEST_START_URL);

  /* Once for many logins, until it is for the other way to log in. */
  dex_unref (qs_test_portal_start (&portal, QS_SSO_FLOW_BROWSER));
  qs_sso_login_cancel (portal.login);
  g_assert_cmpuint (qs_test_cloud_count (cloud, "/client/register"), ==, 1);
  qs_test_portal_give_code (&portal, DEVICE_PAGE);
  dex_unref (qs_test_portal_start (&portal, QS_SSO_FLOW_DEVICE));
  qs_sso_login_cancel (portal.login);
  g_assert_cmpuint (qs_test_cloud_count (cloud, "/client/register"), ==, 2);
  qs_test_iterate ();
}

static void
test_the_login_is_refused_in_the_browser (void)
{
  g_auto(QsTestPortal) portal = { 0 };
  DexFuture *future = NULL;

  qs_test_portal_init (&portal);
  qs_test_portal_register (&portal, NULL);
  future = qs_test_portal_start (&portal, QS_SSO_FLOW_BROWSER);
  qs_test_browser_come_back (qs_sso_login_get_verification_uri (portal.login),
                             "error=access_denied", TRUE);
  assert_rejects (future, QS_ENGINE_ERROR_DENIED, "access_denied");
  g_assert_cmpint (qs_sso_login_get_state (portal.login), ==, QS_SSO_LOGIN_FAILED);
  g_assert_cmpuint (qs_test_cloud_count (portal.auth.cloud, "/token"), ==, 0);
}

/* Turns the clock when the login waits for it, and not before. */
static void
wait_out (QsTestPortal *portal,
          gint64        seconds)
{
  qs_test_until (qs_test_clock_waiting (portal->auth.clock) > 0);
  qs_test_clock_advance (portal->auth.clock, seconds * 1000);
}

static void
await_requests (QsTestPortal *portal,
                guint         count)
{
  qs_test_until (qs_test_cloud_count (portal->auth.cloud, "/token") == count);
}

static void
test_a_code_is_confirmed (void)
{
  g_auto(QsTestPortal) portal = { 0 };
  DexFuture *future = NULL;
  QsTestCloud *cloud;

  qs_test_portal_init (&portal);
  cloud = portal.auth.cloud;
  qs_test_portal_register (&portal, NULL);
  qs_test_portal_give_code (&portal, DEVICE_PAGE);
  qs_test_portal_refuse_token (&portal, 400, "AuthorizationPendingException");
  qs_test_portal_refuse_token (&portal, 400, "SlowDownException");
  qs_test_portal_give_token (&portal, QS_TEST_ACCESS_TOKEN, 3600);
  future = qs_test_portal_start (&portal, QS_SSO_FLOW_DEVICE);
  g_assert_cmpstr (qs_sso_login_get_user_code (portal.login), ==, "ABCD-EFGH");
  g_assert_cmpstr (qs_sso_login_get_verification_uri (portal.login), ==,
                   DEVICE_PAGE "?user_code=ABCD-EFGH");
  g_assert_cmpstr (qs_test_cloud_get (cloud, "/device_authorization", "startUrl"), ==,
                   QS_TEST_START_URL);

  wait_out (&portal, 2);
  await_requests (&portal, 1);
  wait_out (&portal, 2);
  await_requests (&portal, 2);

  /* Slower by five seconds: seven in all. */
  wait_out (&portal, 6);
  for (guint i = 0; i < 3; i++)
    qs_test_iterate ();
  g_assert_cmpuint (qs_test_cloud_count (cloud, "/token"), ==, 2);
  qs_test_clock_advance (portal.auth.clock, 1000);
  assert_resolves (future);
  g_assert_cmpstr (qs_test_cloud_get (cloud, "/token", "grantType"), ==,
                   "urn:ietf:params:oauth:grant-type:device_code");
  g_assert_cmpstr (qs_test_cloud_get (cloud, "/token", "deviceCode"), ==, "CanaryDeviceCode0006");
}

static void
run_device_to_its_end (const char *error,
                       int         code,
                       const char *part)
{
  g_auto(QsTestPortal) portal = { 0 };
  DexFuture *future = NULL;

  qs_test_portal_init (&portal);
  qs_test_portal_register (&portal, NULL);
  qs_test_portal_give_code (&portal, DEVICE_PAGE);
  qs_test_portal_refuse_token (&portal, 400, error);
  future = qs_test_portal_start (&portal, QS_SSO_FLOW_DEVICE);
  wait_out (&portal, 2);
  assert_rejects (future, code, part);
  g_assert_cmpint (qs_sso_login_get_state (portal.login), ==, QS_SSO_LOGIN_FAILED);
  g_assert_null (qs_sso_login_get_user_code (portal.login));
}

static void
test_how_a_code_may_end (void)
{
  run_device_to_its_end ("ExpiredTokenException", QS_ENGINE_ERROR_EXPIRED, "expired before");
  run_device_to_its_end ("AccessDeniedException", QS_ENGINE_ERROR_DENIED, "refused in the browser");
  run_device_to_its_end ("InvalidGrantException", QS_ENGINE_ERROR_INVALID, "");
}

/* The server never says that it has. */
static void
test_a_code_expires_by_the_clock (void)
{
  g_auto(QsTestPortal) portal = { 0 };
  DexFuture *future = NULL;

  qs_test_portal_init (&portal);
  qs_test_portal_register (&portal, NULL);
  qs_test_portal_give_code (&portal, DEVICE_PAGE);
  qs_test_portal_refuse_token (&portal, 400, "AuthorizationPendingException");
  future = qs_test_portal_start (&portal, QS_SSO_FLOW_DEVICE);
  wait_out (&portal, 2);
  await_requests (&portal, 1);
  wait_out (&portal, 600);
  assert_rejects (future, QS_ENGINE_ERROR_EXPIRED, "expired before");
}

/* Threat: whoever answers for the portal sends the person to a page of their own. */
static void
test_a_look_alike_is_not_opened (void)
{
  const char *pages[] = { "https://device.sso.eu-west-1.amazonaws.com.evil.com/",
                          "http://device.sso.eu-west-1.amazonaws.com/", "file:///etc/passwd",
                          "https://bucket.s3.amazonaws.com/", "" };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_auto(QsTestPortal) portal = { 0 };

      qs_test_portal_init (&portal);
      qs_test_portal_register (&portal, NULL);
      qs_test_portal_give_code (&portal, pages[i]);
      assert_rejects (qs_test_portal_start (&portal, QS_SSO_FLOW_DEVICE),
                      QS_ENGINE_ERROR_INVALID_REPLY, "no login page of AWS");
      g_assert_null (qs_sso_login_get_verification_uri (portal.login));
    }
}

static void
test_this_computer_is_a_portal_where_it_is_meant_to_be (void)
{
  g_auto(QsTestPortal) portal = { 0 };

  qs_test_portal_init (&portal);
  qs_test_portal_register (&portal, NULL);
  qs_test_portal_give_code (&portal, "http://127.0.0.1:1/device");
  dex_unref (qs_test_portal_start (&portal, QS_SSO_FLOW_DEVICE));
  g_assert_cmpint (qs_sso_login_get_state (portal.login), ==, QS_SSO_LOGIN_WAITING);
  qs_sso_login_cancel (portal.login);
  qs_test_iterate ();
}

static void
test_an_old_portal_gets_a_code_instead (void)
{
  g_auto(QsTestPortal) portal = { 0 };

  qs_test_portal_init (&portal);
  qs_test_portal_register (&portal, "InvalidRedirectUriException");
  qs_test_portal_register (&portal, NULL);
  qs_test_portal_give_code (&portal, DEVICE_PAGE);
  dex_unref (qs_test_portal_start (&portal, QS_SSO_FLOW_BROWSER));
  g_assert_cmpstr (qs_sso_login_get_user_code (portal.login), ==, "ABCD-EFGH");
  g_assert_null (qs_test_cloud_get (portal.auth.cloud, "/client/register", "redirectUris"));
  qs_sso_login_cancel (portal.login);
  qs_test_iterate ();
}

/* The keyring's client is one that the portal has forgotten. */
static void
test_a_forgotten_client_is_registered_anew (void)
{
  g_auto(QsTestPortal) portal = { 0 };
  g_autofree char *body = NULL;

  qs_test_portal_init (&portal);
  qs_test_portal_register (&portal, NULL);
  qs_test_cloud_answer (portal.auth.cloud, "/device_authorization", 401, "InvalidClientException",
                        "{\"error\":\"invalid_client\"}");
  qs_test_portal_give_code (&portal, DEVICE_PAGE);
  dex_unref (qs_test_portal_start (&portal, QS_SSO_FLOW_DEVICE));
  g_assert_cmpstr (qs_sso_login_get_user_code (portal.login), ==, "ABCD-EFGH");
  g_assert_cmpuint (qs_test_cloud_count (portal.auth.cloud, "/client/register"), ==, 2);
  qs_sso_login_cancel (portal.login);
  qs_test_iterate ();
}

static void
test_a_cancelled_login_listens_no_more (void)
{
  g_auto(QsTestPortal) portal = { 0 };
  DexFuture *future = NULL;
  g_autofree char *uri = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *kept = NULL;

  qs_test_portal_init (&portal);
  qs_test_portal_register (&portal, NULL);
  future = qs_test_portal_start (&portal, QS_SSO_FLOW_BROWSER);
  uri = g_strdup (qs_sso_login_get_verification_uri (portal.login));
  qs_sso_login_cancel (portal.login);
  g_assert_cmpint (qs_sso_login_get_state (portal.login), ==, QS_SSO_LOGIN_IDLE);
  g_assert_null (qs_sso_login_get_verification_uri (portal.login));
  g_assert_false (dex_await (future, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  for (guint i = 0; i < 3; i++)
    qs_test_iterate ();
  qs_test_browser_come_back (uri, "code=late", TRUE);
  for (guint i = 0; i < 10; i++)
    qs_test_iterate ();
  g_assert_cmpint (qs_sso_login_get_state (portal.login), ==, QS_SSO_LOGIN_IDLE);
  g_assert_cmpuint (qs_test_cloud_count (portal.auth.cloud, "/token"), ==, 0);
}

/* Started again while one is under way: what was first shown no longer counts. */
static void
test_a_second_login_ends_the_first (void)
{
  g_auto(QsTestPortal) portal = { 0 };
  DexFuture *first = NULL;
  DexFuture *second = NULL;
  g_autoptr(GError) error = NULL;

  qs_test_portal_init (&portal);
  qs_test_portal_register (&portal, NULL);
  qs_test_portal_give_token (&portal, QS_TEST_ACCESS_TOKEN, 3600);
  first = qs_test_portal_start (&portal, QS_SSO_FLOW_BROWSER);
  second = qs_test_portal_start (&portal, QS_SSO_FLOW_BROWSER);
  g_assert_false (dex_await (first, &error));
  g_assert_cmpint (qs_sso_login_get_state (portal.login), ==, QS_SSO_LOGIN_WAITING);
  qs_test_browser_come_back (qs_sso_login_get_verification_uri (portal.login), "code=c", TRUE);
  assert_resolves (second);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/sso-login/the-browser-brings-a-code", test_the_browser_brings_a_code);
  qs_test_add_fiber ("/sso-login/how-quayside-registers", test_how_quayside_registers);
  qs_test_add_fiber ("/sso-login/refused-in-the-browser", test_the_login_is_refused_in_the_browser);
  qs_test_add_fiber ("/sso-login/a-code-is-confirmed", test_a_code_is_confirmed);
  qs_test_add_fiber ("/sso-login/how-a-code-may-end", test_how_a_code_may_end);
  qs_test_add_fiber ("/sso-login/a-code-expires-by-the-clock", test_a_code_expires_by_the_clock);
  qs_test_add_fiber ("/sso-login/a-look-alike-is-not-opened", test_a_look_alike_is_not_opened);
  qs_test_add_fiber ("/sso-login/this-computer-where-it-is-meant",
                     test_this_computer_is_a_portal_where_it_is_meant_to_be);
  qs_test_add_fiber ("/sso-login/an-old-portal", test_an_old_portal_gets_a_code_instead);
  qs_test_add_fiber ("/sso-login/a-forgotten-client", test_a_forgotten_client_is_registered_anew);
  qs_test_add_fiber ("/sso-login/a-cancelled-login", test_a_cancelled_login_listens_no_more);
  qs_test_add_fiber ("/sso-login/a-second-login", test_a_second_login_ends_the_first);

  return g_test_run ();
}
