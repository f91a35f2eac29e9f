#include "qs-account-needs.h"

#include "qs-account-need.h"
#include "qs-watcher.h"

struct _QsAccountNeeds
{
  GObject          parent_instance;

  QsAccounts      *accounts;   /* weak */
  GNetworkMonitor *network;
};

G_DEFINE_FINAL_TYPE (QsAccountNeeds, qs_account_needs, G_TYPE_OBJECT)

static void
update_account (QsAccountNeeds *self,
                QsAccount      *account)
{
  QsKeyringState keyring = qs_accounts_get_keyring_state (self->accounts);
  gboolean network = g_network_monitor_get_network_available (self->network);

  qs_account_set_need (account, qs_account_need_find (account, keyring, network));
}

static void
update_all (QsAccountNeeds *self)
{
  GListModel *model = G_LIST_MODEL (self->accounts);

  for (guint i = 0; model != NULL && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(QsAccount) account = g_list_model_get_item (model, i);

      update_account (self, account);
    }
}

static void
on_account_changed_cb (QsAccount      *account,
                       GParamSpec     *pspec,
                       QsAccountNeeds *self)
{
  if (self->accounts != NULL)
    update_account (self, account);
}

static void
follow_watcher (QsAccount      *account,
                GParamSpec     *pspec,
                QsAccountNeeds *self)
{
  QsWatcher *watcher = qs_account_get_watcher (account);

  if (watcher != NULL)
    g_signal_connect_object (watcher, "notify::state", G_CALLBACK (update_all), self,
                             G_CONNECT_SWAPPED);
}

static void
follow_account (QsAccountNeeds *self,
                QsAccount      *account)
{
  g_signal_connect_object (account, "notify::login-needed", G_CALLBACK (on_account_changed_cb),
                           self, G_CONNECT_DEFAULT);
  g_signal_connect_object (account, "notify::watcher", G_CALLBACK (on_account_changed_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (account, "notify::watcher", G_CALLBACK (follow_watcher), self,
                           G_CONNECT_DEFAULT);
  follow_watcher (account, NULL, self);
  update_account (self, account);
}

static void
on_items_changed_cb (QsAccountNeeds *self,
                     guint           position,
                     guint           removed,
                     guint           added,
                     GListModel     *model)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(QsAccount) account = g_list_model_get_item (model, i);

      /* One that has only moved is followed once. */
      g_signal_handlers_disconnect_by_data (account, self);
      follow_account (self, account);
    }
}

static void
qs_account_needs_finalize (GObject *object)
{
  g_clear_weak_pointer (&QS_ACCOUNT_NEEDS (object)->accounts);

  G_OBJECT_CLASS (qs_account_needs_parent_class)->finalize (object);
}

static void
qs_account_needs_class_init (QsAccountNeedsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_account_needs_finalize;
}

static void
qs_account_needs_init (QsAccountNeeds *self)
{
  self->network = g_network_monitor_get_default ();
}

/* Returns: (transfer full) */
QsAccountNeeds *
qs_account_needs_new (QsAccounts *accounts)
{
  QsAccountNeeds *self;

  g_return_val_if_fail (QS_IS_ACCOUNTS (accounts), NULL);

  self = g_object_new (QS_TYPE_ACCOUNT_NEEDS, NULL);
  g_set_weak_pointer (&self->accounts, accounts);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (accounts, "notify::keyring-state", G_CALLBACK (update_all), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->network, "notify::network-available", G_CALLBACK (update_all),
                           self, G_CONNECT_SWAPPED);
  on_items_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (accounts)),
                       G_LIST_MODEL (accounts));
  return self;
}
