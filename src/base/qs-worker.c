#include "qs-worker.h"

typedef struct
{
  QsWorkerFunc   func;
  gpointer       data;
  GDestroyNotify destroy;
  DexPromise    *promise;
} QsWork;

static void
run_work (gpointer data,
          gpointer user_data)
{
  QsWork *work = data;

  work->func (work->data, work->promise);
  if (work->destroy != NULL)
    work->destroy (work->data);
  dex_unref (work->promise);
  g_free (work);
}

static GThreadPool *
get_pool (void)
{
  static gsize pool;

  /* Few threads: what runs here waits for a disk, and this computer has jobs to run. */
  if (g_once_init_enter (&pool))
    g_once_init_leave (&pool, (gsize) g_thread_pool_new (run_work, NULL, 4, FALSE, NULL));

  return (GThreadPool *) pool;
}

/**
 * qs_worker_run:
 * @func: settles the promise it is given
 * @data: its one argument, not touched by anyone else until it has been freed
 * @destroy: (nullable): frees @data on the thread when @func has returned
 *
 * Runs work that blocks on a thread. Dropping the future does not stop the work.
 *
 * Returns: (transfer full): the promise that @func settles.
 */
DexFuture *
qs_worker_run (QsWorkerFunc   func,
               gpointer       data,
               GDestroyNotify destroy)
{
  QsWork *work;
  DexFuture *future;

  g_return_val_if_fail (func != NULL, NULL);

  work = g_new0 (QsWork, 1);
  work->func = func;
  work->data = data;
  work->destroy = destroy;
  work->promise = dex_promise_new ();
  future = DEX_FUTURE (dex_ref (work->promise));
  g_thread_pool_push (get_pool (), work, NULL);
  return future;
}
