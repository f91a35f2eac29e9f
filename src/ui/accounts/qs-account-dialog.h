#pragma once

#include <adwaita.h>

#include "qs-accounts.h"
#include "qs-account-draft.h"

G_BEGIN_DECLS

/*
 * Adds an AWS account or edits one: how to sign in, the fields this needs, the login where there is
 * one, the test, and who one is then. Nothing that was entered is lost by a failure, and closing
 * asks first.
 *
 * The signal #QsAccountDialog::connected (QsAccount *) follows an account that was kept.
 */
#define QS_TYPE_ACCOUNT_DIALOG (qs_account_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QsAccountDialog,
                      qs_account_dialog,
                      QS,
                      ACCOUNT_DIALOG,
                      AdwDialog)

QsAccountDialog *qs_account_dialog_new (QsAccounts *accounts,
                                        QsAccount  *account) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
