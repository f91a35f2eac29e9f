#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * QsLookupKind:
 * @QS_LOOKUP_NONE: nothing
 * @QS_LOOKUP_SERVICE_ROLES: IAM roles that Batch itself may take
 * @QS_LOOKUP_JOB_ROLES: IAM roles that the containers of a job may take; the value is the ARN
 * @QS_LOOKUP_SPOT_ROLES: IAM roles that Spot Fleet may take; the value is the ARN
 * @QS_LOOKUP_INSTANCE_PROFILES: what an instance is given its role by
 * @QS_LOOKUP_KEY_PAIRS: by name
 * @QS_LOOKUP_VPCS: facts "name", "default"
 * @QS_LOOKUP_SUBNETS: facts "vpc", "zone", "free" (addresses), "public"
 * @QS_LOOKUP_SECURITY_GROUPS: facts "vpc"
 * @QS_LOOKUP_LAUNCH_TEMPLATES: by name; fact "id"
 * @QS_LOOKUP_LAUNCH_TEMPLATE_VERSIONS: of the template that the parameter names, or whose id it is
 * @QS_LOOKUP_IMAGES: those that AWS recommends for Batch, and the account's own
 * @QS_LOOKUP_INSTANCE_TYPES: what Batch calls by names of its own, families, types. Facts of a type
 *   are "vcpus", "memory" (MiB, nominal), "usableMemory" (MiB, about), "architectures" (a list),
 *   "gpus", "price" (of an hour, in US dollars)
 * @QS_LOOKUP_PLACEMENT_GROUPS: by name
 * @QS_LOOKUP_LOG_GROUPS: by name
 *
 * What an AWS account is asked for so that a person can pick it. In templates kinds go by their
 * names: "service-roles".
 */
typedef enum
{
  QS_LOOKUP_NONE,
  QS_LOOKUP_SERVICE_ROLES,
  QS_LOOKUP_JOB_ROLES,
  QS_LOOKUP_SPOT_ROLES,
  QS_LOOKUP_INSTANCE_PROFILES,
  QS_LOOKUP_KEY_PAIRS,
  QS_LOOKUP_VPCS,
  QS_LOOKUP_SUBNETS,
  QS_LOOKUP_SECURITY_GROUPS,
  QS_LOOKUP_LAUNCH_TEMPLATES,
  QS_LOOKUP_LAUNCH_TEMPLATE_VERSIONS,
  QS_LOOKUP_IMAGES,
  QS_LOOKUP_INSTANCE_TYPES,
  QS_LOOKUP_PLACEMENT_GROUPS,
  QS_LOOKUP_LOG_GROUPS,
} QsLookupKind;

#define QS_TYPE_LOOKUP_KIND (qs_lookup_kind_get_type ())

GType qs_lookup_kind_get_type (void) G_GNUC_CONST;

G_END_DECLS
