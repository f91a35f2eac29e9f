#include "qs-sample-card.h"

#include <glib/gi18n.h>

#include "qs-display-text.h"
#include "qs-error-view.h"
#include "qs-format-closures.h"
#include "qs-steps.h"
#include "qs-toast.h"
#include "qs-ui-resources.h"

struct _QsSampleCard
{
  AdwBin       parent_instance;

  QsAccount   *account;
  GFile       *file;
  QsSampleRun *run;
  gboolean     compact;
};

G_DEFINE_FINAL_TYPE (QsSampleCard, qs_sample_card, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_ACCOUNT,
  PROP_FILE,
  PROP_RUN,
  PROP_PHASE,
  PROP_STATUS,
  PROP_COMPACT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Closure */
static char *
name_phase (QsSampleCard *self,
            QsSamplePhase phase)
{
  switch (phase)
    {
    case QS_SAMPLE_PHASE_COPYING:
    case QS_SAMPLE_PHASE_SUBMITTING:
    case QS_SAMPLE_PHASE_RUNNING:
    case QS_SAMPLE_PHASE_CHECKING:
      return g_strdup ("active");
    case QS_SAMPLE_PHASE_SUCCEEDED:
      return g_strdup ("succeeded");
    case QS_SAMPLE_PHASE_FAILED:
    case QS_SAMPLE_PHASE_CANCELLED:
      return g_strdup ("failed");
    case QS_SAMPLE_PHASE_IDLE:
    default:
      return g_strdup ("idle");
    }
}

/* Closure */
static char *
title_failure (QsSampleCard *self,
               QsSamplePhase phase)
{
  return g_strdup (phase == QS_SAMPLE_PHASE_CANCELLED ? _("The job was cancelled")
                                                      : _("The sample did not succeed"));
}

/* Closure */
static gboolean
is_copying (QsSampleCard *self,
            QsSamplePhase phase)
{
  return phase == QS_SAMPLE_PHASE_COPYING;
}

/* Closure */
static char *
name_file (QsSampleCard *self,
           GFile        *file)
{
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;

  return name != NULL ? qs_display_text (name, -1) : g_strdup (_("Built-in sample file"));
}

/* What the latest run says of itself in its property @name; NULL when there is none. */
static char *
dup_run_text (QsSampleCard *self,
              const char   *name)
{
  char *text = NULL;

  if (self->run != NULL)
    g_object_get (self->run, name, &text, NULL);

  return text;
}

static void
update_actions (QsSampleCard *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean ready = self->account != NULL &&
                   qs_account_get_state (self->account) == QS_ACCOUNT_STATE_READY;

  gtk_widget_action_set_enabled (widget, "sample.run", ready);
}

static void
on_run_phase_cb (QsSampleCard *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHASE]);
}

static void
on_run_status_cb (QsSampleCard *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
}

/* A new run begins where there is no status yet, so the steps begin anew with it. */
static void
set_run (QsSampleCard *self,
         QsSampleRun  *run)
{
  if (self->run != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->run, on_run_phase_cb, self);
      g_signal_handlers_disconnect_by_func (self->run, on_run_status_cb, self);
    }

  g_set_object (&self->run, run);
  if (run != NULL)
    {
      g_signal_connect_object (run, "notify::phase", G_CALLBACK (on_run_phase_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (run, "notify::status", G_CALLBACK (on_run_status_cb), self,
                               G_CONNECT_SWAPPED);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUN]);
  on_run_status_cb (self);
  on_run_phase_cb (self);
}

static void
set_account (QsSampleCard *self,
             QsAccount    *account)
{
  if (self->account != NULL)
    g_signal_handlers_disconnect_by_func (self->account, update_actions, self);

  if (!g_set_object (&self->account, account))
    return;

  if (account != NULL)
    g_signal_connect_object (account, "notify::state", G_CALLBACK (update_actions), self,
                             G_CONNECT_SWAPPED);
  update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
}

/* What becomes of the run shows in its properties; a person who leaves does not end the job. */
static void
run_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  QsSampleCard *self = QS_SAMPLE_CARD (widget);
  g_autoptr(QsSampleRun) run = qs_sample_run_new (self->account, self->file);

  set_run (self, run);
  dex_future_disown (qs_sample_run_start (run));
}

static void
cancel_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  QsSampleCard *self = QS_SAMPLE_CARD (widget);

  if (self->run != NULL)
    qs_sample_run_cancel (self->run);
}

static void
reset_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  set_run (QS_SAMPLE_CARD (widget), NULL);
}

static void
copy_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  g_autofree char *sum = dup_run_text (QS_SAMPLE_CARD (widget), "sum");

  if (sum == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), sum);
  qs_toast_show (widget, _("The sum was copied"));
}

