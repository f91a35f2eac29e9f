#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define QS_TYPE_DOCUMENT (qs_document_get_type ())
G_DECLARE_FINAL_TYPE (QsDocument,
                      qs_document,
                      QS,
                      DOCUMENT,
                      GObject)

/**
 * QsDocument:
 *
 * A JSON object being edited. Places are named by paths (see #QsJsonPath); what a form does not
 * know stays as it is. Setting a place makes its parents, clearing it removes the parents that
 * setting had made.
 *
 * The signal #QsDocument::changed carries the path that was set, also as its detail; "" means that
 * anything may have changed. Listeners compare with qs_json_path_is_within().
 *
 * Threading: main thread. Ownership: nodes are immutable and belong to the document's present
 * state: take a reference to keep one.
 */

QsDocument *qs_document_new (JsonNode    *root) G_GNUC_WARN_UNUSED_RESULT;

JsonNode   *qs_document_get_root (QsDocument *self);
JsonNode   *qs_document_get (QsDocument *self,
                             const char *path);
const char *qs_document_get_string (QsDocument *self,
                                    const char *path);
char       *qs_document_resolve (QsDocument *self,
                                 const char *path) G_GNUC_WARN_UNUSED_RESULT;

gboolean    qs_document_set (QsDocument *self,
                             const char *path,
                             JsonNode   *value,
                             GError    **error);
gboolean    qs_document_set_string (QsDocument *self,
                                    const char *path,
                                    const char *value,
                                    GError    **error);
gboolean    qs_document_type (QsDocument *self,
                              const char *path,
                              JsonNode   *value,
                              GError    **error);

gboolean    qs_document_replace (QsDocument *self,
                                 const char *text,
                                 gboolean    typing,
                                 GError    **error);
void        qs_document_reset (QsDocument *self,
                               JsonNode   *root);

gboolean    qs_document_get_can_undo (QsDocument *self);
gboolean    qs_document_get_can_redo (QsDocument *self);
void        qs_document_undo (QsDocument *self);
void        qs_document_redo (QsDocument *self);

char       *qs_document_dup_text (QsDocument *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
