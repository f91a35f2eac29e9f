#include "qs-account-need.h"

#include "qs-account-opening.h"
#include "qs-json.h"
#include "qs-replay-engine.h"
#include "qs-test.h"
#include "qs-test-clock.h"
#include "qs-watcher.h"

#define ACCESS_KEY "{\"accessKey\":{\"accessKeyId\":\"AKIAIOSFODNN7EXAMPLE\"}}"
#define PROFILE "{\"profile\":{\"name\":\"lab\"}}"
#define LOGIN "{\"identityCenter\":{\"startUrl\":\"https://a.awsapps.com/start\"," \
        "\"region\":\"eu-west-1\",\"accountId\":\"123456789012\",\"roleName\":\"R\"}}"
#define ROLE "{\"assumeRole\":{\"roleArn\":\"arn:aws:iam::123456789012:role/R\"," \
        "\"accessKeyId\":\"AKIAIOSFODNN7EXAMPLE\"}}"

static DexFuture *
open_engine (gpointer engine)
{
  return dex_future_new_for_object (engine);
}

static QsAccount *
make_account (const char     *credentials,
              QsReplayEngine *engine)
{
  g_autoptr(QsTestClock) clock = qs_test_clock_new (0);
  g_autofree char *text = g_strdup_printf ("{\"id\":\"a\",\"name\":\"Lab\",\"credentials\":%s}",
                                           credentials);
  g_autoptr(JsonNode) settings = qs_json_parse (text, -1, NULL);

  return qs_account_new_aws (settings, QS_CLOCK (clock), open_engine, engine, NULL);
}

static void
assert_need (const char    *credentials,
             gboolean       login_needed,
             QsKeyringState keyring,
             QsAccountNeed  expected)
{
  g_autoptr(QsAccount) account = make_account (credentials, NULL);

  qs_account_set_login_needed (account, login_needed);
  g_assert_cmpint (qs_account_need_find (account, keyring, TRUE), ==, expected);
}

static void
test_what_has_ended_says_what_to_do (void)
{
  const QsKeyringState open = QS_KEYRING_STATE_AVAILABLE;

  assert_need (ACCESS_KEY, FALSE, open, QS_ACCOUNT_NEED_NOTHING);
  assert_need (ACCESS_KEY, TRUE, open, QS_ACCOUNT_NEED_KEYS);
  assert_need (LOGIN, TRUE, open, QS_ACCOUNT_NEED_LOGIN);
  assert_need (PROFILE, TRUE, open, QS_ACCOUNT_NEED_ANSWER);
  assert_need (ROLE, TRUE, open, QS_ACCOUNT_NEED_ANSWER);
}

/* A locked keyring is why there are no credentials, so it comes first; a profile needs none. */
static void
test_the_keyring_comes_before_what_it_holds (void)
{
  assert_need (LOGIN, TRUE, QS_KEYRING_STATE_LOCKED, QS_ACCOUNT_NEED_UNLOCK);
  assert_need (ROLE, FALSE, QS_KEYRING_STATE_DISMISSED, QS_ACCOUNT_NEED_UNLOCK);
  assert_need (ACCESS_KEY, TRUE, QS_KEYRING_STATE_UNREADABLE, QS_ACCOUNT_NEED_SECRET);
  assert_need (ACCESS_KEY, TRUE, QS_KEYRING_STATE_ABSENT, QS_ACCOUNT_NEED_KEYS);
  assert_need (ACCESS_KEY, FALSE, QS_KEYRING_STATE_ABSENT, QS_ACCOUNT_NEED_KEYRING);
  assert_need (PROFILE, FALSE, QS_KEYRING_STATE_LOCKED, QS_ACCOUNT_NEED_NOTHING);
  assert_need (PROFILE, FALSE, QS_KEYRING_STATE_ABSENT, QS_ACCOUNT_NEED_NOTHING);
}

static QsAccountNeed
find_need_after (QsEngineError code,
                 gboolean      network)
{
  g_autoptr(QsReplayEngine) engine = qs_replay_engine_new ();
  g_autoptr(QsAccount) account = make_account (ACCESS_KEY, engine);
  QsWatcher *watcher;

  qs_replay_engine_add_error (engine, "DescribeJobQueues", code, "no");
  g_assert_true (dex_await (qs_account_open (account), NULL));
  watcher = qs_account_get_watcher (account);
  qs_test_until (qs_watcher_get_error (watcher) != NULL);
  return qs_account_need_find (account, QS_KEYRING_STATE_AVAILABLE, network);
}

/* What calls come to counts, whatever the desktop thinks of its network. */
static void
test_calls_tell_whether_there_is_a_network (void)
{
  g_assert_cmpint (find_need_after (QS_ENGINE_ERROR_UNAVAILABLE, TRUE), ==,
                   QS_ACCOUNT_NEED_NETWORK);
  g_assert_cmpint (find_need_after (QS_ENGINE_ERROR_DENIED, FALSE), ==, QS_ACCOUNT_NEED_NOTHING);
}

static void
test_a_need_explains_the_errors_that_come_of_it (void)
{
  g_autoptr(GError) expired = g_error_new (QS_ENGINE_ERROR, QS_ENGINE_ERROR_EXPIRED, "e");
  g_autoptr(GError) cut_off = g_error_new (QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE, "e");

  g_assert_true (qs_account_need_explains (QS_ACCOUNT_NEED_LOGIN, expired));
  g_assert_true (qs_account_need_explains (QS_ACCOUNT_NEED_NETWORK, cut_off));
  g_assert_false (qs_account_need_explains (QS_ACCOUNT_NEED_LOGIN, cut_off));
  g_assert_false (qs_account_need_explains (QS_ACCOUNT_NEED_NOTHING, expired));
  g_assert_false (qs_account_need_explains (QS_ACCOUNT_NEED_NETWORK, NULL));
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/account-need/what-has-ended-says-what-to-do",
                     test_what_has_ended_says_what_to_do);
  qs_test_add_fiber ("/account-need/the-keyring-comes-before-what-it-holds",
                     test_the_keyring_comes_before_what_it_holds);
  qs_test_add_fiber ("/account-need/calls-tell-whether-there-is-a-network",
                     test_calls_tell_whether_there_is_a_network);
  qs_test_add_fiber ("/account-need/a-need-explains-the-errors-that-come-of-it",
                     test_a_need_explains_the_errors_that_come_of_it);

  return g_test_run ();
}
