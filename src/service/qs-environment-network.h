#pragma once

#include <libdex.h>

#include "qs-engine.h"

G_BEGIN_DECLS

/**
 * qs_environment_network_find:
 *
 * Asks an AWS account for the network that new compute environments stand in unless somebody says
 * otherwise: the subnets of the default VPC and its default group. Needs ec2:DescribeVpcs,
 * ec2:DescribeSubnets and ec2:DescribeSecurityGroups.
 *
 * Threading: main thread.
 *
 * Returns: (transfer full): a future of a #JsonNode, an object with "subnets" and
 *   "securityGroupIds"; empty for an account without a default VPC.
 */
DexFuture *qs_environment_network_find (QsEngine *engine) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
