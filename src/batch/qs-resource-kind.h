#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * QsResourceKind:
 *
 * The kinds of resources that are listed, and how each is asked for: the operation that describes
 * it, the member of the reply that holds the list, what the names of its own members begin with.
 */
typedef enum
{
  QS_RESOURCE_DEFINITION,
  QS_RESOURCE_QUEUE,
  QS_RESOURCE_ENVIRONMENT,
} QsResourceKind;

#define QS_TYPE_RESOURCE_KIND (qs_resource_kind_get_type ())

GType       qs_resource_kind_get_type (void) G_GNUC_CONST;
gboolean    qs_resource_kind_from_prefix (const char     *prefix,
                                          QsResourceKind *kind);
const char *qs_resource_kind_get_operation (QsResourceKind kind);
const char *qs_resource_kind_get_member (QsResourceKind kind);
const char *qs_resource_kind_get_prefix (QsResourceKind kind);
const char *qs_resource_kind_get_create (QsResourceKind kind);
const char *qs_resource_kind_get_update (QsResourceKind kind);
const char *qs_resource_kind_get_delete (QsResourceKind kind);

G_END_DECLS
