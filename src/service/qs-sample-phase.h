#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define QS_TYPE_SAMPLE_PHASE (qs_sample_phase_get_type ())

/**
 * QsSamplePhase:
 * @QS_SAMPLE_PHASE_IDLE: not started
 * @QS_SAMPLE_PHASE_COPYING: the file is copied into the datastore; "fraction" grows
 * @QS_SAMPLE_PHASE_SUBMITTING: the definition is looked at and the job sent
 * @QS_SAMPLE_PHASE_RUNNING: the engine has the job; "status" says how far it is
 * @QS_SAMPLE_PHASE_CHECKING: the result is read and compared
 * @QS_SAMPLE_PHASE_SUCCEEDED: the job's sum is the one computed without it
 * @QS_SAMPLE_PHASE_FAILED: "error" says why
 * @QS_SAMPLE_PHASE_CANCELLED: by qs_sample_run_cancel()
 */
typedef enum
{
  QS_SAMPLE_PHASE_IDLE,
  QS_SAMPLE_PHASE_COPYING,
  QS_SAMPLE_PHASE_SUBMITTING,
  QS_SAMPLE_PHASE_RUNNING,
  QS_SAMPLE_PHASE_CHECKING,
  QS_SAMPLE_PHASE_SUCCEEDED,
  QS_SAMPLE_PHASE_FAILED,
  QS_SAMPLE_PHASE_CANCELLED,
} QsSamplePhase;

GType  qs_sample_phase_get_type (void) G_GNUC_CONST;

char  *qs_sample_phase_describe (QsSamplePhase phase,
                                 const char   *status,
                                 const char   *reason) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
