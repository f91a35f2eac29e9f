#pragma once

#include <json-glib/json-glib.h>

#include "qs-resource-kind.h"

G_BEGIN_DECLS

#define QS_TYPE_RESOURCE (qs_resource_get_type ())
G_DECLARE_FINAL_TYPE (QsResource,
                      qs_resource,
                      QS,
                      RESOURCE,
                      GObject)

/**
 * QsResource:
 *
 * Something an account has that is described by a document: a job definition, a job queue, a
 * compute environment. "state" is what people set (ENABLED, DISABLED), "status" how it is (VALID,
 * ACTIVE…), "reason" why, in the engine's words; "title" is how it is referred to in a request: the
 * name, with the revision for a definition.
 *
 * It is a #QsChoice: by its title it is picked.
 *
 * Threading: main thread. Ownership: immutable once made; strings and document belong to it.
 */

QsResource *qs_resource_new (JsonObject *document,
                             const char *prefix) G_GNUC_WARN_UNUSED_RESULT;

QsResourceKind qs_resource_get_kind (QsResource *self);
const char *qs_resource_get_name (QsResource *self);
const char *qs_resource_get_title (QsResource *self);
const char *qs_resource_get_arn (QsResource *self);
const char *qs_resource_get_state (QsResource *self);
const char *qs_resource_get_status (QsResource *self);
const char *qs_resource_get_reason (QsResource *self);
const char *qs_resource_get_summary (QsResource *self);
gint64      qs_resource_get_revision (QsResource *self);
JsonObject *qs_resource_get_document (QsResource *self);
gboolean    qs_resource_is_usable (QsResource *self);
gboolean    qs_resource_is_moving (QsResource *self);
gboolean    qs_resource_equal (QsResource *self,
                               QsResource *other);

G_END_DECLS
