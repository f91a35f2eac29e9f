#include <string.h>

#include <glib/gstdio.h>

#include "qs-profile-chain.h"
#include "qs-test.h"

#define CONFIG "/home/me/.aws/config"
#define CREDENTIALS "/home/me/.aws/credentials"

static QsProfiles *
parse (const char *config,
       const char *credentials,
       GError    **error)
{
  g_autoptr(GBytes) config_bytes = g_bytes_new (config, strlen (config));
  g_autoptr(GBytes) credentials_bytes = g_bytes_new (credentials, strlen (credentials));

  return qs_profiles_parse (config_bytes, CONFIG, credentials_bytes, CREDENTIALS, error);
}

/* A message says where and what, and shows nothing of a line that may be a secret. */
static void
test_faults (void)
{
  static const struct { const char *config, *message; } cases[] = {
    { "[default]\nwJalrXUtnFEMI\n",
      CONFIG ", line 2: it must be a key, an equals sign and a value" },
    { "aws_secret_access_key = wJalrXUtnFEMI\n",
      CONFIG ", line 1: there is no [section] before it" },
    { "[a]\n\n[b]\n[a]\n", CONFIG ", line 4: there is a section [a] already" },
    { "[a]\nregion = wJalrXUtnFEMI\n# x\nRegion = y\n",
      CONFIG ", line 4: [a] has “region” already" },
    { "[a]\nx = 1\ns3 =\n  a = 1\n  wJalrXUtnFEMI\n",
      CONFIG ", line 3: every line of the block “s3” must be a key, an equals sign and a value" },
    { "[a]\nx = \xff\n", CONFIG " is no text in UTF-8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (parse (cases[i].config, "", &error));
      g_assert_error (error, QS_PROFILE_ERROR, QS_PROFILE_ERROR_SYNTAX);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_precedence (void)
{
  g_autoptr(QsProfiles) profiles = parse ("[profile a]\nregion = x\noutput = json\n",
                                          "[a]\nregion = y\n[b]\nregion = z\n", NULL);
  const QsProfile *profile = qs_profiles_lookup (profiles, "a", NULL);
  g_autofree char *place = qs_profile_dup_place (profile, "region");
  g_autofree char *other = qs_profile_dup_place (profile, "output");
  g_autofree char *none = qs_profile_dup_place (profile, "role_arn");
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (qs_profile_get (profile, "region"), ==, "y");
  g_assert_cmpstr (qs_profile_get (profile, "output"), ==, "json");
  g_assert_cmpstr (place, ==, CREDENTIALS ", line 2, region");
  g_assert_cmpstr (other, ==, CONFIG ", line 3, output");
  g_assert_cmpstr (none, ==, CONFIG ", line 1");
  g_assert_true (g_strv_equal (qs_profiles_get_names (profiles),
                               (const char *[]) { "a", "b", NULL }));

  g_assert_null (qs_profiles_lookup (profiles, "c", &error));
  g_assert_error (error, QS_PROFILE_ERROR, QS_PROFILE_ERROR_NOT_FOUND);
}

static QsProfileChain *
follow (const char *config,
        const char *credentials,
        GError    **error)
{
  g_autoptr(QsProfiles) profiles = parse (config, credentials, error);

  return profiles != NULL ? qs_profile_chain_new (profiles, "a", error) : NULL;
}

/* Roles come in the order in which they are assumed. */
static void
test_chain (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(QsProfileChain) chain = follow (
    "[profile a]\nrole_arn = last\nsource_profile = b\nmfa_serial = m\nexternal_id = e\n"
    "role_session_name = s\nduration_seconds = 1200\n"
    "[profile b]\nrole_arn = first\nsource_profile = c\n",
    "[c]\naws_access_key_id = AKIA\naws_secret_access_key = secret\n", &error);
  const QsProfileRole *role;

  g_assert_no_error (error);
  g_assert_cmpint (chain->source, ==, QS_PROFILE_KEYS);
  g_assert_cmpstr (qs_profile_get_name (chain->profile), ==, "c");
  g_assert_cmpuint (chain->roles->len, ==, 2);

  role = &g_array_index (chain->roles, QsProfileRole, 0);
  g_assert_cmpstr (role->role_arn, ==, "first");
  g_assert_null (role->mfa_serial);
  g_assert_cmpuint (role->duration_seconds, ==, 0);

  role = &g_array_index (chain->roles, QsProfileRole, 1);
  g_assert_cmpstr (role->role_arn, ==, "last");
  g_assert_cmpstr (role->mfa_serial, ==, "m");
  g_assert_cmpstr (role->external_id, ==, "e");
  g_assert_cmpstr (role->session_name, ==, "s");
  g_assert_cmpuint (role->duration_seconds, ==, 1200);
}

/* A profile that names itself assumes the role with its own keys. */
static void
test_own_source (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(QsProfileChain) chain = follow (
    "[profile a]\nrole_arn = r\nsource_profile = a\n",
    "[a]\naws_access_key_id = AKIA\naws_secret_access_key = secret\n", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (chain->roles->len, ==, 1);
  g_assert_cmpstr (qs_profile_get_name (chain->profile), ==, "a");
}

/* What a source with keys says of a role is not read. */
static void
test_keys_end_chain (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(QsProfileChain) chain = follow (
    "[profile a]\nrole_arn = r\nsource_profile = b\n"
    "[profile b]\nrole_arn = q\nsource_profile = a\n",
    "[b]\naws_access_key_id = AKIA\naws_secret_access_key = secret\n", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (chain->roles->len, ==, 1);
  g_assert_cmpstr (qs_profile_get_name (chain->profile), ==, "b");
}

static void
test_sources (void)
{
  static const struct { const char *config, *credentials; QsProfileSource source; } cases[] = {
    { "[profile a]\naws_access_key_id = A\naws_secret_access_key = s\n", "", QS_PROFILE_KEYS },
    { "[profile a]\ncredential_process = /bin/x --y\n", "", QS_PROFILE_PROCESS },
    { "[profile a]\ncredential_process = x\naws_access_key_id = A\naws_secret_access_key = s\n", "",
      QS_PROFILE_PROCESS },
    { "[profile a]\ncredential_process = x\n",
      "[a]\naws_access_key_id = A\naws_secret_access_key = s\n", QS_PROFILE_KEYS },
    { "[profile a]\nsso_start_url = https://x.awsapps.com/start\nsso_region = eu-central-1\n"
      "sso_account_id = 1\nsso_role_name = r\n", "", QS_PROFILE_SSO },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(QsProfileChain) chain = follow (cases[i].config, cases[i].credentials, &error);

      g_assert_no_error (error);
      g_assert_cmpint (chain->source, ==, cases[i].source);
    }
}

static void
test_sso_session (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(QsProfileChain) chain = follow (
    "[profile a]\nsso_session = s\nsso_account_id = 123456789012\nsso_role_name = Reader\n"
    "[sso-session s]\nsso_region = eu-west-1\nsso_start_url = https://x.awsapps.com/start\n", "",
    &error);
  QsProfileSso sso;

  g_assert_no_error (error);
  g_assert_true (qs_profile_chain_read_sso (chain, &sso, &error));
  g_assert_cmpstr (sso.session, ==, "s");
  g_assert_cmpstr (sso.region, ==, "eu-west-1");
  g_assert_cmpstr (sso.start_url, ==, "https://x.awsapps.com/start");
  g_assert_cmpstr (sso.account_id, ==, "123456789012");
  g_assert_cmpstr (sso.role_name, ==, "Reader");
}

#define KEYS "aws_access_key_id = A\naws_secret_access_key = s\n"
#define LOGIN "sso_account_id = 1\nsso_role_name = r\n"

/* What cannot be is told with the file, the line and the key. */
static void
test_no_chain (void)
{
  static const struct { const char *config; QsProfileError code; const char *place; } cases[] = {
    { "[profile a]\nrole_arn = r\nsource_profile = b\n", QS_PROFILE_ERROR_NOT_FOUND,
      ", line 3, source_profile: " },
    { "[profile a]\nrole_arn = r\nsource_profile = b\n[profile b]\nrole_arn = r\n"
      "source_profile = a\n", QS_PROFILE_ERROR_LOOP, ", line 6, source_profile: " },
    { "[profile a]\nrole_arn = r\nsource_profile = a\n", QS_PROFILE_ERROR_LOOP,
      ", line 3, source_profile: " },
    { "[profile a]\nrole_arn = r\n" KEYS, QS_PROFILE_ERROR_INVALID, ", line 2, role_arn: " },
    { "[profile a]\nrole_arn = r\ncredential_source = Ec2InstanceMetadata\n",
      QS_PROFILE_ERROR_UNSUPPORTED, ", line 3, credential_source: “Ec2InstanceMetadata”" },
    { "[profile a]\nrole_arn = r\ncredential_source = Environment\nsource_profile = a\n" KEYS,
      QS_PROFILE_ERROR_INVALID, ", line 3, credential_source: " },
    { "[profile a]\nrole_arn = r\nweb_identity_token_file = /x\n", QS_PROFILE_ERROR_UNSUPPORTED,
      ", line 3, web_identity_token_file: " },
    { "[profile a]\nrole_arn = r\nsource_profile = a\nduration_seconds = 1h\n" KEYS,
      QS_PROFILE_ERROR_INVALID, ", line 4, duration_seconds: " },
    { "[profile a]\nrole_arn = r\nsource_profile = a\nduration_seconds = 60\n" KEYS,
      QS_PROFILE_ERROR_INVALID, ", line 4, duration_seconds: " },
    { "[profile a]\naws_access_key_id = A\n", QS_PROFILE_ERROR_INVALID,
      ", line 2, aws_access_key_id: " },
    { "[profile a]\nlogin_session = arn:x\n", QS_PROFILE_ERROR_UNSUPPORTED,
      ", line 2, login_session: " },
    { "[profile a]\nregion = x\n", QS_PROFILE_ERROR_INVALID, ", line 1: " },
    { "[profile a]\n" LOGIN "sso_session = s\n", QS_PROFILE_ERROR_NOT_FOUND,
      ", line 4, sso_session: there is no section [sso-session s]" },
    { "[profile a]\n" LOGIN, QS_PROFILE_ERROR_INVALID, ", line 1: sso_start_url is missing" },
    { "[profile a]\n" LOGIN "sso_start_url = http://x.example.com/start\nsso_region = eu-west-1\n",
      QS_PROFILE_ERROR_INVALID, ", line 4, sso_start_url: " },
    { "[profile a]\n" LOGIN "sso_start_url = https://x.example.com\nsso_region = a.evil.com/\n",
      QS_PROFILE_ERROR_INVALID, ", line 5, sso_region: " },
    { "[profile a]\n" LOGIN "sso_session = s\nsso_region = eu-west-2\n[sso-session s]\n"
      "sso_region = eu-west-1\nsso_start_url = https://x.example.com\n",
      QS_PROFILE_ERROR_INVALID, ", line 5, sso_region: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *start = g_strconcat (CONFIG, cases[i].place, NULL);

      g_test_message ("%s", cases[i].config);
      g_assert_null (follow (cases[i].config, "", &error));
      g_assert_error (error, QS_PROFILE_ERROR, (int) cases[i].code);
      g_assert_true (g_str_has_prefix (error->message, start));
    }
}

static void
test_paths (void)
{
  static const char * const environment[] = { "AWS_CONFIG_FILE=/x/y", NULL };
  g_autofree char *config = qs_profiles_dup_config_path (environment);
  g_autofree char *credentials = qs_profiles_dup_credentials_path (environment);

  g_assert_cmpstr (config, ==, "/x/y");
  g_assert_true (g_str_has_suffix (credentials, "/.aws/credentials"));
}

/* One file alone will do; a file that is there and cannot be read is told. */
static void
test_load (void)
{
  g_autofree char *folder = qs_test_dup_folder ();
  g_autofree char *config = g_build_filename (folder, "config", NULL);
  g_autofree char *missing = g_build_filename (folder, "credentials", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(QsProfiles) profiles = NULL;

  g_assert_true (g_file_set_contents (config, "[default]\nregion = x\n", -1, &error));
  profiles = dex_await_boxed (qs_profiles_load (config, missing), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (qs_profile_get (qs_profiles_lookup (profiles, "default", NULL), "region"), ==,
                   "x");

  g_assert_null (dex_await_boxed (qs_profiles_load (folder, missing), &error));
  g_assert_error (error, QS_PROFILE_ERROR, QS_PROFILE_ERROR_UNREADABLE);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/profiles/faults", test_faults);
  g_test_add_func ("/profiles/precedence", test_precedence);
  g_test_add_func ("/profiles/paths", test_paths);
  qs_test_add_fiber ("/profiles/load", test_load);
  g_test_add_func ("/profile-chain/roles", test_chain);
  g_test_add_func ("/profile-chain/own-source", test_own_source);
  g_test_add_func ("/profile-chain/keys-end-it", test_keys_end_chain);
  g_test_add_func ("/profile-chain/sources", test_sources);
  g_test_add_func ("/profile-chain/sso-session", test_sso_session);
  g_test_add_func ("/profile-chain/none", test_no_chain);

  return g_test_run ();
}
