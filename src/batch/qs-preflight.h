#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * QsPreflight:
 * @request: a SubmitJob request being made
 * @defaults: (nullable): what holds where it says nothing (see qs-submit-defaults.h)
 * @definition: (nullable): the job definition, as it is described
 * @queue: (nullable): the job queue, likewise
 * @environments: (element-type JsonObject): the compute environments that are known
 * @machines: (nullable): name of an environment → #JsonArray of the instance types it may start, as
 *   EC2's DescribeInstanceTypes describes them; one that is absent is not known
 *
 * What a job will meet once it is submitted, as far as it is known. What is not known is not warned
 * of: AWS has the last word.
 */
typedef struct
{
  JsonNode   *request;
  JsonNode   *defaults;
  JsonObject *definition;
  JsonObject *queue;
  GPtrArray  *environments;
  GHashTable *machines;
} QsPreflight;

GPtrArray *qs_preflight_check (const QsPreflight *self) G_GNUC_WARN_UNUSED_RESULT;
char      *qs_preflight_dup_command (const QsPreflight *self) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *qs_preflight_find_environments (const QsPreflight *self) G_GNUC_WARN_UNUSED_RESULT;
char     **qs_preflight_dup_machine_patterns (JsonObject *environment) G_GNUC_WARN_UNUSED_RESULT;
void       qs_preflight_check_fit (const QsPreflight *self,
                                   GPtrArray         *environments,
                                   GPtrArray         *warnings);

G_END_DECLS
