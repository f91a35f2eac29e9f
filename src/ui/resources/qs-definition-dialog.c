#include "qs-definition-dialog.h"

#include <glib/gi18n.h>

#include "qs-command-row.h"
#include "qs-definition-container-options.h"
#include "qs-definition-facts.h"
#include "qs-definition-job-options.h"
#include "qs-definition-template.h"
#include "qs-fact-list.h"
#include "qs-form.h"
#include "qs-format-closures.h"
#include "qs-number-row.h"
#include "qs-parameter-offers.h"
#include "qs-picker-row.h"
#include "qs-records-row.h"
#include "qs-resource-draft.h"
#include "qs-switch-row.h"
#include "qs-text-row.h"
#include "qs-toast.h"
#include "qs-ui-resources.h"

struct _QsDefinitionDialog
{
  QsFormDialog       parent_instance;

  QsAccount         *account;
  QsResource        *original;   /* nullable */
  QsDefinitionFacts *facts;
  QsParameterOffers *offers;

  GtkWidget         *image;
};

G_DEFINE_FINAL_TYPE (QsDefinitionDialog, qs_definition_dialog, QS_TYPE_FORM_DIALOG)

enum
{
  PROP_ACCOUNT = 1,
  PROP_ORIGINAL,
  PROP_FACTS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Closures */

static gboolean
is_new (QsDefinitionDialog *self,
        QsResource         *original)
{
  return original == NULL;
}

static gboolean
is_revision (QsDefinitionDialog *self,
             QsResource         *original)
{
  return original != NULL;
}

static gboolean
is_single (QsDefinitionDialog *self,
           gboolean            has_parts)
{
  return !has_parts;
}

static char *
choose_title (QsDefinitionDialog *self,
              QsResource         *original)
{
  return g_strdup (original == NULL ? _("Create Job Definition") : _("New Revision"));
}

static char *
choose_send_label (QsDefinitionDialog *self,
                   QsResource         *original)
{
  return g_strdup (original == NULL ? _("_Create") : _("_Register"));
}

static char *
describe_name (QsDefinitionDialog *self,
               QsResource         *original)
{
  return original != NULL ? g_strdup (_("The name stays; the revision is counted up.")) : NULL;
}

static QsDocument *
get_document (QsDefinitionDialog *self)
{
  return qs_draft_get_document (qs_form_dialog_get_draft (QS_FORM_DIALOG (self)));
}

static void
on_document_changed_cb (QsDefinitionDialog *self)
{
  JsonNode *root = qs_document_get_root (get_document (self));

  qs_record_read (QS_RECORD (self->facts), json_node_get_object (root));
}

/* The name that was typed is the one thing a template does not know better. */
static void
begin_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  g_autoptr(GEnumClass) templates = g_type_class_ref (QS_TYPE_DEFINITION_TEMPLATE);
  QsDocument *document = get_document (QS_DEFINITION_DIALOG (widget));
  const GEnumValue *value = g_enum_get_value_by_nick (templates,
                                                      g_variant_get_string (parameter, NULL));
  g_autoptr(JsonNode) request = NULL;

  g_return_if_fail (value != NULL);

  request = qs_definition_template_new (value->value,
                                        qs_document_get_string (document, "jobDefinitionName"));
  qs_document_set (document, "", request, NULL);
}

static void
mount_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  g_autoptr(GEnumClass) mounts = g_type_class_ref (QS_TYPE_DEFINITION_MOUNT);
  QsDocument *document = get_document (QS_DEFINITION_DIALOG (widget));
  const GEnumValue *value = g_enum_get_value_by_nick (mounts,
                                                      g_variant_get_string (parameter, NULL));
  g_autoptr(JsonNode) request = NULL;

  g_return_if_fail (value != NULL);

  /* The volume and its mount point are undone together. */
  request = qs_definition_mount_add (qs_document_get_root (document), value->value);
  qs_document_set (document, "", request, NULL);
}

static void
qs_definition_dialog_sent (QsFormDialog *dialog,
                           const char   *arn)
{
  const char *title = strrchr (arn, '/');
  g_autofree char *text = NULL;

  text = g_strdup_printf (_("“%s” registered"), title != NULL ? title + 1 : arn);
  qs_toast_show (GTK_WIDGET (dialog), text);
}

static void
begin (QsDefinitionDialog *self,
       QsDraft            *draft)
{
  g_autoptr(JsonNode) empty = NULL;

  if (self->original != NULL)
    return;

  empty = qs_definition_template_new (QS_DEFINITION_TEMPLATE_EMPTY, NULL);
  qs_document_reset (qs_draft_get_document (draft), empty);
}

