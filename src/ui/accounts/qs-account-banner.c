#include "qs-account-banner.h"

#include <glib/gi18n.h>

#include "qs-display-text.h"
#include "qs-format-closures.h"
#include "qs-ui-resources.h"

struct _QsAccountBanner
{
  AdwBin           parent_instance;

  QsAccounts      *accounts;
  QsAccount       *account;
  GNetworkMonitor *network;
  char            *message;
  char            *button_label;
  const char      *action;         /* nullable */
};

G_DEFINE_FINAL_TYPE (QsAccountBanner, qs_account_banner, ADW_TYPE_BIN)

enum
{
  PROP_ACCOUNTS = 1,
  PROP_ACCOUNT,
  PROP_MESSAGE,
  PROP_BUTTON_LABEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
say (QsAccountBanner *self,
     const char      *message,
     const char      *button_label,
     const char      *action)
{
  self->action = action;
  if (g_set_str (&self->button_label, button_label))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUTTON_LABEL]);
  if (g_set_str (&self->message, message))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
}

/* Keys that have ended are entered anew; a login is repeated. */
static void
ask_for_login (QsAccountBanner *self)
{
  g_autofree char *name = qs_display_text (qs_account_get_name (self->account), -1);
  g_autofree char *message = NULL;

  if (qs_account_get_login (self->account) != NULL)
    {
      message = g_strdup_printf (_("Your login for “%s” has ended"), name);
      say (self, message, _("_Log In"), "accounts.log-in");
      return;
    }

  message = g_strdup_printf (_("The keys of “%s” do not hold any more"), name);
  say (self, message, _("_Edit Account"), "accounts.edit");
}

static gboolean
tell_of_keyring (QsAccountBanner *self)
{
  switch (qs_accounts_get_keyring_state (self->accounts))
    {
    case QS_KEYRING_STATE_LOCKED:
    case QS_KEYRING_STATE_DISMISSED:
      say (self, _("The keyring is locked, so the account’s secret cannot be read"), _("_Unlock"),
           "accounts.unlock");
      return TRUE;
    case QS_KEYRING_STATE_UNREADABLE:
      say (self, _("The keyring cannot be read. It is left as it is: enter the secret or log in "
                   "again"), _("_Edit Account"), "accounts.edit");
      return TRUE;
    case QS_KEYRING_STATE_ABSENT:
      say (self, _("This desktop has no keyring: secrets are kept only until Quayside closes"),
           NULL, NULL);
      return TRUE;
    case QS_KEYRING_STATE_UNKNOWN:
    case QS_KEYRING_STATE_AVAILABLE:
    default:
      return FALSE;
    }
}

static void
update (QsAccountBanner *self)
{
  if (self->accounts == NULL || self->account == NULL ||
      qs_account_get_kind (self->account) == QS_ACCOUNT_KIND_LOCAL)
    say (self, NULL, NULL, NULL);
  else if (qs_account_get_login_needed (self->account))
    ask_for_login (self);
  else if (tell_of_keyring (self))
    return;
  else if (!g_network_monitor_get_network_available (self->network))
    say (self, _("No network: what is shown is how it was last seen"), NULL, NULL);
  else
    say (self, NULL, NULL, NULL);
}

static void
on_button_clicked_cb (QsAccountBanner *self)
{
  if (g_strcmp0 (self->action, "accounts.unlock") == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), self->action, NULL);
  else if (self->action != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), self->action, "s",
                                qs_account_get_id (self->account));
}

static void
follow (QsAccountBanner *self,
        gpointer         old,
        gpointer         object)
{
  if (old != NULL)
    g_signal_handlers_disconnect_by_func (old, update, self);
  if (object != NULL)
    g_signal_connect_object (object, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
qs_account_banner_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  QsAccountBanner *self = QS_ACCOUNT_BANNER (object);

  switch (prop_id)
    {
    case PROP_ACCOUNTS:
      g_value_set_object (value, self->accounts);
      break;
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message != NULL ? self->message : "");
      break;
    case PROP_BUTTON_LABEL:
      g_value_set_string (value, self->button_label);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_account_banner_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  QsAccountBanner *self = QS_ACCOUNT_BANNER (object);

  switch (prop_id)
    {
    case PROP_ACCOUNTS:
      follow (self, self->accounts, g_value_get_object (value));
      g_set_object (&self->accounts, g_value_get_object (value));
      break;
    case PROP_ACCOUNT:
      follow (self, self->account, g_value_get_object (value));
      g_set_object (&self->account, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }

  g_object_notify_by_pspec (object, pspec);
  update (self);
}

static void
qs_account_banner_dispose (GObject *object)
{
  QsAccountBanner *self = QS_ACCOUNT_BANNER (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_ACCOUNT_BANNER);
  g_clear_object (&self->account);
  g_clear_object (&self->accounts);

  G_OBJECT_CLASS (qs_account_banner_parent_class)->dispose (object);
}

static void
qs_account_banner_finalize (GObject *object)
{
  QsAccountBanner *self = QS_ACCOUNT_BANNER (object);

  g_free (self->message);
  g_free (self->button_label);

  G_OBJECT_CLASS (qs_account_banner_parent_class)->finalize (object);
}

static void
qs_account_banner_class_init (QsAccountBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GParamFlags flags = readable | G_PARAM_WRITABLE;

  object_class->dispose = qs_account_banner_dispose;
  object_class->finalize = qs_account_banner_finalize;
  object_class->get_property = qs_account_banner_get_property;
  object_class->set_property = qs_account_banner_set_property;

  properties[PROP_ACCOUNTS] =
    g_param_spec_object ("accounts", NULL, NULL, QS_TYPE_ACCOUNTS, flags);
  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, QS_TYPE_ACCOUNT, flags);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, readable);
  properties[PROP_BUTTON_LABEL] = g_param_spec_string ("button-label", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "accounts/qs-account-banner.ui");
  gtk_widget_class_bind_template_callback (widget_class, on_button_clicked_cb);
  qs_format_closures_bind (widget_class);
}

static void
qs_account_banner_init (QsAccountBanner *self)
{
  self->network = g_network_monitor_get_default ();
  g_signal_connect_object (self->network, "notify::network-available", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
}
