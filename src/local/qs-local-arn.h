#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Names of what the local engine holds, in the form that AWS gives them: the region is "local", the
 * account twelve zeros. Every operation takes a name or an ARN alike.
 */

#define QS_LOCAL_ARN_ENVIRONMENT "compute-environment"
#define QS_LOCAL_ARN_QUEUE "job-queue"
#define QS_LOCAL_ARN_DEFINITION "job-definition"
#define QS_LOCAL_ARN_JOB "job"

char       *qs_local_arn_new (const char *kind,
                              const char *name) G_GNUC_WARN_UNUSED_RESULT;
const char *qs_local_arn_strip (const char *kind,
                                const char *text);

G_END_DECLS
