#include "qs-environment-dialog.h"

#include <glib/gi18n.h>

#include "qs-await.h"
#include "qs-choice-row.h"
#include "qs-environment-network.h"
#include "qs-environment-request.h"
#include "qs-environment-traits.h"
#include "qs-form.h"
#include "qs-number-row.h"
#include "qs-pairs-row.h"
#include "qs-picker-row.h"
#include "qs-radio-row.h"
#include "qs-records-row.h"
#include "qs-resource-draft.h"
#include "qs-resource-outcome.h"
#include "qs-scope.h"
#include "qs-switch-row.h"
#include "qs-text-row.h"
#include "qs-tokens-row.h"
#include "qs-ui-resources.h"

struct _QsEnvironmentDialog
{
  QsFormDialog         parent_instance;

  QsAccount           *account;
  QsResource          *original;   /* nullable */
  QsEnvironmentTraits *traits;
  QsScope             *scope;
};

G_DEFINE_FINAL_TYPE (QsEnvironmentDialog, qs_environment_dialog, QS_TYPE_FORM_DIALOG)

enum
{
  PROP_ACCOUNT = 1,
  PROP_ORIGINAL,
  PROP_TRAITS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
is_local (QsEnvironmentDialog *self)
{
  return qs_account_get_kind (self->account) == QS_ACCOUNT_KIND_LOCAL;
}

/* Closure */
static char *
describe_form (QsEnvironmentDialog *self,
               gboolean             aws)
{
  return g_strdup (aws ? _("A compute environment is a collection of AWS Batch compute resources "
                           "that can be associated with a job queue. In a managed compute "
                           "environment, AWS Batch handles the scaling and provisioning of your "
                           "instances for you; in an unmanaged compute environment, you control "
                           "the instances.")
                       : _("A compute environment of this computer says how much of it the jobs "
                           "of a queue may use, and which folders they see."));
}

/* Closure */
static char *
describe_resources (QsEnvironmentDialog *self,
                    gboolean             aws)
{
  return g_strdup (aws ? _("Compute resources are the Amazon EC2 instances that jobs are placed "
                           "on. There are multiple instance types that are available to use in "
                           "AWS Batch as either On-demand or Spot instances.")
                       : _("Jobs run one beside the other until the vCPUs are used up. Memory is "
                           "the computer's: a job that asks for more than there is stays in its "
                           "queue."));
}

/* Closure */
static char *
describe_maximum (QsEnvironmentDialog *self,
                  gboolean             aws)
{
  return g_strdup (aws ? _("EC2 instance type limits will determine the maximum vCPUs you can run "
                           "at a time.")
                       : _("The most that the jobs of this environment use at a time."));
}

/* The form is of use without it, so nobody waits. */
static DexFuture *
network_fiber (gpointer data)
{
  QsEnvironmentDialog *self = data;
  QsDraft *draft = qs_form_dialog_get_draft (QS_FORM_DIALOG (self));
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) network = NULL;

  network = qs_await_boxed (qs_environment_network_find (qs_account_get_engine (self->account)),
                            &error);
  if (network != NULL)
    qs_environment_traits_add_network (self->traits, network);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    qs_draft_set_error (draft, error);

  return dex_future_new_true ();
}

static void
begin (QsEnvironmentDialog *self)
{
  g_autoptr(JsonNode) request = NULL;

  if (is_local (self))
    request = qs_environment_request_new_local (g_get_num_processors (),
                                                qs_account_get_datastore (self->account));
  else
    request = qs_environment_request_new ();

  qs_environment_traits_begin (self->traits, request);
  if (!is_local (self))
    qs_scope_spawn (self->scope, network_fiber, g_object_ref (self), g_object_unref);
}

static void
qs_environment_dialog_sent (QsFormDialog *dialog,
                            const char   *arn)
{
  QsEnvironmentDialog *self = QS_ENVIRONMENT_DIALOG (dialog);

  qs_resource_outcome_tell (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (dialog))), self->account,
                            QS_RESOURCE_ENVIRONMENT, arn);
}

static void
qs_environment_dialog_closed (AdwDialog *dialog)
{
  qs_scope_cancel (QS_ENVIRONMENT_DIALOG (dialog)->scope);

  if (ADW_DIALOG_CLASS (qs_environment_dialog_parent_class)->closed != NULL)
    ADW_DIALOG_CLASS (qs_environment_dialog_parent_class)->closed (dialog);
}

