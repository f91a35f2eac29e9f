#include "qs-account-opening.h"

#include "qs-await.h"
#include "qs-credentials-cache.h"
#include "qs-watcher.h"

static void
on_login_needed_cb (QsCredentialsCache *credentials,
                    GParamSpec         *pspec,
                    QsAccount          *account)
{
  qs_account_set_login_needed (account, qs_credentials_cache_get_login_needed (credentials));
}

static void
on_login_state_cb (QsLogin    *login,
                   GParamSpec *pspec,
                   QsAccount  *account)
{
  if (qs_login_get_state (login) == QS_LOGIN_STATE_DONE)
    dex_future_disown (qs_account_renew (account));
}

/**
 * qs_account_set_credentials:
 * @credentials: the #QsCredentialsCache that signs the account's calls
 *
 * Has the account say when a person is needed, and take up what a login brings.
 */
void
qs_account_set_credentials (QsAccount          *self,
                            QsCredentialsCache *credentials)
{
  QsLogin *login = qs_account_get_login (self);

  g_object_set_data_full (G_OBJECT (self), "credentials", g_object_ref (credentials),
                          g_object_unref);
  g_signal_connect_object (credentials, "notify::login-needed", G_CALLBACK (on_login_needed_cb),
                           self, G_CONNECT_DEFAULT);
  if (login != NULL)
    {
      g_signal_handlers_disconnect_by_func (login, on_login_state_cb, self);
      g_signal_connect_object (login, "notify::state", G_CALLBACK (on_login_state_cb), self,
                               G_CONNECT_DEFAULT);
    }
}

static DexFuture *
renew_fiber (gpointer data)
{
  QsAccount *self = data;
  QsCredentialsCache *credentials = g_object_get_data (G_OBJECT (self), "credentials");
  QsWatcher *watcher;
  g_autoptr(GError) error = NULL;

  if (credentials != NULL && !qs_await (qs_credentials_cache_renew (credentials), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  watcher = qs_account_get_watcher (self);
  return watcher != NULL ? qs_watcher_refresh (watcher) : dex_future_new_true ();
}

/**
 * qs_account_renew:
 *
 * Fetches the account's credentials anew, asking the person again what they dismissed before, and
 * looks at its jobs.
 *
 * Returns: (transfer full): a future of %TRUE; rejected with #QsEngineError or #QsKeyringError.
 */
DexFuture *
qs_account_renew (QsAccount *self)
{
  g_return_val_if_fail (QS_IS_ACCOUNT (self), NULL);

  return qs_fiber_start (renew_fiber, g_object_ref (self), g_object_unref);
}
