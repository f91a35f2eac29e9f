#include <string.h>

#include "qs-engine.h"
#include "qs-sso-account.h"
#include "qs-sso-portal.h"
#include "qs-sso-role.h"
#include "qs-test-portal.h"
#include "qs-test.h"

#define HOUR_S 3600
#define NEW_TOKEN "CanaryNewTokenCanaryNewToken0008"

static void
test_credentials_of_a_role (void)
{
  g_auto(QsTestPortal) portal = { 0 };
  QsTestCloud *cloud;

  qs_test_portal_init (&portal);
  cloud = portal.auth.cloud;
  qs_test_portal_keep (&portal, HOUR_S, FALSE);
  qs_test_portal_give_credentials (&portal, "ASIASSO");
  qs_test_auth_expect (&portal.auth, "ASIASSO");
  g_assert_cmpstr (qs_test_cloud_get (cloud, "/federation/credentials", "account_id"), ==,
                   "123456789012");
  g_assert_cmpstr (qs_test_cloud_get (cloud, "/federation/credentials", "role_name"), ==,
                   "Researcher");
  g_assert_cmpstr (qs_test_cloud_get (cloud, "/federation/credentials", "bearer"), ==,
                   QS_TEST_ACCESS_TOKEN);
  g_assert_null (qs_test_cloud_get_signer (cloud, "/federation/credentials"));

  /* The expiry is in milliseconds. */
  qs_test_clock_advance (portal.auth.clock, (HOUR_S - 15 * 60 - 1) * 1000);
  qs_test_auth_expect (&portal.auth, "ASIASSO");
  g_assert_cmpuint (qs_test_cloud_count (cloud, "/federation/credentials"), ==, 1);
}

static void
test_who_has_not_logged_in_is_told_to (void)
{
  g_auto(QsTestPortal) portal = { 0 };

  qs_test_portal_init (&portal);
  qs_test_auth_refuse (&portal.auth, QS_ENGINE_ERROR_EXPIRED,
                       "You are not logged in at lab.awsapps.com: log in");
}

static void
test_an_expired_token_needs_a_login (void)
{
  g_auto(QsTestPortal) portal = { 0 };

  qs_test_portal_init (&portal);
  qs_test_portal_keep (&portal, 0, FALSE);
  qs_test_auth_refuse (&portal.auth, QS_ENGINE_ERROR_EXPIRED,
                       "Your login at lab.awsapps.com has expired");
}

/* Of a portal that the account had before its settings were changed. */
static void
test_a_token_of_elsewhere_is_not_shown (void)
{
  g_auto(QsTestPortal) portal = { 0 };

  qs_test_portal_init (&portal);
  qs_test_auth_keep (&portal.auth, QS_KEYRING_SSO_TOKEN,
                     "{\"startUrl\":\"https://other.awsapps.com/start\",\"region\":\"eu-west-1\","
                     "\"accessToken\":\"Canary\",\"expiresAt\":9999999999999}");
  qs_test_auth_refuse (&portal.auth, QS_ENGINE_ERROR_EXPIRED, "You are not logged in");
  g_assert_cmpuint (qs_test_cloud_count (portal.auth.cloud, "/federation/credentials"), ==, 0);
}

static void
test_a_token_is_refreshed (void)
{
  g_auto(QsTestPortal) portal = { 0 };
  QsTestCloud *cloud;
  g_autofree char *kept = NULL;

  qs_test_portal_init (&portal);
  cloud = portal.auth.cloud;
  qs_test_portal_keep (&portal, 0, TRUE);
  qs_test_portal_give_token (&portal, NEW_TOKEN, HOUR_S);
  qs_test_portal_give_credentials (&portal, "ASIASSO");
  qs_test_auth_expect (&portal.auth, "ASIASSO");
  g_assert_cmpstr (qs_test_cloud_get (cloud, "/token", "grantType"), ==, "refresh_token");
  g_assert_cmpstr (qs_test_cloud_get (cloud, "/token", "refreshToken"), ==, QS_TEST_REFRESH_TOKEN);
  g_assert_cmpstr (qs_test_cloud_get (cloud, "/token", "clientSecret"), ==, QS_TEST_AUTH_SECRET);
  g_assert_cmpstr (qs_test_cloud_get (cloud, "/federation/credentials", "bearer"), ==, NEW_TOKEN);
  kept = qs_test_auth_dup_kept (&portal.auth, QS_KEYRING_SSO_TOKEN);
  g_assert_nonnull (strstr (kept, NEW_TOKEN));
}

