#pragma once

#include "qs-local-state.h"

G_BEGIN_DECLS

/*
 * Array jobs: the parent waits PENDING while its children run, and ends when the last one has, with
 * success only if all of them have.
 */

void qs_local_arrays_count (QsLocalState *state,
                            QsLocalJob   *child);
void qs_local_arrays_forget (QsLocalState *state,
                             QsLocalJob   *ended);

G_END_DECLS
