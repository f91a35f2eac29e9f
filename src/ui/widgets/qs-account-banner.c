#include "qs-account-banner.h"

#include <glib/gi18n.h>

#include "qs-account-need.h"
#include "qs-display-text.h"
#include "qs-format-closures.h"
#include "qs-ui-resources.h"

struct _QsAccountBanner
{
  AdwBin     parent_instance;

  QsAccount *account;
};

G_DEFINE_FINAL_TYPE (QsAccountBanner, qs_account_banner, ADW_TYPE_BIN)

enum
{
  PROP_ACCOUNT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* By QsAccountNeed. %s is the account's name, where the text has one. */
static const struct
{
  const char *text;
  const char *button;   /* nullable */
  const char *action;   /* takes the account's id */
} words[] = {
  [QS_ACCOUNT_NEED_UNLOCK] = {
    N_("The keyring with the secret of “%s” is locked"), N_("_Unlock"), "accounts.unlock",
  },
  [QS_ACCOUNT_NEED_SECRET] = {
    N_("The keyring with the secret of “%s” cannot be read, and is left as it is"),
    N_("_Sign In Anew"), "accounts.sign-in-anew",
  },
  [QS_ACCOUNT_NEED_LOGIN] = {
    N_("Your login for “%s” has ended"), N_("_Log In"), "accounts.log-in",
  },
  [QS_ACCOUNT_NEED_KEYS] = {
    N_("AWS does not take the access key of “%s” any more"), N_("_Edit Account"), "accounts.edit",
  },
  [QS_ACCOUNT_NEED_ANSWER] = {
    N_("You are not signed in to “%s”"), N_("_Sign In"), "accounts.sign-in",
  },
  [QS_ACCOUNT_NEED_NETWORK] = {
    N_("AWS cannot be reached: what is shown is what was last seen"), N_("_Try Again"),
    "accounts.refresh",
  },
  [QS_ACCOUNT_NEED_KEYRING] = {
    N_("This desktop has no keyring: secrets are kept only until Quayside is closed"), NULL, NULL,
  },
};

/* Closure: "" when there is nothing to say. */
static char *
describe_need (QsAccountBanner *self,
               QsAccountNeed    need,
               const char      *name)
{
  g_autofree char *shown = qs_display_text (name != NULL ? name : "", -1);
  g_autoptr(GString) text = NULL;

  if (need >= G_N_ELEMENTS (words) || words[need].text == NULL)
    return g_strdup ("");

  text = g_string_new (_(words[need].text));
  g_string_replace (text, "%s", shown, 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Closure */
static char *
name_button (QsAccountBanner *self,
             QsAccountNeed    need)
{
  if (need >= G_N_ELEMENTS (words) || words[need].button == NULL)
    return NULL;

  return g_strdup (_(words[need].button));
}

static void
on_button_clicked_cb (QsAccountBanner *self)
{
  QsAccountNeed need;

  g_object_get (self->account, "need", &need, NULL);
  if (words[need].action != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), words[need].action, "s",
                                qs_account_get_id (self->account));
}

static void
qs_account_banner_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  g_value_set_object (value, QS_ACCOUNT_BANNER (object)->account);
}

static void
qs_account_banner_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  if (g_set_object (&QS_ACCOUNT_BANNER (object)->account, g_value_get_object (value)))
    g_object_notify_by_pspec (object, pspec);
}

static void
qs_account_banner_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_ACCOUNT_BANNER);
  g_clear_object (&QS_ACCOUNT_BANNER (object)->account);

  G_OBJECT_CLASS (qs_account_banner_parent_class)->dispose (object);
}

static void
qs_account_banner_class_init (QsAccountBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = qs_account_banner_dispose;
  object_class->get_property = qs_account_banner_get_property;
  object_class->set_property = qs_account_banner_set_property;

  properties[PROP_ACCOUNT] =
    g_param_spec_object ("account", NULL, NULL, QS_TYPE_ACCOUNT,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "widgets/qs-account-banner.ui");
  gtk_widget_class_bind_template_callback (widget_class, describe_need);
  gtk_widget_class_bind_template_callback (widget_class, name_button);
  gtk_widget_class_bind_template_callback (widget_class, on_button_clicked_cb);
  qs_format_closures_bind (widget_class);
}

static void
qs_account_banner_init (QsAccountBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
