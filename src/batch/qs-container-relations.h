#pragma once

#include "qs-rule-site.h"

G_BEGIN_DECLS

/* Rules between the members of containers and of what stands in them. Private to the table. */

void qs_relate_container (const QsRuleSite *site);
void qs_relate_task (const QsRuleSite *site);
void qs_relate_resources (const QsRuleSite *site);
void qs_relate_resource (const QsRuleSite *site);
void qs_relate_ulimit (const QsRuleSite *site);
void qs_relate_variable (const QsRuleSite *site);

G_END_DECLS
