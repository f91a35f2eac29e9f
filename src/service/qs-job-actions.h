#pragma once

#include "qs-engine.h"

G_BEGIN_DECLS

/*
 * What can be done to jobs that have been submitted, many at a time.
 *
 * CancelJob takes back jobs that have not started and does nothing to others; TerminateJob also
 * stops those that run.
 */

DexFuture *qs_job_actions_cancel (QsEngine           *engine,
                                  const char * const *job_ids) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *qs_job_actions_terminate (QsEngine           *engine,
                                     const char * const *job_ids) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
