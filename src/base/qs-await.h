#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/*
 * Waiting, as dex_await() and its kin do, but so that it ends with G_IO_ERROR_CANCELLED when the
 * scope in which the fiber runs (see qs-scope.h) is cancelled. What is awaited is then dropped.
 *
 * libdex 0.10.0, our floor, corrupts its queues when a waiting fiber is discarded and what it waits
 * for settles before it has run again. So scopes never discard fibers: they reject what the fibers
 * wait for, and a fiber always runs to its end. Outside a scope these are libdex's own functions.
 *
 * Threading: fibers of the main thread.
 */

gboolean qs_await (DexFuture *future,
                   GError   **error);
gpointer qs_await_boxed (DexFuture *future,
                         GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gpointer qs_await_object (DexFuture *future,
                          GError   **error) G_GNUC_WARN_UNUSED_RESULT;
char    *qs_await_string (DexFuture *future,
                          GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qs_await_boolean (DexFuture *future,
                           GError   **error);
int      qs_await_int (DexFuture *future,
                       GError   **error);
guint    qs_await_uint (DexFuture *future,
                        GError   **error);
gint64   qs_await_int64 (DexFuture *future,
                         GError   **error);

/* Runs a fiber that no scope ends. */
DexFuture *qs_fiber_start (DexFiberFunc   fiber,
                           gpointer       data,
                           GDestroyNotify destroy) G_GNUC_WARN_UNUSED_RESULT;

/* For QsScope: runs a fiber's body so that its waits end with @cancellable. */
DexFuture *qs_await_run_body (DexCancellable *cancellable,
                              DexFiberFunc    body,
                              gpointer        data) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
