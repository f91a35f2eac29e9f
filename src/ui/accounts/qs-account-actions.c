#include "qs-account-actions.h"

#include "qs-account-dialog.h"
#include "qs-accounts-dialog.h"
#include "qs-await.h"
#include "qs-login-dialog.h"
#include "qs-toast.h"

typedef struct
{
  GWeakRef    window;
  QsAccounts *accounts;
} QsDesk;

static void
clear_desk (gpointer data)
{
  QsDesk *desk = data;

  g_weak_ref_clear (&desk->window);
  g_object_unref (desk->accounts);
}

static void
release_desk (gpointer data)
{
  g_rc_box_release_full (data, clear_desk);
}

static void
present (QsDesk    *desk,
         AdwDialog *dialog)
{
  g_autoptr(GtkWidget) window = g_weak_ref_get (&desk->window);

  if (window != NULL)
    adw_dialog_present (dialog, window);
  else
    g_object_unref (g_object_ref_sink (dialog));
}

static void
on_connected_cb (QsAccounts *accounts,
                 QsAccount  *account)
{
  qs_accounts_set_selected (accounts, account);
}

static void
add_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  QsDesk *desk = user_data;
  QsAccountDialog *dialog = qs_account_dialog_new (desk->accounts, NULL);

  g_signal_connect_object (dialog, "connected", G_CALLBACK (on_connected_cb), desk->accounts,
                           G_CONNECT_SWAPPED);
  present (desk, ADW_DIALOG (dialog));
}

static void
manage_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  QsDesk *desk = user_data;

  present (desk, qs_accounts_dialog_new (desk->accounts));
}

static void
edit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  QsDesk *desk = user_data;
  QsAccount *account = qs_accounts_find (desk->accounts, g_variant_get_string (parameter, NULL));

  if (account != NULL && qs_account_get_kind (account) == QS_ACCOUNT_KIND_AWS)
    present (desk, ADW_DIALOG (qs_account_dialog_new (desk->accounts, account)));
}

static void
log_in_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  QsDesk *desk = user_data;
  QsAccount *account = qs_accounts_find (desk->accounts, g_variant_get_string (parameter, NULL));

  if (account != NULL && qs_account_get_login (account) != NULL)
    present (desk, qs_login_dialog_new (account));
}

/* A prompt that is dismissed once more is no news: the banner stays. */
static DexFuture *
unlock_fiber (gpointer data)
{
  QsDesk *desk = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GtkWidget) window = NULL;

  if (qs_await (qs_accounts_unlock (desk->accounts), &error) ||
      g_error_matches (error, QS_KEYRING_ERROR, QS_KEYRING_ERROR_DISMISSED))
    return dex_future_new_true ();

  if ((window = g_weak_ref_get (&desk->window)) != NULL)
    qs_toast_show_error (window, error);
  return dex_future_new_true ();
}

static void
unlock_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  dex_future_disown (qs_fiber_start (unlock_fiber, g_rc_box_acquire (user_data), release_desk));
}

static const GActionEntry entries[] = {
  { .name = "add", .activate = add_action },
  { .name = "manage", .activate = manage_action },
  { .name = "edit", .activate = edit_action, .parameter_type = "s" },
  { .name = "log-in", .activate = log_in_action, .parameter_type = "s" },
  { .name = "unlock", .activate = unlock_action },
};

/* Returns: (transfer full): the actions, which do not keep @window alive. */
GActionGroup *
qs_account_actions_new (GtkWidget  *window,
                        QsAccounts *accounts)
{
  GSimpleActionGroup *group = g_simple_action_group_new ();
  QsDesk *desk = g_rc_box_new0 (QsDesk);

  g_weak_ref_init (&desk->window, window);
  desk->accounts = g_object_ref (accounts);
  g_object_set_data_full (G_OBJECT (group), "desk", desk, release_desk);
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), desk);
  return G_ACTION_GROUP (group);
}
