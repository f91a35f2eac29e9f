#include <string.h>

#include "qs-endpoint-url.h"
#include "qs-endpoints.h"
#include "qs-json.h"
#include "qs-regions.h"
#include "qs-test.h"

#define CONFIG "[default]\n" \
        "endpoint_url = https://all.profile\n" \
        "services = local\n" \
        "[services local]\n" \
        "batch =\n" \
        "  endpoint_url = https://batch.profile\n" \
        "cloudwatch_logs =\n" \
        "  endpoint_url = https://logs.profile/path/\n" \
        "sso =\n" \
        "  endpoint_url = https://sso.profile\n"

static const char * const variables[] = {
  "AWS_ENDPOINT_URL=https://all.variable",
  "AWS_ENDPOINT_URL_BATCH=https://batch.variable",
  "AWS_ENDPOINT_URL_SSO_OIDC=https://oidc.variable",
  NULL,
};

static QsAccountSettings *
make_settings (const char *endpoints)
{
  g_autofree char *text = g_strdup_printf (
    "{\"id\":\"b3a7e0f0-0000-4000-8000-000000000001\",\"name\":\"Lab\",\"region\":\"eu-central-1\","
    "\"credentials\":{\"profile\":{\"name\":\"default\"}},\"endpoints\":%s}", endpoints);
  g_autoptr(JsonNode) document = qs_json_parse (text, -1, NULL);
  g_autoptr(GError) error = NULL;
  QsAccountSettings *settings = qs_account_settings_new (document, &error);

  g_assert_no_error (error);
  return settings;
}

static QsProfiles *
make_profiles (const char *config)
{
  g_autoptr(GBytes) bytes = g_bytes_new (config, strlen (config));
  g_autoptr(GError) error = NULL;
  QsProfiles *profiles = qs_profiles_parse (bytes, "config", NULL, "credentials", &error);

  g_assert_no_error (error);
  return profiles;
}

static void
assert_url (QsEndpointQuery query,
            const char     *service,
            const char     *url)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(QsEndpoint) endpoint = NULL;

  query.service = service;
  query.region = "eu-central-1";
  endpoint = qs_endpoints_resolve (&query, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (endpoint->url, ==, url);
}

/* Account, variables, profile; of each what is said of the service before what is said of all. */
static void
test_precedence (void)
{
  g_autoptr(QsAccountSettings) settings = make_settings (
    "{\"url\":\"https://all.account\",\"services\":{\"batch\":\"https://batch.account\"}}");
  g_autoptr(QsProfiles) profiles = make_profiles (CONFIG);
  QsEndpointQuery query = { NULL };

  assert_url (query, "batch", "https://batch.eu-central-1.amazonaws.com");

  query.profile = qs_profiles_lookup (profiles, "default", NULL);
  assert_url (query, "batch", "https://batch.profile");
  assert_url (query, "logs", "https://logs.profile/path");
  assert_url (query, "ecs", "https://all.profile");

  query.environment = variables;
  assert_url (query, "batch", "https://batch.variable");
  assert_url (query, "logs", "https://all.variable");

  query.settings = settings;
  assert_url (query, "batch", "https://batch.account");
  assert_url (query, "logs", "https://all.account");
}

/* What is meant for all services would collect the tokens of a whole company. */
static void
test_no_global_for_tokens (void)
{
  g_autoptr(QsAccountSettings) settings = make_settings ("{\"url\":\"https://all.account\"}");
  g_autoptr(QsProfiles) profiles = make_profiles (CONFIG);
  QsEndpointQuery query = { .settings = settings, .environment = variables };

  assert_url (query, "sso", "https://portal.sso.eu-central-1.amazonaws.com");
  assert_url (query, "portal.sso", "https://portal.sso.eu-central-1.amazonaws.com");
  assert_url (query, "sso-oidc", "https://oidc.variable");
  assert_url (query, "oidc", "https://oidc.variable");
  assert_url (query, "signin", "https://signin.eu-central-1.amazonaws.com");

  query.profile = qs_profiles_lookup (profiles, "default", NULL);
  assert_url (query, "sso", "https://sso.profile");
}

static void
test_ignored (void)
{
  static const char * const ignoring[] = {
    "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true", "AWS_ENDPOINT_URL=https://all.variable", NULL,
  };
  g_autoptr(QsProfiles) profiles = make_profiles (
    "[default]\nignore_configured_endpoint_urls = true\nendpoint_url = https://all.profile\n");
  QsEndpointQuery query = { .environment = ignoring };

  assert_url (query, "batch", "https://batch.eu-central-1.amazonaws.com");

  query.environment = NULL;
  query.profile = qs_profiles_lookup (profiles, "default", NULL);
  assert_url (query, "batch", "https://batch.eu-central-1.amazonaws.com");
}

static void
assert_refused (const QsEndpointQuery *query,
                QsEndpointError        code,
                const char            *part)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (qs_endpoints_resolve (query, &error));
  g_assert_error (error, QS_ENDPOINT_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, part));
}

/* A region goes into a host name: it may not take the request elsewhere. */
static void
test_hostile_names (void)
{
  static const char * const regions[] = {
    "", "evil.com/", "a.b", "a@evil.com", "a#", "a?", "-a", "a-", "1", "a b", "a:1", "é", "a\n",
    "0123456789012345678901234567890123456789012345678901234567890123a",
  };
  QsEndpointQuery query = { .service = "batch" };

  for (guint i = 0; i < G_N_ELEMENTS (regions); i++)
    {
      query.region = regions[i];
      assert_refused (&query, QS_ENDPOINT_ERROR_REGION, "region");
    }

  query.region = "eu-central-1";
  query.service = "evil.com/";
  assert_refused (&query, QS_ENDPOINT_ERROR_REGION, "service");
}

