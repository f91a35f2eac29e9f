#pragma once

#include "qs-rule-site.h"

G_BEGIN_DECLS

/* Rules between the members of whole requests and of what stands in them. Private to the table. */

void qs_relate_list_jobs (const QsRuleSite *site);
void qs_relate_dependency (const QsRuleSite *site);
void qs_relate_definition (const QsRuleSite *site);
void qs_relate_node_properties (const QsRuleSite *site);

G_END_DECLS
