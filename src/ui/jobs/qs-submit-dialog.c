#include "qs-submit-dialog.h"

#include <glib/gi18n.h>

#include "qs-clone-request.h"
#include "qs-command-row.h"
#include "qs-dependencies-row.h"
#include "qs-form.h"
#include "qs-format-closures.h"
#include "qs-job-view.h"
#include "qs-json.h"
#include "qs-number-row.h"
#include "qs-pairs-row.h"
#include "qs-picker-row.h"
#include "qs-request-row.h"
#include "qs-resource-list.h"
#include "qs-scope.h"
#include "qs-submission.h"
#include "qs-submit-defaults.h"
#include "qs-text-row.h"
#include "qs-toast.h"
#include "qs-ui-resources.h"
#include "qs-watcher.h"

struct _QsSubmitDialog
{
  AdwDialog       parent_instance;

  QsAccount      *account;
  char           *clone_of;
  char           *definition;
  QsRequest      *request;
  QsResourceList *definitions;
  QsResourceList *queues;
  QsJobView      *jobs;
  QsScope        *scope;
  QsSubmission   *submission;      /* the last one that was not answered */
  char           *error_message;
  gboolean        busy;
};

static void form_iface_init (QsFormInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsSubmitDialog, qs_submit_dialog, ADW_TYPE_DIALOG,
                               G_IMPLEMENT_INTERFACE (QS_TYPE_FORM, form_iface_init))

enum
{
  PROP_ACCOUNT = 1,
  PROP_CLONE_OF,
  PROP_DEFINITION,
  PROP_REQUEST,
  PROP_DEFINITIONS,
  PROP_QUEUES,
  PROP_JOBS,
  PROP_ERROR_MESSAGE,
  PROP_BUSY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static QsDocument *
get_document (QsSubmitDialog *self)
{
  return qs_request_get_document (self->request);
}

static void
set_busy (QsSubmitDialog *self,
          gboolean        busy)
{
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
set_error_message (QsSubmitDialog *self,
                   const char     *message)
{
  if (g_set_str (&self->error_message, message))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR_MESSAGE]);
}

/* What the chosen definition says is what holds unless the form says otherwise. */
static void
adopt_definition (QsSubmitDialog *self)
{
  const char *name = qs_document_get_string (get_document (self), "jobDefinition");
  g_autoptr(QsResource) definition = qs_resource_list_find (self->definitions, name);
  g_autoptr(JsonNode) defaults = NULL;

  if (definition != NULL)
    defaults = qs_submit_defaults_new (qs_resource_get_document (definition));
  qs_request_set_defaults (self->request, defaults);
}

/* Begins with @name at @path, unless somebody has begun already. */
static void
begin_with (QsSubmitDialog *self,
            const char     *path,
            const char     *name)
{
  QsDocument *document = get_document (self);
  g_autoptr(QsDocument) draft = NULL;

  if (qs_document_get_can_undo (document) || qs_document_get_string (document, path) != NULL)
    return;

  draft = qs_document_new (qs_document_get_root (document));
  if (qs_document_set_string (draft, path, name, NULL))
    qs_document_reset (document, qs_document_get_root (draft));
}

/* Where there is only one queue that takes jobs, nobody needs to choose it. */
static void
on_queues_changed_cb (QsSubmitDialog *self)
{
  const char *only = NULL;
  guint usable = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->queues)); i++)
    {
      g_autoptr(QsResource) queue = g_list_model_get_item (G_LIST_MODEL (self->queues), i);

      if (!qs_resource_is_usable (queue))
        continue;
      only = qs_resource_get_name (queue);
      usable++;
    }

  if (usable == 1)
    begin_with (self, "jobQueue", only);
}

static void
on_document_changed_cb (QsSubmitDialog *self,
                        const char     *path)
{
  set_error_message (self, NULL);
  g_clear_object (&self->submission);
  if (*path == '\0' || g_str_equal (path, "jobDefinition"))
    adopt_definition (self);
}

