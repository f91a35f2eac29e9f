#include "qs-await.h"

#include <gio/gio.h>

/* What ends the waits of the fiber that is running now; nothing while another, or none, runs.
 * Fibers give way only in the functions below, which take care of it. */
static DexCancellable *current;

/* Lets go of what the running fiber is known by while it waits, and knows it again after. */
#define AWAIT(call) \
        G_STMT_START { \
          DexCancellable *mine = g_steal_pointer (&current); \
          call; \
          current = mine; \
        } G_STMT_END

static DexFuture *
guard (DexFuture *future)
{
  if (current == NULL)
    return future;

  /* What has settled already would win over a cancellation that came before. */
  if (dex_future_is_rejected (DEX_FUTURE (current)))
    {
      dex_unref (future);
      return dex_ref (current);
    }

  return dex_future_first (future, dex_ref (current), NULL);
}

/**
 * qs_await:
 * @future: (transfer full): what to wait for
 *
 * Returns: whether @future has resolved.
 */
gboolean
qs_await (DexFuture *future,
          GError   **error)
{
  DexFuture *guarded = guard (future);
  gboolean result;

  AWAIT (result = dex_await (guarded, error));
  return result;
}

/**
 * qs_await_boxed:
 * @future: (transfer full): what to wait for
 *
 * Returns: (transfer full) (nullable): a copy, or a reference, of what @future has resolved to.
 */
gpointer
qs_await_boxed (DexFuture *future,
                GError   **error)
{
  DexFuture *guarded = guard (future);
  gpointer result;

  AWAIT (result = dex_await_boxed (guarded, error));
  return result;
}

/**
 * qs_await_object:
 * @future: (transfer full): what to wait for
 *
 * Returns: (transfer full) (nullable): the object that @future has resolved to.
 */
gpointer
qs_await_object (DexFuture *future,
                 GError   **error)
{
  DexFuture *guarded = guard (future);
  gpointer result;

  AWAIT (result = dex_await_object (guarded, error));
  return result;
}

/**
 * qs_await_string:
 * @future: (transfer full): what to wait for
 *
 * Returns: (transfer full) (nullable): a copy of the string that @future has resolved to.
 */
char *
qs_await_string (DexFuture *future,
                 GError   **error)
{
  DexFuture *guarded = guard (future);
  char *result;

  AWAIT (result = dex_await_string (guarded, error));
  return result;
}

/**
 * qs_await_boolean:
 * @future: (transfer full): what to wait for
 *
 * Returns: what @future has resolved to, %FALSE when it was rejected.
 */
gboolean
qs_await_boolean (DexFuture *future,
                  GError   **error)
{
  DexFuture *guarded = guard (future);
  gboolean result;

  AWAIT (result = dex_await_boolean (guarded, error));
  return result;
}

/**
 * qs_await_int:
 * @future: (transfer full): what to wait for
 *
 * Returns: the number that @future has resolved to, 0 when it was rejected.
 */
int
qs_await_int (DexFuture *future,
              GError   **error)
{
  DexFuture *guarded = guard (future);
  int result;

  AWAIT (result = dex_await_int (guarded, error));
  return result;
}

guint
qs_await_uint (DexFuture *future,
               GError   **error)
{
  DexFuture *guarded = guard (future);
  guint result;

  AWAIT (result = dex_await_uint (guarded, error));
  return result;
}

gint64
qs_await_int64 (DexFuture *future,
                GError   **error)
{
  DexFuture *guarded = guard (future);
  gint64 result;

  AWAIT (result = dex_await_int64 (guarded, error));
  return result;
}

/**
 * qs_fiber_start:
 * @fiber: the body, run on the main thread
 * @data: its one argument
 * @destroy: (nullable): frees @data when the fiber has ended
 *
 * For work that is to come to its end whatever becomes of who asked for it; all else belongs in a
 * #QsScope. Dropping the future does not stop the fiber.
 *
 * Returns: (transfer full): the fiber's result.
 */
DexFuture *
qs_fiber_start (DexFiberFunc   fiber,
                gpointer       data,
                GDestroyNotify destroy)
{
  DexFuture *future = dex_scheduler_spawn (NULL, 0, fiber, data, destroy);

  dex_future_disown (dex_ref (future));
  return future;
}

/**
 * qs_await_run_body:
 *
 * Returns: (transfer full): what the body returns; libdex waits for it outside the body, so it is
 *   guarded here.
 */
DexFuture *
qs_await_run_body (DexCancellable *cancellable,
                   DexFiberFunc    body,
                   gpointer        data)
{
  DexFuture *future;

  current = cancellable;
  future = body (data);
  if (future != NULL)
    future = guard (future);
  current = NULL;

  return future;
}
