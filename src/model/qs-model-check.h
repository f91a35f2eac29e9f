#pragma once

#include "qs-shape.h"

G_BEGIN_DECLS

/* Holds @value against @member and what it consists of; adds every fault to @faults. */
void qs_model_check (GPtrArray      *faults,
                     const QsMember *member,
                     JsonNode       *value);

G_END_DECLS
