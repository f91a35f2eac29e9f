#include "qs-resource-forms.h"

#include "qs-definition-dialog.h"
#include "qs-environment-dialog.h"
#include "qs-queue-dialog.h"

/* @original: (nullable): what is changed, or for a definition made anew from. */
typedef AdwDialog *(*QsMakeDialog) (QsAccount  *account,
                                    QsResource *original);

/* One line for each kind. */
static const QsMakeDialog forms[] = {
  [QS_RESOURCE_DEFINITION] = qs_definition_dialog_new,
  [QS_RESOURCE_QUEUE] = qs_queue_dialog_new,
  [QS_RESOURCE_ENVIRONMENT] = qs_environment_dialog_new,
};

gboolean
qs_resource_forms_has (QsResourceKind kind)
{
  return kind < G_N_ELEMENTS (forms) && forms[kind] != NULL;
}

/* @original: (nullable): what to change. The kind has a form and the account is ready. */
AdwDialog *
qs_resource_forms_make (QsResourceKind kind,
                        QsAccount     *account,
                        QsResource    *original)
{
  g_return_val_if_fail (qs_resource_forms_has (kind), NULL);

  return forms[kind] (account, original);
}
