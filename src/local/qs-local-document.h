#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Documents that are changed: inputs of calls are borrowed and may be immutable, so what is kept of
 * them is copied all the way down.
 */

JsonNode   *qs_local_document_copy_node (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *qs_local_document_copy (JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *qs_local_document_parse (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char       *qs_local_document_print (JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;

void        qs_local_document_merge (JsonObject *target,
                                     JsonObject *source);
void        qs_local_document_default (JsonObject *object,
                                       const char *member,
                                       const char *value);
JsonObject *qs_local_document_open (JsonObject *object,
                                    const char *member);

G_END_DECLS
