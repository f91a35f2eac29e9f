#include "qs-account-switcher.h"

#include <glib/gi18n.h>

#include "qs-account-words.h"
#include "qs-format-closures.h"
#include "qs-ui-resources.h"

struct _QsAccountSwitcher
{
  AdwBin              parent_instance;

  QsAccounts         *accounts;
  QsAccount          *account;

  GtkMenuButton      *button;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (QsAccountSwitcher, qs_account_switcher, ADW_TYPE_BIN)

enum
{
  PROP_ACCOUNTS = 1,
  PROP_ACCOUNT,
  N_PROPS
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
select_account (QsAccountSwitcher *self)
{
  GListModel *model = G_LIST_MODEL (self->selection);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(QsAccount) account = g_list_model_get_item (model, i);

      if (account == self->account)
        gtk_single_selection_set_selected (self->selection, i);
    }
}

static void
on_list_activated_cb (QsAccountSwitcher *self,
                      guint              position)
{
  g_autoptr(QsAccount) account = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  gtk_menu_button_popdown (self->button);
  if (account != NULL && account != self->account)
    g_signal_emit (self, signals[CHOSEN], 0, account);
}

/* The arrow keys begin at the account that is shown. */
static void
on_popover_shown_cb (QsAccountSwitcher *self)
{
  select_account (self);
}

static void
close_menu (QsAccountSwitcher *self)
{
  gtk_menu_button_popdown (self->button);
}

static void
qs_account_switcher_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  QsAccountSwitcher *self = QS_ACCOUNT_SWITCHER (object);

  switch (prop_id)
    {
    case PROP_ACCOUNTS:
      g_value_set_object (value, self->accounts);
      break;
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_account_switcher_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  QsAccountSwitcher *self = QS_ACCOUNT_SWITCHER (object);
  gboolean changed = FALSE;

  switch (prop_id)
    {
    case PROP_ACCOUNTS:
      changed = g_set_object (&self->accounts, g_value_get_object (value));
      break;
    case PROP_ACCOUNT:
      changed = g_set_object (&self->account, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }

  if (!changed)
    return;
  g_object_notify_by_pspec (object, pspec);
  select_account (self);
}

static void
qs_account_switcher_dispose (GObject *object)
{
  QsAccountSwitcher *self = QS_ACCOUNT_SWITCHER (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_ACCOUNT_SWITCHER);
  g_clear_object (&self->account);
  g_clear_object (&self->accounts);

  G_OBJECT_CLASS (qs_account_switcher_parent_class)->dispose (object);
}

static void
qs_account_switcher_class_init (QsAccountSwitcherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = qs_account_switcher_dispose;
  object_class->get_property = qs_account_switcher_get_property;
  object_class->set_property = qs_account_switcher_set_property;

  properties[PROP_ACCOUNTS] =
    g_param_spec_object ("accounts", NULL, NULL, QS_TYPE_ACCOUNTS, flags);
  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, QS_TYPE_ACCOUNT, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHOSEN] = g_signal_new ("chosen", QS_TYPE_ACCOUNT_SWITCHER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, QS_TYPE_ACCOUNT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "accounts/qs-account-switcher.ui");
  gtk_widget_class_bind_template_child (widget_class, QsAccountSwitcher, button);
  gtk_widget_class_bind_template_child (widget_class, QsAccountSwitcher, selection);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_popover_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_menu);
  qs_account_words_bind (widget_class);
  qs_format_closures_bind (widget_class);
}

static void
qs_account_switcher_init (QsAccountSwitcher *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
