#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * JSON as compact text of plain ASCII. json-glib's own generator writes 0.1 as 0.10000000000000001
 * and leaves other alphabets as they are, which a header cannot hold.
 */

void qs_json_text_append_string (GString    *out,
                                 const char *text);
void qs_json_text_append (GString  *out,
                          JsonNode *value);

G_END_DECLS
