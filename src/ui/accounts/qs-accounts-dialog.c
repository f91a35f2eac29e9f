#include "qs-accounts-dialog.h"

#include <glib/gi18n.h>

#include "qs-await.h"
#include "qs-display-text.h"
#include "qs-error-text.h"
#include "qs-error-view.h"
#include "qs-format-closures.h"
#include "qs-scope.h"
#include "qs-ui-resources.h"

struct _QsAccountsDialog
{
  AdwDialog        parent_instance;

  QsScope         *scope;
  QsAccounts      *accounts;

  AdwToastOverlay *toast_overlay;
  GtkListBox      *list_box;
};

G_DEFINE_FINAL_TYPE (QsAccountsDialog, qs_accounts_dialog, ADW_TYPE_DIALOG)

enum
{
  PROP_ACCOUNTS = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* What is being done with one account. */
typedef struct
{
  QsAccountsDialog *dialog;
  QsAccount        *account;
  guint             position;
  gboolean          forget_jobs;
} QsErrand;

static QsErrand *
make_errand (QsAccountsDialog *self,
             QsAccount        *account)
{
  QsErrand *errand = g_new0 (QsErrand, 1);

  errand->dialog = g_object_ref (self);
  errand->account = g_object_ref (account);
  return errand;
}

static void
free_errand (gpointer data)
{
  QsErrand *errand = data;

  g_object_unref (errand->dialog);
  g_object_unref (errand->account);
  g_free (errand);
}

static QsAccount *
find_account (QsAccountsDialog *self,
              GVariant         *parameter)
{
  return qs_accounts_find (self->accounts, g_variant_get_string (parameter, NULL));
}

static void
show_toast (QsAccountsDialog *self,
            const char       *text)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, text);
  adw_toast_overlay_dismiss_all (self->toast_overlay);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

static void
show_error (QsAccountsDialog *self,
            const GError     *error)
{
  g_autofree char *title = qs_error_text_dup_title (error);
  AdwDialog *dialog;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  dialog = adw_alert_dialog_new (title, NULL);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog),
                                    g_object_new (QS_TYPE_ERROR_VIEW, "error", error, NULL));
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static DexFuture *
test_fiber (gpointer data)
{
  QsErrand *errand = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(QsIdentity) identity = NULL;
  g_autofree char *text = NULL;
  g_autofree char *user = NULL;

  show_toast (errand->dialog, _("Asking AWS who you are…"));
  identity = qs_await_object (qs_accounts_test (errand->dialog->accounts,
                                                qs_account_get_settings (errand->account), NULL),
                              &error);
  adw_toast_overlay_dismiss_all (errand->dialog->toast_overlay);
  if (identity == NULL)
    {
      show_error (errand->dialog, error);
      return dex_future_new_true ();
    }

  user = qs_display_text (qs_identity_get_user (identity), -1);
  /* Translators: the name of a user, and twelve digits */
  text = g_strdup_printf (_("You are %s in account %s"), user, qs_identity_get_account (identity));
  show_toast (errand->dialog, text);
  return dex_future_new_true ();
}

static DexFuture *
move_fiber (gpointer data)
{
  QsErrand *errand = data;
  g_autoptr(GError) error = NULL;

  if (!qs_await (qs_accounts_move (errand->dialog->accounts, errand->account, errand->position),
                 &error))
    show_error (errand->dialog, error);

  return dex_future_new_true ();
}

static DexFuture *
remove_fiber (gpointer data)
{
  QsErrand *errand = data;
  g_autoptr(GError) error = NULL;

  if (!qs_await (qs_accounts_remove (errand->dialog->accounts, errand->account,
                                     errand->forget_jobs), &error))
    show_error (errand->dialog, error);

  return dex_future_new_true ();
}

static void
test_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  QsAccountsDialog *self = QS_ACCOUNTS_DIALOG (widget);
  QsAccount *account = find_account (self, parameter);

  if (account != NULL)
    qs_scope_spawn (self->scope, test_fiber, make_errand (self, account), free_errand);
}

static guint
find_position (QsAccountsDialog *self,
               QsAccount        *account)
{
  GListModel *model = G_LIST_MODEL (self->accounts);
  guint position = 0;

  while (position < g_list_model_get_n_items (model))
    {
      g_autoptr(QsAccount) item = g_list_model_get_item (model, position);

      if (item == account)
        break;
      position++;
    }

  return position;
}

static void
move_by (QsAccountsDialog *self,
         GVariant         *parameter,
         int               step)
{
  QsAccount *account = find_account (self, parameter);
  guint n_accounts = g_list_model_get_n_items (G_LIST_MODEL (self->accounts));
  int position;
  QsErrand *errand;

  if (account == NULL)
    return;

  /* This computer stays the first. */
  position = (int) find_position (self, account) + step;
  if (position < 1 || position >= (int) n_accounts)
    return;

  errand = make_errand (self, account);
  errand->position = position;
  qs_scope_spawn (self->scope, move_fiber, errand, free_errand);
}

static void
move_up_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  move_by (QS_ACCOUNTS_DIALOG (widget), parameter, -1);
}

static void
move_down_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  move_by (QS_ACCOUNTS_DIALOG (widget), parameter, 1);
}

