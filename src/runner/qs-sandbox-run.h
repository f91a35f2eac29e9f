#pragma once

#include "qs-runner.h"
#include "qs-sandbox-plan.h"

G_BEGIN_DECLS

/*
 * The folder of one run, which Quayside and the run's supervisor share:
 *
 *     plan      what to run; gone as soon as the supervisor has read it
 *     lock      held by the supervisor while it lives
 *     started   made once, before anything is started
 *     result    how it ended; there from one moment to the next, whole
 *
 * No lock and no result behind "started" means that the supervisor died with the computer, or was
 * killed, and the sandbox with it: the run is lost.
 *
 * Threading: these block and are for a worker.
 */

QsRunState   qs_sandbox_run_look (QsRunRequest *request,
                                  int          *pidfd);
gboolean     qs_sandbox_run_start (QsRunRequest        *request,
                                   const QsSandboxHost *host,
                                   GError             **error);
QsRunResult *qs_sandbox_run_read (QsRunRequest *request,
                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean     qs_sandbox_run_stop (QsRunRequest *request,
                                  guint         grace,
                                  GError      **error);
gboolean     qs_sandbox_run_remove (QsRunRequest *request,
                                    GError      **error);

G_END_DECLS
