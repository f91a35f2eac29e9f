#pragma once

#include "qs-accounts.h"

G_BEGIN_DECLS

/*
 * AWS accounts: settings and secrets made into an engine. The credentials are fetched when the
 * engine first needs them, so that an account is there, with what the ledger remembers, also
 * without a network or with a locked keyring.
 */

QsAccount *qs_aws_account_new (QsAccounts *accounts,
                               JsonNode   *settings,
                               JsonNode   *identity) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *qs_aws_account_test (QsAccounts *accounts,
                                JsonNode   *settings,
                                GBytes     *secret) G_GNUC_WARN_UNUSED_RESULT;
QsLogin   *qs_aws_account_new_login (QsAccounts *accounts,
                                     JsonNode   *settings) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
