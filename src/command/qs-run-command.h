#pragma once

#include "qs-invocation.h"

G_BEGIN_DECLS

/* `quayside run`: the sample job, from the file to the verified sum. */
DexFuture *qs_run_command (QsInvocation *invocation) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
