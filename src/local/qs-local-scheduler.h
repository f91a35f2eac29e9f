#pragma once

#include "qs-local-state.h"

G_BEGIN_DECLS

/*
 * Who runs next. Whatever changes asks for a pass; all that was asked for in one turn of the main
 * loop is one pass, one write to the disk and one word to the watchers.
 *
 * Of the jobs at the heads of the queues the one of the highest priority goes first, then the one
 * submitted first. A head that does not fit now blocks its queue, and its environments for the
 * queues after it, until something ends: later, smaller jobs do not overtake it for ever. A job
 * that can never fit, or that waits for its runner, stands aside and blocks nobody.
 */

void qs_local_scheduler_kick (QsLocalState *state);
void qs_local_scheduler_enqueue (QsLocalState *state,
                                 QsLocalJob   *job);
void qs_local_scheduler_withdraw (QsLocalState *state,
                                  QsLocalJob   *job);
void qs_local_scheduler_take (QsLocalState *state,
                              QsLocalJob   *job);
void qs_local_scheduler_release (QsLocalState *state,
                                 QsLocalJob   *job);
void qs_local_scheduler_reconsider (QsLocalState *state);

G_END_DECLS