static void
test_a_refresh_that_is_refused_needs_a_login (void)
{
  g_auto(QsTestPortal) portal = { 0 };

  qs_test_portal_init (&portal);
  qs_test_portal_keep (&portal, 0, TRUE);
  qs_test_portal_refuse_token (&portal, 400, "InvalidGrantException");
  qs_test_auth_refuse (&portal.auth, QS_ENGINE_ERROR_EXPIRED, "has expired: log in again");
}

/* Ten minutes left: refused, but the old one still does. */
static void
test_a_refresh_may_fail_while_the_token_is_good (void)
{
  g_auto(QsTestPortal) portal = { 0 };

  qs_test_portal_init (&portal);
  qs_test_portal_keep (&portal, 10 * 60, TRUE);
  qs_test_portal_refuse_token (&portal, 400, "InvalidGrantException");
  qs_test_portal_give_credentials (&portal, "ASIASSO");
  qs_test_auth_expect (&portal.auth, "ASIASSO");
  g_assert_cmpstr (qs_test_cloud_get (portal.auth.cloud, "/federation/credentials", "bearer"), ==,
                   QS_TEST_ACCESS_TOKEN);
}

/* The session was ended at the portal. */
static void
test_a_refused_token_is_replaced_once (void)
{
  g_auto(QsTestPortal) portal = { 0 };

  qs_test_portal_init (&portal);
  qs_test_portal_keep (&portal, HOUR_S, TRUE);
  qs_test_cloud_answer (portal.auth.cloud, "/federation/credentials", 401, "UnauthorizedException",
                        "{\"message\":\"Session token not found or invalid\"}");
  qs_test_portal_give_credentials (&portal, "ASIASSO");
  qs_test_portal_give_token (&portal, NEW_TOKEN, HOUR_S);
  qs_test_auth_expect (&portal.auth, "ASIASSO");
  g_assert_cmpstr (qs_test_cloud_get (portal.auth.cloud, "/federation/credentials", "bearer"), ==,
                   NEW_TOKEN);
}

static void
test_a_token_that_stays_refused_needs_a_login (void)
{
  g_auto(QsTestPortal) portal = { 0 };

  qs_test_portal_init (&portal);
  qs_test_portal_keep (&portal, HOUR_S, TRUE);
  qs_test_cloud_answer (portal.auth.cloud, "/federation/credentials", 401, "UnauthorizedException",
                        "{\"message\":\"Session token not found or invalid\"}");
  qs_test_portal_give_token (&portal, NEW_TOKEN, HOUR_S);
  qs_test_auth_refuse (&portal.auth, QS_ENGINE_ERROR_EXPIRED, "Researcher in the account 123456");
  g_assert_cmpuint (qs_test_cloud_count (portal.auth.cloud, "/federation/credentials"), ==, 2);
}

static void
test_a_role_that_is_not_given_is_named (void)
{
  g_auto(QsTestPortal) portal = { 0 };

  qs_test_portal_init (&portal);
  qs_test_portal_keep (&portal, HOUR_S, FALSE);
  qs_test_cloud_answer (portal.auth.cloud, "/federation/credentials", 403, "ForbiddenException",
                        "{\"message\":\"No access\"}");
  qs_test_auth_refuse (&portal.auth, QS_ENGINE_ERROR_DENIED,
                       "No credentials for the role Researcher in the account 123456789012: No a");
}

