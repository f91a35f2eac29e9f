#pragma once

#include "qs-request.h"
#include "qs-resource-list.h"

G_BEGIN_DECLS

#define QS_TYPE_JOB_PREFLIGHT (qs_job_preflight_get_type ())
G_DECLARE_FINAL_TYPE (QsJobPreflight,
                      qs_job_preflight,
                      QS,
                      JOB_PREFLIGHT,
                      GObject)

/**
 * QsJobPreflight:
 *
 * Looks over a SubmitJob request while it is made, and says what is likely to keep the job from
 * running. It asks the engine for the compute environments, and for the machines that those of the
 * chosen queue may start; what it is not allowed to ask it does not warn of.
 *
 * Properties for the UI: "warnings", sentences a line (%NULL when there are none), and "command",
 * the command with its parameters replaced (%NULL when it takes none).
 *
 * Threading: main thread. Ownership: keeps the request and the lists; the last reference ends what
 * it waits for.
 */
QsJobPreflight *qs_job_preflight_new (QsEngine       *engine,
                                      QsRequest      *request,
                                      QsResourceList *definitions,
                                      QsResourceList *queues) G_GNUC_WARN_UNUSED_RESULT;

const char     *qs_job_preflight_get_warnings (QsJobPreflight *self);
const char     *qs_job_preflight_get_command (QsJobPreflight *self);

G_END_DECLS
