#pragma once

#include "qs-shape.h"

G_BEGIN_DECLS

/*
 * What came as JSON, in the shapes of the model: names of members instead of names of the wire,
 * base64 as it should be, times as seconds. Members that the model does not know are left out, or
 * kept as they are if @keeps_unknown; null is the same as nothing; choices the model does not know
 * stay. Errors are %QS_PROTOCOL_ERROR_INVALID_REPLY and name the member.
 */

JsonNode *qs_json_read (const QsMember *member,
                        JsonNode       *value,
                        gboolean        keeps_unknown,
                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  qs_json_read_members (const QsShape *shape,
                                JsonObject    *source,
                                JsonObject    *output,
                                gboolean       keeps_unknown,
                                GError       **error);

G_END_DECLS
