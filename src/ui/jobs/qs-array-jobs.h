#pragma once

#include <adwaita.h>

#include "qs-account.h"

G_BEGIN_DECLS

/*
 * The jobs of an array by their index, all or those that failed; one that is activated is shown.
 *
 * Properties: "account", "parent-id" and "size" of the array; while the size is 0 nothing is asked.
 */
#define QS_TYPE_ARRAY_JOBS (qs_array_jobs_get_type ())
G_DECLARE_FINAL_TYPE (QsArrayJobs,
                      qs_array_jobs,
                      QS,
                      ARRAY_JOBS,
                      AdwBin)

G_END_DECLS
