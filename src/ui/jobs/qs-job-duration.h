#pragma once

#include <adwaita.h>

#include "qs-job.h"

G_BEGIN_DECLS

/*
 * How long a job has run, ticking while it runs. As the cell of a list it changes its job as one
 * scrolls.
 */
#define QS_TYPE_JOB_DURATION (qs_job_duration_get_type ())
G_DECLARE_FINAL_TYPE (QsJobDuration,
                      qs_job_duration,
                      QS,
                      JOB_DURATION,
                      AdwBin)

G_END_DECLS
