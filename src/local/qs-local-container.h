#pragma once

#include "qs-local-state.h"
#include "qs-runner.h"

G_BEGIN_DECLS

typedef struct _QsLocalAttempt QsLocalAttempt;

/**
 * QsLocalContainer:
 *
 * One container of an attempt: it waits for those it depends on, starts, and is followed to its
 * end. A container that never ran has no @result but a @reason.
 *
 * Threading: main thread. Ownership: belongs to its attempt.
 */
typedef struct
{
  QsLocalAttempt *attempt;     /* borrowed */
  JsonObject     *document;    /* borrowed from the attempt's */
  char           *name;
  gboolean        essential;

  QsRunRequest   *request;
  QsRunner       *runner;
  gboolean        started;
  gboolean        ended;
  gboolean        stopped;     /* by us, because another essential container ended */
  gboolean        lost;        /* it ran, and nobody knows how it ended */
  QsRunResult    *result;
  char           *reason;
} QsLocalContainer;

QsLocalContainer *qs_local_container_new (QsLocalAttempt *attempt,
                                          JsonObject     *document,
                                          QsRunRequest   *request,
                                          QsRunner       *runner) G_GNUC_WARN_UNUSED_RESULT;
void              qs_local_container_free (QsLocalContainer *self);

void              qs_local_container_follow (QsLocalContainer *self);
gboolean          qs_local_container_failed (QsLocalContainer *self);

G_END_DECLS
