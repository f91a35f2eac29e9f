#include "qs-stop-jobs.h"

#include <glib/gi18n.h>

#include "qs-await.h"
#include "qs-display-text.h"
#include "qs-error-text.h"
#include "qs-job-actions.h"
#include "qs-scope.h"
#include "qs-toast.h"
#include "qs-watcher.h"

/* More names than these do not help to decide. */
#define MAX_NAMES 5

/* Shared by the question and by the work that follows from it, and gone with the later of both. */
typedef struct
{
  GWeakRef   parent;
  QsScope   *scope;   /* its own: what was agreed to is not the page's to cancel */
  QsEngine  *engine;
  QsWatcher *watcher;
  char     **job_ids;
  gboolean   terminate;
  gboolean   answered;
} QsStopJobs;

static void
clear_stop_jobs (gpointer data)
{
  QsStopJobs *self = data;

  g_weak_ref_clear (&self->parent);
  qs_scope_unref (self->scope);
  g_object_unref (self->engine);
  g_object_unref (self->watcher);
  g_strfreev (self->job_ids);
}

static void
release_stop_jobs (gpointer data)
{
  g_rc_box_release_full (data, clear_stop_jobs);
}

static void
release_closure (gpointer  data,
                 GClosure *closure)
{
  release_stop_jobs (data);
}

static char *
list_names (const char * const *names)
{
  g_autoptr(GString) list = g_string_new (NULL);
  guint n_names = g_strv_length ((char **) names);
  guint n_more = n_names > MAX_NAMES ? n_names - MAX_NAMES : 0;

  for (guint i = 0; i < n_names - n_more; i++)
    {
      g_autofree char *name = qs_display_line (names[i], -1);

      g_string_append_printf (list, "%s%s", i > 0 ? "\n" : "", name);
    }

  if (n_more > 0)
    g_string_append_printf (list, ngettext ("\nand %u more", "\nand %u more", n_more), n_more);

  return g_string_free (g_steal_pointer (&list), FALSE);
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
  if (n_jobs == 1)
    return g_strdup (self->terminate ? _("The job is being terminated")
                                     : _("The job was cancelled"));
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
    outcome = qs_error_text_dup (error);
  else
    outcome = describe_outcome (self, n_jobs);

  tell (self, outcome);
  qs_await (qs_watcher_refresh (self->watcher), NULL);
  return dex_future_new_true ();
}

/* A dialog that is closed by force answers a second time: only the first answer is a person's. */
static void
on_dialog_response_cb (AdwAlertDialog *dialog,
                       const char     *response,
                       gpointer        user_data)
{
  QsStopJobs *self = user_data;
  gboolean agreed = !self->answered && g_str_equal (response, "stop");

  self->answered = TRUE;
  if (!agreed)
    return;

  if (g_strv_length (self->job_ids) > 1)
    tell (self, self->terminate ? _("Terminating the jobs…") : _("Cancelling the jobs…"));

  qs_scope_spawn (self->scope, stop_fiber, g_rc_box_acquire (self), release_stop_jobs);
}

static char *
make_heading (guint    n_jobs,
              gboolean terminate)
{
  if (n_jobs == 1)
    return g_strdup (terminate ? _("Terminate Job?") : _("Cancel Job?"));
  if (terminate)
    return g_strdup_printf (ngettext ("Terminate %u Job?", "Terminate %u Jobs?", n_jobs), n_jobs);

  return g_strdup_printf (ngettext ("Cancel %u Job?", "Cancel %u Jobs?", n_jobs), n_jobs);
}

static char *
make_body (const char * const *names,
           gboolean            terminate)
{
  g_autofree char *list = list_names (names);

  if (names[1] != NULL)
    return g_strdup_printf ("%s\n\n%s", terminate
                            ? _("These jobs stop at once. What they have written so far stays.")
                            : _("These jobs are taken from their queue and will not run."), list);
  if (terminate)
    return g_strdup_printf (_("“%s” stops at once. What it has written so far stays."), list);

  return g_strdup_printf (_("“%s” is taken from its queue and will not run."), list);
}

static const char *
get_stop_label (guint    n_jobs,
                gboolean terminate)
{
  if (terminate)
    return _("_Terminate");

  return n_jobs == 1 ? _("_Cancel Job") : _("_Cancel Jobs");
}

static AdwDialog *
make_dialog (const char * const *names,
             gboolean            terminate)
{
  guint n_jobs = g_strv_length ((char **) names);
  g_autofree char *heading = make_heading (n_jobs, terminate);
  g_autofree char *body = make_body (names, terminate);
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog),
                                  "keep", n_jobs == 1 ? _("_Keep Job") : _("_Keep Jobs"),
                                  "stop", get_stop_label (n_jobs, terminate),
                                  NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "stop",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "keep");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "keep");
  return dialog;
}

void
qs_stop_jobs_ask (GtkWidget          *parent,
                  QsAccount          *account,
                  const char * const *job_ids,
                  const char * const *names,
                  gboolean            terminate)
{
  QsStopJobs *self;
  AdwDialog *dialog;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (qs_account_get_state (account) == QS_ACCOUNT_STATE_READY);
  g_return_if_fail (job_ids != NULL && job_ids[0] != NULL);
  g_return_if_fail (names != NULL &&
                    g_strv_length ((char **) names) == g_strv_length ((char **) job_ids));

  self = g_rc_box_new0 (QsStopJobs);
  g_weak_ref_init (&self->parent, parent);
  self->scope = qs_scope_new ();
  self->engine = g_object_ref (qs_account_get_engine (account));
  self->watcher = g_object_ref (qs_account_get_watcher (account));
  self->job_ids = g_strdupv ((char **) job_ids);
  self->terminate = terminate;

  dialog = make_dialog (names, terminate);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_dialog_response_cb), self,
                         release_closure, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, parent);
}
