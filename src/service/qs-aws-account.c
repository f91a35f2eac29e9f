#include "qs-aws-account.h"

#include "qs-account-opening.h"
#include "qs-accounts-private.h"
#include "qs-auth.h"
#include "qs-await.h"
#include "qs-aws-engine.h"
#include "qs-json.h"
#include "qs-ledger-engine.h"
#include "qs-ledger-journal.h"
#include "qs-watcher.h"

/* What an account of AWS is made of. It holds nothing that holds the account. */
typedef struct
{
  GWeakRef    account;
  JsonNode   *settings;
  GBytes     *secret;      /* to be tried; NULL for what the keyring has */
  QsKeyring  *keyring;
  QsPrompter *prompter;
  QsHttp     *http;
  QsClock    *clock;
  QsLedger   *ledger;
  DexFuture  *book;        /* of the QsAccountBook */
} QsAwsParts;

static QsAwsParts *
parts_new (QsAccounts *accounts,
           JsonNode   *settings,
           GBytes     *secret)
{
  QsAwsParts *parts = g_atomic_rc_box_new0 (QsAwsParts);
  JsonObject *object;

  g_weak_ref_init (&parts->account, NULL);
  parts->settings = qs_json_copy (settings);
  parts->secret = secret != NULL ? g_bytes_ref (secret) : NULL;
  parts->keyring = g_object_ref (qs_accounts_get_keyring (accounts));
  parts->prompter = g_object_ref (qs_accounts_get_prompter (accounts));
  parts->http = g_object_ref (qs_accounts_get_http (accounts));
  parts->clock = g_object_ref (qs_accounts_get_clock (accounts));
  parts->ledger = g_object_ref (qs_accounts_get_ledger (accounts));
  parts->book = qs_accounts_dup_book (accounts);

  /* One that is tried before it is kept has no id yet. */
  object = json_node_get_object (parts->settings);
  if (qs_json_get_string (object, "id", NULL) == NULL)
    {
      g_autofree char *id = g_uuid_string_random ();

      json_object_set_string_member (object, "id", id);
    }

  return parts;
}

static void
clear_parts (gpointer data)
{
  QsAwsParts *parts = data;

  g_weak_ref_clear (&parts->account);
  json_node_unref (parts->settings);
  g_clear_pointer (&parts->secret, g_bytes_unref);
  g_object_unref (parts->keyring);
  g_object_unref (parts->prompter);
  g_object_unref (parts->http);
  g_object_unref (parts->clock);
  g_object_unref (parts->ledger);
  dex_unref (parts->book);
}

static void
parts_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_parts);
}

/* Waits. The settings are those of the account and what its profile adds to them. */
static QsAwsClient *
await_client (QsAwsParts          *parts,
              QsCredentialsCache **cache,
              GError             **error)
{
  g_autoptr(QsAccountSettings) settings = qs_account_settings_new (parts->settings, error);
  g_autoptr(QsAccountSettings) merged = NULL;
  g_autoptr(QsCredentialsCache) provider = NULL;
  QsAwsClient *client;

  if (settings == NULL ||
      (merged = qs_await_boxed (qs_auth_load_settings (settings), error)) == NULL)
    return NULL;

  provider = qs_auth_new_trial (merged, parts->secret, parts->keyring, parts->prompter,
                                parts->http, parts->clock);
  client = qs_aws_client_new (merged, QS_CREDENTIALS_PROVIDER (provider), parts->http,
                              parts->clock);
  if (cache != NULL)
    *cache = g_steal_pointer (&provider);
  return client;
}

/* Waits. */
static JsonNode *
await_identity (QsAwsClient *client,
                GError     **error)
{
  g_autoptr(JsonNode) nothing = qs_json_take (json_object_new ());

  return qs_await_boxed (qs_aws_client_call (client, "sts", "GetCallerIdentity", nothing), error);
}

/* Waits. Who an account is that is kept is kept with it, to be shown without a network. */
static void
await_keeping (QsAwsParts *parts,
               JsonNode   *reply,
               QsIdentity *identity)
{
  g_autoptr(QsAccount) account = g_weak_ref_get (&parts->account);
  g_autoptr(QsAccountBook) book = NULL;

  if (account == NULL)
    return;

  qs_account_set_identity (account, identity);
  book = qs_await_object (dex_ref (parts->book), NULL);
  if (book != NULL)
    qs_await (qs_account_book_identify (book, qs_account_get_id (account), reply), NULL);
}

