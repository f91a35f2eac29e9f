#include "qs-application.h"

#include "quayside-config.h"

#include "qs-accounts.h"
#include "qs-command.h"
#include "qs-scope.h"
#include "qs-window.h"

struct _QsApplication
{
  AdwApplication parent_instance;

  QsScope       *scope;
  QsClock       *clock;
  QsAccounts    *accounts;
  gboolean       opening;
};

G_DEFINE_FINAL_TYPE (QsApplication, qs_application, ADW_TYPE_APPLICATION)

enum
{
  PROP_0,
  PROP_ACCOUNTS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const struct
{
  const char *action;
  const char *accels[3];
} accels[] = {
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
};

static DexFuture *
open_accounts_fiber (gpointer data)
{
  QsApplication *self = data;
  g_autoptr(GError) error = NULL;

  self->accounts = dex_await_object (qs_accounts_open (NULL, NULL, self->clock), &error);
  if (self->accounts == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNTS]);
  return dex_future_new_true ();
}

static void
open_accounts (QsApplication *self)
{
  if (self->opening)
    return;

  self->opening = TRUE;
  qs_scope_spawn (self->scope, open_accounts_fiber, g_object_ref (self), g_object_unref);
}

static gboolean
on_idle_after_frame_cb (gpointer user_data)
{
  open_accounts (user_data);
  return G_SOURCE_REMOVE;
}

/* The first frame is being made: an idle source runs once it has been painted. */
static gboolean
on_window_tick_cb (GtkWidget     *widget,
                   GdkFrameClock *frame_clock,
                   gpointer       user_data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_idle_after_frame_cb, g_object_ref (user_data),
                   g_object_unref);
  return G_SOURCE_REMOVE;
}

static QsWindow *
make_window (QsApplication *self)
{
  QsWindow *window = qs_window_new (ADW_APPLICATION (self));

  g_object_bind_property (self, "accounts", window, "accounts", G_BINDING_SYNC_CREATE);
  gtk_widget_add_tick_callback (GTK_WIDGET (window), on_window_tick_cb, self, NULL);
  return window;
}

static QsWindow *
present_window (QsApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL)
    window = GTK_WINDOW (make_window (self));

  gtk_window_present (window);
  return QS_WINDOW (window);
}

static void
on_quit_activate_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  g_application_quit (G_APPLICATION (user_data));
}

static void
qs_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "quit", .activate = on_quit_activate_cb },
  };

  G_APPLICATION_CLASS (qs_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (QS_APP_ID);
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accels[i].action,
                                           accels[i].accels);
}

static void
qs_application_activate (GApplication *application)
{
  present_window (QS_APPLICATION (application));
}

/* What was started ends with the main loop; what is stored is safe at any moment. */
static void
qs_application_shutdown (GApplication *application)
{
  QsApplication *self = QS_APPLICATION (application);

  qs_scope_cancel (self->scope);
  g_clear_object (&self->accounts);

  G_APPLICATION_CLASS (qs_application_parent_class)->shutdown (application);
}

static void
qs_application_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  QsApplication *self = QS_APPLICATION (object);

  switch (prop_id)
    {
    case PROP_ACCOUNTS:
      g_value_set_object (value, self->accounts);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_application_dispose (GObject *object)
{
  QsApplication *self = QS_APPLICATION (object);

  qs_scope_cancel (self->scope);
  g_clear_object (&self->accounts);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (qs_application_parent_class)->dispose (object);
}

static void
qs_application_finalize (GObject *object)
{
  qs_scope_unref (QS_APPLICATION (object)->scope);

  G_OBJECT_CLASS (qs_application_parent_class)->finalize (object);
}

static void
qs_application_class_init (QsApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->get_property = qs_application_get_property;
  object_class->dispose = qs_application_dispose;
  object_class->finalize = qs_application_finalize;
  application_class->startup = qs_application_startup;
  application_class->activate = qs_application_activate;
  application_class->shutdown = qs_application_shutdown;

  properties[PROP_ACCOUNTS] =
    g_param_spec_object ("accounts", NULL, NULL, QS_TYPE_ACCOUNTS,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
qs_application_init (QsApplication *self)
{
  self->scope = qs_scope_new ();
  self->clock = qs_clock_new ();
}

/* Returns: (transfer full): the application; running it opens the window. */
QsApplication *
qs_application_new (void)
{
  return g_object_new (QS_TYPE_APPLICATION,
                       "application-id", QS_APP_ID,
                       NULL);
}