static void
on_remove_response_cb (AdwAlertDialog *dialog,
                       const char     *response,
                       gpointer        user_data)
{
  QsErrand *errand = user_data;
  GtkCheckButton *forget = GTK_CHECK_BUTTON (adw_alert_dialog_get_extra_child (dialog));
  QsErrand *removal;

  if (!g_str_equal (response, "remove"))
    return;

  removal = make_errand (errand->dialog, errand->account);
  removal->forget_jobs = gtk_check_button_get_active (forget);
  qs_scope_spawn (errand->dialog->scope, remove_fiber, removal, free_errand);
}

static void
free_errand_of_signal (gpointer  data,
                       GClosure *closure)
{
  free_errand (data);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  QsAccountsDialog *self = QS_ACCOUNTS_DIALOG (widget);
  QsAccount *account = find_account (self, parameter);
  g_autofree char *name = NULL;
  g_autofree char *heading = NULL;
  AdwDialog *dialog;

  if (account == NULL)
    return;

  name = qs_display_text (qs_account_get_name (account), -1);
  heading = g_strdup_printf (_("Remove “%s”?"), name);
  dialog = adw_alert_dialog_new (heading,
                                 _("Its settings and its secret are deleted from this computer. "
                                   "Nothing changes at AWS, and jobs that run there go on."));
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog),
                                    gtk_check_button_new_with_mnemonic (
                                      _("_Forget the history of its jobs too")));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "keep", _("_Keep"),
                                  "remove", _("_Remove"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "remove",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "keep");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "keep");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_remove_response_cb),
                         make_errand (self, account), free_errand_of_signal, 0);
  adw_dialog_present (dialog, widget);
}

static void
append_item (GMenu      *menu,
             const char *label,
             const char *action,
             const char *id)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

static GtkWidget *
make_menu_button (const char *id)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) order = g_menu_new ();
  g_autoptr(GMenu) end = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  append_item (menu, _("_Edit…"), "accounts.edit", id);
  append_item (menu, _("_Test"), "manage.test", id);
  append_item (order, _("Move _Up"), "manage.move-up", id);
  append_item (order, _("Move _Down"), "manage.move-down", id);
  append_item (end, _("_Remove…"), "manage.remove", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (order));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));

  g_object_set (button, "icon-name", "view-more-symbolic", "menu-model", menu, "valign",
                GTK_ALIGN_CENTER, "tooltip-text", _("Account Menu"), NULL);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  QsAccount *account = item;
  gboolean local = qs_account_get_kind (account) == QS_ACCOUNT_KIND_LOCAL;
  GtkWidget *row = adw_action_row_new ();

  g_object_set (row, "use-markup", FALSE, NULL);
  g_object_bind_property (account, "name", row, "title", G_BINDING_SYNC_CREATE);
  g_object_bind_property (account, "subtitle", row, "subtitle", G_BINDING_SYNC_CREATE);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name (local ? "computer-symbolic"
                                                                 : "qs-cloud-symbolic"));
  if (local)
    return row;

  g_object_set (row, "activatable", TRUE, NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "accounts.edit");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", qs_account_get_id (account));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_menu_button (qs_account_get_id (account)));
  return row;
}

static void
qs_accounts_dialog_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  g_value_set_object (value, QS_ACCOUNTS_DIALOG (object)->accounts);
}

static void
qs_accounts_dialog_dispose (GObject *object)
{
  QsAccountsDialog *self = QS_ACCOUNTS_DIALOG (object);

  qs_scope_cancel (self->scope);
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_ACCOUNTS_DIALOG);
  g_clear_object (&self->accounts);

  G_OBJECT_CLASS (qs_accounts_dialog_parent_class)->dispose (object);
}

static void
qs_accounts_dialog_finalize (GObject *object)
{
  qs_scope_unref (QS_ACCOUNTS_DIALOG (object)->scope);

  G_OBJECT_CLASS (qs_accounts_dialog_parent_class)->finalize (object);
}

static void
qs_accounts_dialog_class_init (QsAccountsDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = qs_accounts_dialog_dispose;
  object_class->finalize = qs_accounts_dialog_finalize;
  object_class->get_property = qs_accounts_dialog_get_property;

  properties[PROP_ACCOUNTS] =
    g_param_spec_object ("accounts", NULL, NULL, QS_TYPE_ACCOUNTS,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (QS_TYPE_ERROR_VIEW);

  gtk_widget_class_install_action (widget_class, "manage.test", "s", test_action);
  gtk_widget_class_install_action (widget_class, "manage.move-up", "s", move_up_action);
  gtk_widget_class_install_action (widget_class, "manage.move-down", "s", move_down_action);
  gtk_widget_class_install_action (widget_class, "manage.remove", "s", remove_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "accounts/qs-accounts-dialog.ui");
  qs_format_closures_bind (widget_class);
  gtk_widget_class_bind_template_child (widget_class, QsAccountsDialog, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, QsAccountsDialog, list_box);
}

static void
qs_accounts_dialog_init (QsAccountsDialog *self)
{
  self->scope = qs_scope_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Returns: (transfer floating): a dialog; the window around it answers "accounts." actions. */
AdwDialog *
qs_accounts_dialog_new (QsAccounts *accounts)
{
  QsAccountsDialog *self;

  g_return_val_if_fail (QS_IS_ACCOUNTS (accounts), NULL);

  self = g_object_new (QS_TYPE_ACCOUNTS_DIALOG, NULL);
  self->accounts = g_object_ref (accounts);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNTS]);
  gtk_list_box_bind_model (self->list_box, G_LIST_MODEL (accounts), make_row, NULL, NULL);
  return ADW_DIALOG (self);
}
