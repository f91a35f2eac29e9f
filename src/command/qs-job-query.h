#pragma once

#include "qs-engine.h"
#include "qs-scope.h"

G_BEGIN_DECLS

/*
 * All jobs of some queues in some states, asked for page by page: the engine's own summaries,
 * newest first. For a command that lists once; what watches uses a watcher.
 */
DexFuture *qs_job_query_run (QsEngine           *engine,
                             QsScope            *scope,
                             const char         *queue,
                             const char * const *statuses) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
