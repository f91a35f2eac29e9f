#pragma once

#include <gio/gio.h>

#include "qs-record.h"

G_BEGIN_DECLS

#define QS_TYPE_JSON_DIFFERENCE (qs_json_difference_get_type ())
G_DECLARE_FINAL_TYPE (QsJsonDifference,
                      qs_json_difference,
                      QS,
                      JSON_DIFFERENCE,
                      QsRecord)

/**
 * QsJsonDifference:
 *
 * One place where two JSON documents differ. Properties: "path" (see #QsJsonPath), "before" and
 * "after", the values as JSON on one line; NULL where a document has none.
 *
 * Records in a list are matched by what names them (a name, a type, a path) as long as that tells
 * them apart and their order is the same; a list of plain values, such as a command, is one value.
 *
 * Threading: main thread. Ownership: reference counted, immutable.
 */

GListStore *qs_json_difference_compare (JsonNode *before,
                                        JsonNode *after) G_GNUC_WARN_UNUSED_RESULT;

const char *qs_json_difference_get_path (QsJsonDifference *self);
const char *qs_json_difference_get_before (QsJsonDifference *self);
const char *qs_json_difference_get_after (QsJsonDifference *self);

G_END_DECLS
