#include "qs-array-jobs.h"

#include <glib/gi18n.h>

#include "qs-attempt.h"
#include "qs-format-closures.h"
#include "qs-job-duration.h"
#include "qs-job-view.h"
#include "qs-status-icon.h"
#include "qs-ui-resources.h"
#include "qs-watcher.h"

struct _QsArrayJobs
{
  AdwBin            parent_instance;

  QsAccount        *account;
  char             *parent_id;
  gint64            size;
  gboolean          failed_only;
  QsJobView        *view;

  GtkSortListModel *sorted;
};

G_DEFINE_FINAL_TYPE (QsArrayJobs, qs_array_jobs, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_ACCOUNT,
  PROP_PARENT_ID,
  PROP_SIZE,
  PROP_FAILED_ONLY,
  PROP_VIEW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The id of a job of an array is that of the array, a colon and the index. */
static guint64
get_index (QsJob *job)
{
  const char *colon = strrchr (qs_job_get_id (job), ':');

  return colon != NULL ? g_ascii_strtoull (colon + 1, NULL, 10) : 0;
}

static int
compare_index (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  guint64 first = get_index ((QsJob *) a);
  guint64 second = get_index ((QsJob *) b);

  return first < second ? -1 : first > second;
}

static char *
format_index (gpointer object,
              QsJob   *job)
{
  if (job == NULL)
    return g_strdup ("");

  /* Translators: a job of an array, by its index */
  return g_strdup_printf (_("Job %" G_GUINT64_FORMAT), get_index (job));
}

static char *
format_exit_code (gpointer object,
                  int      exit_code)
{
  if (exit_code == QS_JOB_NO_EXIT_CODE)
    return g_strdup ("");

  return g_strdup_printf (_("Exit code %d"), exit_code);
}

static char *
label_status (gpointer    object,
              QsJobStatus status)
{
  return g_strdup (qs_status_get_label (status));
}

static char *
format_failed (gpointer object,
               guint    n_failed)
{
  return g_strdup_printf (ngettext ("%u Failed", "%u Failed", n_failed), n_failed);
}

static gboolean
is_some (gpointer object,
         guint    number)
{
  return number > 0;
}

static void
update_view (QsArrayJobs *self)
{
  if (self->view != NULL)
    qs_job_view_set_statuses (self->view, self->failed_only ? 1u << QS_JOB_STATUS_FAILED
                                                             : QS_JOB_STATUS_ALL);
}

/* All three are set one after the other, and the watcher may come later than the page. */
static void
open_jobs (QsArrayJobs *self)
{
  QsWatcher *watcher = self->account != NULL ? qs_account_get_watcher (self->account) : NULL;
  g_autoptr(QsJobList) jobs = NULL;

  if (self->view != NULL || watcher == NULL || self->parent_id == NULL || self->size == 0)
    return;

  jobs = qs_watcher_open_children (watcher, self->parent_id);
  self->view = qs_job_view_new (jobs);
  update_view (self);
  gtk_sort_list_model_set_model (self->sorted, G_LIST_MODEL (self->view));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
}

static void
on_row_activated_cb (QsArrayJobs *self,
                     guint        position)
{
  g_autoptr(QsJob) job = g_list_model_get_item (G_LIST_MODEL (self->sorted), position);

  if (job != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-job", "s", qs_job_get_id (job));
}

static void
qs_array_jobs_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  QsArrayJobs *self = QS_ARRAY_JOBS (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;

    case PROP_PARENT_ID:
      g_value_set_string (value, self->parent_id);
      break;

    case PROP_SIZE:
      g_value_set_int64 (value, self->size);
      break;

    case PROP_FAILED_ONLY:
      g_value_set_boolean (value, self->failed_only);
      break;

    case PROP_VIEW:
      g_value_set_object (value, self->view);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_account (QsArrayJobs *self,
             QsAccount   *account)
{
  if (!g_set_object (&self->account, account) || account == NULL)
    return;

  g_signal_connect_object (account, "notify::watcher", G_CALLBACK (open_jobs), self,
                           G_CONNECT_SWAPPED);
}

static void
qs_array_jobs_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  QsArrayJobs *self = QS_ARRAY_JOBS (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      set_account (self, g_value_get_object (value));
      break;

    case PROP_PARENT_ID:
      g_set_str (&self->parent_id, g_value_get_string (value));
      break;

    case PROP_SIZE:
      self->size = g_value_get_int64 (value);
      break;

    case PROP_FAILED_ONLY:
      self->failed_only = g_value_get_boolean (value);
      update_view (self);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }

  open_jobs (self);
}

static void
qs_array_jobs_dispose (GObject *object)
{
  QsArrayJobs *self = QS_ARRAY_JOBS (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), QS_TYPE_ARRAY_JOBS);
  g_clear_object (&self->view);
  g_clear_object (&self->account);
  g_clear_pointer (&self->parent_id, g_free);

  G_OBJECT_CLASS (qs_array_jobs_parent_class)->dispose (object);
}

static void
qs_array_jobs_class_init (QsArrayJobsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = qs_array_jobs_dispose;
  object_class->get_property = qs_array_jobs_get_property;
  object_class->set_property = qs_array_jobs_set_property;

  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, QS_TYPE_ACCOUNT, flags);
  properties[PROP_PARENT_ID] = g_param_spec_string ("parent-id", NULL, NULL, NULL, flags);
  properties[PROP_SIZE] = g_param_spec_int64 ("size", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_FAILED_ONLY] = g_param_spec_boolean ("failed-only", NULL, NULL, FALSE, flags);
  properties[PROP_VIEW] = g_param_spec_object ("view", NULL, NULL, QS_TYPE_JOB_VIEW,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (QS_TYPE_JOB);
  g_type_ensure (QS_TYPE_JOB_DURATION);
  g_type_ensure (QS_TYPE_STATUS_ICON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "jobs/qs-array-jobs.ui");
  gtk_widget_class_bind_template_child (widget_class, QsArrayJobs, sorted);
  gtk_widget_class_bind_template_callback (widget_class, format_index);
  gtk_widget_class_bind_template_callback (widget_class, format_exit_code);
  gtk_widget_class_bind_template_callback (widget_class, format_failed);
  gtk_widget_class_bind_template_callback (widget_class, label_status);
  gtk_widget_class_bind_template_callback (widget_class, is_some);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  qs_format_closures_bind (widget_class);
}

static void
qs_array_jobs_init (QsArrayJobs *self)
{
  g_autoptr(GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_index, NULL, NULL));

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_sort_list_model_set_sorter (self->sorted, sorter);
}