static void
test_accounts_and_roles_come_in_pages (void)
{
  g_auto(QsTestPortal) portal = { 0 };
  g_autoptr(GListModel) accounts = NULL;
  g_autoptr(GListModel) roles = NULL;
  g_autoptr(QsSsoAccount) second = NULL;
  g_autoptr(QsSsoRole) role = NULL;
  QsTestCloud *cloud;

  qs_test_portal_init (&portal);
  cloud = portal.auth.cloud;
  qs_test_portal_keep (&portal, HOUR_S, FALSE);
  qs_test_cloud_answer (cloud, "/assignment/accounts", 200, NULL,
                        "{\"accountList\":[{\"accountId\":\"111111111111\",\"accountName\":\"Lab\","
                        "\"emailAddress\":\"lab@example.org\"}],\"nextToken\":\"two\"}");
  qs_test_cloud_answer (cloud, "/assignment/accounts", 200, NULL,
                        "{\"accountList\":[{\"accountId\":\"222222222222\","
                        "\"accountName\":\"Teaching\"}]}");
  qs_test_cloud_answer (cloud, "/assignment/roles", 200, NULL,
                        "{\"roleList\":[{\"roleName\":\"Student\","
                        "\"accountId\":\"222222222222\"}]}");

  accounts = dex_await_object (qs_sso_portal_list_accounts (portal.session), NULL);
  g_assert_cmpuint (g_list_model_get_n_items (accounts), ==, 2);
  second = g_list_model_get_item (accounts, 1);
  g_assert_cmpstr (qs_sso_account_get_id (second), ==, "222222222222");
  g_assert_cmpstr (qs_sso_account_get_name (second), ==, "Teaching");
  g_assert_cmpstr (qs_test_cloud_get (cloud, "/assignment/accounts", "next_token"), ==, "two");
  g_assert_cmpstr (qs_test_cloud_get (cloud, "/assignment/accounts", "max_result"), ==, "100");

  roles = dex_await_object (qs_sso_portal_list_roles (portal.session, "222222222222"), NULL);
  role = g_list_model_get_item (roles, 0);
  g_assert_cmpstr (qs_sso_role_get_name (role), ==, "Student");
  g_assert_cmpstr (qs_test_cloud_get (cloud, "/assignment/roles", "account_id"), ==,
                   "222222222222");
}

