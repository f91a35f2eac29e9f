#pragma once

#include "qs-ledger.h"
#include "qs-submit-journal.h"

G_BEGIN_DECLS

#define QS_TYPE_LEDGER_JOURNAL (qs_ledger_journal_get_type ())
G_DECLARE_FINAL_TYPE (QsLedgerJournal,
                      qs_ledger_journal,
                      QS,
                      LEDGER_JOURNAL,
                      GObject)

/**
 * QsLedgerJournal:
 *
 * The submissions of one account as the ledger has them: a #QsSubmitJournal. While the ledger
 * cannot be written nothing is submitted, since what became of it could not be told.
 *
 * Threading: main thread only.
 */
QsSubmitJournal *qs_ledger_journal_new (QsLedger   *ledger,
                                        const char *account_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
