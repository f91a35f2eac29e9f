#include "qs-jobs-page.h"

#include <glib/gi18n.h>

#include "qs-account-banner.h"
#include "qs-account-need.h"
#include "qs-await.h"
#include "qs-error-page.h"
#include "qs-format-closures.h"
#include "qs-job-filter.h"
#include "qs-job-table.h"
#include "qs-queue-names.h"
#include "qs-scope.h"
#include "qs-stop-jobs.h"
#include "qs-toast.h"
#include "qs-ui-resources.h"
#include "qs-watcher.h"

/* Looking at more than these to find one that can be stopped would be felt on every click. */
#define MAX_EXAMINED 1000

struct _QsJobsPage
{
  AdwNavigationPage parent_instance;

  QsScope          *scope;
  QsAccount        *account;
  QsWatcher        *watcher;
  QsJobView        *view;
  GListModel       *queues;
  char             *state;
  gboolean          narrow;

  QsJobFilter      *filter;
  QsJobTable       *table;
};

G_DEFINE_FINAL_TYPE (QsJobsPage, qs_jobs_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  PROP_0,
  PROP_ACCOUNT,
  PROP_VIEW,
  PROP_QUEUES,
  PROP_STATE,
  PROP_PROBLEM,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GtkSelectionModel *
get_selection (QsJobsPage *self)
{
  return qs_job_table_get_selection (self->table);
}

static gboolean
can_cancel (QsJob *job)
{
  return qs_job_get_status (job) <= QS_JOB_STATUS_RUNNABLE;
}

static gboolean
can_terminate (QsJob *job)
{
  return !qs_job_status_is_final (qs_job_get_status (job));
}

static gboolean
has_selected (QsJobsPage *self,
              QsJobMatch  matches,
              guint64     n_selected)
{
  g_autoptr(GListModel) jobs = NULL;

  if (n_selected == 0 || n_selected > MAX_EXAMINED)
    return n_selected > 0;

  jobs = qs_job_table_dup_selected (self->table, matches, 1);
  return g_list_model_get_n_items (jobs) > 0;
}

static void
update_actions (QsJobsPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr(GtkBitset) selected = gtk_selection_model_get_selection (get_selection (self));
  guint64 n_selected = gtk_bitset_get_size (selected);

  gtk_widget_action_set_enabled (widget, "jobs.open", n_selected == 1);
  gtk_widget_action_set_enabled (widget, "jobs.copy-id", n_selected > 0);
  gtk_widget_action_set_enabled (widget, "jobs.clone", n_selected == 1);
  gtk_widget_action_set_enabled (widget, "jobs.cancel",
                                 has_selected (self, can_cancel, n_selected));
  gtk_widget_action_set_enabled (widget, "jobs.terminate",
                                 has_selected (self, can_terminate, n_selected));
}

static const char *
find_state (QsJobsPage *self)
{
  if (self->watcher == NULL)
    return "loading";
  if (g_list_model_get_n_items (G_LIST_MODEL (get_selection (self))) > 0)
    return "jobs";
  if (g_list_model_get_n_items (G_LIST_MODEL (qs_watcher_get_jobs (self->watcher))) > 0)
    return "no-match";
  if (qs_watcher_get_error (self->watcher) != NULL)
    return "error";

  return qs_watcher_get_complete (self->watcher) ? "empty" : "loading";
}

static void
update_state (QsJobsPage *self)
{
  if (g_set_str (&self->state, find_state (self)))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* Closure: with a list on the screen a problem is said above it, unless the account says it. */
static gboolean
shows_banner (QsJobsPage   *self,
              const char   *state,
              GError       *problem,
              QsAccountNeed need)
{
  return problem != NULL && g_strcmp0 (state, "error") != 0 &&
         !qs_account_need_explains (need, problem);
}

/* Closure: there is nothing to narrow before there are jobs. */
static gboolean
shows_filter (QsJobsPage *self,
              const char *state)
{
  return g_strcmp0 (state, "jobs") == 0 || g_strcmp0 (state, "no-match") == 0;
}

static void
on_watcher_notify_cb (QsJobsPage *self)
{
  update_state (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static void
open_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  g_autoptr(GListModel) jobs = qs_job_table_dup_selected (QS_JOBS_PAGE (widget)->table, NULL, 1);
  g_autoptr(QsJob) job = g_list_model_get_item (jobs, 0);

  if (job != NULL)
    gtk_widget_activate_action (widget, "win.show-job", "s", qs_job_get_id (job));
}

static void
clone_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  g_autoptr(GListModel) jobs = qs_job_table_dup_selected (QS_JOBS_PAGE (widget)->table, NULL, 1);
  g_autoptr(QsJob) job = g_list_model_get_item (jobs, 0);

  if (job != NULL)
    gtk_widget_activate_action (widget, "win.submit-job", "s", qs_job_get_id (job));
}

static void
copy_id_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  QsJobsPage *self = QS_JOBS_PAGE (widget);
  g_autoptr(GListModel) jobs = qs_job_table_dup_selected (self->table, NULL, G_MAXUINT);
  g_autoptr(GString) text = g_string_new (NULL);
  guint n_jobs = g_list_model_get_n_items (jobs);

  for (guint i = 0; i < n_jobs; i++)
    {
      g_autoptr(QsJob) job = g_list_model_get_item (jobs, i);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", qs_job_get_id (job));
    }

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text->str);
  qs_toast_show (widget, ngettext ("The job's ID was copied", "The jobs' IDs were copied", n_jobs));
}

