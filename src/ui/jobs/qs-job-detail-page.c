#include "qs-job-detail-page.h"

#include <glib/gi18n.h>

#include "qs-account-banner.h"
#include "qs-array-jobs.h"
#include "qs-attempt-row.h"
#include "qs-container-row.h"
#include "qs-diagnosis-card.h"
#include "qs-error-page.h"
#include "qs-fact-list.h"
#include "qs-format-closures.h"
#include "qs-job-closures.h"
#include "qs-log-view.h"
#include "qs-status-icon.h"
#include "qs-stop-jobs.h"
#include "qs-timeline-view.h"
#include "qs-toast.h"
#include "qs-ui-resources.h"

struct _QsJobDetailPage
{
  AdwNavigationPage parent_instance;

  QsAccount        *account;
  char             *job_id;
  QsJobMonitor     *monitor;
  gint64            now;
  guint             tick;

  GtkListBox       *attempt_list;
  GtkListBox       *container_list;
};

G_DEFINE_FINAL_TYPE (QsJobDetailPage, qs_job_detail_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  PROP_0,
  PROP_ACCOUNT,
  PROP_JOB_ID,
  PROP_MONITOR,
  PROP_NOW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static QsJobDetail *
get_detail (QsJobDetailPage *self)
{
  return self->monitor != NULL ? qs_job_monitor_get_detail (self->monitor) : NULL;
}

static void
update_actions (QsJobDetailPage *self)
{
  QsJobDetail *detail = get_detail (self);
  QsJobStatus status = detail != NULL ? qs_job_detail_get_status (detail) : QS_JOB_STATUS_UNKNOWN;
  gboolean known = detail != NULL && qs_job_detail_get_id (detail) != NULL;
  g_autofree char *folder = NULL;

  if (known)
    folder = qs_job_detail_dup_results_folder (detail, qs_account_get_datastore (self->account));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.clone", known);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.submit-again", known);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.cancel",
                                 known && status < QS_JOB_STATUS_STARTING);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.terminate",
                                 known && qs_job_status_is_active (status));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.open-results", folder != NULL);
}

static gboolean
on_tick_cb (gpointer user_data)
{
  QsJobDetailPage *self = user_data;

  self->now = qs_clock_now (qs_account_get_clock (self->account));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOW]);
  return G_SOURCE_CONTINUE;
}

static GtkWidget *
make_attempt_row (gpointer item,
                  gpointer user_data)
{
  return qs_attempt_row_new (item);
}

static GtkWidget *
make_container_row (gpointer item,
                    gpointer user_data)
{
  return qs_container_row_new (item);
}

static void
bind_lists (QsJobDetailPage *self)
{
  QsJobDetail *detail = get_detail (self);
  g_autoptr(GListModel) containers = NULL;

  g_object_get (detail, "containers", &containers, NULL);
  gtk_list_box_bind_model (self->attempt_list, qs_job_detail_get_attempts (detail),
                           make_attempt_row, NULL, NULL);
  gtk_list_box_bind_model (self->container_list, containers, make_container_row, NULL, NULL);
}

/* The engine may come later than the page: the account opens it in the background. */
static void
on_account_engine_cb (QsJobDetailPage *self)
{
  QsEngine *engine = qs_account_get_engine (self->account);

  if (engine == NULL || self->monitor != NULL)
    return;

  self->monitor = qs_job_monitor_new (engine, qs_account_get_clock (self->account), self->job_id);
  qs_job_monitor_set_sightings (self->monitor, qs_account_get_sightings (self->account));
  bind_lists (self);
  g_signal_connect_object (get_detail (self), "notify", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MONITOR]);
  qs_job_monitor_start (self->monitor);
}

static void
clone_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.submit-job", "s", QS_JOB_DETAIL_PAGE (widget)->job_id);
}

static void
submit_again_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.submit-again", "(ss)",
                              QS_JOB_DETAIL_PAGE (widget)->job_id,
                              g_variant_get_string (parameter, NULL));
}

