#include "qs-errand.h"

#include "qs-scope.h"

static void
on_promise_cancelled_cb (GCancellable *cancellable,
                         gpointer      user_data)
{
  qs_scope_cancel (user_data);
}

static void
unref_scope (gpointer  data,
             GClosure *closure)
{
  qs_scope_unref (data);
}

static DexFuture *
settle (DexFuture *future,
        gpointer   user_data)
{
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (value != NULL)
    dex_promise_resolve (user_data, value);
  else
    dex_promise_reject (user_data, g_steal_pointer (&error));
  return NULL;
}

/* A future of its own around the promise notices when it is dropped, which the promise does not
 * while it is held elsewhere too. */
static DexFuture *
pass_on (DexFuture *future,
         gpointer   user_data)
{
  return dex_ref (future);
}

/**
 * qs_errand_start:
 * @fiber: the body, run on the main thread
 * @data: its one argument
 * @destroy: (nullable): frees @data when the fiber has ended
 *
 * Returns: (transfer full): the fiber's result.
 */
DexFuture *
qs_errand_start (DexFiberFunc   fiber,
                 gpointer       data,
                 GDestroyNotify destroy)
{
  g_autoptr(QsScope) scope = qs_scope_new ();
  DexPromise *promise = dex_promise_new_cancellable ();

  g_signal_connect_data (dex_promise_get_cancellable (promise), "cancelled",
                         G_CALLBACK (on_promise_cancelled_cb), qs_scope_ref (scope),
                         unref_scope, 0);
  dex_future_disown (dex_future_finally (qs_scope_run (scope, fiber, data, destroy), settle,
                                         dex_ref (promise), dex_unref));
  return dex_future_finally (DEX_FUTURE (promise), pass_on, NULL, NULL);
}
