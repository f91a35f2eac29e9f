#include <string.h>

#include "qs-account-settings.h"
#include "qs-fault.h"
#include "qs-json.h"
#include "qs-service-model.h"
#include "qs-test.h"

#define START "{\"id\":\"b3a7e0f0-0000-4000-8000-000000000001\",\"name\":\"Lab\"," \
        "\"region\":\"eu-central-1\",\"credentials\":"
#define ROLE "{\"assumeRole\":{\"roleArn\":\"arn:aws:iam::123456789012:role/Runner\"," \
        "\"sourceProfile\":\"default\""
#define KEY "{\"accessKey\":{\"accessKeyId\":\"AKIAIOSFODNN7EXAMPLE\"}}"

static QsAccountSettings *
make (const char *text)
{
  g_autoptr(JsonNode) document = qs_json_parse (text, -1, NULL);
  g_autoptr(GError) error = NULL;
  QsAccountSettings *settings = qs_account_settings_new (document, &error);

  g_assert_no_error (error);
  return settings;
}

static void
test_role (void)
{
  g_autoptr(QsAccountSettings) settings = make (
    START ROLE ",\"externalId\":\"lab/7\",\"mfaSerial\":\"arn:aws:iam::123456789012:mfa/me\","
    "\"roleSessionName\":\"quayside\",\"durationSeconds\":3600}},\"useFips\":true}");
  g_autoptr(JsonNode) copy = NULL;

  g_assert_cmpint (qs_account_settings_get_source (settings), ==, QS_ACCOUNT_ASSUME_ROLE);
  g_assert_cmpstr (qs_account_settings_get (settings, QS_ACCOUNT_NAME), ==, "Lab");
  g_assert_cmpstr (qs_account_settings_get (settings, QS_ACCOUNT_ROLE_ARN), ==,
                   "arn:aws:iam::123456789012:role/Runner");
  g_assert_cmpstr (qs_account_settings_get (settings, QS_ACCOUNT_ROLE_SOURCE_PROFILE), ==,
                   "default");
  g_assert_cmpstr (qs_account_settings_get (settings, QS_ACCOUNT_ROLE_EXTERNAL_ID), ==, "lab/7");
  g_assert_null (qs_account_settings_get (settings, QS_ACCOUNT_ROLE_ACCESS_KEY_ID));
  g_assert_null (qs_account_settings_get (settings, QS_ACCOUNT_SSO_REGION));
  g_assert_cmpint (qs_account_settings_get_duration (settings), ==, 3600);
  g_assert_true (qs_account_settings_get_use_fips (settings));
  g_assert_false (qs_account_settings_get_use_dual_stack (settings));
  g_assert_null (qs_account_settings_get_service_url (settings, "batch"));

  copy = qs_json_copy (qs_account_settings_get_document (settings));
  g_assert_true (json_node_equal (copy, qs_account_settings_get_document (settings)));
}

static void
test_sources (void)
{
  g_autoptr(QsAccountSettings) key = make (START KEY "}");
  g_autoptr(QsAccountSettings) profile = make (
    START "{\"profile\":{\"name\":\"lab\",\"configFile\":\"~/aws\"}}}");
  g_autoptr(QsAccountSettings) center = make (
    START "{\"identityCenter\":{\"startUrl\":\"https://lab.awsapps.com/start\","
    "\"region\":\"eu-west-1\",\"accountId\":\"123456789012\",\"roleName\":\"Runner\"}}}");

  g_assert_cmpint (qs_account_settings_get_source (key), ==, QS_ACCOUNT_ACCESS_KEY);
  g_assert_cmpint (qs_account_settings_get_source (profile), ==, QS_ACCOUNT_PROFILE);
  g_assert_cmpstr (qs_account_settings_get (profile, QS_ACCOUNT_CONFIG_FILE), ==, "~/aws");
  g_assert_cmpint (qs_account_settings_get_source (center), ==, QS_ACCOUNT_IDENTITY_CENTER);
  g_assert_cmpstr (qs_account_settings_get (center, QS_ACCOUNT_SSO_REGION), ==, "eu-west-1");
}

/* The first fault of each document, by its path. */
static void
test_faults (void)
{
  static const struct { const char *text, *path; } cases[] = {
    { "[]", "" },
    { "{}", "id" },
    { START "{}}", "credentials" },
    { START "{\"accessKey\":{\"accessKeyId\":\"AKIAIOSFODNN7EXAMPLE\"},"
      "\"profile\":{\"name\":\"a\"}}}", "credentials" },
    { START "{\"accessKey\":{\"accessKeyId\":\"short\"}}}", "credentials.accessKey.accessKeyId" },
    { START "{\"assumeRole\":{\"roleArn\":\"arn:aws:iam::123456789012:role/R\"}}}",
      "credentials.assumeRole" },
    { START ROLE ",\"accessKeyId\":\"AKIAIOSFODNN7EXAMPLE\"}}}", "credentials.assumeRole" },
    { START "{\"assumeRole\":{\"roleArn\":\"arn:aws:iam::123456789012:user/me\","
      "\"sourceProfile\":\"a\"}}}", "credentials.assumeRole.roleArn" },
    { START ROLE ",\"durationSeconds\":60}}}", "credentials.assumeRole.durationSeconds" },
    { START KEY ",\"secret\":\"x\"}", "secret" },
    { START KEY ",\"endpoints\":{\"url\":\"http://example.com\"}}", "endpoints.url" },
    { START KEY ",\"endpoints\":{\"services\":{\"batch\":\"https://a@b.example\"}}}",
      "endpoints.services.batch" },
    { START KEY ",\"endpoints\":{\"url\":\"https://example.com\"},\"useFips\":true}", "useFips" },
    { START KEY ",\"endpoints\":{\"url\":\"https://example.com\"},\"useDualStack\":true}",
      "useDualStack" },
    { "{\"id\":\"b3a7e0f0-0000-4000-8000-000000000001\",\"name\":\"Lab\",\"region\":\"12\","
      "\"credentials\":" KEY "}", "region" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JsonNode) document = qs_json_parse (cases[i].text, -1, NULL);
      g_autoptr(GPtrArray) faults = qs_account_settings_check (document);
      g_autoptr(GError) error = NULL;
      const QsFault *fault;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (faults->len, >, 0);
      fault = g_ptr_array_index (faults, 0);
      g_assert_cmpstr (fault->path, ==, cases[i].path);
      g_assert_null (qs_account_settings_new (document, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
}

/* A form finds the rules of its rows by their paths. */
static void
test_form (void)
{
  g_autoptr(QsServiceModel) model = qs_service_model_load ("account", NULL);
  const QsMember *member = qs_service_model_find_input (
    model, "Account", "credentials.assumeRole.durationSeconds");
  double max;

  g_assert_nonnull (member);
  g_assert_true (qs_shape_get_max (qs_member_get_shape (member), &max));
  g_assert_cmpfloat (max, ==, 43200);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/account-settings/role", test_role);
  g_test_add_func ("/account-settings/sources", test_sources);
  g_test_add_func ("/account-settings/faults", test_faults);
  g_test_add_func ("/account-settings/form", test_form);

  return g_test_run ();
}