static void
stop_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  QsJobDetailPage *self = QS_JOB_DETAIL_PAGE (widget);
  const char *name = qs_job_detail_get_name (get_detail (self));
  const char * const ids[] = { self->job_id, NULL };
  const char * const names[] = { name != NULL ? name : self->job_id, NULL };

  qs_stop_jobs_ask (widget, self->account, ids, names, g_str_equal (action_name, "job.terminate"));
}

static void
on_launch_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GtkWidget) widget = user_data;
  g_autoptr(GError) error = NULL;

  if (!gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    qs_toast_show_error (widget, error);
}

static void
open_results_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  QsJobDetailPage *self = QS_JOB_DETAIL_PAGE (widget);
  const char *datastore = qs_account_get_datastore (self->account);
  g_autofree char *path = qs_job_detail_dup_results_folder (get_detail (self), datastore);
  g_autoptr(GFile) folder = g_file_new_for_path (path);
  g_autoptr(GtkFileLauncher) launcher = gtk_file_launcher_new (folder);

  gtk_file_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (widget)), NULL,
                            on_launch_cb, g_object_ref (widget));
}

static void
copy_id_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), QS_JOB_DETAIL_PAGE (widget)->job_id);
  qs_toast_show (widget, _("The job's ID was copied"));
}

static void
copy_command_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  g_autofree char *json = qs_job_detail_dup_command_json (get_detail (QS_JOB_DETAIL_PAGE (widget)));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), json);
  qs_toast_show (widget, _("The command was copied as JSON"));
}

static void
show_parent_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  g_autofree char *parent = NULL;

  g_object_get (get_detail (QS_JOB_DETAIL_PAGE (widget)), "parent", &parent, NULL);
  if (parent != NULL)
    gtk_widget_activate_action (widget, "win.show-job", "s", parent);
}

static void
retry_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  qs_job_monitor_start (QS_JOB_DETAIL_PAGE (widget)->monitor);
}

