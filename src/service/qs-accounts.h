#pragma once

#include "qs-account.h"

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
 * Threading: main thread only.
 */
DexFuture *qs_accounts_open (const char *folder,
                             const char *datastore,
                             QsClock    *clock) G_GNUC_WARN_UNUSED_RESULT;

QsAccount *qs_accounts_get_local (QsAccounts *self);
QsAccount *qs_accounts_find (QsAccounts *self,
                             const char *id);

char      *qs_accounts_dup_folder (void) G_GNUC_WARN_UNUSED_RESULT;
char      *qs_accounts_dup_datastore (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