/* Plain http stays on this computer; the message says who said so. */
static void
test_plain_http (void)
{
  static const char * const plain[] = { "AWS_ENDPOINT_URL=http://10.0.0.1:5000", NULL };
  static const char * const local[] = { "AWS_ENDPOINT_URL=http://127.0.0.1:5000/", NULL };
  g_autoptr(QsProfiles) profiles = make_profiles ("[default]\nendpoint_url = http://evil.com\n");
  QsEndpointQuery query = { .service = "batch", .region = "eu-central-1", .environment = plain };

  assert_refused (&query, QS_ENDPOINT_ERROR_URL, "AWS_ENDPOINT_URL");
  query.environment = local;
  assert_url (query, "batch", "http://127.0.0.1:5000");

  query.environment = NULL;
  query.profile = qs_profiles_lookup (profiles, "default", NULL);
  assert_refused (&query, QS_ENDPOINT_ERROR_URL, "config, line 2, endpoint_url");
}

static void
test_variants (void)
{
  static const char * const local[] = { "AWS_ENDPOINT_URL=http://[::1]:5000", NULL };
  QsEndpointQuery query = { .service = "s3", .region = "cn-north-1", .fips = TRUE };

  assert_refused (&query, QS_ENDPOINT_ERROR_VARIANT, "FIPS");
  query.region = "us-east-1";
  query.environment = local;
  assert_refused (&query, QS_ENDPOINT_ERROR_VARIANT, "FIPS");
}

static void
test_urls (void)
{
  static const char * const good[] = {
    "https://example.com", "https://example.com:8443/path", "http://localhost:5000",
    "http://LOCALHOST", "http://127.8.9.1", "http://[::1]:1/",
  };
  static const char * const bad[] = {
    "", "example.com", "ftp://example.com", "https://", "http://example.com", "http://0.0.0.0",
    "http://127.0.0.1.evil.com", "http://localhost@evil.com", "https://me:secret@example.com",
    "https://example.com/?a=b", "https://example.com/#a", "http://localhost.evil.com",
    "https:// example.com", "https://a b", "https://a%2fb", "https://ex\u00e4mple.com/",
    "https://example.com/a b", "javascript:alert(1)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_cmpstr (qs_endpoint_url_find_fault (good[i]), ==, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_nonnull (qs_endpoint_url_find_fault (bad[i]));
}

/* One endpoint for all regions is signed for the region it stands in. */
static void
test_signing (void)
{
  QsEndpointQuery query = { .service = "iam", .region = "eu-west-1" };
  g_autoptr(QsEndpoint) iam = qs_endpoints_resolve (&query, NULL);
  g_autoptr(QsEndpoint) sovereign = NULL;

  g_assert_cmpstr (iam->url, ==, "https://iam.amazonaws.com");
  g_assert_cmpstr (iam->signing_region, ==, "us-east-1");
  g_assert_cmpstr (iam->signing_name, ==, "iam");

  query = (QsEndpointQuery){ .service = "pricing", .region = "eusc-de-east-1" };
  sovereign = qs_endpoints_resolve (&query, NULL);
  g_assert_cmpstr (sovereign->url, ==, "https://api.pricing.eusc-de-east-1.amazonaws.eu");
  g_assert_cmpstr (sovereign->signing_name, ==, "pricing");
}

static QsRegion *
find_region (GListModel *regions,
             const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (regions); i++)
    {
      g_autoptr(QsRegion) region = g_list_model_get_item (regions, i);

      if (g_str_equal (qs_region_get_id (region), id))
        return g_steal_pointer (&region);
    }

  return NULL;
}

static void
test_regions (void)
{
  g_autoptr(GListModel) all = qs_regions_new (NULL);
  g_autoptr(GListModel) priced = qs_regions_new ("pricing");
  g_autoptr(QsRegion) frankfurt = find_region (all, "eu-central-1");
  g_autoptr(QsRegion) elsewhere = find_region (priced, "eu-west-2");
  g_autofree char *label = NULL;
  g_autofree char *unknown = qs_regions_dup_name ("moon-base-1");
  g_autofree char *partition = qs_regions_dup_partition ("cn-future-9");

  g_object_get (frankfurt, "label", &label, NULL);
  g_assert_cmpstr (label, ==, "Europe (Frankfurt) · eu-central-1");
  g_assert_true (qs_region_has_service (frankfurt, "batch"));
  g_assert_null (elsewhere);
  g_assert_cmpuint (g_list_model_get_n_items (priced), <, g_list_model_get_n_items (all));
  g_assert_cmpstr (unknown, ==, "moon-base-1");
  g_assert_cmpstr (partition, ==, "aws-cn");
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/endpoints/precedence", test_precedence);
  g_test_add_func ("/endpoints/no-global-for-tokens", test_no_global_for_tokens);
  g_test_add_func ("/endpoints/ignored", test_ignored);
  g_test_add_func ("/endpoints/hostile-names", test_hostile_names);
  g_test_add_func ("/endpoints/plain-http", test_plain_http);
  g_test_add_func ("/endpoints/variants", test_variants);
  g_test_add_func ("/endpoints/urls", test_urls);
  g_test_add_func ("/endpoints/signing", test_signing);
  g_test_add_func ("/regions", test_regions);

  return g_test_run ();
}
