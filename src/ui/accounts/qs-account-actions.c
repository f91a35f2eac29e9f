#include "qs-account-actions.h"

#include <glib/gi18n.h>

#include "qs-account-dialog.h"
#include "qs-accounts-dialog.h"
#include "qs-await.h"
#include "qs-error-text.h"
#include "qs-error-view.h"
#include "qs-login-dialog.h"
#include "qs-toast.h"
#include "qs-watcher.h"

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
present_login (QsDesk    *desk,
               QsAccount *account)
{
  if (qs_account_get_login (account) != NULL)
    present (desk, qs_login_dialog_new (account));
}

static void
choose_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  QsDesk *desk = user_data;
  QsAccount *account = qs_accounts_find (desk->accounts, g_variant_get_string (parameter, NULL));

  if (account != NULL)
    qs_accounts_set_selected (desk->accounts, account);
}

static void
log_in_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  QsDesk *desk = user_data;
  QsAccount *account = qs_accounts_find (desk->accounts, g_variant_get_string (parameter, NULL));

  if (account != NULL)
    present_login (desk, account);
}

/* A secret that the keyring does not give any more: a login is made again, a key is entered. */
static void
sign_in_anew_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  QsDesk *desk = user_data;
  QsAccount *account = qs_accounts_find (desk->accounts, g_variant_get_string (parameter, NULL));

  if (account != NULL && qs_account_get_login (account) != NULL)
    present_login (desk, account);
  else
    edit_action (action, parameter, user_data);
}

/* What is done for one account while a person waits. */
typedef struct
{
  QsDesk    *desk;
  QsAccount *account;
} QsErrand;

static void
free_errand (gpointer data)
{
  QsErrand *errand = data;

  release_desk (errand->desk);
  g_clear_object (&errand->account);
  g_free (errand);
}

static void
start_errand (QsDesk      *desk,
              GVariant    *parameter,
              DexFiberFunc fiber)
{
  QsErrand *errand = g_new0 (QsErrand, 1);

  errand->desk = g_rc_box_acquire (desk);
  g_set_object (&errand->account,
                qs_accounts_find (desk->accounts, g_variant_get_string (parameter, NULL)));
  if (errand->account != NULL)
    dex_future_disown (qs_fiber_start (fiber, errand, free_errand));
  else
    free_errand (errand);
}

static void
show_error (QsDesk       *desk,
            const GError *error)
{
  g_autoptr(GtkWidget) window = g_weak_ref_get (&desk->window);

  if (window != NULL)
    qs_toast_show_error (window, error);
}

/* A prompt that is dismissed once more is no news: the banner stays. */
static DexFuture *
unlock_fiber (gpointer data)
{
  QsErrand *errand = data;
  g_autoptr(GError) error = NULL;

  if (!qs_await (qs_accounts_unlock (errand->desk->accounts), &error) &&
      !g_error_matches (error, QS_KEYRING_ERROR, QS_KEYRING_ERROR_DISMISSED))
    show_error (errand->desk, error);

  return dex_future_new_true ();
}

static void
unlock_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  start_errand (user_data, parameter, unlock_fiber);
}

static void
on_trouble_response_cb (AdwAlertDialog *dialog,
                        const char     *response,
                        QsErrand       *errand)
{
  if (g_str_equal (response, "log-in"))
    present_login (errand->desk, errand->account);
}

static void
free_errand_of_signal (gpointer  data,
                       GClosure *closure)
{
  free_errand (data);
}

/* Why one is still not signed in. A profile may be one to log in with: only its file knows. */
static void
explain_trouble (QsErrand     *errand,
                 const GError *error)
{
  g_autofree char *title = qs_error_text_dup_title (error);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (title, NULL));
  QsErrand *copy = g_new0 (QsErrand, 1);

  copy->desk = g_rc_box_acquire (errand->desk);
  copy->account = g_object_ref (errand->account);
  adw_alert_dialog_set_extra_child (dialog, g_object_new (QS_TYPE_ERROR_VIEW, "error", error,
                                                          NULL));
  adw_alert_dialog_add_response (dialog, "close", _("_Close"));
  if (qs_account_get_login (errand->account) != NULL)
    adw_alert_dialog_add_response (dialog, "log-in", _("_Log In…"));
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_trouble_response_cb), copy,
                         free_errand_of_signal, 0);
  present (errand->desk, ADW_DIALOG (dialog));
}

/* Asks once more what was not answered before, and reads once more what may have been renewed. */
static DexFuture *
sign_in_fiber (gpointer data)
{
  QsErrand *errand = data;
  g_autoptr(GError) error = NULL;

  if (!qs_await (qs_account_renew (errand->account), &error))
    explain_trouble (errand, error);

  return dex_future_new_true ();
}

static void
sign_in_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  start_errand (user_data, parameter, sign_in_fiber);
}

/* What comes of it shows in the account. */
static void
refresh_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  QsDesk *desk = user_data;
  QsAccount *account = qs_accounts_find (desk->accounts, g_variant_get_string (parameter, NULL));
  QsWatcher *watcher = account != NULL ? qs_account_get_watcher (account) : NULL;

  if (watcher != NULL)
    dex_future_disown (qs_watcher_refresh (watcher));
}

static const GActionEntry entries[] = {
  { .name = "add", .activate = add_action },
  { .name = "manage", .activate = manage_action },
  { .name = "choose", .activate = choose_action, .parameter_type = "s" },
  { .name = "edit", .activate = edit_action, .parameter_type = "s" },
  { .name = "log-in", .activate = log_in_action, .parameter_type = "s" },
  { .name = "sign-in", .activate = sign_in_action, .parameter_type = "s" },
  { .name = "sign-in-anew", .activate = sign_in_anew_action, .parameter_type = "s" },
  { .name = "unlock", .activate = unlock_action, .parameter_type = "s" },
  { .name = "refresh", .activate = refresh_action, .parameter_type = "s" },
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
