#pragma once

#include "qs-wire-time.h"

G_BEGIN_DECLS

/*
 * Single values as text, for every place that is not JSON: form fields, XML, headers, paths.
 */

char     *qs_wire_scalar_print (const QsMember  *member,
                                JsonNode        *value,
                                QsWireTimeFormat time_format) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *qs_wire_scalar_read (const QsMember *member,
                               const char     *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