static void
on_can_undo_cb (QsSubmitDialog *self)
{
  adw_dialog_set_can_close (ADW_DIALOG (self), !qs_document_get_can_undo (get_document (self)));
}

static gboolean
load_clone (QsSubmitDialog  *self,
            GError         **error)
{
  g_autoptr(JsonNode) input = qs_json_parse ("{\"jobs\":[]}", -1, NULL);
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(JsonNode) request = NULL;
  g_autoptr(JsonNode) ask = json_node_copy (input);
  JsonObject *detail;

  json_array_add_string_element (json_object_get_array_member (json_node_get_object (ask), "jobs"),
                                 self->clone_of);
  reply = dex_await_boxed (qs_engine_call (qs_account_get_engine (self->account), "DescribeJobs",
                                           ask), error);
  if (reply == NULL)
    return FALSE;

  detail = qs_json_element (qs_json_get_array (json_node_get_object (reply), "jobs"), 0);
  if (detail == NULL)
    {
      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_NOT_FOUND,
                   _("The job %s is not known any more, so it cannot be cloned"), self->clone_of);
      return FALSE;
    }

  request = qs_clone_request_new (detail);
  qs_document_reset (get_document (self), request);
  return TRUE;
}

static DexFuture *
clone_fiber (gpointer data)
{
  QsSubmitDialog *self = data;
  g_autoptr(GError) error = NULL;

  set_busy (self, TRUE);
  if (!load_clone (self, &error))
    set_error_message (self, error->message);
  set_busy (self, FALSE);
  return dex_future_new_true ();
}

static void
show_submitted (QsSubmitDialog *self)
{
  g_autoptr(GVariant) target =
    g_variant_ref_sink (g_variant_new_string (qs_submission_get_job_id (self->submission)));
  g_autofree char *action = g_action_print_detailed_name ("win.show-job", target);

  qs_toast_show_with_action (GTK_WIDGET (self), _("Job submitted"), _("Show job"), action);
  adw_dialog_force_close (ADW_DIALOG (self));
}

/* A submission that was not answered is taken up again: it finds out whether the job exists. */
static DexFuture *
submit_fiber (gpointer data)
{
  QsSubmitDialog *self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) reply = NULL;

  set_error_message (self, NULL);
  set_busy (self, TRUE);
  if (self->submission == NULL)
    {
      g_autoptr(JsonNode) input = qs_request_dup_input (self->request);

      self->submission = qs_submission_new (qs_account_get_engine (self->account), input);
    }

  reply = dex_await_boxed (qs_submission_send (self->submission), &error);
  set_busy (self, FALSE);
  if (reply != NULL)
    show_submitted (self);
  else
    set_error_message (self, error->message);

  return dex_future_new_true ();
}

