#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * QsScope:
 *
 * The lifetime of asynchronous work. A page or a service owns one scope, starts every fiber in it
 * and cancels it in dispose: nothing that was started outlives its owner.
 *
 * libdex does not cancel what a fiber awaits when the fiber's future is dropped; awaiting a scope's
 * guard does. A cancelled scope stays cancelled.
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
