#pragma once

#include "qs-clock.h"
#include "qs-job-list.h"
#include "qs-record.h"

#include <libdex.h>

G_BEGIN_DECLS

#define QS_TYPE_LEDGER (qs_ledger_get_type ())
G_DECLARE_FINAL_TYPE (QsLedger,
                      qs_ledger,
                      QS,
                      LEDGER,
                      QsRecord)

#define QS_TYPE_LEDGER_STATE (qs_ledger_state_get_type ())

/**
 * QsLedgerState:
 * @QS_LEDGER_STATE_OPENING: the file is being opened; what is asked for meanwhile waits
 * @QS_LEDGER_STATE_READY: it remembers
 * @QS_LEDGER_STATE_FAILED: the file cannot be used, and is left as it is; "error-message" says why
 */
typedef enum
{
  QS_LEDGER_STATE_OPENING,
  QS_LEDGER_STATE_READY,
  QS_LEDGER_STATE_FAILED,
} QsLedgerState;

/**
 * QsLedger:
 *
 * What Quayside remembers of the jobs it has seen or submitted on AWS accounts: what they were,
 * when they came into their states, their last log lines. AWS forgets a job a week after it ended;
 * the ledger does not, and it is there without a network. This computer's own engine forgets
 * nothing, so its jobs are not written down twice.
 *
 * A submission is written down before it is sent (see #QsSubmitJournal): what became of one that
 * was not answered is found out before anything is sent again.
 *
 * Properties for the UI: "state" (#QsLedgerState), "error-message".
 *
 * Threading: main thread; the file is read and written on one worker. Ownership: the last reference
 * waits for what is being written.
 */
GType         qs_ledger_state_get_type (void) G_GNUC_CONST;

QsLedger     *qs_ledger_new (const char *path,
                             QsClock    *clock) G_GNUC_WARN_UNUSED_RESULT;

QsLedgerState qs_ledger_get_state (QsLedger *self);
const GError *qs_ledger_get_error (QsLedger *self);

DexFuture    *qs_ledger_load (QsLedger   *self,
                              const char *account_id,
                              QsJobList  *list) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *qs_ledger_forget (QsLedger   *self,
                                const char *account_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
