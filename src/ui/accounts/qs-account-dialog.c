#include "qs-account-dialog-private.h"

#include <glib/gi18n.h>

#include "qs-account-dialog-words.h"
#include "qs-await.h"
#include "qs-error-view.h"
#include "qs-form.h"
#include "qs-format-closures.h"
#include "qs-region-row.h"
#include "qs-text-row.h"
#include "qs-ui-resources.h"

static void form_iface_init (QsFormInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsAccountDialog, qs_account_dialog, ADW_TYPE_DIALOG,
                               G_IMPLEMENT_INTERFACE (QS_TYPE_FORM, form_iface_init))

enum
{
  PROP_DRAFT = 1,
  N_PROPS
};

enum
{
  CONNECTED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
show_toast (QsAccountDialog *self,
            const char      *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

/* The first page of what the source asks for. */
static void
push_source (QsAccountDialog *self)
{
  gboolean login = qs_account_draft_get_source (self->draft) == QS_ACCOUNT_IDENTITY_CENTER;

  adw_navigation_view_push_by_tag (self->navigation_view, login ? "login-page" : "fields");
}

static void
choose_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  QsAccountDialog *self = QS_ACCOUNT_DIALOG (widget);
  g_autoptr(GEnumClass) sources = g_type_class_ref (QS_TYPE_ACCOUNT_SOURCE);
  const GEnumValue *source =
    g_enum_get_value_by_nick (sources, g_variant_get_string (parameter, NULL));

  g_return_if_fail (source != NULL);

  qs_account_draft_set_source (self->draft, source->value);
  push_source (self);
}

static void
adopt_text (QsAccountDialog *self,
            const char      *text)
{
  g_autoptr(QsPastedKeys) keys = qs_pasted_keys_read (text != NULL ? text : "", -1);
  const char *page = adw_navigation_view_get_visible_page_tag (self->navigation_view);

  if (qs_pasted_keys_count (keys) == 0)
    {
      show_toast (self, _("No keys were found in what you copied"));
      return;
    }

  qs_account_fields_adopt (self->fields, keys);
  if (g_strcmp0 (page, "source") == 0)
    push_source (self);
}

static void
on_text_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(QsAccountDialog) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (self->draft != NULL)
    adopt_text (self, text);
  if (text != NULL)
    explicit_bzero (text, strlen (text));
}

static void
paste_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, on_text_read_cb,
                                 g_object_ref (widget));
}

static void
finish (QsAccountDialog *self)
{
  const char *tags[] = { "done" };

  g_signal_emit (self, signals[CONNECTED], 0, qs_account_draft_get_account (self->draft));
  if (qs_account_draft_get_editing (self->draft))
    {
      adw_dialog_force_close (ADW_DIALOG (self));
      return;
    }

  adw_navigation_view_replace_with_tags (self->navigation_view, tags, G_N_ELEMENTS (tags));
  gtk_widget_grab_focus (self->done_button);
}

/* The draft says what is wrong; what was entered stays. */
static DexFuture *
connect_fiber (gpointer data)
{
  QsAccountDialog *self = data;
  g_autoptr(QsAccount) account = qs_await_object (qs_account_draft_connect (self->draft, FALSE),
                                                  NULL);

  if (account != NULL && !qs_scope_is_cancelled (self->scope))
    finish (self);

  return dex_future_new_true ();
}

static DexFuture *
save_untested_fiber (gpointer data)
{
  QsAccountDialog *self = data;
  g_autoptr(QsAccount) account = qs_await_object (qs_account_draft_connect (self->draft, TRUE),
                                                  NULL);

  if (account != NULL && !qs_scope_is_cancelled (self->scope))
    finish (self);

  return dex_future_new_true ();
}

/* The fiber holds the dialog: it may be closed while AWS is being asked. */
void
qs_account_dialog_spawn (QsAccountDialog *self,
                         DexFiberFunc     fiber)
{
  qs_scope_spawn (self->scope, fiber, g_object_ref (self), g_object_unref);
}

static void
connect_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  QsAccountDialog *self = QS_ACCOUNT_DIALOG (widget);
  QsRequest *request = qs_account_draft_get_request (self->draft);

  if (qs_account_draft_get_busy (self->draft))
    {
      qs_account_draft_cancel (self->draft);
      return;
    }

  qs_request_set_revealed (request, TRUE);
  if (qs_request_get_n_faults (request) == 0)
    qs_account_dialog_spawn (self, connect_fiber);
  else
    qs_form_focus_first_fault (QS_FORM (self));
}

static void
save_untested_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  qs_account_dialog_spawn (QS_ACCOUNT_DIALOG (widget), save_untested_fiber);
}

static void
close_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

static void
on_dirty_cb (QsAccountDialog *self)
{
  adw_dialog_set_can_close (ADW_DIALOG (self), !qs_account_draft_get_dirty (self->draft));
}

