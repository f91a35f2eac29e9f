#include "qs-account-draft-private.h"

#include "qs-await.h"
#include "qs-json.h"

typedef struct
{
  QsAccountDraft *draft;
  gboolean        untested;
} QsConnecting;

static void
free_connecting (gpointer data)
{
  QsConnecting *connecting = data;

  g_object_unref (connecting->draft);
  g_free (connecting);
}

/* What people do not name is named by what tells it from others. */
static char *
make_name (QsAccountDraft *draft)
{
  QsDocument *document = qs_request_get_document (qs_account_draft_get_request (draft));
  const char *profile = qs_document_get_string (document, "credentials.profile.name");
  QsIdentity *identity = qs_account_draft_get_identity (draft);

  if (profile != NULL)
    return g_strdup (profile);
  if (identity != NULL)
    return g_strdup_printf ("AWS %s", qs_identity_get_account (identity));

  return g_strdup ("AWS");
}

static JsonNode *
dup_settings (QsAccountDraft *draft)
{
  JsonNode *settings = qs_request_dup_input (qs_account_draft_get_request (draft));
  JsonObject *object = json_node_get_object (settings);
  g_autofree char *name = make_name (draft);

  if (!json_object_has_member (object, "name"))
    json_object_set_string_member (object, "name", name);

  return settings;
}

static gboolean
test (QsAccountDraft *draft,
      GError        **error)
{
  g_autoptr(JsonNode) settings = dup_settings (draft);
  g_autoptr(GBytes) secret = qs_account_draft_dup_secret (draft);
  g_autoptr(QsIdentity) identity = NULL;

  qs_account_draft_set_identity (draft, NULL);
  identity = qs_await_object (qs_accounts_test (qs_account_draft_get_accounts (draft), settings,
                                                secret), error);
  qs_account_draft_set_identity (draft, identity);
  return identity != NULL;
}

static gboolean
keep (QsAccountDraft *draft,
      GError        **error)
{
  QsAccounts *accounts = qs_account_draft_get_accounts (draft);
  QsAccount *old = qs_account_draft_get_account (draft);
  g_autoptr(JsonNode) settings = dup_settings (draft);
  g_autoptr(GBytes) secret = qs_account_draft_dup_secret (draft);
  g_autoptr(QsAccount) account = NULL;

  if (old == NULL)
    account = qs_await_object (qs_accounts_add (accounts, settings, secret), error);
  else
    account = qs_await_object (qs_accounts_change (accounts, old, settings, secret), error);
  if (account == NULL)
    return FALSE;

  qs_account_draft_set_account (draft, account);
  return TRUE;
}

static DexFuture *
connect_fiber (gpointer data)
{
  QsConnecting *connecting = data;
  QsAccountDraft *draft = connecting->draft;
  g_autoptr(GError) error = NULL;
  gboolean good;

  qs_account_draft_set_busy (draft, TRUE);
  qs_account_draft_set_error (draft, NULL);
  good = (connecting->untested || test (draft, &error)) && keep (draft, &error);
  qs_account_draft_set_busy (draft, FALSE);
  if (good)
    return dex_future_new_take_object (g_object_ref (qs_account_draft_get_account (draft)));

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    qs_account_draft_set_error (draft, error);
  return dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
begin_login_fiber (gpointer data)
{
  QsAccountDraft *draft = data;
  g_autoptr(JsonNode) settings = dup_settings (draft);
  g_autoptr(QsLogin) login = NULL;
  g_autoptr(GError) error = NULL;

  qs_account_draft_abandon_login (draft);
  qs_account_draft_set_error (draft, NULL);
  qs_account_draft_set_busy (draft, TRUE);
  login = qs_await_object (qs_accounts_begin_login (qs_account_draft_get_accounts (draft),
                                                    settings), &error);
  qs_account_draft_set_busy (draft, FALSE);
  if (login == NULL)
    {
      qs_account_draft_set_error (draft, error);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  if (!qs_account_draft_get_editing (draft))
    qs_account_draft_set_text (draft, "id", qs_login_get_account_id (login));
  qs_account_draft_set_login (draft, login);
  return dex_future_new_take_object (g_steal_pointer (&login));
}

/* A login that was begun has its secrets kept; without its account nobody would ever use them. */
void
qs_account_draft_abandon_login (QsAccountDraft *draft)
{
  QsLogin *login = qs_account_draft_get_login (draft);

  if (login == NULL)
    return;

  qs_login_cancel (login);
  if (qs_account_draft_get_account (draft) == NULL)
    dex_future_disown (qs_accounts_abandon (qs_account_draft_get_accounts (draft),
                                            qs_login_get_account_id (login)));
  qs_account_draft_set_login (draft, NULL);
}

/**
 * qs_account_draft_begin_login:
 *
 * Begins a login at the page that the draft names. One that was begun before is given up.
 *
 * Returns: (transfer full): a future of the #QsLogin, which has not been started; rejected with
 *   what "error" says.
 */
DexFuture *
qs_account_draft_begin_login (QsAccountDraft *self)
{
  g_return_val_if_fail (QS_IS_ACCOUNT_DRAFT (self), NULL);

  return qs_scope_run (qs_account_draft_get_scope (self), begin_login_fiber, g_object_ref (self),
                       g_object_unref);
}

/**
 * qs_account_draft_connect:
 * @untested: whether the account is kept without asking AWS, such as without a network
 *
 * Asks AWS who the credentials are and then keeps the account.
 *
 * Returns: (transfer full): a future of the #QsAccount; rejected with what "error" says. Nothing
 *   that was entered is lost then.
 */
DexFuture *
qs_account_draft_connect (QsAccountDraft *self,
                          gboolean        untested)
{
  QsConnecting *connecting;

  g_return_val_if_fail (QS_IS_ACCOUNT_DRAFT (self), NULL);

  connecting = g_new0 (QsConnecting, 1);
  connecting->draft = g_object_ref (self);
  connecting->untested = untested;
  return qs_scope_run (qs_account_draft_get_scope (self), connect_fiber, connecting,
                       free_connecting);
}
