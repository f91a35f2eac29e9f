#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Numbers as text: the shortest that reads as the same number. NaN and the infinities, which JSON
 * has not, are the texts "NaN", "Infinity" and "-Infinity" in documents and on the wire.
 */

char     *qs_wire_number_print (JsonNode *value) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *qs_wire_number_read_whole (const char *text) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *qs_wire_number_read (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
