#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * QsWorkerFunc:
 * @promise: settled by the function before it returns
 *
 * Work that blocks. It runs on a thread and touches nothing of the main thread's.
 */
typedef void (*QsWorkerFunc) (gpointer    data,
                              DexPromise *promise);

DexFuture *qs_worker_run (QsWorkerFunc   func,
                          gpointer       data,
                          GDestroyNotify destroy) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
