#include "qs-delete-resource.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "qs-await.h"
#include "qs-display-text.h"
#include "qs-error-text.h"
#include "qs-resource-action.h"
#include "qs-resource-tasks.h"
#include "qs-scope.h"
#include "qs-toast.h"

/* Shared by the search, the question and the work that follows, and gone with the last of them. */
typedef struct
{
  GWeakRef        window;
  QsScope        *scope;
  QsEngine       *engine;
  QsClock        *clock;
  QsResource     *resource;
  QsResourceUses *uses;      /* nullable: what depends on it is not known */
  gboolean        answered;
} QsDeletion;

static void
clear_deletion (gpointer data)
{
  QsDeletion *self = data;

  g_weak_ref_clear (&self->window);
  qs_scope_unref (self->scope);
  g_object_unref (self->engine);
  g_object_unref (self->clock);
  g_object_unref (self->resource);
  g_clear_object (&self->uses);
}

static void
release_deletion (gpointer data)
{
  g_rc_box_release_full (data, clear_deletion);
}

static void
release_closure (gpointer  data,
                 GClosure *closure)
{
  release_deletion (data);
}

static gboolean
is_definition (QsDeletion *self)
{
  return qs_resource_get_kind (self->resource) == QS_RESOURCE_DEFINITION;
}

static void
on_done_cb (QsResourceAction *action,
            GParamSpec       *pspec,
            QsDeletion       *self)
{
  g_autoptr(GtkWidget) window = g_weak_ref_get (&self->window);
  g_autofree char *name = qs_display_line (qs_resource_get_title (self->resource), -1);
  g_autofree char *text = g_strdup_printf (is_definition (self) ? _("“%s” is deregistered")
                                                                : _("“%s” is deleted"), name);

  if (window != NULL)
    qs_toast_show (window, text);
}

/* A dialog that is closed by force answers a second time: only the first answer is a person's. */
static void
on_response_cb (AdwAlertDialog *dialog,
                const char     *response,
                QsDeletion     *self)
{
  gboolean agreed = !self->answered && g_str_equal (response, "delete");
  g_autoptr(QsResourceAction) action = NULL;

  self->answered = TRUE;
  if (!agreed)
    return;

  action = qs_resource_action_new (self->engine, self->clock,
                                   qs_resource_get_kind (self->resource), self->resource,
                                   QS_RESOURCE_CHANGE_DELETE, self->uses);
  g_signal_connect_data (action, "notify::done", G_CALLBACK (on_done_cb),
                         g_rc_box_acquire (self), release_closure, G_CONNECT_DEFAULT);
  qs_resource_tasks_start (qs_resource_tasks_get (self->engine), action);
}

static void
append_names (GString    *text,
              const char *words,
              GPtrArray  *queues)
{
  if (queues->len == 0)
    return;

  g_string_append_printf (text, "\n\n%s", words);
  for (guint i = 0; i < queues->len; i++)
    {
      g_autofree char *name = qs_display_line (qs_resource_get_name (queues->pdata[i]), -1);

      g_string_append_printf (text, "\n• %s", name);
    }
}

static void
append_jobs (GString        *text,
             QsResourceUses *uses)
{
  guint n_jobs = qs_resource_uses_get_n_jobs (uses);

  if (n_jobs == 0)
    g_string_append_printf (text, "\n\n%s", _("No job waits or runs there."));
  else if (qs_resource_uses_has_more_jobs (uses))
    g_string_append_printf (text, ngettext ("\n\nMore than %u job waits or runs there and is "
                                            "terminated.",
                                            "\n\nMore than %u jobs wait or run there and are "
                                            "terminated.", n_jobs), n_jobs);
  else
    g_string_append_printf (text, ngettext ("\n\n%u job waits or runs there and is terminated.",
                                            "\n\n%u jobs wait or run there and are terminated.",
                                            n_jobs), n_jobs);
}

static void
append_uses (GString    *text,
             QsDeletion *self)
{
  if (self->uses == NULL)
    return;

  append_names (text, _("These job queues run nowhere else and are deleted with it:"),
                qs_resource_uses_get_ending (self->uses));
  append_names (text, _("These job queues go on in their other environments:"),
                qs_resource_uses_get_staying (self->uses));
  if (qs_resource_get_kind (self->resource) == QS_RESOURCE_QUEUE ||
      qs_resource_uses_get_ending (self->uses)->len > 0)
    append_jobs (text, self->uses);
}

static char *
make_body (QsDeletion   *self,
           const GError *error)
{
  g_autofree char *name = qs_display_line (qs_resource_get_title (self->resource), -1);
  g_autoptr(GString) text = g_string_new (NULL);

  if (is_definition (self))
    g_string_append_printf (text, _("No more jobs can be made from “%s”. Those that were "
                                    "submitted go on."), name);
  else
    g_string_append_printf (text, _("“%s” is disabled, and then deleted."), name);

  append_uses (text, self);
  if (error != NULL)
    {
      g_autofree char *reason = qs_error_text_dup (error);

      g_string_append_printf (text, "\n\n%s\n%s", _("What depends on it could not be found out:"),
                              reason);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *
get_heading (QsResourceKind kind)
{
  switch (kind)
    {
    case QS_RESOURCE_DEFINITION:
      return _("Deregister Job Definition?");

    case QS_RESOURCE_QUEUE:
      return _("Delete Job Queue?");

    case QS_RESOURCE_ENVIRONMENT:
    default:
      return _("Delete Compute Environment?");
    }
}

static void
ask (QsDeletion   *self,
     GtkWidget    *window,
     const GError *error)
{
  g_autofree char *body = make_body (self, error);
  AdwDialog *dialog = adw_alert_dialog_new (get_heading (qs_resource_get_kind (self->resource)),
                                            body);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "keep", _("_Keep"),
                                  "delete", is_definition (self) ? _("_Deregister")
                                                                 : _("_Delete"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "delete",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "keep");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "keep");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response_cb),
                         g_rc_box_acquire (self), release_closure, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, window);
}

static DexFuture *
ask_fiber (gpointer data)
{
  QsDeletion *self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GtkWidget) window = NULL;

  self->uses = qs_await_object (qs_resource_uses_find (self->engine,
                                                       qs_resource_get_kind (self->resource),
                                                       self->resource), &error);
  if ((window = g_weak_ref_get (&self->window)) != NULL)
    ask (self, window, error);

  return dex_future_new_true ();
}

void
qs_delete_resource_ask (GtkWidget  *window,
                        QsAccount  *account,
                        QsResource *resource)
{
  QsDeletion *self;

  g_return_if_fail (GTK_IS_WIDGET (window) && QS_IS_RESOURCE (resource));
  g_return_if_fail (qs_account_get_engine (account) != NULL);

  self = g_rc_box_new0 (QsDeletion);
  g_weak_ref_init (&self->window, window);
  self->scope = qs_scope_new ();
  self->engine = g_object_ref (qs_account_get_engine (account));
  self->clock = g_object_ref (qs_account_get_clock (account));
  self->resource = g_object_ref (resource);
  qs_scope_spawn (self->scope, ask_fiber, self, release_deletion);
}
