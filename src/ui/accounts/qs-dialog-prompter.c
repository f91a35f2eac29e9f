#include "qs-dialog-prompter.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "qs-account-settings.h"
#include "qs-command-line.h"
#include "qs-display-text.h"

#define CODE_LENGTH 6

struct _QsDialogPrompter
{
  GObject    parent_instance;

  GtkWidget *parent;   /* weak */
};

static void prompter_iface_init (QsPrompterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsDialogPrompter, qs_dialog_prompter, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (QS_TYPE_PROMPTER, prompter_iface_init))

/* One question on the screen. */
typedef struct
{
  DexPromise *promise;
  GtkWidget  *entry;   /* of a code; NULL for a command */
} QsQuestion;

static void
free_question (gpointer  data,
               GClosure *closure)
{
  QsQuestion *question = data;

  dex_unref (question->promise);
  g_free (question);
}

static gboolean
is_code (const char *text)
{
  return strlen (text) == CODE_LENGTH && strspn (text, "0123456789") == CODE_LENGTH;
}

/* Codes are shown and copied in two groups of three. */
static char *
dup_digits (GtkWidget *entry)
{
  GString *digits = g_string_new (NULL);

  for (const char *at = gtk_editable_get_text (GTK_EDITABLE (entry)); *at != '\0'; at++)
    if (!g_ascii_isspace (*at) && *at != '-')
      g_string_append_c (digits, *at);

  return g_string_free (digits, FALSE);
}

static void
on_code_changed_cb (GtkWidget *entry,
                    gpointer   dialog)
{
  g_autofree char *digits = dup_digits (entry);

  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (dialog), "use", is_code (digits));
}

static void
reject_dismissed (QsQuestion *question)
{
  dex_promise_reject (question->promise,
                      g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                           _("The question was dismissed")));
}

static void
on_code_response_cb (AdwAlertDialog *dialog,
                     const char     *response,
                     gpointer        user_data)
{
  QsQuestion *question = user_data;

  /* A dialog that is closed by force answers a second time. */
  if (!dex_future_is_pending (DEX_FUTURE (question->promise)))
    return;

  if (g_str_equal (response, "use"))
    dex_promise_resolve_string (question->promise, dup_digits (question->entry));
  else
    reject_dismissed (question);
}

static void
on_command_response_cb (AdwAlertDialog *dialog,
                        const char     *response,
                        gpointer        user_data)
{
  QsQuestion *question = user_data;

  if (dex_future_is_pending (DEX_FUTURE (question->promise)))
    dex_promise_resolve_boolean (question->promise, g_str_equal (response, "run"));
}

static DexFuture *
present (QsDialogPrompter *self,
         AdwDialog        *dialog,
         QsQuestion       *question,
         GCallback         on_response_cb)
{
  DexFuture *answer = DEX_FUTURE (dex_ref (question->promise));

  g_signal_connect_data (dialog, "response", on_response_cb, question, free_question, 0);
  adw_dialog_present (dialog, self->parent);
  return answer;
}

static QsQuestion *
make_question (void)
{
  QsQuestion *question = g_new0 (QsQuestion, 1);

  question->promise = dex_promise_new ();
  return question;
}

static GtkWidget *
make_code_entry (void)
{
  GtkWidget *entry = gtk_entry_new ();

  g_object_set (entry,
                "input-purpose", GTK_INPUT_PURPOSE_DIGITS,
                "activates-default", TRUE,
                "max-length", CODE_LENGTH + 2,
                "max-width-chars", CODE_LENGTH + 2,
                "halign", GTK_ALIGN_CENTER,
                "xalign", 0.5,
                NULL);
  gtk_widget_add_css_class (entry, "title-1");
  gtk_widget_add_css_class (entry, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Code of six digits"), -1);
  return entry;
}

static const char *
get_name (QsAccountSettings *settings)
{
  const char *name = settings != NULL ? qs_account_settings_get (settings, QS_ACCOUNT_NAME) : NULL;

  return name != NULL ? name : _("the account");
}

static char *
describe_code (QsAccountSettings *settings,
               const char        *mfa_serial)
{
  g_autofree char *name = qs_display_text (get_name (settings), -1);
  g_autofree char *device = qs_display_text (mfa_serial != NULL ? mfa_serial : "", -1);

  /* Translators: the first is the name of an account, the second that of a device. */
  return g_strdup_printf (_("“%s” asks for the code that this device shows now:\n%s"), name,
                          device);
}

static DexFuture *
refuse (void)
{
  return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s",
                                _("There is no window to ask in"));
}

