#pragma once

#include "qs-shape.h"

G_BEGIN_DECLS

/**
 * QsWireTimeFormat:
 * @QS_WIRE_TIME_ISO8601: "2015-01-25T08:00:00Z", with six digits of a fraction when there is one
 * @QS_WIRE_TIME_RFC822: "Sun, 25 Jan 2015 08:00:00 GMT"
 * @QS_WIRE_TIME_UNIX: whole seconds since 1970
 *
 * How a time travels. Each protocol has a default for each place; a model may say otherwise.
 */
typedef enum
{
  QS_WIRE_TIME_ISO8601,
  QS_WIRE_TIME_RFC822,
  QS_WIRE_TIME_UNIX,
} QsWireTimeFormat;

QsWireTimeFormat qs_wire_time_get_format (const QsMember  *member,
                                          QsWireTimeFormat fallback);

char            *qs_wire_time_print (JsonNode        *value,
                                     QsWireTimeFormat format) G_GNUC_WARN_UNUSED_RESULT;

JsonNode        *qs_wire_time_read (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
