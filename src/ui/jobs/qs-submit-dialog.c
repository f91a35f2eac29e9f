#include "qs-submit-dialog.h"

#include <glib/gi18n.h>

#include "qs-command-row.h"
#include "qs-dependencies-row.h"
#include "qs-form.h"
#include "qs-format-closures.h"
#include "qs-job-view.h"
#include "qs-number-row.h"
#include "qs-pairs-row.h"
#include "qs-picker-row.h"
#include "qs-request-row.h"
#include "qs-submit-draft.h"
#include "qs-text-row.h"
#include "qs-toast.h"
#include "qs-ui-resources.h"
#include "qs-watcher.h"

struct _QsSubmitDialog
{
  AdwDialog      parent_instance;

  QsAccount     *account;
  char          *clone_of;
  char          *definition;
  QsSubmitDraft *draft;
  GtkWidget     *job_name;
  QsJobView     *jobs;
};

static void form_iface_init (QsFormInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsSubmitDialog, qs_submit_dialog, ADW_TYPE_DIALOG,
                               G_IMPLEMENT_INTERFACE (QS_TYPE_FORM, form_iface_init))

enum
{
  PROP_ACCOUNT = 1,
  PROP_CLONE_OF,
  PROP_DEFINITION,
  PROP_DRAFT,
  PROP_JOBS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static QsDocument *
get_document (QsSubmitDialog *self)
{
  return qs_submit_draft_get_document (self->draft);
}

static void
on_can_undo_cb (QsSubmitDialog *self)
{
  adw_dialog_set_can_close (ADW_DIALOG (self), !qs_document_get_can_undo (get_document (self)));
}

static void
on_draft_submitted_cb (QsSubmitDialog *self,
                       const char     *job_id)
{
  g_autoptr(GVariant) target = g_variant_ref_sink (g_variant_new_string (job_id));
  g_autofree char *action = g_action_print_detailed_name ("win.show-job", target);

  qs_toast_show_with_action (GTK_WIDGET (self), _("Job submitted"), _("Show job"), action);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
submit_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  QsSubmitDialog *self = QS_SUBMIT_DIALOG (widget);
  QsRequest *request = qs_submit_draft_get_request (self->draft);

  qs_request_set_revealed (request, TRUE);
  if (qs_request_get_n_faults (request) == 0)
    qs_submit_draft_send (self->draft);
  else if (!qs_form_focus_first_fault (QS_FORM (self)))
    {
      g_autofree char *faults = qs_request_dup_faults (request);
      g_autoptr(GError) error = g_error_new_literal (QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID,
                                                     faults);

      qs_submit_draft_set_error (self->draft, error);
    }
}

static void
undo_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  qs_document_undo (get_document (QS_SUBMIT_DIALOG (widget)));
}

static void
redo_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  qs_document_redo (get_document (QS_SUBMIT_DIALOG (widget)));
}

static void
on_discard_response_cb (QsSubmitDialog *self,
                        const char     *response)
{
  if (g_str_equal (response, "discard"))
    adw_dialog_force_close (ADW_DIALOG (self));
}

