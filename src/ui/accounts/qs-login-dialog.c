#include "qs-login-dialog.h"

#include "qs-login-view.h"
#include "qs-ui-resources.h"

struct _QsLoginDialog
{
  AdwDialog    parent_instance;

  QsAccount   *account;
  QsLoginView *login_view;
};

G_DEFINE_FINAL_TYPE (QsLoginDialog, qs_login_dialog, ADW_TYPE_DIALOG)

/* The engine that had no credentials has them now. */
static void
on_login_done_cb (QsLoginDialog *self)
{
  dex_future_disown (qs_account_open (self->account));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
qs_login_dialog_closed (AdwDialog *dialog)
{
  QsLogin *login = qs_account_get_login (QS_LOGIN_DIALOG (dialog)->account);

  if (qs_login_get_state (login) != QS_LOGIN_STATE_DONE)
    qs_login_cancel (login);
}

static void
qs_login_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_LOGIN_DIALOG);
  g_clear_object (&QS_LOGIN_DIALOG (object)->account);

  G_OBJECT_CLASS (qs_login_dialog_parent_class)->dispose (object);
}

static void
qs_login_dialog_class_init (QsLoginDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qs_login_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = qs_login_dialog_closed;

  g_type_ensure (QS_TYPE_LOGIN_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "accounts/qs-login-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QsLoginDialog, login_view);
  gtk_widget_class_bind_template_callback (widget_class, on_login_done_cb);
}

static void
qs_login_dialog_init (QsLoginDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Returns: (transfer floating): a dialog that begins the login of @account, which has one. */
AdwDialog *
qs_login_dialog_new (QsAccount *account)
{
  QsLoginDialog *self;

  g_return_val_if_fail (QS_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (qs_account_get_login (account) != NULL, NULL);

  self = g_object_new (QS_TYPE_LOGIN_DIALOG, NULL);
  self->account = g_object_ref (account);
  qs_login_view_start (self->login_view, qs_account_get_login (account));
  return ADW_DIALOG (self);
}
