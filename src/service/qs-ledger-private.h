#pragma once

#include "qs-database.h"
#include "qs-ledger.h"

G_BEGIN_DECLS

/* For those who keep the ledger: its database, asked once it is open. The UI sees none of it. */

QsClock   *qs_ledger_get_clock (QsLedger *self);
DexFuture *qs_ledger_commit (QsLedger      *self,
                             QsTransaction *transaction) G_GNUC_WARN_UNUSED_RESULT;
void       qs_ledger_write (QsLedger      *self,
                            QsTransaction *transaction);
DexFuture *qs_ledger_query (QsLedger   *self,
                            const char *sql,
                            const char *types,
                            ...) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
