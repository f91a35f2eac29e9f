#pragma once

#include "qs-json-path.h"

G_BEGIN_DECLS

/*
 * Changing JSON without touching it: an edit answers a new document that shares what it did not
 * change with the old one. So a document's past costs a pointer a step, and can be kept.
 */

gboolean  qs_json_edit_set (JsonNode         *root,
                            const QsJsonPath *path,
                            JsonNode         *value,
                            JsonNode         *kept,
                            JsonNode        **result,
                            GError          **error);
JsonNode *qs_json_edit_subtract (JsonNode *node,
                                 JsonNode *defaults) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *qs_json_edit_get_changes (JsonNode           *node,
                                    JsonNode           *base,
                                    const char * const *always) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *qs_json_edit_sort (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;

char     *qs_json_edit_print_canonical (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;

gboolean  qs_json_edit_is_absent (JsonNode *node);

G_END_DECLS
