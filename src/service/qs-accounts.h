#pragma once

#include "qs-account.h"
#include "qs-identity.h"
#include "qs-keyring-state.h"
#include "qs-ledger.h"
#include "qs-login.h"
#include "qs-prompter.h"

G_BEGIN_DECLS

#define QS_TYPE_ACCOUNTS (qs_accounts_get_type ())
G_DECLARE_FINAL_TYPE (QsAccounts,
                      qs_accounts,
                      QS,
                      ACCOUNTS,
                      GObject)

/**
 * QsAccounts:
 *
 * The accounts a person has set up, a #GListModel of #QsAccount. "This computer" is always there
 * and always first; nothing has to be set up for it.
 *
 * What is not secret of an AWS account is its settings, a JSON document in the shapes of
 * `data/quayside/account.json`, kept in a database; its secret is in the keyring and nowhere else.
 * Either both are there or neither, also after a crash between the two.
 *
 * Properties for the UI: "selected" (the #QsAccount that was last chosen, kept for the next start),
 * "keyring-state" (#QsKeyringState, for a banner), "error" (#GError: why set-up accounts cannot
 * be read or kept, %NULL when they can), "ledger" (#QsLedger).
 *
 * Threading: main thread only.
 */
DexFuture     *qs_accounts_open (const char *folder,
                                 const char *datastore,
                                 QsClock    *clock) G_GNUC_WARN_UNUSED_RESULT;

void           qs_accounts_set_prompter (QsAccounts *self,
                                         QsPrompter *prompter);

QsAccount     *qs_accounts_get_local (QsAccounts *self);
QsAccount     *qs_accounts_find (QsAccounts *self,
                                 const char *id);
QsAccount     *qs_accounts_get_selected (QsAccounts *self);
void           qs_accounts_set_selected (QsAccounts *self,
                                         QsAccount  *account);

QsKeyringState qs_accounts_get_keyring_state (QsAccounts *self);
const GError  *qs_accounts_get_error (QsAccounts *self);
QsLedger      *qs_accounts_get_ledger (QsAccounts *self);

DexFuture     *qs_accounts_unlock (QsAccounts *self) G_GNUC_WARN_UNUSED_RESULT;

DexFuture     *qs_accounts_add (QsAccounts *self,
                                JsonNode   *settings,
                                GBytes     *secret) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *qs_accounts_change (QsAccounts *self,
                                   QsAccount  *account,
                                   JsonNode   *settings,
                                   GBytes     *secret) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *qs_accounts_move (QsAccounts *self,
                                 QsAccount  *account,
                                 guint       position) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *qs_accounts_remove (QsAccounts *self,
                                   QsAccount  *account,
                                   gboolean    forget_jobs) G_GNUC_WARN_UNUSED_RESULT;

DexFuture     *qs_accounts_test (QsAccounts *self,
                                 JsonNode   *settings,
                                 GBytes     *secret) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *qs_accounts_begin_login (QsAccounts *self,
                                        JsonNode   *settings) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *qs_accounts_abandon (QsAccounts *self,
                                    const char *id) G_GNUC_WARN_UNUSED_RESULT;

char          *qs_accounts_dup_folder (void) G_GNUC_WARN_UNUSED_RESULT;
char          *qs_accounts_dup_datastore (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
