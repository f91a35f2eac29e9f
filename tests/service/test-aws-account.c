#include "qs-accounts.h"

#include <string.h>

#include "qs-json.h"
#include "qs-notifier.h"
#include "qs-test-clock.h"
#include "qs-test-cloud.h"
#include "qs-test.h"
#include "qs-watcher.h"

#define KEY    "AKIAIOSFODNN7EXAMPLE"
#define SECRET "{\"secretAccessKey\":\"canary+in/a=coal-mine\"}"
#define JOB \
        "{\"jobId\":\"job-1\",\"jobName\":\"sum\",\"jobQueue\":" \
        "\"arn:aws:batch:eu-central-1:123456789012:job-queue/default\",\"status\":\"SUCCEEDED\"," \
        "\"createdAt\":1000,\"startedAt\":2000,\"stoppedAt\":3000,\"jobDefinition\":\"work:1\"}"

/* An account of a cloud on this computer; the keyring is a file. */
typedef struct
{
  char        *folder;
  QsTestClock *clock;
  QsTestCloud *cloud;
  QsAccounts  *accounts;
} Fixture;

static void
open_accounts (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  fixture->accounts = dex_await_object (qs_accounts_open (fixture->folder, fixture->folder,
                                                          QS_CLOCK (fixture->clock)), &error);
  g_assert_no_error (error);
}

static void
close_accounts (Fixture *fixture)
{
  dex_await (qs_account_open (qs_accounts_get_local (fixture->accounts)), NULL);
  g_clear_object (&fixture->accounts);
  for (guint i = 0; i < 10; i++)
    qs_test_iterate ();
}

static void
set_up (Fixture *fixture)
{
  fixture->folder = qs_test_dup_folder ();
  fixture->clock = qs_test_clock_new (G_GINT64_CONSTANT (1795400000000));
  fixture->cloud = qs_test_cloud_new (QS_CLOCK (fixture->clock));
  open_accounts (fixture);
}

static void
tear_down (Fixture *fixture)
{
  close_accounts (fixture);
  g_clear_object (&fixture->cloud);
  g_clear_object (&fixture->clock);
  g_free (fixture->folder);
}

static JsonNode *
make_settings (Fixture *fixture)
{
  g_autofree char *text = g_strdup_printf (
    "{\"name\":\"Lab\",\"region\":\"eu-central-1\",\"credentials\":{\"accessKey\":"
    "{\"accessKeyId\":\"" KEY "\"}},\"endpoints\":{\"url\":\"%s\"}}",
    qs_test_cloud_get_url (fixture->cloud));

  return qs_json_parse (text, -1, NULL);
}

static GBytes *
make_secret (void)
{
  return g_bytes_new_static (SECRET, strlen (SECRET));
}

static void
answer_identity (Fixture *fixture)
{
  qs_test_cloud_answer (fixture->cloud, "GetCallerIdentity", 200, NULL,
                        "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/"
                        "2011-06-15/\"><GetCallerIdentityResult>"
                        "<Arn>arn:aws:iam::123456789012:user/ada</Arn><UserId>AIDA</UserId>"
                        "<Account>123456789012</Account></GetCallerIdentityResult>"
                        "</GetCallerIdentityResponse>");
}

static void
answer_batch (Fixture *fixture)
{
  qs_test_cloud_answer (fixture->cloud, "/v1/describejobqueues", 200, NULL,
                        "{\"jobQueues\":[{\"jobQueueName\":\"default\"}]}");
  qs_test_cloud_answer (fixture->cloud, "/v1/listjobs", 200, NULL,
                        "{\"jobSummaryList\":[" JOB "]}");
  qs_test_cloud_answer (fixture->cloud, "/v1/describejobs", 200, NULL, "{\"jobs\":[" JOB "]}");
}

/* The network is gone, as far as anybody can tell. */
static void
answer_nothing (Fixture *fixture)
{
  static const char * const routes[] = {
    "/v1/describejobqueues", "/v1/listjobs", "/v1/describejobs",
  };

  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    qs_test_cloud_answer (fixture->cloud, routes[i], 503, "ServiceUnavailable", "{}");
}

static QsAccount *
add_and_open (Fixture *fixture)
{
  g_autoptr(JsonNode) settings = make_settings (fixture);
  g_autoptr(GBytes) secret = make_secret ();
  g_autoptr(GError) error = NULL;
  QsAccount *account = dex_await_object (qs_accounts_add (fixture->accounts, settings, secret),
                                         &error);

  g_assert_no_error (error);
  qs_accounts_set_selected (fixture->accounts, account);
  qs_test_until (qs_account_get_state (account) == QS_ACCOUNT_STATE_READY);
  return account;
}

static void
test_a_test_says_who_the_credentials_are_and_keeps_nothing (void)
{
  Fixture fixture;
  g_autoptr(JsonNode) settings = NULL;
  g_autoptr(GBytes) secret = make_secret ();
  g_autoptr(QsIdentity) identity = NULL;
  g_autoptr(GError) error = NULL;

  set_up (&fixture);
  answer_identity (&fixture);
  settings = make_settings (&fixture);
  identity = dex_await_object (qs_accounts_test (fixture.accounts, settings, secret), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (qs_identity_get_account (identity), ==, "123456789012");
  g_assert_cmpstr (qs_identity_get_user (identity), ==, "ada");
  g_assert_cmpstr (qs_test_cloud_get_signer (fixture.cloud, "GetCallerIdentity"), ==, KEY);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture.accounts)), ==, 1);
  g_assert_cmpint (qs_accounts_get_keyring_state (fixture.accounts), ==,
                   QS_KEYRING_STATE_UNKNOWN);
  tear_down (&fixture);
}

