#include "qs-process-output.h"

#include <string.h>

#include "qs-engine.h"
#include "qs-sso-client.h"
#include "qs-sso-token.h"
#include "qs-test.h"

#define CANARY "CanarySecretCanarySecretCanarySecret0001"

static QsCredentials *
parse (const char *text,
       GError    **error)
{
  return qs_process_output_parse ("The command", text, strlen (text), error);
}

static void
test_all_members_are_read (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(QsCredentials) credentials =
    parse ("{\"Version\":1,\"AccessKeyId\":\"AKIA1\",\"SecretAccessKey\":\"" CANARY "\","
           "\"SessionToken\":\"token\",\"Expiration\":\"2026-11-23T04:00:00Z\",\"Else\":{}}",
           &error);

  g_assert_no_error (error);
  g_assert_cmpstr (qs_credentials_get_access_key_id (credentials), ==, "AKIA1");
  g_assert_cmpstr (qs_credentials_get_secret_access_key (credentials), ==, CANARY);
  g_assert_cmpstr (qs_credentials_get_session_token (credentials), ==, "token");
  g_assert_cmpint (qs_credentials_get_expires_at (credentials), ==, 1795406400000);
}

static void
test_token_and_expiry_may_lack (void)
{
  g_autoptr(QsCredentials) credentials =
    parse ("{\"Version\":1,\"AccessKeyId\":\"AKIA1\",\"SecretAccessKey\":\"" CANARY "\","
           "\"SessionToken\":\"\"}", NULL);

  g_assert_null (qs_credentials_get_session_token (credentials));
  g_assert_cmpint (qs_credentials_get_expires_at (credentials), ==, 0);
}

static void
test_offsets_of_time_are_understood (void)
{
  g_autoptr(QsCredentials) credentials =
    parse ("{\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"B\","
           "\"Expiration\":\"2026-11-23T05:00:00+01:00\"}", NULL);

  g_assert_cmpint (qs_credentials_get_expires_at (credentials), ==, 1795406400000);
}

static const struct
{
  const char *text;
  const char *complaint;
} faults[] = {
  { "", "no" },
  { CANARY, "JSON object" },
  { "[\"" CANARY "\"]", "JSON object" },
  { "{\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"" CANARY "\"}", "no Version" },
  { "{\"Version\":2,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"" CANARY "\"}", "Version 2" },
  { "{\"Version\":\"1\",\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"" CANARY "\"}", "Version" },
  { "{\"Version\":1,\"SecretAccessKey\":\"" CANARY "\"}", "no AccessKeyId" },
  { "{\"Version\":1,\"AccessKeyId\":\"A\",\"SessionToken\":\"" CANARY "\"}", "no SecretAccessKey" },
  { "{\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"" CANARY "\\r\\nX: y\"}",
    "SecretAccessKey with characters" },
  { "{\"Version\":1,\"AccessKeyId\":\"A b\",\"SecretAccessKey\":\"" CANARY "\"}",
    "AccessKeyId with characters" },
  { "{\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"x\",\"SessionToken\":\""
    CANARY "é\"}", "SessionToken with characters" },
  { "{\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"" CANARY "\","
    "\"Expiration\":\"tomorrow\"}", "Expiration" },
};

static void
test_faults_are_named_and_secrets_are_not (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (parse (faults[i].text, &error));
      g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY);
      g_assert_nonnull (strstr (error->message, faults[i].complaint));
      g_assert_true (g_str_has_prefix (error->message, "The command "));
      g_assert_null (strstr (error->message, "Canary"));
    }
}

static void
test_tokens_survive_the_keyring (void)
{
  g_autoptr(QsSsoToken) token = qs_sso_token_new ("https://d-1.awsapps.com/start", "eu-west-1",
                                                  "access", "refresh", 1795406400000);
  g_autoptr(GBytes) bytes = qs_sso_token_print (token);
  g_autoptr(QsSsoToken) again = qs_sso_token_parse (bytes);

  g_assert_cmpstr (qs_sso_token_get_access_token (again), ==, "access");
  g_assert_cmpstr (qs_sso_token_get_refresh_token (again), ==, "refresh");
  g_assert_cmpint (qs_sso_token_get_expires_at (again), ==, 1795406400000);
  g_assert_true (qs_sso_token_is_of (again, "https://d-1.awsapps.com/start", "eu-west-1"));
  g_assert_false (qs_sso_token_is_of (again, "https://d-2.awsapps.com/start", "eu-west-1"));
}

static void
test_clients_survive_the_keyring (void)
{
  g_autoptr(QsSsoClient) client = qs_sso_client_new ("https://d-1.awsapps.com/start", "eu-west-1",
                                                     QS_SSO_FLOW_DEVICE, "sso:account:access", "id",
                                                     "secret", 1795406400000);
  g_autoptr(GBytes) bytes = qs_sso_client_print (client);
  g_autoptr(QsSsoClient) again = qs_sso_client_parse (bytes);

  g_assert_cmpstr (qs_sso_client_get_id (again), ==, "id");
  g_assert_cmpstr (qs_sso_client_get_secret (again), ==, "secret");
  g_assert_cmpint (qs_sso_client_get_expires_at (again), ==, 1795406400000);
  g_assert_true (qs_sso_client_is_of (again, "https://d-1.awsapps.com/start", "eu-west-1"));
  g_assert_true (qs_sso_client_is_for (again, QS_SSO_FLOW_DEVICE, "sso:account:access"));
  g_assert_false (qs_sso_client_is_for (again, QS_SSO_FLOW_BROWSER, "sso:account:access"));
}

static void
test_what_is_no_token_is_none (void)
{
  const char *texts[] = { "", "[]", "{}", "null", "{\"accessToken\":1}", "{\"startUrl\":\"x\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));

      g_assert_null (qs_sso_token_parse (bytes));
      g_assert_null (qs_sso_client_parse (bytes));
    }
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/process-output/all-members", test_all_members_are_read);
  g_test_add_func ("/process-output/token-and-expiry-may-lack", test_token_and_expiry_may_lack);
  g_test_add_func ("/process-output/offsets-of-time", test_offsets_of_time_are_understood);
  g_test_add_func ("/process-output/faults-are-named", test_faults_are_named_and_secrets_are_not);
  g_test_add_func ("/sso-token/survives-the-keyring", test_tokens_survive_the_keyring);
  g_test_add_func ("/sso-client/survives-the-keyring", test_clients_survive_the_keyring);
  g_test_add_func ("/sso-token/what-is-no-token", test_what_is_no_token_is_none);

  return g_test_run ();
}
