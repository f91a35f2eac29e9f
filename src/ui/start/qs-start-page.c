#include "qs-start-page.h"

#include <glib/gi18n.h>

#include "qs-account-banner.h"
#include "qs-display-text.h"
#include "qs-format-closures.h"
#include "qs-job-view.h"
#include "qs-sample-card.h"
#include "qs-status-icon.h"
#include "qs-toast.h"
#include "qs-ui-resources.h"
#include "qs-watcher.h"

struct _QsStartPage
{
  AdwNavigationPage parent_instance;

  QsAccount        *account;
  QsJobView        *jobs;
};

G_DEFINE_FINAL_TYPE (QsStartPage, qs_start_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  PROP_0,
  PROP_ACCOUNT,
  PROP_JOBS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Closure: the window is there before its account, which begins as this computer. */
static gboolean
is_here (QsStartPage *self,
         QsAccount   *account)
{
  return account == NULL || qs_account_get_kind (account) == QS_ACCOUNT_KIND_LOCAL;
}

/* Closure */
static gboolean
is_remote (QsStartPage *self,
           QsAccount   *account)
{
  return !is_here (self, account);
}

/* Closure: a title is markup. */
static char *
title_remote (QsStartPage *self,
              const char  *name)
{
  g_autofree char *shown = qs_display_text (name != NULL ? name : "", -1);

  /* Translators: %s is what a person calls the account. */
  return g_markup_printf_escaped (_("Jobs on “%s”"), shown);
}

/* Closure: a description is markup, too. */
static char *
describe_remote (QsStartPage *self,
                 const char  *place)
{
  g_autofree char *shown = qs_display_text (place != NULL ? place : "", -1);

  return g_markup_escape_text (shown, -1);
}

/* Closure */
static gboolean
is_positive (QsStartPage *self,
             guint        number)
{
  return number > 0;
}

static void
on_job_activated_cb (QsStartPage *self,
                     guint        position)
{
  g_autoptr(QsJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), position);

  if (job != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-job", "s", qs_job_get_id (job));
}

/* The watcher comes with the account's engine. */
static void
list_jobs (QsStartPage *self)
{
  QsWatcher *watcher = self->account != NULL ? qs_account_get_watcher (self->account) : NULL;

  g_clear_object (&self->jobs);
  if (watcher != NULL)
    self->jobs = qs_job_view_new (qs_watcher_get_jobs (watcher));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_JOBS]);
}

static void
set_account (QsStartPage *self,
             QsAccount   *account)
{
  if (self->account != NULL)
    g_signal_handlers_disconnect_by_func (self->account, list_jobs, self);
  if (!g_set_object (&self->account, account))
    return;

  if (account != NULL)
    g_signal_connect_object (account, "notify::watcher", G_CALLBACK (list_jobs), self,
                             G_CONNECT_SWAPPED);
  list_jobs (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
}

static void
on_folder_launched_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr(QsStartPage) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    qs_toast_show_error (GTK_WIDGET (self), error);
}

static void
open_datastore_action (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  QsStartPage *self = QS_START_PAGE (widget);
  g_autoptr(GFile) folder = g_file_new_for_path (qs_account_get_datastore (self->account));
  g_autoptr(GtkFileLauncher) launcher = gtk_file_launcher_new (folder);

  gtk_file_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (widget)), NULL,
                            on_folder_launched_cb, g_object_ref (self));
}

static void
qs_start_page_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  QsStartPage *self = QS_START_PAGE (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_JOBS:
      g_value_set_object (value, self->jobs);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_start_page_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  QsStartPage *self = QS_START_PAGE (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      set_account (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_start_page_dispose (GObject *object)
{
  QsStartPage *self = QS_START_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), QS_TYPE_START_PAGE);
  g_clear_object (&self->jobs);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (qs_start_page_parent_class)->dispose (object);
}

static void
qs_start_page_class_init (QsStartPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = qs_start_page_get_property;
  object_class->set_property = qs_start_page_set_property;
  object_class->dispose = qs_start_page_dispose;

  properties[PROP_ACCOUNT] =
    g_param_spec_object ("account", NULL, NULL, QS_TYPE_ACCOUNT,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_JOBS] = g_param_spec_object ("jobs", NULL, NULL, QS_TYPE_JOB_VIEW,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (QS_TYPE_ACCOUNT_BANNER);
  g_type_ensure (QS_TYPE_SAMPLE_CARD);
  g_type_ensure (QS_TYPE_STATUS_ICON);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               QS_RESOURCE_PATH "start/qs-start-page.ui");
  gtk_widget_class_bind_template_callback (GTK_WIDGET_CLASS (klass), is_here);
  gtk_widget_class_bind_template_callback (GTK_WIDGET_CLASS (klass), is_remote);
  gtk_widget_class_bind_template_callback (GTK_WIDGET_CLASS (klass), title_remote);
  gtk_widget_class_bind_template_callback (GTK_WIDGET_CLASS (klass), describe_remote);
  gtk_widget_class_bind_template_callback (GTK_WIDGET_CLASS (klass), is_positive);
  gtk_widget_class_bind_template_callback (GTK_WIDGET_CLASS (klass), on_job_activated_cb);
  qs_format_closures_bind (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "start.open-datastore", NULL,
                                   open_datastore_action);
}

static void
qs_start_page_init (QsStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
