#pragma once

#include <gio/gio.h>

#include "qs-account.h"
#include "qs-sample-phase.h"

G_BEGIN_DECLS

#define QS_TYPE_SAMPLE_RUN (qs_sample_run_get_type ())
G_DECLARE_FINAL_TYPE (QsSampleRun,
                      qs_sample_run,
                      QS,
                      SAMPLE_RUN,
                      GObject)

/**
 * QsSampleRun:
 *
 * The md5sum sample from end to end: copies a file into a new folder of the account's datastore,
 * sees to the job definition, submits the job, follows it, and compares the sum it wrote with one
 * computed independently while copying. Each object runs once.
 *
 * Properties, all read-only: "account"; "input" (#GFile); "phase"; "step", the phase in words;
 * "fraction" of the copying; "job-id"; "status", the job's status as the engine calls it;
 * "status-reason"; "sum", the job's, and "expected", ours; "verified"; "output", the path of the
 * job's result once it is there; "error" (#GError).
 *
 * Threading: main thread only.
 */
QsSampleRun   *qs_sample_run_new (QsAccount *account,
                                  GFile     *input) G_GNUC_WARN_UNUSED_RESULT;

QsSamplePhase  qs_sample_run_get_phase (QsSampleRun *self);

DexFuture     *qs_sample_run_start (QsSampleRun *self) G_GNUC_WARN_UNUSED_RESULT;
void           qs_sample_run_cancel (QsSampleRun *self);

G_END_DECLS
