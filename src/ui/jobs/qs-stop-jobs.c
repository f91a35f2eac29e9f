#include "qs-stop-jobs.h"

#include <glib/gi18n.h>

#include "qs-await.h"
#include "qs-display-text.h"
#include "qs-job-actions.h"
#include "qs-job.h"
#include "qs-scope.h"
#include "qs-toast.h"
#include "qs-watcher.h"

/* More names than these do not help to decide. */
#define MAX_NAMES 5

typedef struct
{
  GWeakRef   parent;
  QsScope   *scope;   /* its own: what was agreed to is not the page's to cancel */
  QsEngine  *engine;
  QsWatcher *watcher;
  char     **job_ids;
  gboolean   terminate;
} QsStopJobs;

static void
free_stop_jobs (gpointer data)
{
  QsStopJobs *self = data;

  g_weak_ref_clear (&self->parent);
  qs_scope_unref (self->scope);
  g_object_unref (self->engine);
  g_object_unref (self->watcher);
  g_strfreev (self->job_ids);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsStopJobs, free_stop_jobs)

static char **
collect_ids (GListModel *jobs)
{
  g_autoptr(GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr(QsJob) job = g_list_model_get_item (jobs, i);

      g_strv_builder_add (ids, qs_job_get_id (job));
    }

  return g_strv_builder_end (ids);
}

static char *
list_names (GListModel *jobs)
{
  g_autoptr(GString) names = g_string_new (NULL);
  guint n_jobs = g_list_model_get_n_items (jobs);
  guint n_more = n_jobs > MAX_NAMES ? n_jobs - MAX_NAMES : 0;

  for (guint i = 0; i < n_jobs - n_more; i++)
    {
      g_autoptr(QsJob) job = g_list_model_get_item (jobs, i);
      g_autofree char *name = qs_display_line (qs_job_get_name (job), -1);

      g_string_append_printf (names, "%s%s", i > 0 ? "\n" : "", name);
    }

  if (n_more > 0)
    g_string_append_printf (names, ngettext ("\nand %u more", "\nand %u more", n_more), n_more);

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
tell (QsStopJobs *self,
      const char *text)
{
  g_autoptr(GtkWidget) parent = g_weak_ref_get (&self->parent);

  if (parent != NULL)
    qs_toast_show (parent, text);
}

static char *
describe_outcome (QsStopJobs *self,
                  guint       n_jobs)
{
  if (self->terminate)
    return g_strdup_printf (ngettext ("%u job is being terminated",
                                      "%u jobs are being terminated", n_jobs), n_jobs);

  return g_strdup_printf (ngettext ("%u job was cancelled", "%u jobs were cancelled", n_jobs),
                          n_jobs);
}

static DexFuture *
stop_fiber (gpointer data)
{
  QsStopJobs *self = data;
  const char * const *ids = (const char * const *) self->job_ids;
  g_autoptr(GError) error = NULL;
  g_autofree char *outcome = NULL;
  guint n_jobs;

  n_jobs = qs_await_uint (self->terminate ? qs_job_actions_terminate (self->engine, ids)
                                           : qs_job_actions_cancel (self->engine, ids),
                          &error);

  if (error != NULL)
    outcome = qs_display_line (error->message, -1);
  else
    outcome = describe_outcome (self, n_jobs);

  tell (self, outcome);
  qs_await (qs_watcher_refresh (self->watcher), NULL);
  return dex_future_new_true ();
}

static void
on_dialog_response_cb (AdwAlertDialog *dialog,
                       const char     *response,
                       gpointer        user_data)
{
  g_autoptr(QsStopJobs) self = user_data;
  g_autoptr(QsScope) scope = NULL;

  if (!g_str_equal (response, "stop"))
    return;

  if (g_strv_length (self->job_ids) > 1)
    tell (self, self->terminate ? _("Terminating the jobs…") : _("Cancelling the jobs…"));

  scope = qs_scope_ref (self->scope);
  qs_scope_spawn (scope, stop_fiber, g_steal_pointer (&self), free_stop_jobs);
}

static AdwDialog *
make_dialog (GListModel *jobs,
             gboolean    terminate)
{
  guint n_jobs = g_list_model_get_n_items (jobs);
  g_autofree char *names = list_names (jobs);
  g_autofree char *heading = NULL;
  AdwDialog *dialog;

  if (terminate)
    heading = g_strdup_printf (ngettext ("Terminate %u Job?", "Terminate %u Jobs?", n_jobs),
                               n_jobs);
  else
    heading = g_strdup_printf (ngettext ("Cancel %u Job?", "Cancel %u Jobs?", n_jobs), n_jobs);

  dialog = adw_alert_dialog_new (heading, names);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog),
                                  "keep", _("_Keep"),
                                  "stop", terminate ? _("_Terminate") : _("_Cancel Jobs"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "stop",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "keep");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "keep");
  return dialog;
}

void
qs_stop_jobs_ask (GtkWidget  *parent,
                  QsAccount  *account,
                  GListModel *jobs,
                  gboolean    terminate)
{
  QsStopJobs *self;
  AdwDialog *dialog;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (qs_account_get_state (account) == QS_ACCOUNT_STATE_READY);
  g_return_if_fail (g_list_model_get_n_items (jobs) > 0);

  self = g_new0 (QsStopJobs, 1);
  g_weak_ref_init (&self->parent, parent);
  self->scope = qs_scope_new ();
  self->engine = g_object_ref (qs_account_get_engine (account));
  self->watcher = g_object_ref (qs_account_get_watcher (account));
  self->job_ids = collect_ids (jobs);
  self->terminate = terminate;

  dialog = make_dialog (jobs, terminate);
  g_signal_connect (dialog, "response", G_CALLBACK (on_dialog_response_cb), self);
  adw_dialog_present (dialog, parent);
}
