#pragma once

#include "qs-record.h"

G_BEGIN_DECLS

#define QS_TYPE_NAMED_VALUE (qs_named_value_get_type ())
G_DECLARE_FINAL_TYPE (QsNamedValue,
                      qs_named_value,
                      QS,
                      NAMED_VALUE,
                      QsRecord)

/**
 * QsNamedValue:
 *
 * One line of a list of facts: an environment variable, a parameter, a tag, an argument, a mount.
 * Properties: "name", "value" and "note", read from the members of the same names.
 */

const char *qs_named_value_get_name (QsNamedValue *self);
const char *qs_named_value_get_value (QsNamedValue *self);
const char *qs_named_value_get_note (QsNamedValue *self);

G_END_DECLS
