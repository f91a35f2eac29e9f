#include "qs-login-view.h"

#include <glib/gi18n.h>

#include "qs-display-text.h"
#include "qs-error-view.h"
#include "qs-format-closures.h"
#include "qs-toast.h"
#include "qs-ui-resources.h"

struct _QsLoginView
{
  AdwBin   parent_instance;

  QsLogin *login;
  char    *opened;   /* the address that the browser was sent to by itself */
};

G_DEFINE_FINAL_TYPE (QsLoginView, qs_login_view, ADW_TYPE_BIN)

enum
{
  PROP_LOGIN = 1,
  N_PROPS
};

enum
{
  DONE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* Closure: the child of the stack. */
static char *
name_state (QsLoginView *self,
            QsLoginState state)
{
  switch (state)
    {
    case QS_LOGIN_STATE_WAITING:
      return g_strdup ("waiting");
    case QS_LOGIN_STATE_FAILED:
      return g_strdup ("failed");
    case QS_LOGIN_STATE_IDLE:
    case QS_LOGIN_STATE_STARTING:
    case QS_LOGIN_STATE_DONE:
    default:
      return g_strdup ("starting");
    }
}

/* Closure: whose page it is, which is all that protects from a forged one. */
static char *
describe_page (QsLoginView *self,
               const char  *host)
{
  g_autofree char *shown = qs_display_text (host != NULL ? host : "", -1);

  /* Translators: %s is the host of a web page. */
  return g_markup_printf_escaped (_("Log in at %s in your browser and come back here."), shown);
}

/* Closure */
static gboolean
lacks_text (QsLoginView *self,
            const char  *text)
{
  return text == NULL || *text == '\0';
}

static void
on_uri_launched_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(QsLoginView) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    qs_toast_show_error (GTK_WIDGET (self), error);
}

static char *
dup_uri (QsLoginView *self)
{
  char *uri = NULL;

  if (self->login != NULL)
    g_object_get (self->login, "uri", &uri, NULL);
  return uri;
}

static void
open_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  QsLoginView *self = QS_LOGIN_VIEW (widget);
  g_autofree char *uri = dup_uri (self);
  g_autoptr(GtkUriLauncher) launcher = NULL;

  if (uri == NULL)
    return;

  launcher = gtk_uri_launcher_new (uri);
  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (widget)), NULL,
                           on_uri_launched_cb, g_object_ref (self));
}

static void
copy_code_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  QsLoginView *self = QS_LOGIN_VIEW (widget);
  g_autofree char *code = NULL;

  if (self->login == NULL)
    return;

  g_object_get (self->login, "user-code", &code, NULL);
  if (code != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), code);
}

static void
copy_address_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  g_autofree char *uri = dup_uri (QS_LOGIN_VIEW (widget));

  if (uri != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), uri);
}

static void
retry_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  QsLoginView *self = QS_LOGIN_VIEW (widget);

  if (self->login != NULL)
    dex_future_disown (qs_login_start (self->login, FALSE));
}

/* Where the browser cannot come back to this computer, a code is compared instead. */
static void
use_code_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  QsLoginView *self = QS_LOGIN_VIEW (widget);

  if (self->login == NULL)
    return;

  qs_login_cancel (self->login);
  dex_future_disown (qs_login_start (self->login, TRUE));
}

/* Once for each address. */
static void
on_login_uri_cb (QsLoginView *self)
{
  g_autofree char *uri = dup_uri (self);

  if (uri != NULL && qs_login_get_state (self->login) == QS_LOGIN_STATE_WAITING &&
      g_set_str (&self->opened, uri))
    gtk_widget_activate_action (GTK_WIDGET (self), "login.open", NULL);
}

static void
on_login_state_cb (QsLoginView *self)
{
  on_login_uri_cb (self);
  if (qs_login_get_state (self->login) == QS_LOGIN_STATE_DONE)
    g_signal_emit (self, signals[DONE], 0);
}

static void
set_login (QsLoginView *self,
           QsLogin     *login)
{
  if (self->login == login)
    return;

  if (self->login != NULL)
    g_signal_handlers_disconnect_by_data (self->login, self);
  g_clear_pointer (&self->opened, g_free);
  g_set_object (&self->login, login);
  if (login != NULL)
    {
      g_signal_connect_object (login, "notify::state", G_CALLBACK (on_login_state_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (login, "notify::uri", G_CALLBACK (on_login_uri_cb), self,
                               G_CONNECT_SWAPPED);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOGIN]);
}

static void
qs_login_view_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  g_value_set_object (value, QS_LOGIN_VIEW (object)->login);
}

static void
qs_login_view_dispose (GObject *object)
{
  QsLoginView *self = QS_LOGIN_VIEW (object);

  set_login (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_LOGIN_VIEW);

  G_OBJECT_CLASS (qs_login_view_parent_class)->dispose (object);
}

static void
qs_login_view_finalize (GObject *object)
{
  g_free (QS_LOGIN_VIEW (object)->opened);

  G_OBJECT_CLASS (qs_login_view_parent_class)->finalize (object);
}

static void
qs_login_view_class_init (QsLoginViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = qs_login_view_get_property;
  object_class->dispose = qs_login_view_dispose;
  object_class->finalize = qs_login_view_finalize;

  properties[PROP_LOGIN] = g_param_spec_object ("login", NULL, NULL, QS_TYPE_LOGIN, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[DONE] = g_signal_new ("done", QS_TYPE_LOGIN_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "login.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "login.copy-code", NULL, copy_code_action);
  gtk_widget_class_install_action (widget_class, "login.copy-address", NULL, copy_address_action);
  gtk_widget_class_install_action (widget_class, "login.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "login.use-code", NULL, use_code_action);

  g_type_ensure (QS_TYPE_ERROR_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "accounts/qs-login-view.ui");
  gtk_widget_class_bind_template_callback (widget_class, name_state);
  gtk_widget_class_bind_template_callback (widget_class, describe_page);
  gtk_widget_class_bind_template_callback (widget_class, lacks_text);
  qs_format_closures_bind (widget_class);
}

static void
qs_login_view_init (QsLoginView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Shows @login and begins it: the browser opens as soon as the page's address is known. */
void
qs_login_view_start (QsLoginView *self,
                     QsLogin     *login)
{
  g_return_if_fail (QS_IS_LOGIN_VIEW (self));
  g_return_if_fail (QS_IS_LOGIN (login));

  set_login (self, login);
  dex_future_disown (qs_login_start (login, FALSE));
}
