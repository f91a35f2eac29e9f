#include "qs-application.h"

#include "quayside-config.h"

#include "qs-window.h"

struct _QsApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (QsApplication, qs_application, ADW_TYPE_APPLICATION)

static const struct
{
  const char *action;
  const char *accels[3];
} accels[] = {
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
};

static QsWindow *
ensure_window (QsApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL)
    window = GTK_WINDOW (qs_window_new (ADW_APPLICATION (self)));

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

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accels[i].action,
                                           accels[i].accels);
}

static void
qs_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (ensure_window (QS_APPLICATION (application))));
}

static int
qs_application_command_line (GApplication            *application,
                             GApplicationCommandLine *command_line)
{
  g_application_activate (application);
  return 0;
}

static void
qs_application_class_init (QsApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = qs_application_startup;
  application_class->activate = qs_application_activate;
  application_class->command_line = qs_application_command_line;
}

static void
qs_application_init (QsApplication *self)
{
}

/* Returns: (transfer full): the application; running it opens the window. */
QsApplication *
qs_application_new (void)
{
  return g_object_new (QS_TYPE_APPLICATION,
                       "application-id", QS_APP_ID,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE,
                       NULL);
}
