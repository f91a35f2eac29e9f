#pragma once

#include "qs-run-request.h"

G_BEGIN_DECLS

/**
 * QsProcKind:
 *
 * What a sandbox gets as its /proc: its own, which some kernels and outer sandboxes refuse; this
 * computer's, read-only; or nothing.
 */
typedef enum
{
  QS_PROC_FRESH,
  QS_PROC_BOUND,
  QS_PROC_NONE,
} QsProcKind;

/**
 * QsSandboxHost:
 *
 * What this computer offers to sandboxes, found by qs_sandbox_probe(). Immutable.
 */
typedef struct
{
  char      *bwrap;          /* the program */
  char      *supervisor;     /* the program */
  QsProcKind proc;
} QsSandboxHost;

#define QS_TYPE_SANDBOX_HOST (qs_sandbox_host_get_type ())

GType          qs_sandbox_host_get_type (void) G_GNUC_CONST;
QsSandboxHost *qs_sandbox_host_new (const char *bwrap,
                                    const char *supervisor,
                                    QsProcKind  proc) G_GNUC_WARN_UNUSED_RESULT;
QsSandboxHost *qs_sandbox_host_copy (const QsSandboxHost *self) G_GNUC_WARN_UNUSED_RESULT;
void           qs_sandbox_host_free (QsSandboxHost *self);

char         **qs_sandbox_plan_base (QsProcKind proc) G_GNUC_WARN_UNUSED_RESULT;
GBytes        *qs_sandbox_plan_new (const QsSandboxHost *host,
                                    QsRunRequest        *request,
                                    GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsSandboxHost, qs_sandbox_host_free)

G_END_DECLS
