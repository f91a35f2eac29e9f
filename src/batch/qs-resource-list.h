#pragma once

#include <gio/gio.h>

#include "qs-engine.h"
#include "qs-resource-kind.h"
#include "qs-resource.h"

G_BEGIN_DECLS

#define QS_TYPE_RESOURCE_LIST (qs_resource_list_get_type ())
G_DECLARE_FINAL_TYPE (QsResourceList,
                      qs_resource_list,
                      QS,
                      RESOURCE_LIST,
                      GObject)

/**
 * QsResourceList:
 *
 * A #GListModel of the #QsResource of one kind that an engine has: definitions by name with the
 * latest revision first, others by name. qs_resource_list_refresh() asks the engine anew, all
 * pages; what was there stays while it asks and when it fails. A resource that is as it was keeps
 * its object.
 *
 * It is a #QsChoices, with their properties for the UI, and "n-items".
 *
 * Threading: main thread. Ownership: reference counted; an answer under way keeps the list alive.
 */

QsResourceList *qs_resource_list_new (QsEngine       *engine,
                                      QsResourceKind kind) G_GNUC_WARN_UNUSED_RESULT;

QsResourceKind  qs_resource_list_get_kind (QsResourceList *self);
gboolean        qs_resource_list_get_busy (QsResourceList *self);
gboolean        qs_resource_list_get_loaded (QsResourceList *self);
const GError   *qs_resource_list_get_error (QsResourceList *self);
QsResource     *qs_resource_list_find (QsResourceList *self,
                                       const char     *title) G_GNUC_WARN_UNUSED_RESULT;

void            qs_resource_list_refresh (QsResourceList *self);

G_END_DECLS
