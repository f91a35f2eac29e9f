#pragma once

#include "qs-local-state.h"

G_BEGIN_DECLS

/*
 * Writing what has changed: one transaction for all jobs that have been touched since the last.
 */

DexFuture *qs_local_save_changes (QsLocalState *state) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
