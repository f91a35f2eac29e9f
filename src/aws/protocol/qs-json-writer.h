#pragma once

#include "qs-shape.h"

G_BEGIN_DECLS

/*
 * Bodies of rest-json and json 1.0/1.1: names of the wire, base64, times as seconds unless the
 * model says otherwise. What is written has been checked.
 */

void qs_json_write (GString        *out,
                    const QsMember *member,
                    JsonNode       *value);
void qs_json_write_members (GString       *out,
                            const QsShape *shape,
                            JsonObject    *members);

G_END_DECLS
