#pragma once

#include "qs-account.h"
#include "qs-scope.h"

G_BEGIN_DECLS

/*
 * Where a job leaves its files, for whoever has only the job's id: a notification's button.
 */

DexFuture *qs_job_results_find (QsScope    *scope,
                                QsAccount  *account,
                                const char *job_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