static void
qs_environment_dialog_constructed (GObject *object)
{
  QsEnvironmentDialog *self = QS_ENVIRONMENT_DIALOG (object);
  JsonObject *document = self->original != NULL ? qs_resource_get_document (self->original) : NULL;
  g_autoptr(QsResourceDraft) draft = NULL;

  G_OBJECT_CLASS (qs_environment_dialog_parent_class)->constructed (object);

  draft = qs_resource_draft_new (qs_account_get_engine (self->account), QS_RESOURCE_ENVIRONMENT,
                                 self->original);
  self->traits = qs_environment_traits_new (qs_draft_get_request (QS_DRAFT (draft)), document,
                                            is_local (self));
  qs_form_dialog_set_draft (QS_FORM_DIALOG (self), QS_DRAFT (draft));
  g_object_notify_by_pspec (object, properties[PROP_TRAITS]);

  if (self->original == NULL)
    {
      begin (self);
      qs_form_dialog_keep_draft (QS_FORM_DIALOG (self), self->account, NULL);
    }
  else
    g_object_set (self,
                  "title", _("Edit Compute Environment"),
                  "send-label", _("_Save"),
                  "busy-label", _("Saving…"),
                  NULL);
}

static void
qs_environment_dialog_dispose (GObject *object)
{
  QsEnvironmentDialog *self = QS_ENVIRONMENT_DIALOG (object);

  qs_scope_cancel (self->scope);
  gtk_widget_dispose_template (GTK_WIDGET (self), QS_TYPE_ENVIRONMENT_DIALOG);
  g_clear_object (&self->traits);
  g_clear_object (&self->original);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (qs_environment_dialog_parent_class)->dispose (object);
}

static void
qs_environment_dialog_finalize (GObject *object)
{
  qs_scope_unref (QS_ENVIRONMENT_DIALOG (object)->scope);

  G_OBJECT_CLASS (qs_environment_dialog_parent_class)->finalize (object);
}

static void
qs_environment_dialog_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  QsEnvironmentDialog *self = QS_ENVIRONMENT_DIALOG (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_ORIGINAL:
      g_value_set_object (value, self->original);
      break;
    case PROP_TRAITS:
      g_value_set_object (value, self->traits);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_environment_dialog_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  QsEnvironmentDialog *self = QS_ENVIRONMENT_DIALOG (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      self->account = g_value_dup_object (value);
      break;
    case PROP_ORIGINAL:
      self->original = g_value_dup_object (value);
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
  properties[PROP_ORIGINAL] =
    g_param_spec_object ("original", NULL, NULL, QS_TYPE_RESOURCE, construct);
  properties[PROP_TRAITS] =
    g_param_spec_object ("traits", NULL, NULL, QS_TYPE_ENVIRONMENT_TRAITS, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ensure_rows (void)
{
  g_type_ensure (QS_TYPE_CHOICE_ROW);
  g_type_ensure (QS_TYPE_NUMBER_ROW);
  g_type_ensure (QS_TYPE_PAIRS_ROW);
  g_type_ensure (QS_TYPE_PICKER_ROW);
  g_type_ensure (QS_TYPE_RADIO_ROW);
  g_type_ensure (QS_TYPE_RECORDS_ROW);
  g_type_ensure (QS_TYPE_SWITCH_ROW);
  g_type_ensure (QS_TYPE_TEXT_ROW);
  g_type_ensure (QS_TYPE_TOKENS_ROW);
}

static void
qs_environment_dialog_class_init (QsEnvironmentDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = qs_environment_dialog_constructed;
  object_class->dispose = qs_environment_dialog_dispose;
  object_class->finalize = qs_environment_dialog_finalize;
  object_class->get_property = qs_environment_dialog_get_property;
  object_class->set_property = qs_environment_dialog_set_property;
  ADW_DIALOG_CLASS (klass)->closed = qs_environment_dialog_closed;
  QS_FORM_DIALOG_CLASS (klass)->sent = qs_environment_dialog_sent;
  install_properties (object_class);

  ensure_rows ();
  gtk_widget_class_set_template_from_resource (widget_class, QS_RESOURCE_PATH
                                               "resources/qs-environment-dialog.ui");
  gtk_widget_class_bind_template_callback (widget_class, describe_form);
  gtk_widget_class_bind_template_callback (widget_class, describe_resources);
  gtk_widget_class_bind_template_callback (widget_class, describe_maximum);
}

static void
qs_environment_dialog_init (QsEnvironmentDialog *self)
{
  self->scope = qs_scope_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
qs_environment_dialog_new (QsAccount  *account,
                           QsResource *original)
{
  g_return_val_if_fail (QS_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (qs_account_get_engine (account) != NULL, NULL);
  g_return_val_if_fail (original == NULL || QS_IS_RESOURCE (original), NULL);

  return g_object_new (QS_TYPE_ENVIRONMENT_DIALOG,
                       "account", account,
                       "original", original,
                       NULL);
}