static void
test_credentials_that_are_refused_say_so (void)
{
  Fixture fixture;
  g_autoptr(JsonNode) settings = NULL;
  g_autoptr(GBytes) secret = make_secret ();
  g_autoptr(GError) error = NULL;

  set_up (&fixture);
  qs_test_cloud_refuse_sts (fixture.cloud, "GetCallerIdentity", "InvalidClientTokenId",
                            "The security token included in the request is invalid.");
  settings = make_settings (&fixture);
  g_assert_null (dex_await_object (qs_accounts_test (fixture.accounts, settings, secret), &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == QS_ENGINE_ERROR);
  g_assert_null (strstr (error->message, "canary"));
  tear_down (&fixture);
}

static void
test_a_kept_account_is_tested_with_what_the_keyring_has (void)
{
  Fixture fixture;
  g_autoptr(QsAccount) account = NULL;
  g_autoptr(QsIdentity) identity = NULL;

  set_up (&fixture);
  answer_identity (&fixture);
  answer_batch (&fixture);
  account = add_and_open (&fixture);
  identity = dex_await_object (qs_accounts_test (fixture.accounts,
                                                 qs_account_get_settings (account), NULL), NULL);
  g_assert_nonnull (identity);
  g_assert_true (qs_account_get_identity (account) == identity);
  g_assert_nonnull (strstr (qs_account_get_subtitle (account), "123456789012"));
  tear_down (&fixture);
}

static JsonNode *
describe (QsAccount *account,
          GError   **error)
{
  g_autoptr(JsonNode) input = qs_json_parse ("{\"jobs\":[\"job-1\"]}", -1, NULL);

  return dex_await_boxed (qs_engine_call (qs_account_get_engine (account), "DescribeJobs", input),
                          error);
}

static void
test_without_a_network_an_account_shows_what_it_remembers (void)
{
  Fixture fixture;
  g_autoptr(QsAccount) account = NULL;
  g_autoptr(JsonNode) seen = NULL;
  g_autoptr(QsJob) job = NULL;
  QsAccount *again;
  QsWatcher *watcher;

  set_up (&fixture);
  answer_batch (&fixture);
  account = add_and_open (&fixture);
  qs_test_until (qs_watcher_get_complete (qs_account_get_watcher (account)));
  seen = describe (account, NULL);
  g_assert_nonnull (seen);
  g_clear_object (&account);
  close_accounts (&fixture);

  answer_nothing (&fixture);
  open_accounts (&fixture);
  again = qs_accounts_get_selected (fixture.accounts);
  g_assert_cmpint (qs_account_get_kind (again), ==, QS_ACCOUNT_KIND_AWS);
  qs_test_until (qs_account_get_state (again) == QS_ACCOUNT_STATE_READY);
  watcher = qs_account_get_watcher (again);
  job = qs_job_list_find (qs_watcher_get_jobs (watcher), "job-1");
  g_assert_nonnull (job);
  g_assert_cmpint (qs_job_get_status (job), ==, QS_JOB_STATUS_SUCCEEDED);
  g_assert_cmpstr (qs_job_get_queue (job), ==, "default");

  qs_test_until ((qs_test_clock_advance (fixture.clock, 500),
                  qs_watcher_get_state (watcher) == QS_WATCHER_STATE_OFFLINE));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (qs_watcher_get_jobs (watcher))), ==,
                    1);
  tear_down (&fixture);
}

static void
test_an_account_that_is_removed_is_watched_no_more (void)
{
  Fixture fixture;
  g_autoptr(GApplication) application = g_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_autoptr(QsNotifier) notifier = qs_notifier_new (application);
  QsAccount *account;
  QsWatcher *watcher;

  set_up (&fixture);
  answer_batch (&fixture);
  qs_notifier_set_accounts (notifier, fixture.accounts);
  account = add_and_open (&fixture);
  watcher = qs_account_get_watcher (account);
  qs_test_until (qs_watcher_get_complete (watcher));
  g_object_add_weak_pointer (G_OBJECT (watcher), (gpointer *) &watcher);

  g_assert_true (dex_await (qs_accounts_remove (fixture.accounts, account, FALSE), NULL));
  g_object_unref (account);
  qs_test_until (watcher == NULL);
  g_clear_object (&notifier);
  tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *keyring = NULL;
  g_autofree char *folder = NULL;

  qs_test_init (&argc, &argv);
  folder = qs_test_dup_folder ();
  keyring = g_build_filename (folder, "test.keyring", NULL);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "right", TRUE);

  qs_test_add_fiber ("/aws-account/a-test-says-who-the-credentials-are-and-keeps-nothing",
                     test_a_test_says_who_the_credentials_are_and_keeps_nothing);
  qs_test_add_fiber ("/aws-account/credentials-that-are-refused-say-so",
                     test_credentials_that_are_refused_say_so);
  qs_test_add_fiber ("/aws-account/a-kept-account-is-tested-with-what-the-keyring-has",
                     test_a_kept_account_is_tested_with_what_the_keyring_has);
  qs_test_add_fiber ("/aws-account/without-a-network-an-account-shows-what-it-remembers",
                     test_without_a_network_an_account_shows_what_it_remembers);

  qs_test_add_fiber ("/aws-account/an-account-that-is-removed-is-watched-no-more",
                     test_an_account_that_is_removed_is_watched_no_more);

  return g_test_run ();
}
