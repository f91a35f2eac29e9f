#include "qs-submit-dialog.h"

#include <glib/gi18n.h>

#include "qs-command-row.h"
#include "qs-dependencies-row.h"
#include "qs-format-closures.h"
#include "qs-job-view.h"
#include "qs-number-row.h"
#include "qs-pairs-row.h"
#include "qs-picker-row.h"
#include "qs-records-row.h"
#include "qs-submit-draft.h"
#include "qs-switch-row.h"
#include "qs-text-row.h"
#include "qs-toast.h"
#include "qs-ui-resources.h"
#include "qs-warning-card.h"
#include "qs-watcher.h"

struct _QsSubmitDialog
{
  QsFormDialog   parent_instance;

  QsAccount     *account;
  char          *clone_of;
  char          *definition;
  QsJobView     *jobs;
  QsSubmitChange change;
  GtkWidget     *memory;
  GtkWidget     *queue;
};

G_DEFINE_FINAL_TYPE (QsSubmitDialog, qs_submit_dialog, QS_TYPE_FORM_DIALOG)

enum
{
  PROP_ACCOUNT = 1,
  PROP_CLONE_OF,
  PROP_DEFINITION,
  PROP_CHANGE,
  PROP_JOBS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
qs_submit_dialog_sent (QsFormDialog *dialog,
                       const char   *job_id)
{
  g_autoptr(GVariant) target = g_variant_ref_sink (g_variant_new_string (job_id));
  g_autofree char *action = g_action_print_detailed_name ("win.show-job", target);
  QsWatcher *watcher = qs_account_get_watcher (QS_SUBMIT_DIALOG (dialog)->account);

  /* AWS does not tell of new jobs, and a quiet account is asked but once a minute. */
  if (watcher != NULL)
    dex_future_disown (qs_watcher_refresh (watcher));

  qs_toast_show_with_action (GTK_WIDGET (dialog), _("Job submitted"), _("Show job"), action);
}

static void
focus_change (QsSubmitDialog *self)
{
  if (self->change == QS_SUBMIT_CHANGE_MEMORY)
    adw_dialog_set_focus (ADW_DIALOG (self), self->memory);
  if (self->change == QS_SUBMIT_CHANGE_QUEUE)
    adw_dialog_set_focus (ADW_DIALOG (self), self->queue);
}

/* Nobody is to look for what was changed; the rows can be used only once the job is known. */
static void
on_busy_cb (QsSubmitDialog *self,
            GParamSpec     *pspec,
            QsDraft        *draft)
{
  GtkWidget *row = adw_dialog_get_focus (ADW_DIALOG (self));
  GtkWidget *viewport = row != NULL ? gtk_widget_get_ancestor (row, GTK_TYPE_VIEWPORT) : NULL;

  if (qs_draft_get_busy (draft) || self->change == QS_SUBMIT_CHANGE_NONE || viewport == NULL)
    return;

  gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), row, NULL);
  gtk_widget_grab_focus (row);
}

/* Each way to begin has a draft of its own. */
static void
keep_draft (QsSubmitDialog *self)
{
  g_autofree char *subject = NULL;

  if (self->clone_of != NULL)
    subject = g_strdup_printf ("%s %s", qs_submit_change_get_nick (self->change), self->clone_of);
  qs_form_dialog_keep_draft (QS_FORM_DIALOG (self), self->account,
                             subject != NULL ? subject : self->definition);
}

static void
qs_submit_dialog_constructed (GObject *object)
{
  QsSubmitDialog *self = QS_SUBMIT_DIALOG (object);
  QsWatcher *watcher = qs_account_get_watcher (self->account);
  g_autoptr(QsSubmitDraft) draft = NULL;

  G_OBJECT_CLASS (qs_submit_dialog_parent_class)->constructed (object);

  draft = qs_submit_draft_new (qs_account_get_engine (self->account));
  if (watcher != NULL)
    self->jobs = qs_job_view_new (qs_watcher_get_jobs (watcher));

  qs_form_dialog_set_draft (QS_FORM_DIALOG (self), QS_DRAFT (draft));
  g_object_notify_by_pspec (object, properties[PROP_JOBS]);

  if (self->definition != NULL)
    qs_draft_begin (QS_DRAFT (draft), "jobDefinition", self->definition);
  if (self->clone_of != NULL)
    qs_submit_draft_clone (draft, self->clone_of, self->change);
  focus_change (self);
  keep_draft (self);
  g_signal_connect_object (draft, "notify::busy", G_CALLBACK (on_busy_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
qs_submit_dialog_dispose (GObject *object)
{
  QsSubmitDialog *self = QS_SUBMIT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), QS_TYPE_SUBMIT_DIALOG);
  g_clear_object (&self->jobs);
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
    case PROP_CHANGE:
      g_value_set_enum (value, self->change);
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
    case PROP_CHANGE:
      self->change = g_value_get_enum (value);
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
  properties[PROP_CHANGE] = g_param_spec_enum ("change", NULL, NULL, QS_TYPE_SUBMIT_CHANGE,
                                               QS_SUBMIT_CHANGE_NONE, construct);
  properties[PROP_JOBS] = g_param_spec_object ("jobs", NULL, NULL, QS_TYPE_JOB_VIEW, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
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
  QS_FORM_DIALOG_CLASS (klass)->sent = qs_submit_dialog_sent;
  install_properties (object_class);

  g_type_ensure (QS_TYPE_SUBMIT_DRAFT);
  g_type_ensure (QS_TYPE_JOB_PREFLIGHT);
  g_type_ensure (QS_TYPE_WARNING_CARD);
  g_type_ensure (QS_TYPE_TEXT_ROW);
  g_type_ensure (QS_TYPE_NUMBER_ROW);
  g_type_ensure (QS_TYPE_PICKER_ROW);
  g_type_ensure (QS_TYPE_DEPENDENCIES_ROW);
  g_type_ensure (QS_TYPE_COMMAND_ROW);
  g_type_ensure (QS_TYPE_PAIRS_ROW);
  g_type_ensure (QS_TYPE_RECORDS_ROW);
  g_type_ensure (QS_TYPE_SWITCH_ROW);
  g_type_ensure (QS_TYPE_RESOURCE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "jobs/qs-submit-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QsSubmitDialog, memory);
  gtk_widget_class_bind_template_child (widget_class, QsSubmitDialog, queue);
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

/* Submits the job @clone_of again, with one thing different. */
QsSubmitDialog *
qs_submit_dialog_new_again (QsAccount     *account,
                            const char    *clone_of,
                            QsSubmitChange change)
{
  g_return_val_if_fail (QS_IS_ACCOUNT (account) && clone_of != NULL, NULL);
  g_return_val_if_fail (qs_account_get_engine (account) != NULL, NULL);

  return g_object_new (QS_TYPE_SUBMIT_DIALOG, "account", account, "clone-of", clone_of,
                       "change", change, NULL);
}
