#include "qs-application.h"

#include "qs-await.h"
#include "quayside-config.h"

#include <glib/gi18n.h>

#include "qs-accounts.h"
#include "qs-background.h"
#include "qs-command.h"
#include "qs-job-results.h"
#include "qs-notifier.h"
#include "qs-scope.h"
#include "qs-shortcuts-dialog.h"
#include "qs-toast.h"
#include "qs-window.h"

struct _QsApplication
{
  AdwApplication parent_instance;

  QsScope       *scope;
  QsClock       *clock;
  QsAccounts    *accounts;
  QsBackground  *background;
  QsNotifier    *notifier;
  AdwDialog     *quit_dialog;   /* weak */
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
  { "app.shortcuts", { "<Control>question" } },
  { "window.close", { "<Control>w" } },
  { "win.show-page::start", { "<Alt>1" } },
  { "win.show-page::jobs", { "<Alt>2" } },
  { "win.show-page::definitions", { "<Alt>3" } },
  { "win.show-page::queues", { "<Alt>4" } },
  { "win.show-page::environments", { "<Alt>5" } },
  { "win.submit-job::", { "<Control>n" } },
};

static DexFuture *
open_accounts_fiber (gpointer data)
{
  QsApplication *self = data;
  g_autoptr(GError) error = NULL;

  self->accounts = qs_await_object (qs_accounts_open (NULL, NULL, self->clock), &error);
  if (self->accounts == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  qs_notifier_set_accounts (self->notifier, self->accounts);
  qs_background_set_accounts (self->background, G_LIST_MODEL (self->accounts));
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

static gboolean
on_window_close_request_cb (QsApplication *self)
{
  qs_background_tell (self->background);
  return GDK_EVENT_PROPAGATE;
}

static QsWindow *
make_window (QsApplication *self)
{
  QsWindow *window = qs_window_new (ADW_APPLICATION (self));

  g_object_bind_property (self, "accounts", window, "accounts", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (window, "close-request", G_CALLBACK (on_window_close_request_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_tick_callback (GTK_WIDGET (window), on_window_tick_cb, self, NULL);
  return window;
}

static QsWindow *
present_window (QsApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL)
    window = GTK_WINDOW (make_window (self));

  qs_background_withdraw (self->background);
  gtk_window_present (window);
  return QS_WINDOW (window);
}

static void
on_quit_response_cb (QsApplication *self,
                     const char    *response)
{
  if (g_str_equal (response, "quit"))
    g_application_quit (G_APPLICATION (self));
}

static AdwDialog *
make_quit_dialog (guint n_jobs)
{
  g_autofree char *heading = NULL;
  AdwDialog *dialog;

  heading = g_strdup_printf (ngettext ("Quit While %u Job Is Active?",
                                       "Quit While %u Jobs Are Active?", n_jobs), n_jobs);
  dialog = adw_alert_dialog_new (heading,
                                 _("Running jobs go on, and Quayside finds them again at its next "
                                   "start. Jobs that wait on this computer begin then. Until then "
                                   "you get no notifications."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog),
                                  "stay", _("_Stay"),
                                  "quit", _("_Quit"),
                                  NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "quit");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "stay");
  return dialog;
}

static void
on_quit_activate_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  QsApplication *self = user_data;
  guint n_jobs = qs_background_count_active (self->background);

  if (n_jobs == 0)
    {
      g_application_quit (G_APPLICATION (self));
      return;
    }

  /* Asked once more, the question that stands is enough. */
  if (self->quit_dialog != NULL)
    return;

  g_set_weak_pointer (&self->quit_dialog, make_quit_dialog (n_jobs));
  g_signal_connect_object (self->quit_dialog, "response", G_CALLBACK (on_quit_response_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (self->quit_dialog, GTK_WIDGET (present_window (self)));
}

static void
on_jobs_activate_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  qs_window_show_page (present_window (user_data), "jobs");
}

static void
on_submit_job_activate_cb (GSimpleAction *action,
                           GVariant      *parameter,
                           gpointer       user_data)
{
  QsWindow *window = present_window (user_data);

  qs_window_show_page (window, "jobs");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.submit-job", "s", "");
}

static void
on_show_job_activate_cb (GSimpleAction *action,
                         GVariant      *parameter,
                         gpointer       user_data)
{
  const char *account_id;
  const char *job_id;

  g_variant_get (parameter, "(&s&s)", &account_id, &job_id);
  qs_window_show_job (present_window (user_data), account_id, job_id);
}

/* What a notification's button asks for. */
typedef struct
{
  QsApplication *application;
  char          *account_id;
  char          *job_id;
} QsResultsRequest;

static void
free_results_request (gpointer data)
{
  QsResultsRequest *request = data;

  g_object_unref (request->application);
  g_free (request->account_id);
  g_free (request->job_id);
  g_free (request);
}

static void
on_folder_launched_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr(QsApplication) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    qs_toast_show_error (GTK_WIDGET (present_window (self)), error);
}

/* A job whose folder cannot be had is shown, and says more than a message would. */
static DexFuture *
open_results_fiber (gpointer data)
{
  QsResultsRequest *request = data;
  QsApplication *self = request->application;
  QsAccount *account = self->accounts != NULL
                       ? qs_accounts_find (self->accounts, request->account_id) : NULL;
  g_autofree char *path = NULL;
  g_autoptr(GtkFileLauncher) launcher = NULL;
  g_autoptr(GFile) folder = NULL;

  if (account != NULL)
    path = qs_await_string (qs_job_results_find (self->scope, account, request->job_id), NULL);

  if (qs_scope_is_cancelled (self->scope))
    return dex_future_new_true ();

  if (path == NULL)
    {
      qs_window_show_job (present_window (self), request->account_id, request->job_id);
      return dex_future_new_true ();
    }

  folder = g_file_new_for_path (path);
  launcher = gtk_file_launcher_new (folder);
  gtk_file_launcher_launch (launcher, NULL, NULL, on_folder_launched_cb, g_object_ref (self));
  return dex_future_new_true ();
}

static void
on_open_results_activate_cb (GSimpleAction *action,
                             GVariant      *parameter,
                             gpointer       user_data)
{
  QsApplication *self = user_data;
  QsResultsRequest *request = g_new0 (QsResultsRequest, 1);

  request->application = g_object_ref (self);
  g_variant_get (parameter, "(ss)", &request->account_id, &request->job_id);
  qs_scope_spawn (self->scope, open_results_fiber, request, free_results_request);
}

static void
on_about_activate_cb (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  AdwDialog *dialog = adw_about_dialog_new ();

  g_object_set (dialog,
                "application-name", _("Quayside"),
                "application-icon", QS_APP_ID,
                "version", QS_VERSION,
                "comments", _("Run jobs on AWS Batch or this computer"),
                "developer-name", _("The Quayside developers"),
                "license-type", GTK_LICENSE_GPL_3_0,
                NULL);
  adw_dialog_present (dialog, GTK_WIDGET (present_window (user_data)));
}

static void
on_shortcuts_activate_cb (GSimpleAction *action,
                          GVariant      *parameter,
                          gpointer       user_data)
{
  adw_dialog_present (qs_shortcuts_dialog_new (), GTK_WIDGET (present_window (user_data)));
}

static void
qs_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "about", .activate = on_about_activate_cb },
    { .name = "jobs", .activate = on_jobs_activate_cb },
    { .name = "open-results", .activate = on_open_results_activate_cb,
      .parameter_type = "(ss)" },
    { .name = "quit", .activate = on_quit_activate_cb },
    { .name = "show-job", .activate = on_show_job_activate_cb, .parameter_type = "(ss)" },
    { .name = "shortcuts", .activate = on_shortcuts_activate_cb },
    { .name = "submit-job", .activate = on_submit_job_activate_cb },
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

static int
qs_application_command_line (GApplication            *application,
                             GApplicationCommandLine *command_line)
{
  if (!qs_command_handle (QS_APPLICATION (application)->accounts, command_line))
    g_application_activate (application);

  return 0;
}

/* What was started ends with the main loop; what is stored is safe at any moment. */
static void
qs_application_shutdown (GApplication *application)
{
  QsApplication *self = QS_APPLICATION (application);

  qs_scope_cancel (self->scope);
  g_clear_object (&self->background);
  g_clear_object (&self->notifier);
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
  g_clear_object (&self->background);
  g_clear_object (&self->notifier);
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
  application_class->command_line = qs_application_command_line;
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
  self->notifier = qs_notifier_new (G_APPLICATION (self));
  self->background = qs_background_new (G_APPLICATION (self));
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