static DexFuture *
test_fiber (gpointer data)
{
  QsAwsParts *parts = data;
  g_autoptr(QsIdentity) identity = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(QsAwsClient) client = await_client (parts, NULL, &error);
  g_autoptr(JsonNode) reply = client != NULL ? await_identity (client, &error) : NULL;

  if (reply == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  identity = qs_identity_new (json_node_get_object (reply));
  await_keeping (parts, reply, identity);
  return dex_future_new_take_object (g_steal_pointer (&identity));
}

/* Submissions that were cut short are looked into when the account is opened and when it can be
 * reached again; the engine finds out by itself which are under way. */
static void
recover_submissions (QsAwsEngine *engine)
{
  dex_future_disown (qs_aws_engine_recover (engine));
}

static QsEngine *
make_engine (QsAwsParts  *parts,
             QsAwsClient *client)
{
  const char *id = qs_json_get_string (json_node_get_object (parts->settings), "id", "");
  g_autoptr(QsSubmitJournal) journal = qs_ledger_journal_new (parts->ledger, id);
  g_autoptr(QsEngine) engine = qs_aws_engine_new (client, journal);
  QsLedgerEngine *remembering = qs_ledger_engine_new (engine, parts->ledger, id);

  g_signal_connect_object (remembering, "reached", G_CALLBACK (recover_submissions), engine,
                           G_CONNECT_SWAPPED);
  recover_submissions (QS_AWS_ENGINE (engine));
  return QS_ENGINE (remembering);
}

static DexFuture *
open_fiber (gpointer data)
{
  QsAwsParts *parts = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(QsCredentialsCache) cache = NULL;
  g_autoptr(QsAwsClient) client = await_client (parts, &cache, &error);
  g_autoptr(QsAccount) account = g_weak_ref_get (&parts->account);

  if (client == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (account != NULL)
    qs_account_set_credentials (account, cache);
  return dex_future_new_take_object (make_engine (parts, client));
}

static DexFuture *
open_aws_engine (gpointer user_data)
{
  return qs_fiber_start (open_fiber, g_atomic_rc_box_acquire (user_data), parts_unref);
}

/* There is a network again: nobody has to wait for the next round. Rounds keep their distance by
 * themselves, however often a network comes and goes. */
static void
on_network_changed_cb (QsAccount *account,
                       gboolean   available)
{
  QsWatcher *watcher = qs_account_get_watcher (account);

  if (available && watcher != NULL && qs_watcher_get_state (watcher) == QS_WATCHER_STATE_OFFLINE)
    dex_future_disown (qs_watcher_refresh (watcher));
}

/* Credentials that come from IAM Identity Center, by the account itself or by its profile. */
static gboolean
may_log_in (JsonNode *settings)
{
  JsonObject *credentials = qs_json_get_object (json_node_get_object (settings), "credentials");
  JsonObject *role = qs_json_get_object (credentials, "assumeRole");

  return qs_json_get_object (credentials, "identityCenter") != NULL ||
         qs_json_get_object (credentials, "profile") != NULL ||
         qs_json_get_string (role, "sourceProfile", NULL) != NULL;
}

/**
 * qs_aws_account_new:
 * @identity: (nullable): who AWS said that the account is, when it was last asked
 *
 * Returns: (transfer full): the closed account.
 */
QsAccount *
qs_aws_account_new (QsAccounts *accounts,
                    JsonNode   *settings,
                    JsonNode   *identity)
{
  QsAwsParts *parts = parts_new (accounts, settings, NULL);
  QsAccount *account = qs_account_new_aws (settings, parts->clock, open_aws_engine, parts,
                                           parts_unref);

  g_weak_ref_set (&parts->account, account);
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (on_network_changed_cb), account, G_CONNECT_SWAPPED);
  qs_account_set_ledger (account, parts->ledger);
  if (identity != NULL)
    {
      g_autoptr(QsIdentity) known = qs_identity_new (json_node_get_object (identity));

      qs_account_set_identity (account, known);
    }

  if (may_log_in (settings))
    {
      g_autoptr(QsLogin) login = qs_aws_account_new_login (accounts, settings);

      qs_account_set_login (account, login);
    }

  return account;
}

/**
 * qs_aws_account_test:
 * @secret: (nullable): of an account that is not kept; %NULL for what the keyring has
 *
 * Returns: (transfer full): a future of a #QsIdentity.
 */
DexFuture *
qs_aws_account_test (QsAccounts *accounts,
                     JsonNode   *settings,
                     GBytes     *secret)
{
  QsAwsParts *parts = parts_new (accounts, settings, secret);
  JsonObject *object = json_node_get_object (parts->settings);
  QsAccount *account = qs_accounts_find (accounts, qs_json_get_string (object, "id", ""));

  if (account != NULL && secret == NULL &&
      json_node_equal (qs_account_get_settings (account), parts->settings))
    g_weak_ref_set (&parts->account, account);

  return qs_fiber_start (test_fiber, parts, parts_unref);
}

/* Returns: (transfer full): how a person logs in for an account. */
QsLogin *
qs_aws_account_new_login (QsAccounts *accounts,
                          JsonNode   *settings)
{
  return qs_login_new (settings, qs_accounts_get_keyring (accounts),
                       qs_accounts_get_http (accounts), qs_accounts_get_clock (accounts));
}