static void
on_discard_response_cb (QsAccountDialog *self,
                        const char      *response)
{
  if (g_str_equal (response, "discard"))
    adw_dialog_force_close (ADW_DIALOG (self));
}

static void
on_close_attempt_cb (QsAccountDialog *self)
{
  gboolean editing = qs_account_draft_get_editing (self->draft);
  AdwDialog *dialog = adw_alert_dialog_new (editing ? _("Discard the Changes?")
                                                    : _("Discard This Account?"),
                                            _("What you have entered has not been saved."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "keep", _("_Keep Editing"),
                                  "discard", _("_Discard"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "discard",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "keep");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_discard_response_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static QsRequest *
qs_account_dialog_get_request (QsForm *form)
{
  return qs_account_draft_get_request (QS_ACCOUNT_DIALOG (form)->draft);
}

static void
form_iface_init (QsFormInterface *iface)
{
  iface->get_request = qs_account_dialog_get_request;
}

/* What is under way ends with the dialog; nobody would see what came of it. */
static void
qs_account_dialog_closed (AdwDialog *dialog)
{
  QsAccountDialog *self = QS_ACCOUNT_DIALOG (dialog);

  qs_scope_cancel (self->scope);
  qs_account_draft_cancel (self->draft);
}

static void
qs_account_dialog_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  g_value_set_object (value, QS_ACCOUNT_DIALOG (object)->draft);
}

static void
qs_account_dialog_dispose (GObject *object)
{
  QsAccountDialog *self = QS_ACCOUNT_DIALOG (object);

  qs_scope_cancel (self->scope);
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_ACCOUNT_DIALOG);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (qs_account_dialog_parent_class)->dispose (object);
}

static void
qs_account_dialog_finalize (GObject *object)
{
  qs_scope_unref (QS_ACCOUNT_DIALOG (object)->scope);

  G_OBJECT_CLASS (qs_account_dialog_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "account.choose", "s", choose_action);
  gtk_widget_class_install_action (widget_class, "account.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "account.connect", NULL, connect_action);
  gtk_widget_class_install_action (widget_class, "account.save-untested", NULL,
                                   save_untested_action);
  gtk_widget_class_install_action (widget_class, "account.close", NULL, close_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "account.connect", NULL);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "accounts/qs-account-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QsAccountDialog, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, QsAccountDialog, navigation_view);
  gtk_widget_class_bind_template_child (widget_class, QsAccountDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, QsAccountDialog, login_view);
  gtk_widget_class_bind_template_child (widget_class, QsAccountDialog, account_list);
  gtk_widget_class_bind_template_child (widget_class, QsAccountDialog, role_list);
  gtk_widget_class_bind_template_child (widget_class, QsAccountDialog, done_button);
  gtk_widget_class_bind_template_callback (widget_class, on_close_attempt_cb);
  qs_account_dialog_login_bind (widget_class);
  qs_account_dialog_words_bind (widget_class);
  qs_format_closures_bind (widget_class);
}

static void
qs_account_dialog_class_init (QsAccountDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = qs_account_dialog_dispose;
  object_class->finalize = qs_account_dialog_finalize;
  object_class->get_property = qs_account_dialog_get_property;
  ADW_DIALOG_CLASS (klass)->closed = qs_account_dialog_closed;

  properties[PROP_DRAFT] =
    g_param_spec_object ("draft", NULL, NULL, QS_TYPE_ACCOUNT_DRAFT,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CONNECTED] = g_signal_new ("connected", QS_TYPE_ACCOUNT_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, QS_TYPE_ACCOUNT);
  install_actions (widget_class);

  g_type_ensure (QS_TYPE_ACCOUNT_FIELDS);
  g_type_ensure (QS_TYPE_CHOICE_LIST);
  g_type_ensure (QS_TYPE_ERROR_VIEW);
  g_type_ensure (QS_TYPE_IDENTITY);
  g_type_ensure (QS_TYPE_LOGIN_VIEW);
  g_type_ensure (QS_TYPE_REGION_ROW);
  g_type_ensure (QS_TYPE_TEXT_ROW);
  bind_template (widget_class);
}

static void
qs_account_dialog_init (QsAccountDialog *self)
{
  self->scope = qs_scope_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * qs_account_dialog_new:
 * @account: (nullable): the account to edit; %NULL adds one
 */
QsAccountDialog *
qs_account_dialog_new (QsAccounts *accounts,
                       QsAccount  *account)
{
  QsAccountDialog *self;
  const char *fields[] = { "fields" };

  g_return_val_if_fail (QS_IS_ACCOUNTS (accounts), NULL);

  self = g_object_new (QS_TYPE_ACCOUNT_DIALOG, NULL);
  self->draft = qs_account_draft_new (accounts, account);
  g_signal_connect_object (self->draft, "notify::dirty", G_CALLBACK (on_dirty_cb), self,
                           G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT]);
  if (account != NULL)
    adw_navigation_view_replace_with_tags (self->navigation_view, fields, G_N_ELEMENTS (fields));

  return self;
}
