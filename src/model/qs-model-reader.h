#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Reads a service model into tables that were empty: @shapes by name of QsShape, @operations by
 * name of QsOperation. Whatever the document holds, what comes out is whole: every reference leads
 * to a shape, every list has an element, every map a key and a value. Errors are of
 * QS_MODEL_ERROR_INVALID and name the place.
 */

gboolean qs_model_read (JsonObject *document,
                        GHashTable *shapes,
                        GHashTable *operations,
                        GError    **error);

G_END_DECLS
