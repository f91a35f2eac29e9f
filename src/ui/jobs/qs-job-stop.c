#include "qs-job-stop.h"

#include <glib/gi18n.h>

#include "qs-display-text.h"
#include "qs-job-actions.h"
#include "qs-toast.h"

typedef struct
{
  GWeakRef  parent;
  QsEngine *engine;
  char     *job_id;
  gboolean  terminate;
} QsJobStop;

static void
free_stop (gpointer data)
{
  QsJobStop *self = data;

  g_weak_ref_clear (&self->parent);
  g_object_unref (self->engine);
  g_free (self->job_id);
  g_free (self);
}

static DexFuture *
tell_outcome (DexFuture *future,
              gpointer   user_data)
{
  QsJobStop *self = user_data;
  g_autoptr(GtkWidget) parent = g_weak_ref_get (&self->parent);
  g_autoptr(GError) error = NULL;
  g_autofree char *message = NULL;

  dex_future_get_value (future, &error);
  if (parent == NULL)
    return NULL;

  if (error != NULL)
    message = qs_display_text (error->message, -1);
  else
    message = g_strdup (self->terminate ? _("The job is being stopped")
                                        : _("The job was cancelled"));

  qs_toast_show (parent, message);
  return NULL;
}

static QsJobStop *
make_stop (GtkWidget  *parent,
           QsEngine   *engine,
           const char *job_id,
           gboolean    terminate)
{
  QsJobStop *self = g_new0 (QsJobStop, 1);

  g_weak_ref_init (&self->parent, parent);
  self->engine = g_object_ref (engine);
  self->job_id = g_strdup (job_id);
  self->terminate = terminate;
  return self;
}

static void
stop (QsJobStop *self)
{
  const char * const ids[] = { self->job_id, NULL };
  DexFuture *stopping = self->terminate ? qs_job_actions_terminate (self->engine, ids)
                                        : qs_job_actions_cancel (self->engine, ids);

  dex_future_disown (dex_future_finally (stopping, tell_outcome, self, free_stop));
}

static void
on_dialog_response_cb (AdwAlertDialog *dialog,
                       const char     *response,
                       gpointer        user_data)
{
  QsJobStop *self = user_data;
  g_autoptr(GtkWidget) parent = g_weak_ref_get (&self->parent);

  if (g_str_equal (response, "stop"))
    stop (make_stop (parent, self->engine, self->job_id, self->terminate));
}

static void
free_closure (gpointer  data,
              GClosure *closure)
{
  free_stop (data);
}

static AdwDialog *
make_dialog (const char *name,
             gboolean    terminate)
{
  g_autofree char *shown = qs_display_text (name, -1);
  g_autofree char *body = NULL;
  AdwDialog *dialog;

  if (terminate)
    body = g_strdup_printf (_("“%s” stops at once. What it has written so far stays."), shown);
  else
    body = g_strdup_printf (_("“%s” is taken from its queue and will not run."), shown);

  dialog = adw_alert_dialog_new (terminate ? _("Terminate Job?") : _("Cancel Job?"), body);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "keep", _("_Keep Job"),
                                  "stop", terminate ? _("_Terminate") : _("_Cancel Job"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "stop",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "keep");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "keep");
  return dialog;
}

void
qs_job_stop_ask (GtkWidget  *parent,
                 QsEngine   *engine,
                 const char *job_id,
                 const char *name,
                 gboolean    terminate)
{
  AdwDialog *dialog;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (QS_IS_ENGINE (engine));

  dialog = make_dialog (name != NULL ? name : job_id, terminate);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_dialog_response_cb),
                         make_stop (parent, engine, job_id, terminate), free_closure,
                         G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, parent);
}
