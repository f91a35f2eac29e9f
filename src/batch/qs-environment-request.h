#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * The request that makes a compute environment: what it begins with, and what goes with which type.
 *
 * Threading: any thread; nodes are not modified.
 */

/* Returns: (transfer full): what the console begins with. The network is the account's to say. */
JsonNode *qs_environment_request_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * qs_environment_request_new_local:
 * @max_vcpus: how many vCPUs the jobs of the environment may use at a time
 * @datastore: (nullable): the folder that they see as /datastore
 *
 * Returns: (transfer full): an environment of this computer.
 */
JsonNode *qs_environment_request_new_local (guint       max_vcpus,
                                            const char *datastore) G_GNUC_WARN_UNUSED_RESULT;

/**
 * qs_environment_request_fit:
 * @root: the request; a member "type" or computeResources.type has just been chosen
 * @begin: what the request began with
 *
 * Fits the rest of a request to its type and provisioning model: takes out what these do not take,
 * and puts in, as it was at the beginning, what they need.
 *
 * Returns: (transfer full) (nullable): the request as it should be; %NULL when it is so already.
 */
JsonNode *qs_environment_request_fit (JsonNode *root,
                                      JsonNode *begin) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
