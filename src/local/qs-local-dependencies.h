#pragma once

#include "qs-local-state.h"

G_BEGIN_DECLS

/*
 * When a job may run: dependencies on whole jobs, on the child of the same index (N_TO_N), on the
 * child before (SEQUENTIAL).
 *
 *     WHOLE    A ──────→ B         all of B waits for all of A
 *     EACH     A:i ────→ B:i       one by one; arrays of one size
 *     sequential  A:0 → A:1 → …    within one array
 */

void qs_local_dependencies_evaluate (QsLocalState *state,
                                     QsLocalJob   *job);
void qs_local_dependencies_tell (QsLocalState *state,
                                 QsLocalJob   *ended);

G_END_DECLS
