#pragma once

#include "qs-account-draft.h"
#include "qs-scope.h"

G_BEGIN_DECLS

/* What connecting an account, which has a file of its own, needs of the draft. */
QsAccounts *qs_account_draft_get_accounts (QsAccountDraft *self);
QsScope    *qs_account_draft_get_scope (QsAccountDraft *self);

void        qs_account_draft_set_busy (QsAccountDraft *self,
                                       gboolean        busy);
void        qs_account_draft_set_login (QsAccountDraft *self,
                                        QsLogin        *login);
void        qs_account_draft_set_identity (QsAccountDraft *self,
                                           QsIdentity     *identity);
void        qs_account_draft_set_account (QsAccountDraft *self,
                                          QsAccount      *account);
GBytes     *qs_account_draft_dup_secret (QsAccountDraft *self) G_GNUC_WARN_UNUSED_RESULT;

void        qs_account_draft_abandon_login (QsAccountDraft *self);

G_END_DECLS
