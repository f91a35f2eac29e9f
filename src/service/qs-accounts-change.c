#include "qs-account-change.h"

#include "qs-allowed-commands.h"
#include "qs-await.h"
#include "qs-aws-account.h"
#include "qs-json.h"
#include "qs-watcher.h"

static DexFuture *
run (DexFiberFunc     fiber,
     QsAccountChange *change)
{
  return qs_fiber_start (fiber, change, qs_account_change_free);
}

static DexFuture *
add_fiber (gpointer data)
{
  QsAccountChange *change = data;
  g_autoptr(QsAccount) account = NULL;
  g_autoptr(GError) error = NULL;

  if (!qs_account_change_await_steps (change, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  account = qs_aws_account_new (change->accounts, change->settings, NULL);
  qs_accounts_insert (change->accounts, account);
  return dex_future_new_take_object (g_steal_pointer (&account));
}

static gboolean
has_source (JsonNode   *settings,
            const char *source)
{
  JsonObject *credentials = qs_json_get_object (json_node_get_object (settings), "credentials");

  return credentials != NULL && json_object_has_member (credentials, source);
}

static gboolean
may_use (JsonNode   *settings,
         const char *kind)
{
  if (g_str_equal (kind, QS_KEYRING_ACCESS_KEY))
    return has_source (settings, "accessKey") || has_source (settings, "assumeRole");

  return has_source (settings, "identityCenter");
}

/* Secrets of a kind that the account does not use any more. That one could not be cleared is no
 * reason to fail what is done: it goes with the account. */
static void
await_tidying (QsAccountChange *change)
{
  QsKeyring *keyring = qs_accounts_get_keyring (change->accounts);

  for (guint i = 0; qs_account_secret_kinds[i] != NULL; i++)
    if (may_use (qs_account_get_settings (change->account), qs_account_secret_kinds[i]) &&
        !may_use (change->settings, qs_account_secret_kinds[i]))
      qs_await (qs_keyring_clear (keyring, change->id, qs_account_secret_kinds[i]), NULL);
}

/* Members that say nothing about how AWS is called. */
static const char *plain_members[] = { "name", "allowedCommands" };

static JsonNode *
strip (JsonNode *settings)
{
  JsonNode *stripped = qs_json_copy (settings);

  for (guint i = 0; i < G_N_ELEMENTS (plain_members); i++)
    json_object_remove_member (json_node_get_object (stripped), plain_members[i]);
  return stripped;
}

/* Whether what was known of the account's engine is still so. */
static gboolean
keeps_engine (QsAccountChange *change)
{
  JsonNode *known = qs_account_get_settings (change->account);
  g_autoptr(JsonNode) before = strip (known);
  g_autoptr(JsonNode) after = strip (change->settings);

  return change->secret == NULL && json_node_equal (before, after) &&
         qs_allowed_commands_is_addition (known, change->settings);
}

static DexFuture *
edit_fiber (gpointer data)
{
  QsAccountChange *change = data;
  g_autoptr(QsAccount) account = NULL;
  g_autoptr(GError) error = NULL;

  if (!qs_account_change_await_steps (change, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (keeps_engine (change))
    {
      qs_account_set_settings (change->account, change->settings);
      return dex_future_new_for_object (change->account);
    }

  await_tidying (change);
  account = qs_aws_account_new (change->accounts, change->settings, NULL);
  qs_accounts_replace (change->accounts, account);
  return dex_future_new_take_object (g_steal_pointer (&account));
}

static DexFuture *
remove_fiber (gpointer data)
{
  QsAccountChange *change = data;
  g_autoptr(GError) error = NULL;

  if (!qs_account_change_await_book (change, &error) ||
      !qs_await (qs_account_book_begin_removal (change->book, change->id, change->forget_jobs),
                 &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* Its engine must not go on asking, nor its ledger writing, while it goes. */
  qs_accounts_take_out (change->accounts, change->account);
  dex_future_disown (qs_draft_store_forget (qs_account_get_drafts (change->account), change->id,
                                            NULL));
  if (qs_account_change_await_removal (change, &error))
    return dex_future_new_true ();

  /* The person sees the account again and why it could not be removed. */
  if (qs_await (qs_account_book_cancel_removal (change->book, change->id), NULL))
    qs_accounts_insert (change->accounts, change->account);
  return dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
reserve_fiber (gpointer data)
{
  QsAccountChange *change = data;
  g_autoptr(GError) error = NULL;

  if (!qs_account_change_await_book (change, &error) ||
      !qs_await (qs_account_book_begin (change->book, change->id, change->settings, NULL),
                 &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_object (qs_aws_account_new_login (change->accounts,
                                                               change->settings));
}

static DexFuture *
abandon_fiber (gpointer data)
{
  QsAccountChange *change = data;
  g_autoptr(GError) error = NULL;
  gboolean counts = qs_accounts_find (change->accounts, change->id) != NULL;

  /* An account that counts keeps its secrets. */
  if ((!counts && !qs_account_change_await_clear (change, &error)) ||
      !qs_account_change_await_book (change, &error) ||
      !qs_await (qs_account_book_drop (change->book, change->id), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

/**
 * qs_accounts_add:
 * @settings: what is not secret; gets an id when it has none
 * @secret: (nullable): for an access key the JSON object {"secretAccessKey", "sessionToken"?}
 *
 * Adds an account at the end of the list and keeps it.
 *
 * Returns: (transfer full): a future of the #QsAccount, which is closed; rejected with
 *   #QsKeyringError, #QsDatabaseError or what is wrong with the settings: nothing is kept then.
 */
DexFuture *
qs_accounts_add (QsAccounts *self,
                 JsonNode   *settings,
                 GBytes     *secret)
{
  g_return_val_if_fail (QS_IS_ACCOUNTS (self), NULL);
  g_return_val_if_fail (settings != NULL && JSON_NODE_HOLDS_OBJECT (settings), NULL);

  return run (add_fiber, qs_account_change_new (self, NULL, settings, secret));
}

/**
 * qs_accounts_change:
 * @secret: (nullable): as for qs_accounts_add(); %NULL keeps the one there is
 *
 * Returns: (transfer full): a future of the #QsAccount as it is now: the same object when only its
 *   name has changed or it may run one more command, otherwise a new one in its place, because
 *   everything that was known of its engine is no longer so.
 */
DexFuture *
qs_accounts_change (QsAccounts *self,
                    QsAccount  *account,
                    JsonNode   *settings,
                    GBytes     *secret)
{
  g_return_val_if_fail (QS_IS_ACCOUNTS (self), NULL);
  g_return_val_if_fail (qs_account_get_kind (account) == QS_ACCOUNT_KIND_AWS, NULL);
  g_return_val_if_fail (settings != NULL && JSON_NODE_HOLDS_OBJECT (settings), NULL);

  return run (edit_fiber, qs_account_change_new (self, account, settings, secret));
}

/* If it cannot be kept the person is asked again after the next start; nothing else comes of it. */
void
qs_accounts_allow_command (QsAccounts *self,
                           const char *id,
                           const char *command)
{
  QsAccount *account = qs_accounts_find (self, id);
  g_autoptr(JsonNode) settings = NULL;

  if (account != NULL)
    settings = qs_allowed_commands_add (qs_account_get_settings (account), command);
  if (settings != NULL)
    dex_future_disown (qs_accounts_change (self, account, settings, NULL));
}

/**
 * qs_accounts_remove:
 * @forget_jobs: whether the ledger forgets the account's jobs too
 *
 * Removes an account's settings and secrets. Nothing in AWS changes.
 *
 * Returns: (transfer full): a future of %TRUE; rejected with why a secret could not be deleted, in
 *   which case the account is still there.
 */
DexFuture *
qs_accounts_remove (QsAccounts *self,
                    QsAccount  *account,
                    gboolean    forget_jobs)
{
  QsAccountChange *change;

  g_return_val_if_fail (QS_IS_ACCOUNTS (self), NULL);
  g_return_val_if_fail (qs_account_get_kind (account) == QS_ACCOUNT_KIND_AWS, NULL);

  change = qs_account_change_new (self, account, NULL, NULL);
  change->forget_jobs = forget_jobs;
  return run (remove_fiber, change);
}

/**
 * qs_accounts_test:
 * @secret: (nullable): as for qs_accounts_add(); %NULL takes what the keyring has for the account
 *
 * Asks AWS who these credentials are. Nothing is kept.
 *
 * Returns: (transfer full): a future of the #QsIdentity; rejected with #QsEngineError or
 *   #QsKeyringError.
 */
DexFuture *
qs_accounts_test (QsAccounts *self,
                  JsonNode   *settings,
                  GBytes     *secret)
{
  g_return_val_if_fail (QS_IS_ACCOUNTS (self), NULL);
  g_return_val_if_fail (settings != NULL && JSON_NODE_HOLDS_OBJECT (settings), NULL);

  return qs_aws_account_test (self, settings, secret);
}

/**
 * qs_accounts_begin_login:
 * @settings: of an account of IAM Identity Center that is not kept yet; needs no account and role
 *
 * Begins to add an account by logging in: the login's secrets are kept for the account until it is
 * added or abandoned.
 *
 * Returns: (transfer full): a future of the #QsLogin; its "account-id" is the id that the settings
 *   are to have when they are added.
 */
DexFuture *
qs_accounts_begin_login (QsAccounts *self,
                         JsonNode   *settings)
{
  g_return_val_if_fail (QS_IS_ACCOUNTS (self), NULL);
  g_return_val_if_fail (settings != NULL && JSON_NODE_HOLDS_OBJECT (settings), NULL);

  return run (reserve_fiber, qs_account_change_new (self, NULL, settings, NULL));
}

/**
 * qs_accounts_abandon:
 * @id: the "account-id" of a #QsLogin
 *
 * Forgets a login whose account has not been added after all.
 *
 * Returns: (transfer full): a future of %TRUE.
 */
DexFuture *
qs_accounts_abandon (QsAccounts *self,
                     const char *id)
{
  QsAccountChange *change;

  g_return_val_if_fail (QS_IS_ACCOUNTS (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  change = qs_account_change_new (self, NULL, NULL, NULL);
  change->id = g_strdup (id);
  return run (abandon_fiber, change);
}

static DexFuture *
order_fiber (gpointer data)
{
  QsAccountChange *change = data;
  GListModel *model = G_LIST_MODEL (change->accounts);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) ids = NULL;
  g_autoptr(GError) error = NULL;

  if (!qs_account_change_await_book (change, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(QsAccount) account = g_list_model_get_item (model, i);

      g_strv_builder_add (builder, qs_account_get_id (account));
    }

  ids = g_strv_builder_end (builder);
  return qs_account_book_order (change->book, (const char * const *) ids);
}

/**
 * qs_accounts_move:
 * @position: where in the list the account is to be; this computer stays the first
 *
 * Returns: (transfer full): a future of %TRUE once the order is kept.
 */
DexFuture *
qs_accounts_move (QsAccounts *self,
                  QsAccount  *account,
                  guint       position)
{
  g_return_val_if_fail (QS_IS_ACCOUNTS (self), NULL);
  g_return_val_if_fail (qs_account_get_kind (account) == QS_ACCOUNT_KIND_AWS, NULL);
  g_return_val_if_fail (position > 0, NULL);
  g_return_val_if_fail (position < g_list_model_get_n_items (G_LIST_MODEL (self)), NULL);

  qs_accounts_shift (self, account, position);
  return run (order_fiber, qs_account_change_new (self, account, NULL, NULL));
}

/* What the keyring did not give before, it gives now. */
static DexFuture *
unlock_fiber (gpointer data)
{
  QsAccounts *self = data;
  g_autoptr(GError) error = NULL;

  if (!qs_await (qs_keyring_unlock (qs_accounts_get_keyring (self)), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr(QsAccount) account = g_list_model_get_item (G_LIST_MODEL (self), i);
      QsWatcher *watcher = qs_account_get_watcher (account);

      if (watcher != NULL && qs_watcher_get_state (watcher) == QS_WATCHER_STATE_EXPIRED)
        dex_future_disown (qs_account_renew (account));
    }

  return dex_future_new_true ();
}

/**
 * qs_accounts_unlock:
 *
 * Asks the keyring for its password again, after its prompt has been dismissed; accounts that
 * waited for it go on.
 *
 * Returns: (transfer full): a future of %TRUE; rejected with #QsKeyringError.
 */
DexFuture *
qs_accounts_unlock (QsAccounts *self)
{
  g_return_val_if_fail (QS_IS_ACCOUNTS (self), NULL);

  return qs_fiber_start (unlock_fiber, g_object_ref (self), g_object_unref);
}
