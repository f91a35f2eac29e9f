#pragma once

#include <libdex.h>

#include "qs-engine.h"
#include "qs-resource-kind.h"
#include "qs-resource.h"

G_BEGIN_DECLS

#define QS_TYPE_RESOURCE_USES (qs_resource_uses_get_type ())
G_DECLARE_FINAL_TYPE (QsResourceUses,
                      qs_resource_uses,
                      QS,
                      RESOURCE_USES,
                      GObject)

/**
 * QsResourceUses:
 *
 * What a resource's deletion takes with it, as found at one time: the queues that run in a compute
 * environment, and the jobs that wait or run in the queues that go.
 *
 * Threading: main thread. Ownership: immutable once found; arrays belong to it.
 */
DexFuture *qs_resource_uses_find (QsEngine      *engine,
                                  QsResourceKind kind,
                                  QsResource    *resource) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *qs_resource_uses_get_ending (QsResourceUses *self);
GPtrArray *qs_resource_uses_get_staying (QsResourceUses *self);
guint      qs_resource_uses_get_n_jobs (QsResourceUses *self);
gboolean   qs_resource_uses_has_more_jobs (QsResourceUses *self);

JsonArray *qs_resource_uses_dup_order_without (QsResource *queue,
                                               QsResource *environment) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
