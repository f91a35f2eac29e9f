#include "qs-form-dialog.h"

#include <glib/gi18n.h>

#include "qs-draft-keeper.h"
#include "qs-form-files.h"
#include "qs-form.h"
#include "qs-format-closures.h"
#include "qs-format.h"
#include "qs-json-pane.h"
#include "qs-request-command.h"
#include "qs-ui-resources.h"

/* In a window below this width, in pixels, the request stands below the rows, not beside them. */
#define NARROW 800

typedef struct
{
  QsDraft       *draft;
  QsDraftKeeper *keeper;   /* nullable */
  GtkWidget     *content;
  char          *send_label;
  char          *busy_label;
  gboolean       show_json;
  GtkBox        *panes;
  QsFormFiles   *files;
} QsFormDialogPrivate;

static void form_iface_init (QsFormInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (QsFormDialog, qs_form_dialog, ADW_TYPE_DIALOG,
                                  G_ADD_PRIVATE (QsFormDialog)
                                  G_IMPLEMENT_INTERFACE (QS_TYPE_FORM, form_iface_init))

enum
{
  PROP_DRAFT = 1,
  PROP_KEEPER,
  PROP_CONTENT,
  PROP_SEND_LABEL,
  PROP_BUSY_LABEL,
  PROP_SHOW_JSON,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static QsFormDialogPrivate *
get_private (QsFormDialog *self)
{
  return qs_form_dialog_get_instance_private (self);
}

static QsDocument *
get_document (QsFormDialog *self)
{
  return qs_draft_get_document (get_private (self)->draft);
}

static void
on_can_undo_cb (QsFormDialog *self)
{
  QsDocument *document = get_document (self);

  adw_dialog_set_can_close (ADW_DIALOG (self), !qs_document_get_can_undo (document));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.undo",
                                 qs_document_get_can_undo (document));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.redo",
                                 qs_document_get_can_redo (document));
}

/* Comes after who keeps the draft, and goes with the dialog, has heard that it is sent. */
static void
on_draft_sent_cb (QsFormDialog *self,
                  const char   *name)
{
  QsFormDialogClass *klass = QS_FORM_DIALOG_GET_CLASS (self);

  if (klass->sent != NULL)
    klass->sent (self, name);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
send_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  QsDraft *draft = get_private (QS_FORM_DIALOG (widget))->draft;
  QsRequest *request = qs_draft_get_request (draft);

  qs_request_set_revealed (request, TRUE);
  if (qs_request_get_n_faults (request) == 0)
    qs_draft_send (draft);
  else if (!qs_form_focus_first_fault (QS_FORM (widget)))
    {
      g_autofree char *faults = qs_request_dup_faults (request);
      g_autoptr(GError) error = g_error_new_literal (QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID,
                                                     faults);

      qs_draft_set_error (draft, error);
    }
}

static void
undo_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  qs_document_undo (get_document (QS_FORM_DIALOG (widget)));
}

static void
redo_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  qs_document_redo (get_document (QS_FORM_DIALOG (widget)));
}

static void
start_over_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  qs_draft_keeper_start_over (get_private (QS_FORM_DIALOG (widget))->keeper);
}

static void
copy_command_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  QsDraft *draft = get_private (QS_FORM_DIALOG (widget))->draft;
  g_autofree char *command = qs_request_command_dup_line (qs_draft_get_request (draft));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), command);
}

static void
open_file_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  QsFormDialogPrivate *priv = get_private (QS_FORM_DIALOG (widget));

  qs_form_files_open (priv->files, priv->draft);
}

static void
save_file_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  QsFormDialogPrivate *priv = get_private (QS_FORM_DIALOG (widget));

  qs_form_files_save (priv->files, priv->draft);
}

