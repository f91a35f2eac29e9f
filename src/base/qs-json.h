#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Reading JSON that may lack anything: each getter answers its fallback when the member is absent,
 * null or of another type, so that a document from elsewhere needs no checks at every step.
 * Returned pointers belong to the object.
 */

const char *qs_json_get_string (JsonObject *object,
                                const char *member,
                                const char *fallback);
gint64      qs_json_get_int (JsonObject *object,
                             const char *member,
                             gint64      fallback);
gboolean    qs_json_get_bool (JsonObject *object,
                              const char *member,
                              gboolean    fallback);
JsonObject *qs_json_get_object (JsonObject *object,
                                const char *member);
JsonArray  *qs_json_get_array (JsonObject *object,
                               const char *member);
char      **qs_json_dup_strv (JsonObject *object,
                              const char *member) G_GNUC_WARN_UNUSED_RESULT;

JsonObject *qs_json_element (JsonArray *array,
                             guint      index);

JsonNode   *qs_json_take (JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;
JsonNode   *qs_json_copy (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;
JsonNode   *qs_json_parse (const char *text,
                           gssize      length,
                           GError    **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    qs_json_error_get_place (const GError *error,
                                     guint        *line,
                                     guint        *column);
const char *qs_json_error_get_words (const GError *error);
char       *qs_json_print (JsonNode *node,
                           gboolean  pretty) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
