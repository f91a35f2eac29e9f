#pragma once

#include "qs-url-parts.h"

G_BEGIN_DECLS

void qs_canonical_query_append (GString          *text,
                                const QsTextSpan *query);

G_END_DECLS