static void
qs_job_detail_page_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  QsJobDetailPage *self = QS_JOB_DETAIL_PAGE (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;

    case PROP_JOB_ID:
      g_value_set_string (value, self->job_id);
      break;

    case PROP_MONITOR:
      g_value_set_object (value, self->monitor);
      break;

    case PROP_NOW:
      g_value_set_int64 (value, self->now);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_job_detail_page_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  QsJobDetailPage *self = QS_JOB_DETAIL_PAGE (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      self->account = g_value_dup_object (value);
      break;

    case PROP_JOB_ID:
      self->job_id = g_value_dup_string (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_job_detail_page_constructed (GObject *object)
{
  QsJobDetailPage *self = QS_JOB_DETAIL_PAGE (object);

  G_OBJECT_CLASS (qs_job_detail_page_parent_class)->constructed (object);

  g_signal_connect_object (self->account, "notify::engine", G_CALLBACK (on_account_engine_cb),
                           self, G_CONNECT_SWAPPED);
  on_tick_cb (self);
  update_actions (self);
  on_account_engine_cb (self);
}

static void
qs_job_detail_page_map (GtkWidget *widget)
{
  QsJobDetailPage *self = QS_JOB_DETAIL_PAGE (widget);

  GTK_WIDGET_CLASS (qs_job_detail_page_parent_class)->map (widget);

  on_tick_cb (self);
  self->tick = g_timeout_add_seconds (1, on_tick_cb, self);
}

static void
qs_job_detail_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&QS_JOB_DETAIL_PAGE (widget)->tick, g_source_remove);

  GTK_WIDGET_CLASS (qs_job_detail_page_parent_class)->unmap (widget);
}

static void
qs_job_detail_page_dispose (GObject *object)
{
  QsJobDetailPage *self = QS_JOB_DETAIL_PAGE (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->attempt_list != NULL)
    {
      gtk_list_box_bind_model (self->attempt_list, NULL, NULL, NULL, NULL);
      gtk_list_box_bind_model (self->container_list, NULL, NULL, NULL, NULL);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), QS_TYPE_JOB_DETAIL_PAGE);
  g_clear_object (&self->monitor);
  g_clear_object (&self->account);
  g_clear_pointer (&self->job_id, g_free);

  G_OBJECT_CLASS (qs_job_detail_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "job.clone", NULL, clone_action);
  gtk_widget_class_install_action (widget_class, "job.submit-again", "s", submit_again_action);
  gtk_widget_class_install_action (widget_class, "job.cancel", NULL, stop_action);
  gtk_widget_class_install_action (widget_class, "job.terminate", NULL, stop_action);
  gtk_widget_class_install_action (widget_class, "job.open-results", NULL, open_results_action);
  gtk_widget_class_install_action (widget_class, "job.copy-id", NULL, copy_id_action);
  gtk_widget_class_install_action (widget_class, "job.copy-command", NULL, copy_command_action);
  gtk_widget_class_install_action (widget_class, "job.show-parent", NULL, show_parent_action);
  gtk_widget_class_install_action (widget_class, "job.retry", NULL, retry_action);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (QS_TYPE_ACCOUNT_BANNER);
  g_type_ensure (QS_TYPE_ARRAY_JOBS);
  g_type_ensure (QS_TYPE_DIAGNOSIS_CARD);
  g_type_ensure (QS_TYPE_FACT_LIST);
  g_type_ensure (QS_TYPE_JOB_DETAIL);
  g_type_ensure (QS_TYPE_LOG_VIEW);
  g_type_ensure (QS_TYPE_STATUS_ICON);
  g_type_ensure (QS_TYPE_TIMELINE_VIEW);

  g_type_ensure (QS_TYPE_ERROR_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "jobs/qs-job-detail-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QsJobDetailPage, attempt_list);
  gtk_widget_class_bind_template_child (widget_class, QsJobDetailPage, container_list);
  qs_format_closures_bind (widget_class);
  qs_job_closures_bind (widget_class);
}

static void
qs_job_detail_page_class_init (QsJobDetailPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GParamFlags given = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = qs_job_detail_page_constructed;
  object_class->dispose = qs_job_detail_page_dispose;
  object_class->get_property = qs_job_detail_page_get_property;
  object_class->set_property = qs_job_detail_page_set_property;
  widget_class->map = qs_job_detail_page_map;
  widget_class->unmap = qs_job_detail_page_unmap;

  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, QS_TYPE_ACCOUNT, given);
  properties[PROP_JOB_ID] = g_param_spec_string ("job-id", NULL, NULL, NULL, given);
  properties[PROP_MONITOR] = g_param_spec_object ("monitor", NULL, NULL, QS_TYPE_JOB_MONITOR,
                                                  readable);
  properties[PROP_NOW] = g_param_spec_int64 ("now", NULL, NULL, 0, G_MAXINT64, 0, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  bind_template (widget_class);
  install_actions (widget_class);
}

static void
qs_job_detail_page_init (QsJobDetailPage *self)
{
  /* Until there is a job to take the name from, which is when the binding begins to hold. */
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _("Job"));
  gtk_widget_init_template (GTK_WIDGET (self));
}

QsJobDetailPage *
qs_job_detail_page_new (QsAccount  *account,
                        const char *job_id)
{
  g_return_val_if_fail (QS_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (job_id != NULL, NULL);

  return g_object_new (QS_TYPE_JOB_DETAIL_PAGE, "account", account, "job-id", job_id, NULL);
}

const char *
qs_job_detail_page_get_job_id (QsJobDetailPage *self)
{
  g_return_val_if_fail (QS_IS_JOB_DETAIL_PAGE (self), NULL);

  return self->job_id;
}

/* Returns: (nullable): NULL while the account has no engine. */
QsJobMonitor *
qs_job_detail_page_get_monitor (QsJobDetailPage *self)
{
  g_return_val_if_fail (QS_IS_JOB_DETAIL_PAGE (self), NULL);

  return self->monitor;
}
