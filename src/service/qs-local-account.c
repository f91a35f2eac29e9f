#include "qs-local-account.h"

#include "qs-accounts.h"
#include "qs-container-runner.h"
#include "qs-local-engine.h"
#include "qs-sandbox-runner.h"

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
  QsLocalOpener *opener = user_data;
  g_autoptr(QsContainerEngine) engine = qs_container_engine_new ();
  g_autoptr(GPtrArray) runners = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (runners, qs_sandbox_runner_new ());
  g_ptr_array_add (runners, qs_container_runner_new (engine));
  return qs_local_engine_open (opener->folder, opener->datastore, opener->clock, runners);
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

/**
 * qs_local_account_open_observer:
 * @folder: where the engine keeps its state
 *
 * Opens the state of this computer's engine to be read, while another program holds it.
 *
 * Returns: (transfer full): a future of a #QsEngine that answers questions and refuses changes.
 */
DexFuture *
qs_local_account_open_observer (const char *folder,
                                QsClock    *clock)
{
  g_return_val_if_fail (folder != NULL, NULL);

  return qs_local_engine_open_observer (folder, clock);
}

/**
 * qs_accounts_dup_folder:
 *
 * Returns: (transfer full): where Quayside keeps its state by the XDG base directory specification.
 */
char *
qs_accounts_dup_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "quayside", NULL);
}

/**
 * qs_accounts_dup_datastore:
 *
 * Returns: (transfer full): what jobs on this computer see as /datastore when nothing else was
 *   chosen: a folder that a person finds in their home.
 */
char *
qs_accounts_dup_datastore (void)
{
  return g_build_filename (g_get_home_dir (), "Quayside", "datastore", NULL);
}