static void
ask_to_stop (QsJobsPage *self,
             GListModel *jobs,
             gboolean    terminate)
{
  g_autoptr(GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  g_auto(GStrv) all_ids = NULL;
  g_auto(GStrv) all_names = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr(QsJob) job = g_list_model_get_item (jobs, i);
      const char *name = qs_job_get_name (job);

      g_strv_builder_add (ids, qs_job_get_id (job));
      g_strv_builder_add (names, name != NULL ? name : qs_job_get_id (job));
    }

  all_ids = g_strv_builder_end (ids);
  all_names = g_strv_builder_end (names);
  qs_stop_jobs_ask (GTK_WIDGET (self), self->account, (const char * const *) all_ids,
                    (const char * const *) all_names, terminate);
}

static void
stop_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  QsJobsPage *self = QS_JOBS_PAGE (widget);
  gboolean terminate = g_str_equal (action_name, "jobs.terminate");
  QsJobMatch matches = terminate ? can_terminate : can_cancel;
  g_autoptr(GListModel) jobs = qs_job_table_dup_selected (self->table, matches, G_MAXUINT);

  if (g_list_model_get_n_items (jobs) > 0)
    ask_to_stop (self, jobs, terminate);
  else
    qs_toast_show (widget, _("None of the selected jobs can be stopped any more"));
}

/* It holds the watcher and not the page, which may go before the engine answers. */
static DexFuture *
refresh_fiber (gpointer data)
{
  QsWatcher *watcher = data;

  /* A failure shows as the watcher's error. */
  qs_await (qs_watcher_refresh (watcher), NULL);
  return dex_future_new_true ();
}

static void
refresh_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  QsJobsPage *self = QS_JOBS_PAGE (widget);

  if (self->watcher != NULL)
    qs_scope_spawn (self->scope, refresh_fiber, g_object_ref (self->watcher),
                    g_object_unref);
}

static void
search_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  qs_job_filter_focus_search (QS_JOBS_PAGE (widget)->filter);
}

static void
clear_filter_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  qs_job_filter_clear (QS_JOBS_PAGE (widget)->filter);
}

static void
select_all_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  gtk_selection_model_select_all (get_selection (QS_JOBS_PAGE (widget)));
}

static void
watch (QsJobsPage *self)
{
  QsWatcher *watcher = qs_account_get_watcher (self->account);

  if (watcher == NULL || self->watcher != NULL)
    return;

  self->watcher = g_object_ref (watcher);
  self->queues = qs_queue_names_new (qs_watcher_get_queues (watcher));
  self->view = g_object_new (QS_TYPE_JOB_VIEW,
                             "list", qs_watcher_get_jobs (watcher),
                             "clock", qs_account_get_clock (self->account),
                             NULL);
  g_signal_connect_object (watcher, "notify", G_CALLBACK (on_watcher_notify_cb), self,
                           G_CONNECT_SWAPPED);
  /* A job that changes where it stands moves nothing in the list, but the counts of its states. */
  g_signal_connect_object (self->view, "notify", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUEUES]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
  on_watcher_notify_cb (self);
}

