#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * QsScope:
 *
 * The lifetime of asynchronous work. A page or a service owns one scope, starts every fiber in it
 * and cancels it in dispose: nothing that was started outlives its owner.
 *
 * Cancelling rejects what the scope's fibers wait for, by the functions of qs-await.h; each then
 * runs to its end. A cancelled scope stays cancelled. Dropping the future of a fiber does not stop
 * the fiber: only its scope does.
 *
 * Threading: main thread only. Ownership: reference counted.
 */
typedef struct _QsScope QsScope;

QsScope   *qs_scope_new (void) G_GNUC_WARN_UNUSED_RESULT;
QsScope   *qs_scope_ref (QsScope *self);
void       qs_scope_unref (QsScope *self);

void       qs_scope_cancel (QsScope *self);
gboolean   qs_scope_is_cancelled (QsScope *self);

DexFuture *qs_scope_guard (QsScope   *self,
                           DexFuture *future) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *qs_scope_run (QsScope       *self,
                         DexFiberFunc   fiber,
                         gpointer       data,
                         GDestroyNotify destroy) G_GNUC_WARN_UNUSED_RESULT;
void       qs_scope_spawn (QsScope       *self,
                           DexFiberFunc   fiber,
                           gpointer       data,
                           GDestroyNotify destroy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsScope, qs_scope_unref)

G_END_DECLS
