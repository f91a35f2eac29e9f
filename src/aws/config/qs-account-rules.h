#pragma once

#include "qs-fault.h"

G_BEGIN_DECLS

/* The members of "credentials", in the order of #QsAccountSource; ends with %NULL. */
extern const char * const qs_account_source_names[];

GPtrArray *qs_account_rules_check (JsonNode *document) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
