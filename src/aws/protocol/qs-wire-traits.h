#pragma once

#include "qs-shape.h"

G_BEGIN_DECLS

/*
 * What the model says of a place for a value: of the place itself, and where that is silent, of the
 * type that stands there. botocore merges the two in the same order.
 */

JsonNode   *qs_wire_find_trait (const QsMember *member,
                                const char     *trait);
const char *qs_wire_get_trait (const QsMember *member,
                               const char     *trait);
gboolean    qs_wire_has_trait (const QsMember *member,
                               const char     *trait);

const char *qs_wire_get_name (const QsMember *member);
const char *qs_wire_get_location (const QsMember *member);
gboolean    qs_wire_is_document (const QsMember *member);
gboolean    qs_wire_is_scalar (const QsMember *member);
gboolean    qs_wire_is_attribute (const QsMember *member);

G_END_DECLS
