#include "qs-queue-dialog.h"

#include <glib/gi18n.h>

#include "qs-format-closures.h"
#include "qs-json.h"
#include "qs-number-row.h"
#include "qs-order-row.h"
#include "qs-pairs-row.h"
#include "qs-record-column.h"
#include "qs-records-row.h"
#include "qs-resource-draft.h"
#include "qs-resource-list.h"
#include "qs-switch-row.h"
#include "qs-text-row.h"
#include "qs-toast.h"
#include "qs-ui-resources.h"

struct _QsQueueDialog
{
  QsFormDialog    parent_instance;

  QsAccount      *account;
  QsResource     *original;       /* nullable */
  QsResourceList *environments;
  QsFieldRow     *priority;
};

G_DEFINE_FINAL_TYPE (QsQueueDialog, qs_queue_dialog, QS_TYPE_FORM_DIALOG)

enum
{
  PROP_ACCOUNT = 1,
  PROP_ORIGINAL,
  PROP_ENVIRONMENTS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Closures */
static char *
title_text (gpointer    object,
            QsResource *original)
{
  return g_strdup (original == NULL ? _("Create a Job Queue") : _("Edit Job Queue"));
}

static char *
send_text (gpointer    object,
           QsResource *original)
{
  return g_strdup (original == NULL ? _("_Create") : _("_Save"));
}

static char *
busy_text (gpointer    object,
           QsResource *original)
{
  return g_strdup (original == NULL ? _("Creating…") : _("Saving…"));
}

static char *
tags_text (gpointer    object,
           QsResource *original)
{
  return g_strdup (original == NULL
                   ? _("For bills and permissions")
                   : _("Given when a queue is made: UpdateJobQueue does not take them"));
}

static gboolean
is_new (gpointer    object,
        QsResource *original)
{
  return original == NULL;
}

static gboolean
is_change (gpointer    object,
           QsResource *original)
{
  return original != NULL;
}

static gboolean
can_share (gpointer    object,
           QsResource *original)
{
  return original == NULL ||
         qs_json_get_string (qs_resource_get_document (original), "schedulingPolicyArn",
                             NULL) != NULL;
}

static void
qs_queue_dialog_sent (QsFormDialog *dialog,
                      const char   *arn)
{
  qs_toast_show (GTK_WIDGET (dialog), QS_QUEUE_DIALOG (dialog)->original == NULL
                                      ? _("Job queue created") : _("Job queue saved"));
}

/* As the console begins: a queue of priority 1 that is switched on. */
static void
begin_new (QsDraft *draft)
{
  g_autoptr(JsonNode) begin = qs_json_take (json_object_new ());
  JsonObject *object = json_node_get_object (begin);

  json_object_set_string_member (object, "state", "ENABLED");
  json_object_set_int_member (object, "priority", 1);
  qs_document_reset (qs_draft_get_document (draft), begin);
}

static void
qs_queue_dialog_constructed (GObject *object)
{
  QsQueueDialog *self = QS_QUEUE_DIALOG (object);
  QsEngine *engine = qs_account_get_engine (self->account);
  g_autoptr(QsResourceDraft) draft = qs_resource_draft_new (engine, QS_RESOURCE_QUEUE,
                                                            self->original);

  G_OBJECT_CLASS (qs_queue_dialog_parent_class)->constructed (object);

  if (self->original == NULL)
    begin_new (QS_DRAFT (draft));
  else
    g_object_set (self, "focus-widget", self->priority, NULL);

  qs_form_dialog_set_draft (QS_FORM_DIALOG (self), QS_DRAFT (draft));
  if (self->original == NULL)
    qs_form_dialog_keep_draft (QS_FORM_DIALOG (self), self->account, NULL);
  self->environments = qs_resource_list_new (engine, QS_RESOURCE_ENVIRONMENT);
  qs_resource_list_refresh (self->environments);
  g_object_notify_by_pspec (object, properties[PROP_ENVIRONMENTS]);
}

static void
qs_queue_dialog_dispose (GObject *object)
{
  QsQueueDialog *self = QS_QUEUE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), QS_TYPE_QUEUE_DIALOG);
  g_clear_object (&self->environments);
  g_clear_object (&self->original);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (qs_queue_dialog_parent_class)->dispose (object);
}

static void
qs_queue_dialog_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  QsQueueDialog *self = QS_QUEUE_DIALOG (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_ORIGINAL:
      g_value_set_object (value, self->original);
      break;
    case PROP_ENVIRONMENTS:
      g_value_set_object (value, self->environments);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_queue_dialog_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  QsQueueDialog *self = QS_QUEUE_DIALOG (object);

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
  properties[PROP_ENVIRONMENTS] =
    g_param_spec_object ("environments", NULL, NULL, QS_TYPE_RESOURCE_LIST, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (QS_TYPE_NUMBER_ROW);
  g_type_ensure (QS_TYPE_ORDER_ROW);
  g_type_ensure (QS_TYPE_PAIRS_ROW);
  g_type_ensure (QS_TYPE_RECORDS_ROW);
  g_type_ensure (QS_TYPE_RECORD_COLUMN);
  g_type_ensure (QS_TYPE_SWITCH_ROW);
  g_type_ensure (QS_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "resources/qs-queue-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QsQueueDialog, priority);
  gtk_widget_class_bind_template_callback (widget_class, title_text);
  gtk_widget_class_bind_template_callback (widget_class, send_text);
  gtk_widget_class_bind_template_callback (widget_class, busy_text);
  gtk_widget_class_bind_template_callback (widget_class, tags_text);
  gtk_widget_class_bind_template_callback (widget_class, is_new);
  gtk_widget_class_bind_template_callback (widget_class, is_change);
  gtk_widget_class_bind_template_callback (widget_class, can_share);
  qs_format_closures_bind (widget_class);
}

static void
qs_queue_dialog_class_init (QsQueueDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = qs_queue_dialog_constructed;
  object_class->dispose = qs_queue_dialog_dispose;
  object_class->get_property = qs_queue_dialog_get_property;
  object_class->set_property = qs_queue_dialog_set_property;
  QS_FORM_DIALOG_CLASS (klass)->sent = qs_queue_dialog_sent;
  install_properties (object_class);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
qs_queue_dialog_init (QsQueueDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
qs_queue_dialog_new (QsAccount  *account,
                     QsResource *original)
{
  g_return_val_if_fail (QS_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (qs_account_get_engine (account) != NULL, NULL);

  return g_object_new (QS_TYPE_QUEUE_DIALOG, "account", account, "original", original, NULL);
}
