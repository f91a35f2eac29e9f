#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Where a job leaves its files, read out of one item of DescribeJobs. Batch does not say it: what a
 * job mounts is known, and its parameters name files below that.
 */

char *qs_job_results_path_find (JsonObject *job,
                                const char *folder) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
