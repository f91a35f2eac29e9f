#include "qs-aws-account.h"

#include "qs-accounts-private.h"
#include "qs-json.h"

static DexFuture *
open_aws_engine (gpointer user_data)
{
  return dex_future_new_reject (QS_ENGINE_ERROR, QS_ENGINE_ERROR_SERVER,
                                "This Quayside cannot speak with AWS");
}

static gboolean
needs_login (JsonNode *settings)
{
  JsonObject *credentials = qs_json_get_object (json_node_get_object (settings), "credentials");

  return qs_json_get_object (credentials, "identityCenter") != NULL;
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
  QsAccount *account = qs_account_new_aws (settings, qs_accounts_get_clock (accounts),
                                           open_aws_engine, NULL, NULL);

  qs_account_set_ledger (account, qs_accounts_get_ledger (accounts));
  if (identity != NULL)
    {
      g_autoptr(QsIdentity) known = qs_identity_new (json_node_get_object (identity));

      qs_account_set_identity (account, known);
    }

  if (needs_login (settings))
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
  return open_aws_engine (NULL);
}

/* Returns: (transfer full): a login for an account of IAM Identity Center. */
QsLogin *
qs_aws_account_new_login (QsAccounts *accounts,
                          JsonNode   *settings)
{
  return g_object_new (QS_TYPE_LOGIN, NULL);
}
