#pragma once

#include "qs-local-container.h"
#include "qs-local-state.h"

G_BEGIN_DECLS

/**
 * QsLocalAttempt:
 *
 * One attempt of a job, from the moment it has been given a place until the place is free again:
 *
 *     STARTING is written → the containers are started → RUNNING is written → they are waited for
 *     → the end is written → the runs are removed
 *
 * Each step can be repeated, for a run has the same id whenever it is asked for. So an attempt that
 * a crash cut short goes on where it was.
 *
 * Threading: main thread. Ownership: reference counted; its fibers hold it.
 */
struct _QsLocalAttempt
{
  grefcount     ref_count;
  QsLocalState *state;
  QsLocalJob   *job;
  JsonObject   *document;
  GPtrArray    *containers;   /* of QsLocalContainer */

  DexPromise   *changed;      /* settles when a container has started or ended */
  DexPromise   *halt;         /* settles when no container may start any more */
  gboolean      halted;
  gboolean      timed_out;
  char         *problem;      /* why it could not be prepared */
};

QsLocalAttempt *qs_local_attempt_ref (QsLocalAttempt *self);
void            qs_local_attempt_unref (QsLocalAttempt *self);

void            qs_local_attempt_start (QsLocalState *state,
                                        QsLocalJob   *job);
void            qs_local_attempt_notify (QsLocalAttempt *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsLocalAttempt, qs_local_attempt_unref)

G_END_DECLS
