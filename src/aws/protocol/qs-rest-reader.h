#pragma once

#include "qs-reply-source.h"
#include "qs-rest-writer.h"

G_BEGIN_DECLS

/*
 * Replies of rest-json and rest-xml: members come from headers, the status and the body, errors as
 * well as answers.
 */

gboolean qs_rest_read (QsRestDialect        dialect,
                       const QsReplySource *source,
                       const QsShape       *shape,
                       JsonObject          *output,
                       GError             **error);

G_END_DECLS
