#pragma once

#include <adwaita.h>

#include "qs-accounts.h"

G_BEGIN_DECLS

/* The accounts in their order: to edit, test, move and remove. */
#define QS_TYPE_ACCOUNTS_DIALOG (qs_accounts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QsAccountsDialog,
                      qs_accounts_dialog,
                      QS,
                      ACCOUNTS_DIALOG,
                      AdwDialog)

AdwDialog *qs_accounts_dialog_new (QsAccounts *accounts) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
