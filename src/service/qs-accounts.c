#include "qs-accounts-private.h"

#include "qs-account-needs.h"
#include "qs-await.h"
#include "qs-aws-account.h"
#include "qs-local-account.h"
#include "qs-prompt-relay.h"

struct _QsAccounts
{
  GObject         parent_instance;

  QsClock        *clock;
  QsKeyring      *keyring;
  QsHttp         *http;
  QsLedger       *ledger;
  QsDraftStore   *drafts;
  QsPromptRelay  *prompter;
  QsAccountNeeds *needs;

  DexFuture      *book;   /* of the QsAccountBook */
  GError         *error;  /* why there is none */

  GPtrArray      *accounts; /* of QsAccount, this computer first */
  QsAccount      *selected;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsAccounts, qs_accounts, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

typedef enum
{
  PROP_SELECTED = 1,
  PROP_KEYRING_STATE,
  PROP_ERROR,
  PROP_LEDGER,
} QsAccountsProperty;

static GParamSpec *properties[PROP_LEDGER + 1];

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
on_keyring_state_cb (QsAccounts *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEYRING_STATE]);
}

static gboolean
find_position (QsAccounts *self,
               const char *id,
               guint      *position)
{
  for (*position = 0; *position < self->accounts->len; (*position)++)
    if (g_str_equal (qs_account_get_id (g_ptr_array_index (self->accounts, *position)), id))
      return TRUE;

  return FALSE;
}

