#pragma once

#include <libdex.h>

#include "qs-clock.h"
#include "qs-engine.h"
#include "qs-record.h"
#include "qs-resource-kind.h"
#include "qs-resource.h"

G_BEGIN_DECLS

#define QS_TYPE_RESOURCE_FOLLOWER (qs_resource_follower_get_type ())
G_DECLARE_FINAL_TYPE (QsResourceFollower,
                      qs_resource_follower,
                      QS,
                      RESOURCE_FOLLOWER,
                      QsRecord)

/**
 * QsResourceGoal:
 * @QS_RESOURCE_SETTLED: nothing is being done to it: VALID or INVALID, ACTIVE or INACTIVE
 * @QS_RESOURCE_ENABLED: switched on, and settled
 * @QS_RESOURCE_DISABLED: switched off, and settled
 * @QS_RESOURCE_GONE: deleted, or for a definition deregistered
 *
 * What somebody waits for. A resource that is gone has settled, and is neither on nor off.
 */
typedef enum
{
  QS_RESOURCE_SETTLED,
  QS_RESOURCE_ENABLED,
  QS_RESOURCE_DISABLED,
  QS_RESOURCE_GONE,
} QsResourceGoal;

/**
 * QsResourceFollower:
 *
 * Follows one resource by asking for it alone: after a second, then ever less often up to every ten
 * seconds, and at once when the engine tells of activity. An engine that does not answer is asked
 * again.
 *
 * Properties for the UI: "resource" (#QsResource as last described, a new object with each change;
 * %NULL before the first answer), "gone" (the engine knows it no more), "error" (#GError: why the
 * last question had no answer, %NULL when it had one).
 *
 * Threading: main thread. Ownership: reference counted; whoever waits holds it, and
 * qs_resource_follower_stop() ends every wait.
 */
QsResourceFollower *qs_resource_follower_new (QsEngine      *engine,
                                              QsClock       *clock,
                                              QsResourceKind kind,
                                              const char    *arn) G_GNUC_WARN_UNUSED_RESULT;

QsResource         *qs_resource_follower_get_resource (QsResourceFollower *self);
gboolean            qs_resource_follower_get_gone (QsResourceFollower *self);
GError             *qs_resource_follower_get_error (QsResourceFollower *self);

DexFuture          *qs_resource_follower_look (QsResourceFollower *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture          *qs_resource_follower_await (QsResourceFollower *self,
                                                QsResourceGoal      goal) G_GNUC_WARN_UNUSED_RESULT;
void                qs_resource_follower_stop (QsResourceFollower *self);

G_END_DECLS
