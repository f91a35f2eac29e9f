#include "qs-accounts.h"

#include "qs-local-account.h"

struct _QsAccounts
{
  GObject    parent_instance;

  GPtrArray *accounts;   /* of QsAccount, this computer first */
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsAccounts, qs_accounts, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static GType
qs_accounts_get_item_type (GListModel *model)
{
  return QS_TYPE_ACCOUNT;
}

static guint
qs_accounts_get_n_items (GListModel *model)
{
  return QS_ACCOUNTS (model)->accounts->len;
}

static gpointer
qs_accounts_get_item (GListModel *model,
                      guint       position)
{
  QsAccounts *self = QS_ACCOUNTS (model);

  if (position >= self->accounts->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->accounts, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = qs_accounts_get_item_type;
  iface->get_n_items = qs_accounts_get_n_items;
  iface->get_item = qs_accounts_get_item;
}

static void
qs_accounts_finalize (GObject *object)
{
  g_ptr_array_unref (QS_ACCOUNTS (object)->accounts);

  G_OBJECT_CLASS (qs_accounts_parent_class)->finalize (object);
}

static void
qs_accounts_class_init (QsAccountsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_accounts_finalize;
}

static void
qs_accounts_init (QsAccounts *self)
{
  self->accounts = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * qs_accounts_open:
 * @folder: (nullable): where Quayside keeps its state; %NULL is its own folder of the user's data
 * @datastore: (nullable): what jobs on this computer see as /datastore; %NULL is the default
 *
 * Opens the accounts and, in the background, their engines. An engine that cannot be opened is no
 * error here: its account says so.
 *
 * Returns: (transfer full): a future of the #QsAccounts.
 */
DexFuture *
qs_accounts_open (const char *folder,
                  const char *datastore,
                  QsClock    *clock)
{
  g_autofree char *own_folder = folder != NULL ? g_strdup (folder) : qs_accounts_dup_folder ();
  g_autofree char *own_datastore = datastore != NULL ? g_strdup (datastore)
                                                     : qs_accounts_dup_datastore ();
  QsAccounts *self;

  g_return_val_if_fail (QS_IS_CLOCK (clock), NULL);

  self = g_object_new (QS_TYPE_ACCOUNTS, NULL);
  g_ptr_array_add (self->accounts, qs_local_account_new (own_folder, own_datastore, clock));
  dex_future_disown (qs_account_open (qs_accounts_get_local (self)));

  return dex_future_new_take_object (self);
}

/**
 * qs_accounts_get_local:
 *
 * Returns: (transfer none): "This computer".
 */
QsAccount *
qs_accounts_get_local (QsAccounts *self)
{
  g_return_val_if_fail (QS_IS_ACCOUNTS (self), NULL);

  return g_ptr_array_index (self->accounts, 0);
}

/**
 * qs_accounts_find:
 *
 * Returns: (transfer none) (nullable): the account called @id.
 */
QsAccount *
qs_accounts_find (QsAccounts *self,
                  const char *id)
{
  g_return_val_if_fail (QS_IS_ACCOUNTS (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < self->accounts->len; i++)
    if (g_str_equal (qs_account_get_id (g_ptr_array_index (self->accounts, i)), id))
      return g_ptr_array_index (self->accounts, i);

  return NULL;
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
