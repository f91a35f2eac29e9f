#pragma once

#include "qs-ledger.h"

G_BEGIN_DECLS

#define QS_TYPE_LEDGER_FEED (qs_ledger_feed_get_type ())
G_DECLARE_FINAL_TYPE (QsLedgerFeed,
                      qs_ledger_feed,
                      QS,
                      LEDGER_FEED,
                      GObject)

/**
 * QsLedgerFeed:
 *
 * Writes into the ledger what changes in a list of jobs: the jobs, and when they came into their
 * states. One merge of the list is one transaction, and only what a merge has changed is written,
 * so that a list of any size costs nothing while nothing happens.
 *
 * Threading: main thread only. Ownership: keeps the ledger alive, and not the list.
 */
QsLedgerFeed *qs_ledger_feed_new (QsLedger   *ledger,
                                  const char *account_id,
                                  QsJobList  *list) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
