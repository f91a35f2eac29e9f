#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * The SubmitJob request that would make a job again, from its item of DescribeJobs. A job's
 * description holds the outcome of definition and overrides together, so what is asked for again
 * is the outcome: the clone runs as the original did, even where its definition would now say
 * something else.
 */
JsonNode *qs_clone_request_new (JsonObject *detail) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
