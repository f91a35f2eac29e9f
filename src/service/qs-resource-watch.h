#pragma once

#include "qs-clock.h"
#include "qs-resource-list.h"

G_BEGIN_DECLS

#define QS_TYPE_RESOURCE_WATCH (qs_resource_watch_get_type ())
G_DECLARE_FINAL_TYPE (QsResourceWatch,
                      qs_resource_watch,
                      QS,
                      RESOURCE_WATCH,
                      GObject)

/**
 * QsResourceWatch:
 *
 * Keeps a #QsResourceList fresh while somebody looks at it: as long as something is being done to
 * one of its resources the list is asked for every two seconds. A list at rest costs nothing.
 *
 * Threading: main thread. Ownership: reference counted; the last reference ends the watching.
 */
QsResourceWatch *qs_resource_watch_new (QsResourceList *list,
                                        QsClock        *clock) G_GNUC_WARN_UNUSED_RESULT;

void             qs_resource_watch_set_active (QsResourceWatch *self,
                                               gboolean         active);

G_END_DECLS
