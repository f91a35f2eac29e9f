#include "qs-lookup-kind.h"

G_DEFINE_ENUM_TYPE (QsLookupKind, qs_lookup_kind,
                    G_DEFINE_ENUM_VALUE (QS_LOOKUP_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (QS_LOOKUP_SERVICE_ROLES, "service-roles"),
                    G_DEFINE_ENUM_VALUE (QS_LOOKUP_JOB_ROLES, "job-roles"),
                    G_DEFINE_ENUM_VALUE (QS_LOOKUP_SPOT_ROLES, "spot-roles"),
                    G_DEFINE_ENUM_VALUE (QS_LOOKUP_INSTANCE_PROFILES, "instance-profiles"),
                    G_DEFINE_ENUM_VALUE (QS_LOOKUP_KEY_PAIRS, "key-pairs"),
                    G_DEFINE_ENUM_VALUE (QS_LOOKUP_VPCS, "vpcs"),
                    G_DEFINE_ENUM_VALUE (QS_LOOKUP_SUBNETS, "subnets"),
                    G_DEFINE_ENUM_VALUE (QS_LOOKUP_SECURITY_GROUPS, "security-groups"),
                    G_DEFINE_ENUM_VALUE (QS_LOOKUP_LAUNCH_TEMPLATES, "launch-templates"),
                    G_DEFINE_ENUM_VALUE (QS_LOOKUP_LAUNCH_TEMPLATE_VERSIONS,
                                         "launch-template-versions"),
                    G_DEFINE_ENUM_VALUE (QS_LOOKUP_IMAGES, "images"),
                    G_DEFINE_ENUM_VALUE (QS_LOOKUP_INSTANCE_TYPES, "instance-types"),
                    G_DEFINE_ENUM_VALUE (QS_LOOKUP_PLACEMENT_GROUPS, "placement-groups"),
                    G_DEFINE_ENUM_VALUE (QS_LOOKUP_LOG_GROUPS, "log-groups"))