static void
on_close_attempt_cb (QsSubmitDialog *self)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("Discard This Job?"),
                                            _("What you have entered has not been submitted."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "keep", _("_Keep Editing"),
                                  "discard", _("_Discard"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "discard",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "keep");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_discard_response_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static char *
make_button_label (QsSubmitDialog *self,
                   guint           n_faults,
                   gboolean        revealed,
                   gboolean        busy)
{
  if (busy)
    return g_strdup (_("Submitting…"));
  if (n_faults == 0 || !revealed)
    return g_strdup (_("_Submit"));

  return g_strdup_printf (g_dngettext (NULL, "_%u Fault Left", "_%u Faults Left", n_faults),
                          n_faults);
}

static gboolean
is_idle (QsSubmitDialog *self,
         gboolean        busy)
{
  return !busy;
}

static QsRequest *
qs_submit_dialog_get_request (QsForm *form)
{
  return qs_submit_draft_get_request (QS_SUBMIT_DIALOG (form)->draft);
}

static void
form_iface_init (QsFormInterface *iface)
{
  iface->get_request = qs_submit_dialog_get_request;
}

static void
qs_submit_dialog_constructed (GObject *object)
{
  QsSubmitDialog *self = QS_SUBMIT_DIALOG (object);
  QsWatcher *watcher = qs_account_get_watcher (self->account);

  G_OBJECT_CLASS (qs_submit_dialog_parent_class)->constructed (object);

  self->draft = qs_submit_draft_new (qs_account_get_engine (self->account));
  g_signal_connect_object (self->draft, "submitted", G_CALLBACK (on_draft_submitted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_document (self), "notify::can-undo", G_CALLBACK (on_can_undo_cb),
                           self, G_CONNECT_SWAPPED);
  if (watcher != NULL)
    self->jobs = qs_job_view_new (qs_watcher_get_jobs (watcher));

  g_object_notify_by_pspec (object, properties[PROP_DRAFT]);
  g_object_notify_by_pspec (object, properties[PROP_JOBS]);

  if (self->definition != NULL)
    qs_submit_draft_begin (self->draft, "jobDefinition", self->definition);
  if (self->clone_of != NULL)
    qs_submit_draft_clone (self->draft, self->clone_of);
}

/* Not the Cancel button but the first field has the focus. */
static void
qs_submit_dialog_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (qs_submit_dialog_parent_class)->map (widget);

  gtk_widget_grab_focus (QS_SUBMIT_DIALOG (widget)->job_name);
}

static void
qs_submit_dialog_dispose (GObject *object)
{
  QsSubmitDialog *self = QS_SUBMIT_DIALOG (object);

  if (self->draft != NULL)
    qs_submit_draft_cancel (self->draft);
  gtk_widget_dispose_template (GTK_WIDGET (self), QS_TYPE_SUBMIT_DIALOG);
  g_clear_object (&self->jobs);
  g_clear_object (&self->draft);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (qs_submit_dialog_parent_class)->dispose (object);
}

static void
qs_submit_dialog_finalize (GObject *object)
{
  QsSubmitDialog *self = QS_SUBMIT_DIALOG (object);

  g_free (self->clone_of);
  g_free (self->definition);

  G_OBJECT_CLASS (qs_submit_dialog_parent_class)->finalize (object);
}

static void
qs_submit_dialog_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  QsSubmitDialog *self = QS_SUBMIT_DIALOG (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_CLONE_OF:
      g_value_set_string (value, self->clone_of);
      break;
    case PROP_DEFINITION:
      g_value_set_string (value, self->definition);
      break;
    case PROP_DRAFT:
      g_value_set_object (value, self->draft);
      break;
    case PROP_JOBS:
      g_value_set_object (value, self->jobs);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_submit_dialog_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  QsSubmitDialog *self = QS_SUBMIT_DIALOG (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      self->account = g_value_dup_object (value);
      break;
    case PROP_CLONE_OF:
      self->clone_of = g_value_dup_string (value);
      break;
    case PROP_DEFINITION:
      self->definition = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GParamFlags construct = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_CONSTRUCT_ONLY;

  properties[PROP_ACCOUNT] =
    g_param_spec_object ("account", NULL, NULL, QS_TYPE_ACCOUNT, construct);
  properties[PROP_CLONE_OF] = g_param_spec_string ("clone-of", NULL, NULL, NULL, construct);
  properties[PROP_DEFINITION] = g_param_spec_string ("definition", NULL, NULL, NULL, construct);
  properties[PROP_DRAFT] =
    g_param_spec_object ("draft", NULL, NULL, QS_TYPE_SUBMIT_DRAFT, readable);
  properties[PROP_JOBS] = g_param_spec_object ("jobs", NULL, NULL, QS_TYPE_JOB_VIEW, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "form.submit", NULL, submit_action);
  gtk_widget_class_install_action (widget_class, "form.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "form.redo", NULL, redo_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "form.submit", NULL);
}

static void
qs_submit_dialog_class_init (QsSubmitDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = qs_submit_dialog_constructed;
  object_class->dispose = qs_submit_dialog_dispose;
  object_class->finalize = qs_submit_dialog_finalize;
  object_class->get_property = qs_submit_dialog_get_property;
  object_class->set_property = qs_submit_dialog_set_property;
  widget_class->map = qs_submit_dialog_map;
  install_properties (object_class);
  install_actions (widget_class);

  g_type_ensure (QS_TYPE_SUBMIT_DRAFT);
  g_type_ensure (QS_TYPE_REQUEST);
  g_type_ensure (QS_TYPE_TEXT_ROW);
  g_type_ensure (QS_TYPE_NUMBER_ROW);
  g_type_ensure (QS_TYPE_PICKER_ROW);
  g_type_ensure (QS_TYPE_DEPENDENCIES_ROW);
  g_type_ensure (QS_TYPE_COMMAND_ROW);
  g_type_ensure (QS_TYPE_PAIRS_ROW);
  g_type_ensure (QS_TYPE_REQUEST_ROW);
  g_type_ensure (QS_TYPE_RESOURCE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "jobs/qs-submit-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QsSubmitDialog, job_name);
  gtk_widget_class_bind_template_callback (widget_class, make_button_label);
  gtk_widget_class_bind_template_callback (widget_class, is_idle);
  gtk_widget_class_bind_template_callback (widget_class, on_close_attempt_cb);
  qs_format_closures_bind (widget_class);
}

static void
qs_submit_dialog_init (QsSubmitDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

QsSubmitDialog *
qs_submit_dialog_new (QsAccount  *account,
                      const char *clone_of,
                      const char *definition)
{
  g_return_val_if_fail (QS_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (qs_account_get_engine (account) != NULL, NULL);

  return g_object_new (QS_TYPE_SUBMIT_DIALOG,
                       "account", account,
                       "clone-of", clone_of,
                       "definition", definition,
                       NULL);
}
