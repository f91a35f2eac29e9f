#include "qs-opening-page.h"

#include "qs-account-banner.h"
#include "qs-error-page.h"
#include "qs-error-view.h"
#include "qs-ui-resources.h"

struct _QsOpeningPage
{
  AdwNavigationPage parent_instance;

  QsAccount        *account;
};

G_DEFINE_FINAL_TYPE (QsOpeningPage, qs_opening_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  PROP_0,
  PROP_ACCOUNT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Closure: the child of the stack that says how the account is. */
static char *
name_state (QsOpeningPage *self,
            QsAccountState state)
{
  switch (state)
    {
    case QS_ACCOUNT_STATE_WAITING:
      return g_strdup ("waiting");
    case QS_ACCOUNT_STATE_FAILED:
      return g_strdup ("failed");
    case QS_ACCOUNT_STATE_CLOSED:
    case QS_ACCOUNT_STATE_OPENING:
    case QS_ACCOUNT_STATE_READY:
    default:
      return g_strdup ("opening");
    }
}

/* The outcome shows in the account's state. */
static void
retry_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  dex_future_disown (qs_account_open (QS_OPENING_PAGE (widget)->account));
}

static void
qs_opening_page_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  QsOpeningPage *self = QS_OPENING_PAGE (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_opening_page_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  QsOpeningPage *self = QS_OPENING_PAGE (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      self->account = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_opening_page_dispose (GObject *object)
{
  QsOpeningPage *self = QS_OPENING_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), QS_TYPE_OPENING_PAGE);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (qs_opening_page_parent_class)->dispose (object);
}

static void
qs_opening_page_class_init (QsOpeningPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = qs_opening_page_get_property;
  object_class->set_property = qs_opening_page_set_property;
  object_class->dispose = qs_opening_page_dispose;

  properties[PROP_ACCOUNT] =
    g_param_spec_object ("account", NULL, NULL, QS_TYPE_ACCOUNT,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (QS_TYPE_ACCOUNT_BANNER);
  g_type_ensure (QS_TYPE_ERROR_PAGE);
  g_type_ensure (QS_TYPE_ERROR_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "shell/qs-opening-page.ui");
  gtk_widget_class_bind_template_callback (widget_class, name_state);
  gtk_widget_class_install_action (widget_class, "opening.retry", NULL, retry_action);
}

static void
qs_opening_page_init (QsOpeningPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
qs_opening_page_new (QsAccount *account)
{
  return g_object_new (QS_TYPE_OPENING_PAGE, "account", account, NULL);
}
