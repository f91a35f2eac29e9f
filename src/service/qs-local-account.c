#include "qs-local-account.h"

#include <glib/gi18n.h>

typedef struct
{
  char    *folder;
  char    *datastore;
  QsClock *clock;
} QsLocalOpener;

static void
free_opener (gpointer data)
{
  QsLocalOpener *opener = data;

  g_free (opener->folder);
  g_free (opener->datastore);
  g_object_unref (opener->clock);
  g_free (opener);
}

static DexFuture *
open_local_engine (gpointer user_data)
{
  return dex_future_new_reject (QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE,
                                _("This computer has no engine yet"));
}

/**
 * qs_local_account_new:
 * @folder: where the engine keeps its state; made when it is absent
 * @datastore: what jobs see as /datastore; made when it is absent
 *
 * Returns: (transfer full): the closed account of this computer.
 */
QsAccount *
qs_local_account_new (const char *folder,
                      const char *datastore,
                      QsClock    *clock)
{
  QsLocalOpener *opener;

  g_return_val_if_fail (folder != NULL && datastore != NULL, NULL);
  g_return_val_if_fail (QS_IS_CLOCK (clock), NULL);

  opener = g_new0 (QsLocalOpener, 1);
  opener->folder = g_strdup (folder);
  opener->datastore = g_strdup (datastore);
  opener->clock = g_object_ref (clock);

  return qs_account_new (QS_LOCAL_ACCOUNT_ID, _("This computer"), datastore, clock,
                         open_local_engine, opener, free_opener);
}
