#include "qs-account-change.h"

#include "qs-await.h"
#include "qs-aws-account.h"
#include "qs-keyring-secret.h"

/* The secret in the keyring says whether the new settings have come to count. While it cannot be
 * read that stays open. */
static gboolean
await_decision (QsAccountChange *change,
                gboolean        *is_stored,
                GError         **error)
{
  QsKeyring *keyring = qs_accounts_get_keyring (change->accounts);
  g_autoptr(GError) problem = NULL;
  g_autoptr(GBytes) secret = NULL;

  *is_stored = change->revision == NULL;
  if (change->revision == NULL)
    return TRUE;

  secret = qs_await_boxed (qs_keyring_lookup (keyring, change->id, QS_KEYRING_ACCESS_KEY),
                           &problem);
  if (secret != NULL)
    *is_stored = qs_keyring_secret_has_mark (secret, change->revision);
  else if (!g_error_matches (problem, QS_KEYRING_ERROR, QS_KEYRING_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  return TRUE;
}

static void
await_change_recovery (QsAccountChange *change)
{
  gboolean is_stored;

  if (!await_decision (change, &is_stored, NULL))
    return;

  if (!is_stored)
    {
      qs_await (qs_account_book_drop (change->book, change->id), NULL);
      return;
    }

  if (qs_await (qs_account_book_finish (change->book, change->id), NULL))
    {
      g_autoptr(QsAccount) account = qs_aws_account_new (change->accounts, change->settings, NULL);

      qs_accounts_replace (change->accounts, account);
    }
}

/* What cannot be put in order now, such as with a locked keyring, waits for the next start. */
static void
await_entry_recovery (QsAccountChange      *change,
                      const QsAccountEntry *entry)
{
  g_set_str (&change->id, entry->id);
  g_set_str (&change->revision, entry->revision);
  g_clear_pointer (&change->settings, json_node_unref);
  change->settings = entry->pending != NULL ? json_node_ref (entry->pending) : NULL;
  change->forget_jobs = entry->removal == QS_REMOVAL_FORGET_JOBS;

  if (entry->removal != QS_REMOVAL_NONE)
    qs_account_change_await_removal (change, NULL);
  else if (entry->settings != NULL && entry->pending != NULL)
    await_change_recovery (change);
  else if (entry->settings == NULL && qs_account_change_await_clear (change, NULL))
    qs_await (qs_account_book_drop (change->book, change->id), NULL);
}

/* What is to be put in order, and the change that does it. */
typedef struct
{
  QsAccountChange *change;
  GPtrArray       *entries;
} QsRecovery;

static void
free_recovery (gpointer data)
{
  QsRecovery *recovery = data;

  qs_account_change_free (recovery->change);
  g_ptr_array_unref (recovery->entries);
  g_free (recovery);
}

static DexFuture *
recover_fiber (gpointer data)
{
  QsRecovery *recovery = data;
  QsAccountChange *change = recovery->change;
  g_autoptr(GError) error = NULL;

  /* Who looks after this computer's jobs looks after the accounts: another Quayside may be in the
   * middle of a change. */
  if (!qs_await (qs_account_open (qs_accounts_get_local (change->accounts)), &error) ||
      !qs_account_change_await_book (change, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  for (guint i = 0; i < recovery->entries->len; i++)
    await_entry_recovery (change, g_ptr_array_index (recovery->entries, i));

  return dex_future_new_true ();
}

DexFuture *
qs_accounts_recover (QsAccounts *self,
                     QsRows     *pending)
{
  QsRecovery *recovery = g_new0 (QsRecovery, 1);

  recovery->change = qs_account_change_new (self, NULL, NULL, NULL);
  recovery->entries = qs_account_book_read (pending);
  return qs_fiber_start (recover_fiber, recovery, free_recovery);
}