static void
select_account (QsAccounts *self,
                QsAccount  *account)
{
  if (g_set_object (&self->selected, account))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
add_entry (QsAccounts           *self,
           const QsAccountEntry *entry)
{
  g_autoptr(QsAccount) account = qs_aws_account_new (self, entry->settings, entry->identity);

  qs_accounts_insert (self, account);
  if (!entry->selected)
    return;

  select_account (self, account);
  dex_future_disown (qs_account_open (account));
}

static gboolean
await_entries (QsAccounts *self,
               GError    **error)
{
  g_autoptr(QsAccountBook) book = qs_await_object (dex_ref (self->book), error);
  g_autoptr(QsRows) rows = NULL;
  g_autoptr(QsRows) pending = NULL;
  g_autoptr(GPtrArray) entries = NULL;

  if (book == NULL || (rows = qs_await_boxed (qs_account_book_list (book), error)) == NULL ||
      (pending = qs_await_boxed (qs_account_book_list_pending (book), error)) == NULL)
    return FALSE;

  entries = qs_account_book_read (rows);
  for (guint i = 0; i < entries->len; i++)
    {
      const QsAccountEntry *entry = g_ptr_array_index (entries, i);
      guint position;

      if (entry->settings != NULL && !find_position (self, entry->id, &position))
        add_entry (self, entry);
    }

  if (qs_rows_get_length (pending) > 0)
    dex_future_disown (qs_accounts_recover (self, pending));
  return TRUE;
}

/* That set-up accounts cannot be read keeps nobody from this computer's. */
static DexFuture *
open_fiber (gpointer data)
{
  QsAccounts *self = data;

  await_entries (self, &self->error);
  return dex_future_new_for_object (self);
}

static void
qs_accounts_get_property (GObject    *object,
                          guint       property_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  QsAccounts *self = QS_ACCOUNTS (object);

  switch ((QsAccountsProperty) property_id)
    {
    case PROP_SELECTED:
      g_value_set_object (value, self->selected);
      break;
    case PROP_KEYRING_STATE:
      g_value_set_enum (value, qs_accounts_get_keyring_state (self));
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_LEDGER:
      g_value_set_object (value, self->ledger);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
qs_accounts_set_property (GObject      *object,
                          guint         property_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  qs_accounts_set_selected (QS_ACCOUNTS (object), g_value_get_object (value));
}

static void
qs_accounts_finalize (GObject *object)
{
  QsAccounts *self = QS_ACCOUNTS (object);

  g_clear_object (&self->needs);
  g_ptr_array_unref (self->accounts);
  g_clear_object (&self->selected);
  g_clear_object (&self->prompter);
  dex_clear (&self->book);
  g_clear_object (&self->ledger);
  g_clear_object (&self->drafts);
  g_clear_object (&self->http);
  g_clear_object (&self->keyring);
  g_clear_object (&self->clock);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (qs_accounts_parent_class)->finalize (object);
}

static void
qs_accounts_class_init (QsAccountsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = qs_accounts_get_property;
  object_class->set_property = qs_accounts_set_property;
  object_class->finalize = qs_accounts_finalize;

  properties[PROP_SELECTED] =
    g_param_spec_object ("selected", NULL, NULL, QS_TYPE_ACCOUNT,
                         flags | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_KEYRING_STATE] = g_param_spec_enum ("keyring-state", NULL, NULL,
                                                      QS_TYPE_KEYRING_STATE,
                                                      QS_KEYRING_STATE_UNKNOWN, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_LEDGER] = g_param_spec_object ("ledger", NULL, NULL, QS_TYPE_LEDGER, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
qs_accounts_init (QsAccounts *self)
{
  self->accounts = g_ptr_array_new_with_free_func (g_object_unref);
  self->keyring = qs_keyring_new ();
  self->http = qs_http_new ();
  self->prompter = qs_prompt_relay_new ();
  g_signal_connect_object (self->prompter, "command-allowed",
                           G_CALLBACK (qs_accounts_allow_command), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keyring, "notify::state", G_CALLBACK (on_keyring_state_cb), self,
                           G_CONNECT_SWAPPED);
  self->needs = qs_account_needs_new (self);
}

/**
 * qs_accounts_open:
 * @folder: (nullable): where Quayside keeps its state; %NULL is its own folder of the user's data
 * @datastore: (nullable): what jobs on this computer see as /datastore; %NULL is the default
 *
 * Opens the accounts and, in the background, the engines of this computer and of the account that
 * was last chosen. The others are opened when they are chosen: an account may have to ask for a
 * password or a code, which nobody expects of one that they do not look at. An engine that cannot
 * be opened is no error here: its account says so.
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
  g_autofree char *book_path = NULL;
  g_autofree char *ledger_path = NULL;
  g_autofree char *drafts_path = NULL;
  QsAccounts *self;

  g_return_val_if_fail (QS_IS_CLOCK (clock), NULL);

  self = g_object_new (QS_TYPE_ACCOUNTS, NULL);
  self->clock = g_object_ref (clock);
  book_path = g_build_filename (own_folder, "accounts.db", NULL);
  self->book = qs_account_book_open (book_path);
  ledger_path = g_build_filename (own_folder, "ledger.db", NULL);
  self->ledger = qs_ledger_new (ledger_path, clock);
  drafts_path = g_build_filename (own_folder, "drafts", NULL);
  self->drafts = qs_draft_store_new (drafts_path, clock);

  g_ptr_array_add (self->accounts, qs_local_account_new (own_folder, own_datastore, clock));
  qs_account_set_drafts (qs_accounts_get_local (self), self->drafts);
  self->selected = g_object_ref (qs_accounts_get_local (self));
  dex_future_disown (qs_account_open (qs_accounts_get_local (self)));

  return qs_fiber_start (open_fiber, self, g_object_unref);
}

/**
 * qs_accounts_set_prompter:
 * @prompter: (nullable): asks the person what credentials need; known weakly
 */
void
qs_accounts_set_prompter (QsAccounts *self,
                          QsPrompter *prompter)
{
  g_return_if_fail (QS_IS_ACCOUNTS (self));

  qs_prompt_relay_set_prompter (self->prompter, prompter);
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
  guint position;

  g_return_val_if_fail (QS_IS_ACCOUNTS (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return find_position (self, id, &position) ? g_ptr_array_index (self->accounts, position) : NULL;
}

/**
 * qs_accounts_get_selected:
 *
 * Returns: (transfer none): the account that was last chosen; this computer at first.
 */
QsAccount *
qs_accounts_get_selected (QsAccounts *self)
{
  g_return_val_if_fail (QS_IS_ACCOUNTS (self), NULL);

  return self->selected;
}

static DexFuture *
select_in_book (DexFuture *future,
                gpointer   user_data)
{
  return qs_account_book_select (g_value_get_object (dex_future_get_value (future, NULL)),
                                 user_data);
}

/* A choice that cannot be written down is forgotten with the program, which is no harm. */
void
qs_accounts_set_selected (QsAccounts *self,
                          QsAccount  *account)
{
  g_return_if_fail (QS_IS_ACCOUNTS (self));
  g_return_if_fail (QS_IS_ACCOUNT (account));

  if (self->selected == account)
    return;

  select_account (self, account);
  dex_future_disown (qs_account_open (account));
  dex_future_disown (dex_future_then (dex_ref (self->book), select_in_book,
                                      g_strdup (qs_account_get_id (account)), g_free));
}

QsKeyringState
qs_accounts_get_keyring_state (QsAccounts *self)
{
  g_return_val_if_fail (QS_IS_ACCOUNTS (self), QS_KEYRING_STATE_UNKNOWN);

  return qs_keyring_get_state (self->keyring);
}

/* Returns: (nullable): why set-up accounts cannot be read or kept. */
const GError *
qs_accounts_get_error (QsAccounts *self)
{
  g_return_val_if_fail (QS_IS_ACCOUNTS (self), NULL);

  return self->error;
}

/* Returns: (transfer none) */
QsLedger *
qs_accounts_get_ledger (QsAccounts *self)
{
  g_return_val_if_fail (QS_IS_ACCOUNTS (self), NULL);

  return self->ledger;
}

DexFuture *
qs_accounts_dup_book (QsAccounts *self)
{
  return dex_ref (self->book);
}

QsKeyring *
qs_accounts_get_keyring (QsAccounts *self)
{
  return self->keyring;
}

QsClock *
qs_accounts_get_clock (QsAccounts *self)
{
  return self->clock;
}

QsHttp *
qs_accounts_get_http (QsAccounts *self)
{
  return self->http;
}

QsPrompter *
qs_accounts_get_prompter (QsAccounts *self)
{
  return QS_PROMPTER (self->prompter);
}

/* Puts an account behind the others. */
void
qs_accounts_insert (QsAccounts *self,
                    QsAccount  *account)
{
  qs_account_set_drafts (account, self->drafts);
  g_ptr_array_add (self->accounts, g_object_ref (account));
  g_list_model_items_changed (G_LIST_MODEL (self), self->accounts->len - 1, 0, 1);
}

/* Puts an account in the place of the one with the same id. */
void
qs_accounts_replace (QsAccounts *self,
                     QsAccount  *account)
{
  g_autoptr(QsAccount) old = NULL;
  guint position;

  if (!find_position (self, qs_account_get_id (account), &position))
    return;

  qs_account_set_drafts (account, self->drafts);
  old = g_ptr_array_index (self->accounts, position);
  g_ptr_array_index (self->accounts, position) = g_object_ref (account);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
  if (self->selected == old)
    select_account (self, account);
}

/* This computer is selected when the account was. */
void
qs_accounts_take_out (QsAccounts *self,
                      QsAccount  *account)
{
  guint position;

  if (!g_ptr_array_find (self->accounts, account, &position))
    return;

  if (self->selected == account)
    qs_accounts_set_selected (self, qs_accounts_get_local (self));
  g_ptr_array_remove_index (self->accounts, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/* Moves an account without saying so to anyone but who shows the list. */
void
qs_accounts_shift (QsAccounts *self,
                   QsAccount  *account,
                   guint       position)
{
  guint old;
  guint first;

  if (!g_ptr_array_find (self->accounts, account, &old) || old == position)
    return;

  g_ptr_array_insert (self->accounts, position, g_ptr_array_steal_index (self->accounts, old));
  first = MIN (old, position);
  g_list_model_items_changed (G_LIST_MODEL (self), first, MAX (old, position) - first + 1,
                              MAX (old, position) - first + 1);
}
