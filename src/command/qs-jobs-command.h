#pragma once

#include "qs-invocation.h"

G_BEGIN_DECLS

/* `quayside jobs`: the jobs there are, newest first. */
DexFuture *qs_jobs_command (QsInvocation *invocation) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
