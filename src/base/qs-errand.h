#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/*
 * A fiber that works for whoever holds its future, in a scope of its own: when the future is
 * dropped, as happens when the scope of who waits for it is cancelled, what the fiber waits for is
 * rejected with G_IO_ERROR_CANCELLED and it runs to its end.
 *
 * Threading: main thread.
 */
DexFuture *qs_errand_start (DexFiberFunc   fiber,
                            gpointer       data,
                            GDestroyNotify destroy) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
