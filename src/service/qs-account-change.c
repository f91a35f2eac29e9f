#include "qs-account-change.h"

#include <glib/gi18n.h>

#include "qs-await.h"
#include "qs-json.h"
#include "qs-keyring-secret.h"

const char * const qs_account_secret_kinds[] = {
  QS_KEYRING_ACCESS_KEY, QS_KEYRING_SSO_TOKEN, QS_KEYRING_SSO_CLIENT, NULL
};

void
qs_account_change_free (gpointer data)
{
  QsAccountChange *change = data;

  g_object_unref (change->accounts);
  g_clear_object (&change->book);
  g_clear_object (&change->account);
  g_clear_pointer (&change->settings, json_node_unref);
  g_clear_pointer (&change->secret, g_bytes_unref);
  g_free (change->id);
  g_free (change->revision);
  g_free (change);
}

/**
 * qs_account_change_new:
 * @settings: (nullable): copied; gets an id when it has none
 * @secret: (nullable): copied
 *
 * Returns: (transfer full): a change that has not begun.
 */
QsAccountChange *
qs_account_change_new (QsAccounts *accounts,
                       QsAccount  *account,
                       JsonNode   *settings,
                       GBytes     *secret)
{
  QsAccountChange *change = g_new0 (QsAccountChange, 1);
  JsonObject *object;

  change->accounts = g_object_ref (accounts);
  change->account = account != NULL ? g_object_ref (account) : NULL;
  change->id = account != NULL ? g_strdup (qs_account_get_id (account)) : NULL;
  if (secret != NULL)
    {
      change->revision = g_uuid_string_random ();
      change->secret = qs_keyring_secret_mark (secret, change->revision);
    }
  if (settings == NULL)
    return change;

  change->settings = qs_json_copy (settings);
  object = json_node_get_object (change->settings);
  if (change->id == NULL)
    change->id = g_strdup (qs_json_get_string (object, "id", NULL));
  if (change->id == NULL)
    change->id = g_uuid_string_random ();
  json_object_set_string_member (object, "id", change->id);
  return change;
}

gboolean
qs_account_change_await_book (QsAccountChange *change,
                              GError         **error)
{
  change->book = qs_await_object (qs_accounts_dup_book (change->accounts), error);
  return change->book != NULL;
}

static char *
make_label (QsAccountChange *change)
{
  JsonObject *settings = json_node_get_object (change->settings);

  /* Translators: what a keyring program shows; %s is the account's name */
  return g_strdup_printf (_("Quayside: %s"), qs_json_get_string (settings, "name", change->id));
}

static gboolean
await_store (QsAccountChange *change,
             GError         **error)
{
  QsKeyring *keyring = qs_accounts_get_keyring (change->accounts);
  g_autofree char *label = make_label (change);

  return change->secret == NULL ||
         qs_await (qs_keyring_store (keyring, change->id, QS_KEYRING_ACCESS_KEY, label,
                                     change->secret), error);
}

/* The three steps. What cannot be stored is not pending any more. */
gboolean
qs_account_change_await_steps (QsAccountChange *change,
                               GError         **error)
{
  if (!qs_account_change_await_book (change, error) ||
      !qs_await (qs_account_book_begin (change->book, change->id, change->settings,
                                        change->revision), error))
    return FALSE;

  if (!await_store (change, error))
    {
      qs_await (qs_account_book_drop (change->book, change->id), NULL);
      return FALSE;
    }

  return qs_await (qs_account_book_finish (change->book, change->id), error);
}

/* Deletes every secret of the account. */
gboolean
qs_account_change_await_clear (QsAccountChange *change,
                               GError         **error)
{
  QsKeyring *keyring = qs_accounts_get_keyring (change->accounts);

  for (guint i = 0; qs_account_secret_kinds[i] != NULL; i++)
    if (!qs_await (qs_keyring_clear (keyring, change->id, qs_account_secret_kinds[i]), error))
      return FALSE;

  return TRUE;
}

/* What is left to do once the book says that the account is to go. */
gboolean
qs_account_change_await_removal (QsAccountChange *change,
                                 GError         **error)
{
  if (!qs_account_change_await_clear (change, error))
    return FALSE;

  if (change->forget_jobs &&
      !qs_await (qs_ledger_forget (qs_accounts_get_ledger (change->accounts), change->id), error))
    return FALSE;

  return qs_await (qs_account_book_remove (change->book, change->id), error);
}
