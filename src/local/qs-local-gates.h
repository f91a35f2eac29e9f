#pragma once

#include "qs-local-state.h"

G_BEGIN_DECLS

/*
 * Whether the runners can run. A job whose runner cannot waits at its gate, RUNNABLE, with the
 * runner's own words as its reason; as long as somebody waits the runner is asked again, after 2 s,
 * 4 s, 8 s, then every 15 s, and whoever waited goes back to its queue when it can.
 */

gboolean qs_local_gates_hold (QsLocalState *state,
                              QsLocalJob   *job);
void     qs_local_gates_doubt (QsLocalState *state,
                               QsRunner     *runner);

G_END_DECLS