static void
qs_jobs_page_constructed (GObject *object)
{
  QsJobsPage *self = QS_JOBS_PAGE (object);

  G_OBJECT_CLASS (qs_jobs_page_parent_class)->constructed (object);

  g_signal_connect_object (get_selection (self), "selection-changed", G_CALLBACK (update_actions),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_selection (self), "items-changed", G_CALLBACK (update_actions),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_selection (self), "items-changed", G_CALLBACK (update_state),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->account, "notify::watcher", G_CALLBACK (watch), self,
                           G_CONNECT_SWAPPED);
  watch (self);
  update_actions (self);
}

static void
qs_jobs_page_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  QsJobsPage *self = QS_JOBS_PAGE (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_VIEW:
      g_value_set_object (value, self->view);
      break;
    case PROP_QUEUES:
      g_value_set_object (value, self->queues);
      break;
    case PROP_STATE:
      g_value_set_string (value, self->state);
      break;
    case PROP_PROBLEM:
      g_value_set_boxed (value, self->watcher ? qs_watcher_get_error (self->watcher) : NULL);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_jobs_page_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  QsJobsPage *self = QS_JOBS_PAGE (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      self->account = g_value_dup_object (value);
      break;
    case PROP_NARROW:
      if (self->narrow != g_value_get_boolean (value))
        {
          self->narrow = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_jobs_page_dispose (GObject *object)
{
  QsJobsPage *self = QS_JOBS_PAGE (object);

  qs_scope_cancel (self->scope);
  gtk_widget_dispose_template (GTK_WIDGET (self), QS_TYPE_JOBS_PAGE);
  g_clear_object (&self->view);
  g_clear_object (&self->queues);
  g_clear_object (&self->watcher);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (qs_jobs_page_parent_class)->dispose (object);
}

static void
qs_jobs_page_finalize (GObject *object)
{
  QsJobsPage *self = QS_JOBS_PAGE (object);

  qs_scope_unref (self->scope);
  g_free (self->state);

  G_OBJECT_CLASS (qs_jobs_page_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_ACCOUNT] =
    g_param_spec_object ("account", NULL, NULL, QS_TYPE_ACCOUNT,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_VIEW] = g_param_spec_object ("view", NULL, NULL, QS_TYPE_JOB_VIEW, flags);
  properties[PROP_QUEUES] = g_param_spec_object ("queues", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_STATE] = g_param_spec_string ("state", NULL, NULL, NULL, flags);
  properties[PROP_PROBLEM] = g_param_spec_boxed ("problem", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "jobs.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "jobs.clone", NULL, clone_action);
  gtk_widget_class_install_action (widget_class, "jobs.copy-id", NULL, copy_id_action);
  gtk_widget_class_install_action (widget_class, "jobs.cancel", NULL, stop_action);
  gtk_widget_class_install_action (widget_class, "jobs.terminate", NULL, stop_action);
  gtk_widget_class_install_action (widget_class, "jobs.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "jobs.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "jobs.clear-filter", NULL, clear_filter_action);
  gtk_widget_class_install_action (widget_class, "jobs.select-all", NULL, select_all_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "jobs.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "jobs.refresh",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "jobs.search",
                                       NULL);
}

static void
qs_jobs_page_class_init (QsJobsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = qs_jobs_page_constructed;
  object_class->get_property = qs_jobs_page_get_property;
  object_class->set_property = qs_jobs_page_set_property;
  object_class->dispose = qs_jobs_page_dispose;
  object_class->finalize = qs_jobs_page_finalize;
  install_properties (object_class);

  g_type_ensure (QS_TYPE_ACCOUNT_BANNER);
  g_type_ensure (QS_TYPE_JOB_FILTER);
  g_type_ensure (QS_TYPE_JOB_TABLE);
  g_type_ensure (QS_TYPE_ERROR_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "jobs/qs-jobs-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QsJobsPage, filter);
  gtk_widget_class_bind_template_child (widget_class, QsJobsPage, table);
  gtk_widget_class_bind_template_callback (widget_class, shows_banner);
  gtk_widget_class_bind_template_callback (widget_class, shows_filter);
  qs_format_closures_bind (widget_class);
  install_actions (widget_class);
}

static void
qs_jobs_page_init (QsJobsPage *self)
{
  self->scope = qs_scope_new ();
  self->state = g_strdup ("loading");
  gtk_widget_init_template (GTK_WIDGET (self));
}