static void
on_discard_response_cb (QsFormDialog *self,
                        const char   *response)
{
  if (!g_str_equal (response, "discard"))
    return;

  if (get_private (self)->keeper != NULL)
    qs_draft_keeper_discard (get_private (self)->keeper);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
qs_form_dialog_close_attempt (AdwDialog *dialog)
{
  AdwDialog *question = adw_alert_dialog_new (_("Discard What You Entered?"),
                                              _("It has not been sent."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (question), "keep", _("_Keep Editing"),
                                  "discard", _("_Discard"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (question), "discard",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (question), "keep");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (question), "keep");
  g_signal_connect_object (question, "response", G_CALLBACK (on_discard_response_cb), dialog,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (question, GTK_WIDGET (dialog));
}

static char *
make_button_label (QsFormDialog *self,
                   guint         n_faults,
                   gboolean      revealed,
                   gboolean      busy,
                   const char   *send_label,
                   const char   *busy_label)
{
  if (busy)
    return g_strdup (busy_label);
  if (n_faults == 0 || !revealed)
    return g_strdup (send_label);

  return g_strdup_printf (g_dngettext (NULL, "_%u Fault Left", "_%u Faults Left", n_faults),
                          n_faults);
}

static char *
make_back_title (QsFormDialog *self,
                 gint64        back_from)
{
  g_autofree char *time = qs_format_time_near (back_from, g_get_real_time () / 1000);

  /* Translators: a draft was kept, and is in the form again; "%s" is the time, such as "14:03" */
  return g_strdup_printf (_("Your draft of %s is back"), time);
}

static gboolean
is_back (QsFormDialog *self,
         gint64        back_from)
{
  return back_from > 0;
}

static gboolean
is_idle (QsFormDialog *self,
         gboolean      busy)
{
  return !busy;
}

/* With the request beside them the rows keep their width. */
static int
choose_width (QsFormDialog *self,
              gboolean      show_json)
{
  return show_json ? 1060 : 640;
}

static QsRequest *
qs_form_dialog_get_request (QsForm *form)
{
  QsFormDialogPrivate *priv = get_private (QS_FORM_DIALOG (form));

  return priv->draft != NULL ? qs_draft_get_request (priv->draft) : NULL;
}

static QsEngine *
qs_form_dialog_get_engine (QsForm *form)
{
  QsFormDialogPrivate *priv = get_private (QS_FORM_DIALOG (form));

  return priv->draft != NULL ? qs_draft_get_engine (priv->draft) : NULL;
}

static void
form_iface_init (QsFormInterface *iface)
{
  iface->get_request = qs_form_dialog_get_request;
  iface->get_engine = qs_form_dialog_get_engine;
}

/* A row takes the focus only by asking it to, as what has it is the entry inside. */
static void
qs_form_dialog_map (GtkWidget *widget)
{
  GtkWidget *first = adw_dialog_get_focus (ADW_DIALOG (widget));

  GTK_WIDGET_CLASS (qs_form_dialog_parent_class)->map (widget);

  if (first != NULL)
    gtk_widget_grab_focus (first);
}

/* A breakpoint would hide the rows while it takes hold, and the first of them lose the focus. */
static void
qs_form_dialog_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  QsFormDialogPrivate *priv = get_private (QS_FORM_DIALOG (widget));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (priv->panes),
                                  width < NARROW ? GTK_ORIENTATION_VERTICAL
                                                 : GTK_ORIENTATION_HORIZONTAL);
  GTK_WIDGET_CLASS (qs_form_dialog_parent_class)->size_allocate (widget, width, height, baseline);
}

static void
qs_form_dialog_dispose (GObject *object)
{
  QsFormDialogPrivate *priv = get_private (QS_FORM_DIALOG (object));

  if (priv->draft != NULL)
    qs_draft_cancel (priv->draft);
  g_clear_object (&priv->files);
  g_clear_object (&priv->keeper);
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_FORM_DIALOG);
  g_clear_object (&priv->content);
  g_clear_object (&priv->draft);

  G_OBJECT_CLASS (qs_form_dialog_parent_class)->dispose (object);
}

static void
qs_form_dialog_finalize (GObject *object)
{
  QsFormDialogPrivate *priv = get_private (QS_FORM_DIALOG (object));

  g_free (priv->send_label);
  g_free (priv->busy_label);

  G_OBJECT_CLASS (qs_form_dialog_parent_class)->finalize (object);
}

