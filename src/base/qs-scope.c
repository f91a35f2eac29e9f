#include "qs-scope.h"

#include "qs-await.h"

struct _QsScope
{
  gatomicrefcount ref_count;
  DexCancellable *cancellable;
  gboolean        cancelled;
};

/**
 * qs_scope_new:
 *
 * Returns: (transfer full): a scope in which nothing runs yet.
 */
QsScope *
qs_scope_new (void)
{
  QsScope *self = g_new0 (QsScope, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->cancellable = dex_cancellable_new ();
  return self;
}

QsScope *
qs_scope_ref (QsScope *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * qs_scope_unref:
 *
 * Drops a reference; the last one cancels what still runs.
 */
void
qs_scope_unref (QsScope *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  qs_scope_cancel (self);
  dex_clear (&self->cancellable);
  g_free (self);
}

/**
 * qs_scope_cancel:
 *
 * Rejects everything guarded by the scope, now and later, with %G_IO_ERROR_CANCELLED.
 */
void
qs_scope_cancel (QsScope *self)
{
  g_return_if_fail (self != NULL);

  if (self->cancelled)
    return;

  self->cancelled = TRUE;
  dex_cancellable_cancel (self->cancellable);
}

gboolean
qs_scope_is_cancelled (QsScope *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->cancelled;
}

/**
 * qs_scope_guard:
 * @future: (transfer full): what to wait for
 *
 * Returns: (transfer full): a future that settles as @future does, or is rejected when the scope is
 *   cancelled, which discards @future.
 */
DexFuture *
qs_scope_guard (QsScope   *self,
                DexFuture *future)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (DEX_IS_FUTURE (future), NULL);

  return dex_future_first (future, dex_ref (self->cancellable), NULL);
}

/* A fiber on its way. It holds the cancellable and not the scope, so that the last reference to a
 * scope, which cancels it, is its owner's. */
typedef struct
{
  DexCancellable *cancellable;
  DexFiberFunc    fiber;
  gpointer        data;
  GDestroyNotify  destroy;
} QsScopeRun;

static DexFuture *
run_fiber (gpointer data)
{
  QsScopeRun *run = data;

  return qs_await_run_body (run->cancellable, run->fiber, run->data);
}

static void
free_run (gpointer data)
{
  QsScopeRun *run = data;

  if (run->destroy != NULL)
    run->destroy (run->data);
  dex_unref (run->cancellable);
  g_free (run);
}

/**
 * qs_scope_run:
 * @fiber: the body, run on the main thread
 * @data: its one argument
 * @destroy: (nullable): frees @data when the fiber has ended
 *
 * Returns: (transfer full): the fiber's result, rejected when the scope is cancelled.
 */
DexFuture *
qs_scope_run (QsScope       *self,
              DexFiberFunc   fiber,
              gpointer       data,
              GDestroyNotify destroy)
{
  QsScopeRun *run;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (fiber != NULL, NULL);

  run = g_new0 (QsScopeRun, 1);
  run->cancellable = dex_ref (self->cancellable);
  run->fiber = fiber;
  run->data = data;
  run->destroy = destroy;

  return qs_scope_guard (self, qs_fiber_start (run_fiber, run, free_run));
}

static DexFuture *
report_unexpected (DexFuture *future,
                   gpointer   user_data)
{
  g_autoptr(GError) error = NULL;

  dex_future_get_value (future, &error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("Work nobody waits for has failed: %s", error->message);

  return NULL;
}

/**
 * qs_scope_spawn:
 *
 * Runs @fiber for its effects. The fiber is to deal with its own errors: one that gets out is a
 * fault of the program and is reported as a warning.
 */
void
qs_scope_spawn (QsScope       *self,
                DexFiberFunc   fiber,
                gpointer       data,
                GDestroyNotify destroy)
{
  dex_future_disown (dex_future_catch (qs_scope_run (self, fiber, data, destroy),
                                       report_unexpected, NULL, NULL));
}
