#pragma once

#include "qs-account.h"
#include "qs-scope.h"

G_BEGIN_DECLS

typedef struct _QsCredentialsCache QsCredentialsCache;

/*
 * How an account comes to its engine: one attempt, and another two seconds later as long as the
 * engine is unavailable. An attempt knows its account weakly: waiting must not keep it alive.
 * Private to the account, as are the functions below, by which an attempt tells what came of it.
 */
DexFuture *qs_account_opening_run (QsAccount *account,
                                   QsScope   *scope) G_GNUC_WARN_UNUSED_RESULT;

/* In qs-account.c and qs-account-credentials.c. */
void       qs_account_set_credentials (QsAccount          *self,
                                       QsCredentialsCache *credentials);
void       qs_account_set_login_needed (QsAccount *self,
                                        gboolean   needed);
DexFuture *qs_account_call_open (QsAccount *self) G_GNUC_WARN_UNUSED_RESULT;
QsLedger  *qs_account_get_ledger (QsAccount *self);
void       qs_account_accept (QsAccount *self,
                              QsEngine  *engine,
                              QsWatcher *watcher);
void       qs_account_refuse (QsAccount    *self,
                              const GError *error,
                              gboolean      passing);

G_END_DECLS
