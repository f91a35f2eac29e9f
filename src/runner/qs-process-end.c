#include "qs-process-end.h"

#include <glib-unix.h>
#include <unistd.h>

static gboolean
on_process_ended_cb (int          fd,
                     GIOCondition condition,
                     gpointer     user_data)
{
  dex_promise_resolve_boolean (user_data, TRUE);
  return G_SOURCE_REMOVE;
}

static void
on_cancellable_cancelled_cb (GCancellable *cancellable,
                             GSource      *source)
{
  g_source_destroy (source);
}

static void
close_pidfd (gpointer data)
{
  close (GPOINTER_TO_INT (data));
}

/**
 * qs_process_end_new:
 * @pidfd: (transfer full): a descriptor of a process, closed in the end
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the process has ended. Dropping it
 *   ends the waiting.
 */
DexFuture *
qs_process_end_new (int pidfd)
{
  g_autoptr(GSource) source = g_unix_fd_source_new (pidfd, G_IO_IN);
  DexPromise *promise = dex_promise_new_cancellable ();

  /* The descriptor must outlive the source that polls it. */
  g_object_set_data_full (G_OBJECT (dex_promise_get_cancellable (promise)), "pidfd",
                          GINT_TO_POINTER (pidfd), close_pidfd);
  g_signal_connect_data (dex_promise_get_cancellable (promise), "cancelled",
                         G_CALLBACK (on_cancellable_cancelled_cb), g_source_ref (source),
                         (GClosureNotify) (GCallback) g_source_unref, 0);
  g_source_set_callback (source, G_SOURCE_FUNC (on_process_ended_cb), dex_ref (promise), dex_unref);
  g_source_attach (source, NULL);
  return DEX_FUTURE (promise);
}