static void
show_job_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  g_autofree char *job_id = dup_run_text (QS_SAMPLE_CARD (widget), "job-id");

  if (job_id != NULL)
    gtk_widget_activate_action (widget, "win.show-job", "s", job_id);
}

static void
on_folder_launched_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr(QsSampleCard) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    qs_toast_show_error (GTK_WIDGET (self), error);
}

static void
open_folder_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  QsSampleCard *self = QS_SAMPLE_CARD (widget);
  g_autofree char *path = dup_run_text (self, "output");
  g_autofree char *folder = NULL;
  g_autoptr(GFile) file = NULL;
  g_autoptr(GtkFileLauncher) launcher = NULL;

  if (path == NULL)
    return;

  /* GTK opens a file's folder only through a portal, and does not say so where there is none. */
  folder = g_path_get_dirname (path);
  file = g_file_new_for_path (folder);
  launcher = gtk_file_launcher_new (file);
  gtk_file_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (widget)), NULL,
                            on_folder_launched_cb, g_object_ref (self));
}

static void
on_file_chosen_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(QsSampleCard) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    g_object_set (self, "file", file, NULL);
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    qs_toast_show_error (GTK_WIDGET (self), error);
}

static void
choose_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  QsSampleCard *self = QS_SAMPLE_CARD (widget);
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Choose a File"));
  gtk_file_dialog_set_accept_label (dialog, _("_Choose"));
  if (self->file != NULL)
    gtk_file_dialog_set_initial_file (dialog, self->file);

  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL,
                        on_file_chosen_cb, g_object_ref (self));
}

static void
qs_sample_card_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  QsSampleCard *self = QS_SAMPLE_CARD (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_FILE:
      g_value_set_object (value, self->file);
      break;
    case PROP_RUN:
      g_value_set_object (value, self->run);
      break;
    case PROP_PHASE:
      g_value_set_enum (value, self->run != NULL ? qs_sample_run_get_phase (self->run)
                                                 : QS_SAMPLE_PHASE_IDLE);
      break;
    case PROP_STATUS:
      g_value_take_string (value, dup_run_text (self, "status"));
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_sample_card_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  QsSampleCard *self = QS_SAMPLE_CARD (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      set_account (self, g_value_get_object (value));
      break;
    case PROP_FILE:
      if (g_set_object (&self->file, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_COMPACT:
      if (self->compact != g_value_get_boolean (value))
        {
          self->compact = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_sample_card_dispose (GObject *object)
{
  QsSampleCard *self = QS_SAMPLE_CARD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), QS_TYPE_SAMPLE_CARD);
  g_clear_object (&self->run);
  g_clear_object (&self->file);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (qs_sample_card_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GParamFlags read_flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, QS_TYPE_ACCOUNT, flags);
  properties[PROP_FILE] = g_param_spec_object ("file", NULL, NULL, G_TYPE_FILE, flags);
  properties[PROP_RUN] = g_param_spec_object ("run", NULL, NULL, QS_TYPE_SAMPLE_RUN, read_flags);
  properties[PROP_PHASE] = g_param_spec_enum ("phase", NULL, NULL, QS_TYPE_SAMPLE_PHASE,
                                              QS_SAMPLE_PHASE_IDLE, read_flags);
  properties[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, read_flags);
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "sample.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "sample.run", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "sample.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "sample.reset", NULL, reset_action);
  gtk_widget_class_install_action (widget_class, "sample.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "sample.open-folder", NULL, open_folder_action);
  gtk_widget_class_install_action (widget_class, "sample.show-job", NULL, show_job_action);
}

static void
qs_sample_card_class_init (QsSampleCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = qs_sample_card_get_property;
  object_class->set_property = qs_sample_card_set_property;
  object_class->dispose = qs_sample_card_dispose;
  install_properties (object_class);

  g_type_ensure (QS_TYPE_ERROR_VIEW);
  g_type_ensure (QS_TYPE_STEPS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "start/qs-sample-card.ui");
  gtk_widget_class_bind_template_callback (widget_class, name_phase);
  gtk_widget_class_bind_template_callback (widget_class, title_failure);
  gtk_widget_class_bind_template_callback (widget_class, is_copying);
  gtk_widget_class_bind_template_callback (widget_class, name_file);
  qs_format_closures_bind (widget_class);
  install_actions (widget_class);
}

static void
qs_sample_card_init (QsSampleCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_actions (self);
}

/* Returns: (transfer none) (nullable): the latest run. */
QsSampleRun *
qs_sample_card_get_run (QsSampleCard *self)
{
  g_return_val_if_fail (QS_IS_SAMPLE_CARD (self), NULL);

  return self->run;
}
