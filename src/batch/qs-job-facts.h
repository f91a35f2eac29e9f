#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Lists read out of one item of DescribeJobs, each as a JSON array of {name, value, note} that a
 * list of #QsNamedValue reads, or of {title, stream} for #QsJobLog. Members may be absent.
 */

JsonArray *qs_job_facts_list_command (JsonObject *job) G_GNUC_WARN_UNUSED_RESULT;
JsonArray *qs_job_facts_list_members (JsonObject *job,
                                      const char *member) G_GNUC_WARN_UNUSED_RESULT;
JsonArray *qs_job_facts_list_environment (JsonObject *job) G_GNUC_WARN_UNUSED_RESULT;
JsonArray *qs_job_facts_list_mounts (JsonObject *job) G_GNUC_WARN_UNUSED_RESULT;
JsonArray *qs_job_facts_list_dependencies (JsonObject *job) G_GNUC_WARN_UNUSED_RESULT;
JsonArray *qs_job_facts_list_logs (JsonObject *job) G_GNUC_WARN_UNUSED_RESULT;

char      *qs_job_facts_dup_resource (JsonObject *job,
                                      const char *type) G_GNUC_WARN_UNUSED_RESULT;
char      *qs_job_facts_dup_mounted_source (JsonObject *job,
                                            const char *folder) G_GNUC_WARN_UNUSED_RESULT;

JsonArray *qs_job_facts_list_attempts (JsonObject *job) G_GNUC_WARN_UNUSED_RESULT;

JsonArray  *qs_job_facts_get_containers (JsonObject *job);
JsonObject *qs_job_facts_find_decisive (JsonArray *containers);

G_END_DECLS