static void
qs_definition_dialog_constructed (GObject *object)
{
  QsDefinitionDialog *self = QS_DEFINITION_DIALOG (object);
  gboolean here = qs_account_get_kind (self->account) == QS_ACCOUNT_KIND_LOCAL;
  g_autoptr(QsResourceDraft) draft = NULL;

  G_OBJECT_CLASS (qs_definition_dialog_parent_class)->constructed (object);

  draft = qs_resource_draft_new (qs_account_get_engine (self->account), QS_RESOURCE_DEFINITION,
                                 self->original);
  begin (self, QS_DRAFT (draft));
  self->facts = qs_definition_facts_new (here);
  self->offers = qs_parameter_offers_new (qs_draft_get_request (QS_DRAFT (draft)));
  qs_form_dialog_set_draft (QS_FORM_DIALOG (self), QS_DRAFT (draft));
  g_signal_connect_object (get_document (self), "changed", G_CALLBACK (on_document_changed_cb),
                           self, G_CONNECT_SWAPPED);
  on_document_changed_cb (self);
  g_object_notify_by_pspec (object, properties[PROP_FACTS]);
  if (self->original != NULL)
    adw_dialog_set_focus (ADW_DIALOG (self), self->image);
  else
    qs_form_dialog_keep_draft (QS_FORM_DIALOG (self), self->account, NULL);
}

static void
qs_definition_dialog_dispose (GObject *object)
{
  QsDefinitionDialog *self = QS_DEFINITION_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), QS_TYPE_DEFINITION_DIALOG);
  g_clear_object (&self->offers);
  g_clear_object (&self->facts);
  g_clear_object (&self->original);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (qs_definition_dialog_parent_class)->dispose (object);
}

static void
qs_definition_dialog_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  QsDefinitionDialog *self = QS_DEFINITION_DIALOG (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_ORIGINAL:
      g_value_set_object (value, self->original);
      break;
    case PROP_FACTS:
      g_value_set_object (value, self->facts);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_definition_dialog_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  QsDefinitionDialog *self = QS_DEFINITION_DIALOG (object);

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
  properties[PROP_FACTS] =
    g_param_spec_object ("facts", NULL, NULL, QS_TYPE_DEFINITION_FACTS, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (QS_TYPE_TEXT_ROW);
  g_type_ensure (QS_TYPE_NUMBER_ROW);
  g_type_ensure (QS_TYPE_PICKER_ROW);
  g_type_ensure (QS_TYPE_SWITCH_ROW);
  g_type_ensure (QS_TYPE_COMMAND_ROW);
  g_type_ensure (QS_TYPE_RECORDS_ROW);
  g_type_ensure (QS_TYPE_FACT_LIST);
  g_type_ensure (QS_TYPE_DEFINITION_CONTAINER_OPTIONS);
  g_type_ensure (QS_TYPE_DEFINITION_JOB_OPTIONS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH
                                               "resources/qs-definition-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QsDefinitionDialog, image);
  gtk_widget_class_bind_template_callback (widget_class, is_new);
  gtk_widget_class_bind_template_callback (widget_class, is_revision);
  gtk_widget_class_bind_template_callback (widget_class, is_single);
  gtk_widget_class_bind_template_callback (widget_class, choose_title);
  gtk_widget_class_bind_template_callback (widget_class, choose_send_label);
  gtk_widget_class_bind_template_callback (widget_class, describe_name);
  qs_format_closures_bind (widget_class);
}

static void
qs_definition_dialog_class_init (QsDefinitionDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = qs_definition_dialog_constructed;
  object_class->dispose = qs_definition_dialog_dispose;
  object_class->get_property = qs_definition_dialog_get_property;
  object_class->set_property = qs_definition_dialog_set_property;
  QS_FORM_DIALOG_CLASS (klass)->sent = qs_definition_dialog_sent;
  install_properties (object_class);

  gtk_widget_class_install_action (widget_class, "definition.begin", "s", begin_action);
  gtk_widget_class_install_action (widget_class, "definition.mount", "s", mount_action);
  bind_template (widget_class);
}

static void
qs_definition_dialog_init (QsDefinitionDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * qs_definition_dialog_new:
 * @account: one with an open engine
 * @original: (nullable): the definition to make a new revision of
 */
AdwDialog *
qs_definition_dialog_new (QsAccount  *account,
                          QsResource *original)
{
  g_return_val_if_fail (QS_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (qs_account_get_engine (account) != NULL, NULL);

  return g_object_new (QS_TYPE_DEFINITION_DIALOG,
                       "account", account,
                       "original", original,
                       NULL);
}
