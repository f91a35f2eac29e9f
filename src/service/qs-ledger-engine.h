#pragma once

#include "qs-engine.h"
#include "qs-ledger.h"

G_BEGIN_DECLS

#define QS_TYPE_LEDGER_ENGINE (qs_ledger_engine_get_type ())
G_DECLARE_FINAL_TYPE (QsLedgerEngine,
                      qs_ledger_engine,
                      QS,
                      LEDGER_ENGINE,
                      GObject)

/**
 * QsLedgerEngine:
 *
 * An engine with a memory: it passes every call on to the engine of an account, and writes what
 * DescribeJobs and GetLogEvents answer into the ledger. What the account can no longer answer, or
 * not now, is answered from there: a job that has ended and that AWS has forgotten, any job and the
 * end of its log while AWS cannot be reached or the login has expired.
 *
 * What is asked for as bytes, as a watcher does, is written down and never answered from memory: a
 * watcher has to know what the account knows.
 *
 * The signal #QsLedgerEngine::reached says that the account has answered after it could not be
 * reached.
 *
 * Threading: main thread only. Ownership: keeps engine and ledger alive.
 */
QsLedgerEngine *qs_ledger_engine_new (QsEngine   *engine,
                                      QsLedger   *ledger,
                                      const char *account_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
