#pragma once

#include "qs-runner.h"

G_BEGIN_DECLS

#define QS_TYPE_SANDBOX_RUNNER (qs_sandbox_runner_get_type ())
G_DECLARE_FINAL_TYPE (QsSandboxRunner,
                      qs_sandbox_runner,
                      QS,
                      SANDBOX_RUNNER,
                      GObject)

#define QS_SANDBOX_IMAGE "localhost/this-computer"

/**
 * QsSandboxRunner:
 *
 * Runs commands of this computer, the one image %QS_SANDBOX_IMAGE, in a bubblewrap sandbox: /usr
 * read-only, no network, nothing to write to but the job's mounts. It needs no container engine, so
 * it runs on a fresh machine; it never runs anything without a sandbox.
 *
 * Each run has a small supervisor process of its own that outlives Quayside, see qs-sandbox-run.h.
 *
 * Threading: main thread.
 */

QsRunner *qs_sandbox_runner_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
