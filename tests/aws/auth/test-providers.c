#include "qs-engine.h"
#include "qs-test-auth.h"
#include "qs-test.h"

#define HOUR_S 3600
#define HOUR (HOUR_S * 1000)

#define KEYS(id) \
        "aws_access_key_id = " id "\naws_secret_access_key = " QS_TEST_AUTH_SECRET "\n"

#define ROLE "arn:aws:iam::123456789012:role/Researcher"
#define DEVICE "arn:aws:iam::123456789012:mfa/me"

#define ACCESS_KEY "{\"accessKey\":{\"accessKeyId\":\"AKIAIOSFODNN7EXAMPLE\"}}"
#define KEPT_KEY "{\"secretAccessKey\":\"" QS_TEST_AUTH_SECRET "\"}"

static void
test_a_key_and_its_secret_in_the_keyring (void)
{
  g_auto(QsTestAuth) bench = { 0 };

  qs_test_auth_init (&bench);
  qs_test_auth_keep (&bench, QS_KEYRING_ACCESS_KEY, KEPT_KEY);
  qs_test_auth_open (&bench, ACCESS_KEY);
  qs_test_auth_expect (&bench, "AKIAIOSFODNN7EXAMPLE");
}

static void
test_a_secret_that_is_not_there_is_asked_for (void)
{
  g_auto(QsTestAuth) bench = { 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(QsCredentials) credentials = NULL;

  qs_test_auth_init (&bench);
  qs_test_auth_open (&bench, ACCESS_KEY);
  qs_test_auth_refuse (&bench, QS_ENGINE_ERROR_EXPIRED, "AKIAIOSFODNN7EXAMPLE is not in the");
  g_assert_true (qs_credentials_cache_get_login_needed (bench.provider));

  qs_test_auth_keep (&bench, QS_KEYRING_ACCESS_KEY, KEPT_KEY);
  credentials = dex_await_boxed (qs_credentials_cache_renew (bench.provider), &error);
  g_assert_no_error (error);
  g_assert_false (qs_credentials_cache_get_login_needed (bench.provider));
}

static void
test_a_damaged_secret_is_named (void)
{
  g_auto(QsTestAuth) bench = { 0 };

  qs_test_auth_init (&bench);
  qs_test_auth_keep (&bench, QS_KEYRING_ACCESS_KEY, "{\"secretAccessKey\":\"Canary line\"}");
  qs_test_auth_open (&bench, ACCESS_KEY);
  qs_test_auth_refuse (&bench, QS_ENGINE_ERROR_INVALID_REPLY, "SecretAccessKey");
}

/* One that has been typed in is tried before it is kept. */
static void
test_a_trial_needs_no_keyring (void)
{
  g_auto(QsTestAuth) bench = { 0 };
  g_autoptr(QsAccountSettings) settings = NULL;
  g_autoptr(GBytes) secret = g_bytes_new_static (KEPT_KEY, strlen (KEPT_KEY));

  qs_test_auth_init (&bench);
  settings = qs_test_cloud_new_settings (bench.cloud, ACCESS_KEY);
  bench.provider = qs_auth_new_trial (settings, secret, bench.keyring, NULL, bench.http,
                                      QS_CLOCK (bench.clock));
  qs_test_auth_expect (&bench, "AKIAIOSFODNN7EXAMPLE");
}

static void
test_a_role_is_assumed_with_a_key (void)
{
  g_auto(QsTestAuth) bench = { 0 };

  qs_test_auth_init (&bench);
  qs_test_auth_keep (&bench, QS_KEYRING_ACCESS_KEY, KEPT_KEY);
  qs_test_cloud_answer_sts (bench.cloud, "AssumeRole", "ASIAROLE", 2 * HOUR_S);
  qs_test_auth_open (&bench, "{\"assumeRole\":{\"accessKeyId\":\"AKIAIOSFODNN7EXAMPLE\","
                     "\"roleArn\":\"" ROLE "\",\"externalId\":\"lab-7\","
                     "\"roleSessionName\":\"me\",\"durationSeconds\":7200}}");
  qs_test_auth_expect (&bench, "ASIAROLE");
  g_assert_cmpstr (qs_test_cloud_get_signer (bench.cloud, "AssumeRole"), ==,
                   "AKIAIOSFODNN7EXAMPLE");
  g_assert_cmpstr (qs_test_cloud_get (bench.cloud, "AssumeRole", "RoleArn"), ==, ROLE);
  g_assert_cmpstr (qs_test_cloud_get (bench.cloud, "AssumeRole", "ExternalId"), ==, "lab-7");
  g_assert_cmpstr (qs_test_cloud_get (bench.cloud, "AssumeRole", "RoleSessionName"), ==, "me");
  g_assert_cmpstr (qs_test_cloud_get (bench.cloud, "AssumeRole", "DurationSeconds"), ==, "7200");
  g_assert_null (qs_test_cloud_get (bench.cloud, "AssumeRole", "TokenCode"));
  qs_test_auth_expect (&bench, "ASIAROLE");
  g_assert_cmpuint (qs_test_cloud_count (bench.cloud, "AssumeRole"), ==, 1);

  /* AWS's own time of expiry counts. */
  qs_test_clock_advance (bench.clock, 2 * HOUR);
  qs_test_cloud_answer_sts (bench.cloud, "AssumeRole", "ASIANEXT", HOUR_S);
  qs_test_cloud_answer_sts (bench.cloud, "AssumeRole", "ASIANEXT", HOUR_S);
}

static void
test_a_role_that_is_refused_is_named (void)
{
  g_auto(QsTestAuth) bench = { 0 };
  g_autoptr(GError) error = NULL;
  const QsErrorDetails *details;

  qs_test_auth_init (&bench);
  qs_test_auth_keep (&bench, QS_KEYRING_ACCESS_KEY, KEPT_KEY);
  qs_test_cloud_refuse_sts (bench.cloud, "AssumeRole", "AccessDenied",
                            "User: arn:aws:iam::1:user/u is not authorized to perform: "
                            "sts:AssumeRole on resource: " ROLE);
  qs_test_auth_open (&bench, "{\"assumeRole\":{\"accessKeyId\":\"AKIAIOSFODNN7EXAMPLE\","
                     "\"roleArn\":\"" ROLE "\"}}");
  qs_test_auth_refuse (&bench, QS_ENGINE_ERROR_DENIED,
                       "The role " ROLE " could not be assumed with the key …MPLE: User: ");

  g_assert_null (
    dex_await_boxed (qs_credentials_provider_load (QS_CREDENTIALS_PROVIDER (bench.provider)),
                     &error));
  details = qs_engine_error_get_details (error);
  g_assert_cmpstr (details->code, ==, "AccessDenied");
  g_assert_cmpstr (details->action, ==, "sts:AssumeRole");
}

static void
open_role_with_device (QsTestAuth *bench)
{
  qs_test_auth_init (bench);
  qs_test_auth_keep (bench, QS_KEYRING_ACCESS_KEY, KEPT_KEY);
  qs_test_auth_open (bench, "{\"assumeRole\":{\"accessKeyId\":\"AKIAIOSFODNN7EXAMPLE\","
                     "\"roleArn\":\"" ROLE "\",\"mfaSerial\":\"" DEVICE "\"}}");
}

static void
test_a_code_is_asked_for_and_sent (void)
{
  g_auto(QsTestAuth) bench = { 0 };

  open_role_with_device (&bench);
  qs_test_prompter_set_code (bench.prompter, " 123 456 ");
  qs_test_cloud_answer_sts (bench.cloud, "AssumeRole", "ASIAROLE", HOUR_S);
  qs_test_auth_expect (&bench, "ASIAROLE");
  g_assert_cmpstr (qs_test_prompter_get_asked (bench.prompter), ==, DEVICE);
  g_assert_cmpstr (qs_test_cloud_get (bench.cloud, "AssumeRole", "SerialNumber"), ==, DEVICE);
  g_assert_cmpstr (qs_test_cloud_get (bench.cloud, "AssumeRole", "TokenCode"), ==, "123456");
}

/* However many calls are waiting, and however often they come back. */
static void
test_a_dismissed_prompt_does_not_come_back (void)
{
  g_auto(QsTestAuth) bench = { 0 };
  g_autoptr(QsCredentials) credentials = NULL;

  open_role_with_device (&bench);
  for (guint i = 0; i < 10; i++)
    qs_test_auth_refuse (&bench, QS_ENGINE_ERROR_EXPIRED, "MFA device " DEVICE);
  g_assert_cmpuint (qs_test_prompter_count (bench.prompter), ==, 1);
  g_assert_cmpuint (qs_test_cloud_count (bench.cloud, "AssumeRole"), ==, 0);

  qs_test_prompter_set_code (bench.prompter, "123456");
  qs_test_cloud_answer_sts (bench.cloud, "AssumeRole", "ASIAROLE", HOUR_S);
  credentials = dex_await_boxed (qs_credentials_cache_renew (bench.provider), NULL);
  g_assert_nonnull (credentials);
}

static void
test_what_is_no_code_is_not_sent (void)
{
  const char *codes[] = { "", "12345", "1234567", "12345a", "１２３４５６" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_auto(QsTestAuth) bench = { 0 };

      open_role_with_device (&bench);
      qs_test_prompter_set_code (bench.prompter, codes[i]);
      qs_test_auth_refuse (&bench, QS_ENGINE_ERROR_EXPIRED, "six digits");
      g_assert_cmpuint (qs_test_cloud_count (bench.cloud, "AssumeRole"), ==, 0);
    }
}

static void
test_a_wrong_code_asks_again_when_the_person_wants (void)
{
  g_auto(QsTestAuth) bench = { 0 };

  open_role_with_device (&bench);
  qs_test_prompter_set_code (bench.prompter, "999999");
  qs_test_cloud_refuse_sts (bench.cloud, "AssumeRole", "AccessDenied",
                            "MultiFactorAuthentication failed with invalid MFA one time pass code");
  qs_test_auth_refuse (&bench, QS_ENGINE_ERROR_EXPIRED, "invalid MFA one time pass code");
  qs_test_auth_refuse (&bench, QS_ENGINE_ERROR_EXPIRED, "enter another");
  g_assert_cmpuint (qs_test_prompter_count (bench.prompter), ==, 1);
}

/* The account goes while the person is looking for the telephone. */
static void
test_a_prompt_ends_with_its_account (void)
{
  g_auto(QsTestAuth) bench = { 0 };
  QsCredentialsCache *provider = NULL;

  open_role_with_device (&bench);
  qs_test_prompter_set_slow (bench.prompter, TRUE);
  dex_unref (qs_credentials_provider_load (QS_CREDENTIALS_PROVIDER (bench.provider)));
  qs_test_until (qs_test_prompter_count (bench.prompter) == 1);

  provider = g_steal_pointer (&bench.provider);
  g_object_add_weak_pointer (G_OBJECT (provider), (gpointer *) &provider);
  g_object_unref (provider);
  qs_test_until (provider == NULL);
}

#define CHAIN \
        "[profile base]\nregion = eu-central-1\n" \
        "[profile first]\nrole_arn = arn:aws:iam::111111111111:role/First\n" \
        "source_profile = base\nduration_seconds = 14400\n" \
        "[profile second]\nrole_arn = arn:aws:iam::222222222222:role/Second\n" \
        "source_profile = first\nexternal_id = x-1\nduration_seconds = 14400\n"

/* The first role may last as long as it likes, one that a role assumes for an hour. */
static void
test_a_chain_of_profiles (void)
{
  g_auto(QsTestAuth) bench = { 0 };

  qs_test_auth_init (&bench);
  qs_test_cloud_answer_sts (bench.cloud, "AssumeRole", "ASIAFIRST", 4 * HOUR_S);
  qs_test_cloud_answer_sts (bench.cloud, "AssumeRole", "ASIASECOND", HOUR_S);
  qs_test_auth_open_profile (&bench, "second", CHAIN, "[base]\n" KEYS ("AKIABASE"));
  qs_test_auth_expect (&bench, "ASIASECOND");
  g_assert_cmpuint (qs_test_cloud_count (bench.cloud, "AssumeRole"), ==, 2);
  g_assert_cmpstr (qs_test_cloud_get_signer (bench.cloud, "AssumeRole"), ==, "ASIAFIRST");
  g_assert_cmpstr (qs_test_cloud_get (bench.cloud, "AssumeRole", "RoleArn"), ==,
                   "arn:aws:iam::222222222222:role/Second");
  g_assert_cmpstr (qs_test_cloud_get (bench.cloud, "AssumeRole", "ExternalId"), ==, "x-1");
  g_assert_cmpstr (qs_test_cloud_get (bench.cloud, "AssumeRole", "DurationSeconds"), ==, "3600");

  /* What was got on the way is still good. */
  qs_test_clock_advance (bench.clock, HOUR);
  qs_test_cloud_answer_sts (bench.cloud, "AssumeRole", "ASIATHIRD", HOUR_S);
  qs_test_cloud_answer_sts (bench.cloud, "AssumeRole", "ASIATHIRD", HOUR_S);
  qs_test_auth_refuse (&bench, QS_ENGINE_ERROR_EXPIRED, "have expired already");
  g_assert_cmpuint (qs_test_cloud_count (bench.cloud, "AssumeRole"), ==, 3);
}

static void
test_keys_of_a_profile (void)
{
  g_auto(QsTestAuth) bench = { 0 };

  qs_test_auth_init (&bench);
  qs_test_auth_open_profile (&bench, "default", "", "[default]\n" KEYS ("AKIADEFAULT"));
  qs_test_auth_expect (&bench, "AKIADEFAULT");
}

static void
test_what_is_wrong_with_a_profile_is_said (void)
{
  g_auto(QsTestAuth) bench = { 0 };

  qs_test_auth_init (&bench);
  qs_test_auth_open_profile (&bench, "lab", "", "[default]\n" KEYS ("AKIADEFAULT"));
  qs_test_auth_refuse (&bench, QS_ENGINE_ERROR_INVALID, "lab");
  qs_test_auth_write (&bench, "config", "[profile lab]\nrole_arn = " ROLE "\n"
                      "source_profile = gone\n");
  qs_test_auth_refuse (&bench, QS_ENGINE_ERROR_INVALID, "gone");

  /* And a file that has been mended counts. */
  qs_test_auth_write (&bench, "config", "[profile lab]\n" KEYS ("AKIALAB"));
  qs_test_auth_expect (&bench, "AKIALAB");
}

static void
test_a_profile_with_a_device_and_no_role_gets_a_session (void)
{
  g_auto(QsTestAuth) bench = { 0 };

  qs_test_auth_init (&bench);
  qs_test_prompter_set_code (bench.prompter, "123456");
  qs_test_cloud_answer_sts (bench.cloud, "GetSessionToken", "ASIASESSION", 12 * HOUR_S);
  qs_test_auth_open_profile (&bench, "me", "[profile me]\nmfa_serial = " DEVICE "\n",
                             "[me]\n" KEYS ("AKIAME"));
  qs_test_auth_expect (&bench, "ASIASESSION");
  g_assert_cmpstr (qs_test_cloud_get_signer (bench.cloud, "GetSessionToken"), ==, "AKIAME");
  g_assert_cmpstr (qs_test_cloud_get (bench.cloud, "GetSessionToken", "TokenCode"), ==, "123456");
  g_assert_cmpstr (qs_test_cloud_get (bench.cloud, "GetSessionToken", "SerialNumber"), ==, DEVICE);
}

#define COMMAND_OUTPUT \
        "{\"Version\":1,\"AccessKeyId\":\"AKIAPROCESS\"," \
        "\"SecretAccessKey\":\"" QS_TEST_AUTH_SECRET "\"}"

static void
open_command (QsTestAuth *bench)
{
  g_autofree char *config = NULL;

  qs_test_auth_init (bench);
  qs_test_auth_write (bench, "out put", COMMAND_OUTPUT);
  config = g_strdup_printf ("[profile tool]\ncredential_process = cat \"%s/out put\"\n",
                            bench->folder);
  qs_test_auth_open_profile (bench, "tool", config, "");
}

static void
test_a_command_runs_when_the_person_agrees (void)
{
  g_auto(QsTestAuth) bench = { 0 };
  g_autofree char *words = NULL;

  open_command (&bench);
  qs_test_prompter_set_allows (bench.prompter, TRUE);
  qs_test_auth_expect (&bench, "AKIAPROCESS");
  words = g_strdup_printf ("cat|%s/out put", bench.folder);
  g_assert_cmpstr (qs_test_prompter_get_asked (bench.prompter), ==, words);
}

static void
test_a_command_does_not_run_otherwise (void)
{
  g_auto(QsTestAuth) bench = { 0 };

  open_command (&bench);
  qs_test_auth_refuse (&bench, QS_ENGINE_ERROR_EXPIRED, "“tool”");
  qs_test_auth_refuse (&bench, QS_ENGINE_ERROR_EXPIRED, "“tool”");
  g_assert_cmpuint (qs_test_prompter_count (bench.prompter), ==, 1);
}

/* A command that the settings allow is not asked about; another in its place is. */
static void
test_what_was_agreed_to_is_this_command (void)
{
  g_auto(QsTestAuth) bench = { 0 };
  g_autofree char *fine = NULL;
  g_autofree char *config = NULL;
  g_autofree char *settings = NULL;

  qs_test_auth_init (&bench);
  qs_test_auth_write (&bench, "output", COMMAND_OUTPUT);
  fine = g_strdup_printf ("cat %s/output", bench.folder);
  config = g_strdup_printf ("[profile tool]\ncredential_process = %s\n", fine);
  settings = g_strdup_printf ("{\"profile\":{\"name\":\"tool\",\"configFile\":\"FOLDER/config\","
                              "\"credentialsFile\":\"FOLDER/credentials\"}},"
                              "\"allowedCommands\":[\"%s\"]", fine);
  qs_test_auth_write (&bench, "config", config);
  qs_test_auth_write (&bench, "credentials", "");
  qs_test_auth_open (&bench, settings);
  qs_test_auth_expect (&bench, "AKIAPROCESS");
  g_assert_cmpuint (qs_test_prompter_count (bench.prompter), ==, 0);

  g_free (g_steal_pointer (&config));
  config = g_strdup_printf ("[profile tool]\ncredential_process = %s /etc/passwd\n", fine);
  qs_test_auth_write (&bench, "config", config);
  qs_test_auth_open (&bench, settings);
  qs_test_auth_refuse (&bench, QS_ENGINE_ERROR_EXPIRED, "allowed to run");
  g_assert_cmpuint (qs_test_prompter_count (bench.prompter), ==, 1);
}

static void
test_a_command_that_fails_is_explained (void)
{
  g_auto(QsTestAuth) bench = { 0 };

  qs_test_auth_init (&bench);
  qs_test_prompter_set_allows (bench.prompter, TRUE);
  qs_test_auth_open_profile (&bench, "tool", "[profile tool]\ncredential_process = sh -c "
                             "\"echo no session, token=" QS_TEST_AUTH_SECRET " >&2; exit 4\"\n",
                             "");
  qs_test_auth_refuse (&bench, QS_ENGINE_ERROR_EXPIRED,
                       "The command “sh” of the profile “tool” ended with status 4 and said: no "
                       "session, token=***");

  qs_test_auth_open_profile (&bench, "tool", "[profile tool]\ncredential_process = echo "
                             QS_TEST_AUTH_SECRET "\n", "");
  qs_test_auth_refuse (&bench, QS_ENGINE_ERROR_INVALID_REPLY, "The command “echo” of the profile");
  qs_test_auth_open_profile (&bench, "tool", "[profile tool]\ncredential_process = 'open\n", "");
  qs_test_auth_refuse (&bench, QS_ENGINE_ERROR_INVALID, "single quote");
}

static void
test_a_role_with_a_profile_as_its_source (void)
{
  g_auto(QsTestAuth) bench = { 0 };
  g_autofree char *home = g_strdup (g_getenv ("AWS_SHARED_CREDENTIALS_FILE"));
  g_autofree char *path = NULL;

  qs_test_auth_init (&bench);
  qs_test_auth_write (&bench, "credentials", "[base]\n" KEYS ("AKIABASE"));
  path = g_build_filename (bench.folder, "credentials", NULL);
  g_setenv ("AWS_SHARED_CREDENTIALS_FILE", path, TRUE);
  g_setenv ("AWS_CONFIG_FILE", "/nonexistent", TRUE);
  qs_test_cloud_answer_sts (bench.cloud, "AssumeRole", "ASIAROLE", HOUR_S);
  qs_test_auth_open (&bench, "{\"assumeRole\":{\"sourceProfile\":\"base\","
                     "\"roleArn\":\"" ROLE "\"}}");
  qs_test_auth_expect (&bench, "ASIAROLE");
  g_assert_cmpstr (qs_test_cloud_get_signer (bench.cloud, "AssumeRole"), ==, "AKIABASE");
  g_unsetenv ("AWS_SHARED_CREDENTIALS_FILE");
  g_unsetenv ("AWS_CONFIG_FILE");
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/providers/a-key-in-the-keyring", test_a_key_and_its_secret_in_the_keyring);
  qs_test_add_fiber ("/providers/a-secret-that-is-not-there",
                     test_a_secret_that_is_not_there_is_asked_for);
  qs_test_add_fiber ("/providers/a-damaged-secret", test_a_damaged_secret_is_named);
  qs_test_add_fiber ("/providers/a-trial", test_a_trial_needs_no_keyring);
  qs_test_add_fiber ("/providers/a-role", test_a_role_is_assumed_with_a_key);
  qs_test_add_fiber ("/providers/a-role-that-is-refused", test_a_role_that_is_refused_is_named);
  qs_test_add_fiber ("/providers/a-code", test_a_code_is_asked_for_and_sent);
  qs_test_add_fiber ("/providers/a-dismissed-prompt", test_a_dismissed_prompt_does_not_come_back);
  qs_test_add_fiber ("/providers/what-is-no-code", test_what_is_no_code_is_not_sent);
  qs_test_add_fiber ("/providers/a-wrong-code", test_a_wrong_code_asks_again_when_the_person_wants);
  qs_test_add_fiber ("/providers/a-prompt-ends-with-its-account",
                     test_a_prompt_ends_with_its_account);
  qs_test_add_fiber ("/providers/a-chain", test_a_chain_of_profiles);
  qs_test_add_fiber ("/providers/keys-of-a-profile", test_keys_of_a_profile);
  qs_test_add_fiber ("/providers/what-is-wrong-with-a-profile",
                     test_what_is_wrong_with_a_profile_is_said);
  qs_test_add_fiber ("/providers/a-session",
                     test_a_profile_with_a_device_and_no_role_gets_a_session);
  qs_test_add_fiber ("/providers/a-command", test_a_command_runs_when_the_person_agrees);
  qs_test_add_fiber ("/providers/a-command-otherwise", test_a_command_does_not_run_otherwise);
  qs_test_add_fiber ("/providers/what-was-agreed-to", test_what_was_agreed_to_is_this_command);
  qs_test_add_fiber ("/providers/a-command-that-fails", test_a_command_that_fails_is_explained);
  qs_test_add_fiber ("/providers/a-role-with-a-profile", test_a_role_with_a_profile_as_its_source);

  return g_test_run ();
}
