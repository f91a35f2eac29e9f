#pragma once

#include "qs-ledger.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * The end of logs in the ledger: the last events of every log stream that has been looked at, in
 * the shapes of GetLogEvents.
 *
 * Threading: main thread only.
 */

/* What is kept of a stream. */
#define QS_LEDGER_LOG_EVENTS 200

void      qs_ledger_log_remember (QsLedger   *ledger,
                                  const char *account_id,
                                  JsonNode   *input,
                                  JsonNode   *reply);
JsonNode *qs_ledger_log_await (QsLedger   *ledger,
                               const char *account_id,
                               JsonNode   *input) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *qs_ledger_log_turn (JsonNode *input) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
