#pragma once

#include "qs-accounts.h"

G_BEGIN_DECLS

#define QS_TYPE_ACCOUNT_NEEDS (qs_account_needs_get_type ())
G_DECLARE_FINAL_TYPE (QsAccountNeeds,
                      qs_account_needs,
                      QS,
                      ACCOUNT_NEEDS,
                      GObject)

/**
 * QsAccountNeeds:
 *
 * Keeps each account's "need" right: it follows the accounts, their watchers, the keyring and the
 * desktop's network.
 *
 * Threading: main thread only. Ownership: it does not hold the accounts, which hold it.
 */
QsAccountNeeds *qs_account_needs_new (QsAccounts *accounts) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