static void
submit_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  QsSubmitDialog *self = QS_SUBMIT_DIALOG (widget);

  if (self->busy)
    return;

  qs_request_set_revealed (self->request, TRUE);
  if (qs_request_get_n_faults (self->request) == 0)
    {
      qs_scope_spawn (self->scope, submit_fiber, g_object_ref (self), g_object_unref);
      return;
    }

  if (!qs_form_focus_first_fault (QS_FORM (self)))
    {
      g_autofree char *faults = qs_request_dup_faults (self->request);

      set_error_message (self, faults);
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

static QsRequest *
qs_submit_dialog_get_request (QsForm *form)
{
  return QS_SUBMIT_DIALOG (form)->request;
}

static void
form_iface_init (QsFormInterface *iface)
{
  iface->get_request = qs_submit_dialog_get_request;
}

static void
watch_lists (QsSubmitDialog *self)
{
  g_signal_connect_object (self->definitions, "items-changed", G_CALLBACK (adopt_definition), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queues, "items-changed", G_CALLBACK (on_queues_changed_cb), self,
                           G_CONNECT_SWAPPED);
  qs_resource_list_refresh (self->definitions);
  qs_resource_list_refresh (self->queues);
}

static void
qs_submit_dialog_constructed (GObject *object)
{
  QsSubmitDialog *self = QS_SUBMIT_DIALOG (object);
  QsEngine *engine = qs_account_get_engine (self->account);
  QsWatcher *watcher = qs_account_get_watcher (self->account);

  G_OBJECT_CLASS (qs_submit_dialog_parent_class)->constructed (object);

  self->definitions = qs_resource_list_new (engine, QS_RESOURCE_DEFINITION);
  self->queues = qs_resource_list_new (engine, QS_RESOURCE_QUEUE);
  if (watcher != NULL)
    self->jobs = qs_job_view_new (qs_watcher_get_jobs (watcher));
  g_object_notify_by_pspec (object, properties[PROP_DEFINITIONS]);
  g_object_notify_by_pspec (object, properties[PROP_QUEUES]);
  g_object_notify_by_pspec (object, properties[PROP_JOBS]);
  watch_lists (self);

  if (self->definition != NULL)
    begin_with (self, "jobDefinition", self->definition);
  if (self->clone_of != NULL)
    qs_scope_spawn (self->scope, clone_fiber, g_object_ref (self), g_object_unref);
}

static void
qs_submit_dialog_dispose (GObject *object)
{
  QsSubmitDialog *self = QS_SUBMIT_DIALOG (object);

  if (self->scope != NULL)
    qs_scope_cancel (self->scope);
  gtk_widget_dispose_template (GTK_WIDGET (self), QS_TYPE_SUBMIT_DIALOG);
  g_clear_pointer (&self->scope, qs_scope_unref);
  g_clear_object (&self->submission);
  g_clear_object (&self->jobs);
  g_clear_object (&self->queues);
  g_clear_object (&self->definitions);
  g_clear_object (&self->request);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (qs_submit_dialog_parent_class)->dispose (object);
}

static void
qs_submit_dialog_finalize (GObject *object)
{
  QsSubmitDialog *self = QS_SUBMIT_DIALOG (object);

  g_free (self->clone_of);
  g_free (self->definition);
  g_free (self->error_message);

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
    case PROP_REQUEST:
      g_value_set_object (value, self->request);
      break;
    case PROP_DEFINITIONS:
      g_value_set_object (value, self->definitions);
      break;
    case PROP_QUEUES:
      g_value_set_object (value, self->queues);
      break;
    case PROP_JOBS:
      g_value_set_object (value, self->jobs);
      break;
    case PROP_ERROR_MESSAGE:
      g_value_set_string (value, self->error_message);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
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
  properties[PROP_REQUEST] =
    g_param_spec_object ("request", NULL, NULL, QS_TYPE_REQUEST, readable);
  properties[PROP_DEFINITIONS] =
    g_param_spec_object ("definitions", NULL, NULL, QS_TYPE_RESOURCE_LIST, readable);
  properties[PROP_QUEUES] =
    g_param_spec_object ("queues", NULL, NULL, QS_TYPE_RESOURCE_LIST, readable);
  properties[PROP_JOBS] = g_param_spec_object ("jobs", NULL, NULL, QS_TYPE_JOB_VIEW, readable);
  properties[PROP_ERROR_MESSAGE] =
    g_param_spec_string ("error-message", NULL, NULL, NULL, readable);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, readable);
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
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "form.undo",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "form.redo", NULL);
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
  install_properties (object_class);
  install_actions (widget_class);

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
  gtk_widget_class_bind_template_callback (widget_class, make_button_label);
  gtk_widget_class_bind_template_callback (widget_class, on_close_attempt_cb);
  qs_format_closures_bind (widget_class);
}

static void
qs_submit_dialog_init (QsSubmitDialog *self)
{
  self->scope = qs_scope_new ();
  self->request = qs_request_new ("SubmitJob");
  qs_request_set_finish (self->request, qs_submit_defaults_finish);
  g_signal_connect_object (get_document (self), "changed", G_CALLBACK (on_document_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_document (self), "notify::can-undo", G_CALLBACK (on_can_undo_cb),
                           self, G_CONNECT_SWAPPED);

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
