#include "qs-engine.h"
#include "qs-json.h"
#include "qs-test-auth.h"
#include "qs-test.h"

#define KEY "{\"accessKey\":{\"accessKeyId\":\"AKIAIOSFODNN7EXAMPLE\"}}"

/* An account without an endpoint of its own, unless @more says one. */
static QsAccountSettings *
load (const char *credentials,
      const char *more,
      GError    **error)
{
  g_autofree char *text = g_strdup_printf ("{\"id\":\"" QS_TEST_CLOUD_ID "\",\"name\":\"Lab\","
                                           "\"region\":\"eu-central-1\",\"credentials\":%s%s}",
                                           credentials, more);
  g_autoptr(JsonNode) document = qs_json_parse (text, -1, NULL);
  g_autoptr(QsAccountSettings) settings = qs_account_settings_new (document, error);

  g_assert_nonnull (settings);
  return dex_await_boxed (qs_auth_load_settings (settings), error);
}

static QsAccountSettings *
load_profile (QsTestAuth *bench,
              const char *config,
              const char *more,
              GError    **error)
{
  g_autofree char *credentials = g_strdup_printf ("{\"profile\":{\"name\":\"lab\","
                                                  "\"configFile\":\"%s/config\","
                                                  "\"credentialsFile\":\"%s/credentials\"}}",
                                                  bench->folder, bench->folder);

  qs_test_auth_write (bench, "config", config);
  qs_test_auth_write (bench, "credentials", "");
  return load (credentials, more, error);
}

#define assert_url(settings, service, expected) \
        g_assert_cmpstr (qs_account_settings_get_service_url (settings, service), ==, expected)

static void
test_a_profile_names_endpoints (void)
{
  g_auto(QsTestAuth) bench = { 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(QsAccountSettings) settings = NULL;

  qs_test_auth_init (&bench);
  settings = load_profile (&bench, "[profile lab]\nservices = mine\nuse_fips_endpoint = true\n"
                           "endpoint_url = https://all.example.com\n"
                           "[services mine]\nbatch =\n  endpoint_url = https://batch.example.com\n",
                           "", &error);
  g_assert_no_error (error);
  assert_url (settings, "batch", "https://batch.example.com");
  assert_url (settings, "sts", "https://all.example.com");
  g_assert_true (qs_account_settings_get_use_fips (settings));
  g_assert_false (qs_account_settings_get_use_dual_stack (settings));

  /* What is for all services is not for those that are sent tokens. */
  assert_url (settings, "sso", NULL);
  assert_url (settings, "sso-oidc", NULL);
}

static void
test_the_account_comes_first (void)
{
  g_auto(QsTestAuth) bench = { 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(QsAccountSettings) settings = NULL;

  qs_test_auth_init (&bench);
  settings = load_profile (&bench, "[profile lab]\nendpoint_url = https://all.example.com\n"
                           "use_fips_endpoint = true\n",
                           ",\"endpoints\":{\"services\":{\"batch\":\"https://own.example.com\"}},"
                           "\"useFips\":false", &error);
  g_assert_no_error (error);
  assert_url (settings, "batch", "https://own.example.com");
  assert_url (settings, "logs", "https://all.example.com");
  g_assert_false (qs_account_settings_get_use_fips (settings));
}

static void
test_the_environment_counts_for_every_account (void)
{
  g_auto(QsTestAuth) bench = { 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(QsAccountSettings) settings = NULL;

  qs_test_auth_init (&bench);
  g_setenv ("AWS_ENDPOINT_URL_BATCH", "https://environment.example.com", TRUE);
  settings = load (KEY, "", &error);
  g_unsetenv ("AWS_ENDPOINT_URL_BATCH");
  g_assert_no_error (error);
  assert_url (settings, "batch", "https://environment.example.com");
  assert_url (settings, "sts", NULL);
}

static void
test_nothing_is_added_where_nothing_is_said (void)
{
  g_auto(QsTestAuth) bench = { 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(QsAccountSettings) settings = NULL;
  JsonObject *document;

  qs_test_auth_init (&bench);
  settings = load (KEY, "", &error);
  g_assert_no_error (error);
  document = json_node_get_object (qs_account_settings_get_document (settings));
  g_assert_false (json_object_has_member (document, "endpoints"));
  g_assert_false (json_object_has_member (document, "useFips"));
}

static void
test_faults_are_said (void)
{
  g_auto(QsTestAuth) bench = { 0 };
  g_autoptr(GError) error = NULL;

  qs_test_auth_init (&bench);
  g_assert_null (load_profile (&bench, "[profile other]\n", "", &error));
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (load_profile (&bench, "[profile lab]\nendpoint_url = http://example.com\n", "",
                               &error));
  g_assert_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/auth-settings/a-profile-names-endpoints", test_a_profile_names_endpoints);
  qs_test_add_fiber ("/auth-settings/the-account-comes-first", test_the_account_comes_first);
  qs_test_add_fiber ("/auth-settings/the-environment",
                     test_the_environment_counts_for_every_account);
  qs_test_add_fiber ("/auth-settings/nothing-is-added",
                     test_nothing_is_added_where_nothing_is_said);
  qs_test_add_fiber ("/auth-settings/faults", test_faults_are_said);

  return g_test_run ();
}