static void
qs_form_dialog_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  QsFormDialogPrivate *priv = get_private (QS_FORM_DIALOG (object));

  switch (prop_id)
    {
    case PROP_DRAFT:
      g_value_set_object (value, priv->draft);
      break;
    case PROP_KEEPER:
      g_value_set_object (value, priv->keeper);
      break;
    case PROP_CONTENT:
      g_value_set_object (value, priv->content);
      break;
    case PROP_SEND_LABEL:
      g_value_set_string (value, priv->send_label);
      break;
    case PROP_BUSY_LABEL:
      g_value_set_string (value, priv->busy_label);
      break;
    case PROP_SHOW_JSON:
      g_value_set_boolean (value, priv->show_json);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_form_dialog_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  QsFormDialogPrivate *priv = get_private (QS_FORM_DIALOG (object));
  gboolean changed = FALSE;

  switch (prop_id)
    {
    case PROP_CONTENT:
      changed = g_set_object (&priv->content, g_value_get_object (value));
      break;
    case PROP_SEND_LABEL:
      changed = g_set_str (&priv->send_label, g_value_get_string (value));
      break;
    case PROP_BUSY_LABEL:
      changed = g_set_str (&priv->busy_label, g_value_get_string (value));
      break;
    case PROP_SHOW_JSON:
      changed = priv->show_json != g_value_get_boolean (value);
      priv->show_json = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }

  if (changed)
    g_object_notify_by_pspec (object, pspec);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GParamFlags flags = readable | G_PARAM_WRITABLE;

  properties[PROP_DRAFT] = g_param_spec_object ("draft", NULL, NULL, QS_TYPE_DRAFT, readable);
  properties[PROP_KEEPER] =
    g_param_spec_object ("keeper", NULL, NULL, QS_TYPE_DRAFT_KEEPER, readable);
  properties[PROP_CONTENT] =
    g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_SEND_LABEL] = g_param_spec_string ("send-label", NULL, NULL, NULL, flags);
  properties[PROP_BUSY_LABEL] = g_param_spec_string ("busy-label", NULL, NULL, NULL, flags);
  properties[PROP_SHOW_JSON] = g_param_spec_boolean ("show-json", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "form.send", NULL, send_action);
  gtk_widget_class_install_action (widget_class, "form.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "form.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "form.start-over", NULL, start_over_action);
  gtk_widget_class_install_action (widget_class, "form.copy-command", NULL, copy_command_action);
  gtk_widget_class_install_action (widget_class, "form.open-file", NULL, open_file_action);
  gtk_widget_class_install_action (widget_class, "form.save-file", NULL, save_file_action);
  gtk_widget_class_install_property_action (widget_class, "form.show-json", "show-json");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "form.send", NULL);
}

static void
qs_form_dialog_class_init (QsFormDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = qs_form_dialog_dispose;
  object_class->finalize = qs_form_dialog_finalize;
  object_class->get_property = qs_form_dialog_get_property;
  object_class->set_property = qs_form_dialog_set_property;
  widget_class->map = qs_form_dialog_map;
  widget_class->size_allocate = qs_form_dialog_size_allocate;
  ADW_DIALOG_CLASS (klass)->close_attempt = qs_form_dialog_close_attempt;
  install_properties (object_class);
  install_actions (widget_class);

  g_type_ensure (QS_TYPE_DRAFT_KEEPER);
  g_type_ensure (QS_TYPE_JSON_PANE);
  g_type_ensure (QS_TYPE_REQUEST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "widgets/qs-form-dialog.ui");
  gtk_widget_class_bind_template_child_private (widget_class, QsFormDialog, panes);
  gtk_widget_class_bind_template_callback (widget_class, make_button_label);
  gtk_widget_class_bind_template_callback (widget_class, make_back_title);
  gtk_widget_class_bind_template_callback (widget_class, is_back);
  gtk_widget_class_bind_template_callback (widget_class, is_idle);
  gtk_widget_class_bind_template_callback (widget_class, choose_width);
  qs_format_closures_bind (widget_class);
}

static void
qs_form_dialog_init (QsFormDialog *self)
{
  QsFormDialogPrivate *priv = get_private (self);

  priv->files = qs_form_files_new (GTK_WIDGET (self));
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Returns: (nullable): what the form edits. */
QsDraft *
qs_form_dialog_get_draft (QsFormDialog *self)
{
  g_return_val_if_fail (QS_IS_FORM_DIALOG (self), NULL);

  return get_private (self)->draft;
}

/* Says what the form edits; once, while the dialog is constructed. */
void
qs_form_dialog_set_draft (QsFormDialog *self,
                          QsDraft      *draft)
{
  QsFormDialogPrivate *priv;

  g_return_if_fail (QS_IS_FORM_DIALOG (self) && QS_IS_DRAFT (draft));

  priv = get_private (self);
  g_return_if_fail (priv->draft == NULL);

  priv->draft = g_object_ref (draft);
  g_signal_connect_object (draft, "sent", G_CALLBACK (on_draft_sent_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (get_document (self), "notify", G_CALLBACK (on_can_undo_cb), self,
                           G_CONNECT_SWAPPED);
  on_can_undo_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT]);
}

/* Keeps what is entered, and puts back what was kept; once, after qs_form_dialog_set_draft().
 * @subject (nullable) is what is edited or cloned. An account without a store keeps nothing. */
void
qs_form_dialog_keep_draft (QsFormDialog *self,
                           QsAccount    *account,
                           const char   *subject)
{
  QsFormDialogPrivate *priv;

  g_return_if_fail (QS_IS_FORM_DIALOG (self) && QS_IS_ACCOUNT (account));

  priv = get_private (self);
  g_return_if_fail (priv->draft != NULL && priv->keeper == NULL);

  if (qs_account_get_drafts (account) == NULL)
    return;

  priv->keeper = qs_draft_keeper_new (priv->draft, account, subject);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEEPER]);
}
