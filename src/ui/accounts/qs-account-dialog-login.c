#include "qs-account-dialog-private.h"

#include "qs-await.h"
#include "qs-form.h"
#include "qs-named-value.h"

#define START_URL "credentials.identityCenter.startUrl"
#define LOGIN_REGION "credentials.identityCenter.region"
#define ACCOUNT_ID "credentials.identityCenter.accountId"
#define ROLE_NAME "credentials.identityCenter.roleName"

static QsDocument *
get_document (QsAccountDialog *self)
{
  return qs_request_get_document (qs_account_draft_get_request (self->draft));
}

static DexFuture *
log_in_fiber (gpointer data)
{
  QsAccountDialog *self = data;
  g_autoptr(QsLogin) login = qs_await_object (qs_account_draft_begin_login (self->draft), NULL);

  if (login == NULL || qs_scope_is_cancelled (self->scope))
    return dex_future_new_true ();

  adw_navigation_view_push_by_tag (self->navigation_view, "login");
  qs_login_view_start (self->login_view, login);
  return dex_future_new_true ();
}

static gboolean
has_fault (QsAccountDialog *self,
           const char      *path)
{
  g_autofree char *fault = qs_request_dup_fault (qs_account_draft_get_request (self->draft), path);

  return fault != NULL;
}

/* Account and role are chosen after the login; only where to log in must be known. */
static void
log_in_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  QsAccountDialog *self = QS_ACCOUNT_DIALOG (widget);

  if (qs_account_draft_get_busy (self->draft))
    {
      qs_account_draft_cancel (self->draft);
      return;
    }

  qs_request_set_revealed (qs_account_draft_get_request (self->draft), TRUE);
  if (has_fault (self, START_URL) || has_fault (self, LOGIN_REGION))
    {
      qs_form_focus_first_fault (QS_FORM (self));
      return;
    }

  qs_request_set_revealed (qs_account_draft_get_request (self->draft), FALSE);
  qs_account_dialog_spawn (self, log_in_fiber);
}

static void
show_login_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  adw_navigation_view_push_by_tag (QS_ACCOUNT_DIALOG (widget)->navigation_view, "login-page");
}

static DexFuture *
list_accounts_fiber (gpointer data)
{
  QsAccountDialog *self = data;
  g_autoptr(QsLogin) login = g_object_ref (qs_account_draft_get_login (self->draft));
  g_autoptr(GError) error = NULL;

  qs_choice_list_fill (self->account_list, qs_login_get_accounts (login), TRUE, NULL);
  qs_await (qs_login_list_accounts (login), &error);
  if (!qs_scope_is_cancelled (self->scope))
    qs_choice_list_fill (self->account_list, qs_login_get_accounts (login), FALSE, error);

  return dex_future_new_true ();
}

static DexFuture *
list_roles_fiber (gpointer data)
{
  QsAccountDialog *self = data;
  g_autoptr(QsLogin) login = g_object_ref (qs_account_draft_get_login (self->draft));
  const char *account = qs_document_get_string (get_document (self), ACCOUNT_ID);
  g_autoptr(GError) error = NULL;

  qs_choice_list_fill (self->role_list, qs_login_get_roles (login), TRUE, NULL);
  qs_await (qs_login_list_roles (login, account), &error);
  if (!qs_scope_is_cancelled (self->scope))
    qs_choice_list_fill (self->role_list, qs_login_get_roles (login), FALSE, error);

  return dex_future_new_true ();
}

static void
list_accounts (QsAccountDialog *self)
{
  qs_account_dialog_spawn (self, list_accounts_fiber);
}

static void
list_roles (QsAccountDialog *self)
{
  qs_account_dialog_spawn (self, list_roles_fiber);
}

/* The page of the login is behind: going back leads to where the login is asked for. */
static void
on_login_done_cb (QsAccountDialog *self)
{
  const char *tags[] = { "source", "login-page", "accounts" };
  gboolean editing = qs_account_draft_get_editing (self->draft);

  if (editing)
    tags[0] = "fields";
  adw_navigation_view_replace_with_tags (self->navigation_view, tags, G_N_ELEMENTS (tags));
  list_accounts (self);
}

static void
on_login_hidden_cb (QsAccountDialog *self)
{
  QsLogin *login = self->draft != NULL ? qs_account_draft_get_login (self->draft) : NULL;

  if (login != NULL && qs_login_get_state (login) != QS_LOGIN_STATE_DONE)
    qs_login_cancel (login);
}

static void
begin_text (QsAccountDialog *self,
            const char      *path,
            const char      *text)
{
  if (qs_document_get_string (get_document (self), path) == NULL)
    qs_account_draft_set_text (self->draft, path, text);
}

static void
on_account_picked_cb (QsAccountDialog *self,
                      QsNamedValue    *item)
{
  qs_account_draft_set_text (self->draft, ACCOUNT_ID, qs_named_value_get_value (item));
  begin_text (self, "name", qs_named_value_get_name (item));
  adw_navigation_view_push_by_tag (self->navigation_view, "roles");
  list_roles (self);
}

static gboolean
is_below (QsAccountDialog *self,
          const char      *tag)
{
  g_autoptr(GListModel) stack = adw_navigation_view_get_navigation_stack (self->navigation_view);

  for (guint i = 0; i < g_list_model_get_n_items (stack); i++)
    {
      g_autoptr(AdwNavigationPage) page = g_list_model_get_item (stack, i);

      if (g_strcmp0 (adw_navigation_page_get_tag (page), tag) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
on_role_picked_cb (QsAccountDialog *self,
                   QsNamedValue    *item)
{
  qs_account_draft_set_text (self->draft, ROLE_NAME, qs_named_value_get_value (item));
  begin_text (self, "region", qs_document_get_string (get_document (self), LOGIN_REGION));

  if (is_below (self, "fields"))
    adw_navigation_view_pop_to_tag (self->navigation_view, "fields");
  else
    adw_navigation_view_push_by_tag (self->navigation_view, "fields");
}

/* For class_init, after the template was set. */
void
qs_account_dialog_login_bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "account.log-in", NULL, log_in_action);
  gtk_widget_class_install_action (widget_class, "account.show-login", NULL, show_login_action);
  gtk_widget_class_bind_template_callback (widget_class, list_accounts);
  gtk_widget_class_bind_template_callback (widget_class, list_roles);
  gtk_widget_class_bind_template_callback (widget_class, on_login_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_login_hidden_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_account_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_role_picked_cb);
}