static DexFuture *
qs_dialog_prompter_ask_code (QsPrompter        *prompter,
                             QsAccountSettings *settings,
                             const char        *mfa_serial)
{
  QsDialogPrompter *self = QS_DIALOG_PROMPTER (prompter);
  g_autofree char *body = describe_code (settings, mfa_serial);
  AdwDialog *dialog;
  QsQuestion *question;

  if (self->parent == NULL)
    return refuse ();

  dialog = adw_alert_dialog_new (_("Enter the Code"), body);
  question = make_question ();
  question->entry = make_code_entry ();
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), question->entry);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"),
                                  "use", _("_Continue"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "use",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (dialog), "use", FALSE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "use");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_dialog_set_focus (dialog, question->entry);
  g_signal_connect_object (question->entry, "changed", G_CALLBACK (on_code_changed_cb), dialog, 0);
  return present (self, dialog, question, G_CALLBACK (on_code_response_cb));
}

/* The command exactly as it will be run; a profile may come from anybody. */
static GtkWidget *
make_command_label (const char *command)
{
  g_autofree char *shown = qs_display_text (command, -1);
  GtkWidget *label = gtk_label_new (shown);

  g_object_set (label, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "selectable", TRUE,
                "can-focus", FALSE, "xalign", 0.0, NULL);
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_add_css_class (label, "card");
  gtk_widget_add_css_class (label, "command");
  return label;
}

static DexFuture *
qs_dialog_prompter_confirm_command (QsPrompter         *prompter,
                                    QsAccountSettings  *settings,
                                    const char * const *argv)
{
  QsDialogPrompter *self = QS_DIALOG_PROMPTER (prompter);
  g_autofree char *command = qs_command_line_join_for_shell (argv);
  g_autofree char *name = qs_display_text (get_name (settings), -1);
  g_autofree char *body = NULL;
  AdwDialog *dialog;
  QsQuestion *question;

  if (self->parent == NULL)
    return refuse ();

  body = g_strdup_printf (_("To sign in, “%s” has this program run on your computer, with all you "
                            "may do. Run it only if you know it."), name);
  dialog = adw_alert_dialog_new (_("Run a Program?"), body);
  question = make_question ();
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), make_command_label (command));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Do Not Run"),
                                  "run", _("_Run"), NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  return present (self, dialog, question, G_CALLBACK (on_command_response_cb));
}

static void
prompter_iface_init (QsPrompterInterface *iface)
{
  iface->ask_code = qs_dialog_prompter_ask_code;
  iface->confirm_command = qs_dialog_prompter_confirm_command;
}

static void
qs_dialog_prompter_finalize (GObject *object)
{
  QsDialogPrompter *self = QS_DIALOG_PROMPTER (object);

  g_clear_weak_pointer (&self->parent);

  G_OBJECT_CLASS (qs_dialog_prompter_parent_class)->finalize (object);
}

static void
qs_dialog_prompter_class_init (QsDialogPrompterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_dialog_prompter_finalize;
}

static void
qs_dialog_prompter_init (QsDialogPrompter *self)
{
}

/* Returns: (transfer full): a prompter that asks over @parent, which it does not keep alive. */
QsDialogPrompter *
qs_dialog_prompter_new (GtkWidget *parent)
{
  QsDialogPrompter *self;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);

  self = g_object_new (QS_TYPE_DIALOG_PROMPTER, NULL);
  g_set_weak_pointer (&self->parent, parent);
  return self;
}
