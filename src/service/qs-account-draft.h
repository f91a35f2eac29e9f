#pragma once

#include "qs-account-settings.h"
#include "qs-accounts.h"
#include "qs-pasted-keys.h"
#include "qs-record.h"
#include "qs-request.h"

G_BEGIN_DECLS

#define QS_TYPE_ACCOUNT_DRAFT (qs_account_draft_get_type ())
G_DECLARE_FINAL_TYPE (QsAccountDraft,
                      qs_account_draft,
                      QS,
                      ACCOUNT_DRAFT,
                      QsRecord)

#define QS_TYPE_ACCOUNT_SOURCE (qs_account_source_get_type ())

/**
 * QsAccountDraft:
 *
 * An AWS account that is being added or edited: its settings as a request that a form is a view of,
 * its secrets, the test whether they work, the login where there is one. What was entered for one
 * way of signing in stays when another is looked at.
 *
 * Properties for the UI: "request" (#QsRequest), "source" (#QsAccountSource), "editing" (the
 * account is there already), "role-by-key" (a role is begun with an access key and not with a
 * profile), "missing" (what is still to be entered, in words, %NULL when nothing is), "dirty"
 * (something would be lost), "busy", "error" (#GError), "login" (#QsLogin, %NULL before one was
 * begun), "identity" (#QsIdentity, %NULL until the test has succeeded), "account" (#QsAccount,
 * %NULL until it is kept).
 *
 * Secrets go in and are given to the keyring; they never come out again, and nothing shows them.
 *
 * Threading: main thread. Ownership: reference counted; qs_account_draft_cancel() ends what it
 * waits for.
 */
GType            qs_account_source_get_type (void) G_GNUC_CONST;

QsAccountDraft  *qs_account_draft_new (QsAccounts *accounts,
                                       QsAccount  *account) G_GNUC_WARN_UNUSED_RESULT;

QsRequest       *qs_account_draft_get_request (QsAccountDraft *self);
QsAccountSource  qs_account_draft_get_source (QsAccountDraft *self);
void             qs_account_draft_set_source (QsAccountDraft *self,
                                              QsAccountSource source);
void             qs_account_draft_set_role_by_key (QsAccountDraft *self,
                                                   gboolean        by_key);
gboolean         qs_account_draft_get_role_by_key (QsAccountDraft *self);

void             qs_account_draft_set_secret (QsAccountDraft *self,
                                              const char     *secret_access_key);
void             qs_account_draft_set_token (QsAccountDraft *self,
                                             const char     *session_token);
void             qs_account_draft_set_text (QsAccountDraft *self,
                                            const char     *path,
                                            const char     *text);
void             qs_account_draft_adopt (QsAccountDraft     *self,
                                         const QsPastedKeys *keys);

gboolean         qs_account_draft_get_editing (QsAccountDraft *self);
gboolean         qs_account_draft_get_busy (QsAccountDraft *self);
gboolean         qs_account_draft_get_dirty (QsAccountDraft *self);
const GError    *qs_account_draft_get_error (QsAccountDraft *self);
void             qs_account_draft_set_error (QsAccountDraft *self,
                                             const GError   *error);
QsLogin         *qs_account_draft_get_login (QsAccountDraft *self);
QsIdentity      *qs_account_draft_get_identity (QsAccountDraft *self);
QsAccount       *qs_account_draft_get_account (QsAccountDraft *self);

DexFuture       *qs_account_draft_begin_login (QsAccountDraft *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture       *qs_account_draft_connect (QsAccountDraft *self,
                                           gboolean        untested) G_GNUC_WARN_UNUSED_RESULT;
void             qs_account_draft_cancel (QsAccountDraft *self);

G_END_DECLS
