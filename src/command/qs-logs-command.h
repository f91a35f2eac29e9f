#pragma once

#include "qs-invocation.h"

G_BEGIN_DECLS

/* `quayside logs`: what a job has written, and what it writes. */
DexFuture *qs_logs_command (QsInvocation *invocation) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