static void
test_logging_out (void)
{
  g_auto(QsTestPortal) portal = { 0 };
  g_autoptr(GError) error = NULL;

  qs_test_portal_init (&portal);
  qs_test_portal_keep (&portal, HOUR_S, FALSE);
  qs_test_cloud_answer (portal.auth.cloud, "/logout", 200, NULL, "{}");
  dex_await (qs_sso_portal_log_out (portal.session), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (qs_test_cloud_get (portal.auth.cloud, "/logout", "bearer"), ==,
                   QS_TEST_ACCESS_TOKEN);
  g_assert_null (qs_test_auth_dup_kept (&portal.auth, QS_KEYRING_SSO_TOKEN));

  /* Again: there is nobody to log out. */
  dex_await (qs_sso_portal_log_out (portal.session), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (qs_test_cloud_count (portal.auth.cloud, "/logout"), ==, 1);
}

#define PROFILE \
        "[sso-session lab]\nsso_start_url = " QS_TEST_START_URL "\nsso_region = eu-west-1\n" \
        "sso_registration_scopes = sso:account:access, other:scope\n" \
        "[profile lab]\nsso_session = lab\nsso_account_id = 123456789012\n" \
        "sso_role_name = Researcher\n"
#define LEGACY \
        "[profile lab]\nsso_start_url = " QS_TEST_START_URL "\nsso_region = eu-west-1\n" \
        "sso_account_id = 123456789012\nsso_role_name = Researcher\n"

static void
try_profile (const char *config,
             const char *scopes)
{
  g_auto(QsTestPortal) portal = { 0 };
  g_autofree char *credentials = NULL;
  g_autoptr(QsAccountSettings) settings = NULL;
  g_autoptr(QsSsoSession) session = NULL;

  qs_test_portal_init (&portal);
  qs_test_portal_keep (&portal, HOUR_S, FALSE);
  qs_test_portal_give_credentials (&portal, "ASIASSO");
  qs_test_auth_open_profile (&portal.auth, "lab", config, "");
  qs_test_auth_expect (&portal.auth, "ASIASSO");

  credentials = g_strdup_printf ("{\"profile\":{\"name\":\"lab\",\"configFile\":\"%s/config\","
                                 "\"credentialsFile\":\"%s/credentials\"}}", portal.auth.folder,
                                 portal.auth.folder);
  settings = qs_test_cloud_new_settings (portal.auth.cloud, credentials);
  session = dex_await_object (qs_auth_load_session (settings, portal.auth.keyring,
                                                    portal.auth.http,
                                                    QS_CLOCK (portal.auth.clock)), NULL);
  g_assert_cmpstr (qs_sso_session_get_start_url (session), ==, QS_TEST_START_URL);
  g_assert_cmpstr (qs_sso_session_get_region (session), ==, "eu-west-1");
  g_assert_cmpstr (qs_sso_session_get_scopes (session), ==, scopes);
}

static void
test_profiles_log_in_too (void)
{
  try_profile (PROFILE, "sso:account:access other:scope");
  try_profile (LEGACY, "sso:account:access");
}

static void
test_an_account_without_a_login_has_no_session (void)
{
  g_auto(QsTestAuth) bench = { 0 };
  g_autoptr(QsAccountSettings) settings = NULL;
  g_autoptr(GError) error = NULL;

  qs_test_auth_init (&bench);
  settings = qs_test_cloud_new_settings (bench.cloud, "{\"accessKey\":{\"accessKeyId\":"
                                         "\"AKIAIOSFODNN7EXAMPLE\"}}");
  g_assert_null (dex_await_object (qs_auth_load_session (settings, bench.keyring, bench.http,
                                                         QS_CLOCK (bench.clock)), &error));
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/sso-portal/credentials", test_credentials_of_a_role);
  qs_test_add_fiber ("/sso-portal/not-logged-in", test_who_has_not_logged_in_is_told_to);
  qs_test_add_fiber ("/sso-portal/an-expired-token", test_an_expired_token_needs_a_login);
  qs_test_add_fiber ("/sso-portal/a-token-of-elsewhere", test_a_token_of_elsewhere_is_not_shown);
  qs_test_add_fiber ("/sso-portal/a-token-is-refreshed", test_a_token_is_refreshed);
  qs_test_add_fiber ("/sso-portal/a-refresh-that-is-refused",
                     test_a_refresh_that_is_refused_needs_a_login);
  qs_test_add_fiber ("/sso-portal/a-refresh-may-fail",
                     test_a_refresh_may_fail_while_the_token_is_good);
  qs_test_add_fiber ("/sso-portal/a-refused-token", test_a_refused_token_is_replaced_once);
  qs_test_add_fiber ("/sso-portal/a-token-that-stays-refused",
                     test_a_token_that_stays_refused_needs_a_login);
  qs_test_add_fiber ("/sso-portal/a-role-that-is-not-given",
                     test_a_role_that_is_not_given_is_named);
  qs_test_add_fiber ("/sso-portal/pages", test_accounts_and_roles_come_in_pages);
  qs_test_add_fiber ("/sso-portal/logging-out", test_logging_out);
  qs_test_add_fiber ("/sso-portal/profiles", test_profiles_log_in_too);
  qs_test_add_fiber ("/sso-portal/no-session", test_an_account_without_a_login_has_no_session);

  return g_test_run ();
}
