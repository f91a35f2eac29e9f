#pragma once

#include "qs-shape.h"

G_BEGIN_DECLS

/*
 * Puts a document into another shape: what a service describes into what it takes. Members that the
 * shape does not have are left out.
 *
 * Threading: any thread.
 */
JsonNode *qs_shape_project (const QsShape *self,
                            JsonNode      *node) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
