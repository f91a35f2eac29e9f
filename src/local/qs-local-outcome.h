#pragma once

#include "qs-local-attempt.h"

G_BEGIN_DECLS

/**
 * QsLocalOutcome:
 *
 * What an attempt came to: whether it succeeded, the reason in AWS Batch's words, and the entry for
 * the job's list of attempts.
 *
 * Ownership: the maker's.
 */
typedef struct
{
  gboolean    succeeded;
  gboolean    final;          /* stopped or timed out: not to be tried again */
  const char *status_reason;  /* borrowed from the attempt */
  int         exit_code;      /* of the container that decided; -1: none */
  const char *reason;         /* borrowed from the attempt */
  gint64      stopped_at;
  JsonObject *record;
} QsLocalOutcome;

void qs_local_outcome_init (QsLocalOutcome *self,
                            QsLocalAttempt *attempt);
void qs_local_outcome_clear (QsLocalOutcome *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QsLocalOutcome, qs_local_outcome_clear)

G_END_DECLS
