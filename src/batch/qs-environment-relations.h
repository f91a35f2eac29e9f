#pragma once

#include "qs-rule-site.h"

G_BEGIN_DECLS

/* Rules between the members of a compute environment. Private to the table. */

void                 qs_relate_environment (const QsRuleSite *site);
void                 qs_relate_compute_resources (const QsRuleSite *site);
void                 qs_relate_new_compute_resources (const QsRuleSite *site);
void                 qs_relate_launch_template (const QsRuleSite *site);
void                 qs_relate_scaling_policy (const QsRuleSite *site);

/* The members of computeResources that Fargate does not take, ended by NULL. */
const char * const *qs_environment_relations_get_instance_members (void);

G_END_DECLS
