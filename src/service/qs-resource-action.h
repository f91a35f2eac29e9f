#pragma once

#include <libdex.h>

#include "qs-clock.h"
#include "qs-engine.h"
#include "qs-record.h"
#include "qs-resource-kind.h"
#include "qs-resource-uses.h"
#include "qs-resource.h"

G_BEGIN_DECLS

#define QS_TYPE_RESOURCE_CHANGE (qs_resource_change_get_type ())

#define QS_TYPE_RESOURCE_ACTION (qs_resource_action_get_type ())
G_DECLARE_FINAL_TYPE (QsResourceAction,
                      qs_resource_action,
                      QS,
                      RESOURCE_ACTION,
                      QsRecord)

/**
 * QsResourceChange:
 * @QS_RESOURCE_CHANGE_ENABLE: switch a queue or an environment on
 * @QS_RESOURCE_CHANGE_DISABLE: switch it off
 * @QS_RESOURCE_CHANGE_DELETE: delete it; a definition is deregistered
 */
typedef enum
{
  QS_RESOURCE_CHANGE_ENABLE,
  QS_RESOURCE_CHANGE_DISABLE,
  QS_RESOURCE_CHANGE_DELETE,
} QsResourceChange;

/**
 * QsResourceAction:
 *
 * One thing done to a resource, step by step in the order that AWS accepts. Enabling and disabling
 * wait until nothing else is done to the resource, ask, and wait until it is so. Deleting
 *
 *   1. takes the environment out of the queues that also run elsewhere,
 *   2. disables and deletes the queues that run nowhere else, each until it is gone,
 *   3. disables the resource, deletes it, and waits until it is gone.
 *
 * Steps 1 and 2 are done to the queues in the #QsResourceUses that the person has agreed to, and to
 * no others.
 *
 * Properties for the UI: "kind", "change", "title" (what the resource is called), "progress" (what
 * is being done, in words), "busy", "done", "error" (#GError).
 *
 * Threading: main thread. Ownership: reference counted; running, it holds itself. Cancelling ends
 * the waiting: what has been done stays done.
 */
GType             qs_resource_change_get_type (void) G_GNUC_CONST;

QsResourceAction *qs_resource_action_new (QsEngine        *engine,
                                          QsClock         *clock,
                                          QsResourceKind   kind,
                                          QsResource      *resource,
                                          QsResourceChange change,
                                          QsResourceUses  *uses) G_GNUC_WARN_UNUSED_RESULT;

QsResourceKind    qs_resource_action_get_kind (QsResourceAction *self);
QsResourceChange  qs_resource_action_get_change (QsResourceAction *self);
QsResource       *qs_resource_action_get_resource (QsResourceAction *self);
const char       *qs_resource_action_get_progress (QsResourceAction *self);
gboolean          qs_resource_action_get_busy (QsResourceAction *self);
gboolean          qs_resource_action_get_done (QsResourceAction *self);
GError           *qs_resource_action_get_error (QsResourceAction *self);

DexFuture        *qs_resource_action_run (QsResourceAction *self) G_GNUC_WARN_UNUSED_RESULT;
void              qs_resource_action_cancel (QsResourceAction *self);

G_END_DECLS
