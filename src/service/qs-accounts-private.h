#pragma once

#include "qs-account-book.h"
#include "qs-accounts.h"
#include "qs-http.h"
#include "qs-keyring.h"

G_BEGIN_DECLS

/* For those who make and change accounts: what they stand on, of which the UI sees nothing. */

/* Returns: (transfer full): a future of the #QsAccountBook; rejected with why there is none. */
DexFuture  *qs_accounts_dup_book (QsAccounts *self) G_GNUC_WARN_UNUSED_RESULT;
QsKeyring  *qs_accounts_get_keyring (QsAccounts *self);
QsClock    *qs_accounts_get_clock (QsAccounts *self);
QsHttp     *qs_accounts_get_http (QsAccounts *self);
QsPrompter *qs_accounts_get_prompter (QsAccounts *self);

/* Keeps that an account may run a command, see qs-prompt-relay.h. */
void        qs_accounts_allow_command (QsAccounts *self,
                                       const char *id,
                                       const char *command);

/* The list as it shows. */
void        qs_accounts_insert (QsAccounts *self,
                                QsAccount  *account);
void        qs_accounts_replace (QsAccounts *self,
                                 QsAccount  *account);
void        qs_accounts_take_out (QsAccounts *self,
                                  QsAccount  *account);

void        qs_accounts_shift (QsAccounts *self,
                               QsAccount  *account,
                               guint       position);

/* Puts in order what a crash has left: @pending is what the book had pending when nothing was under
 * way yet. Returns: (transfer full): a future of %TRUE. */
DexFuture  *qs_accounts_recover (QsAccounts *self,
                                 QsRows     *pending) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
