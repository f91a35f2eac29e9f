#pragma once

#include "qs-account.h"
#include "qs-form-dialog.h"
#include "qs-resource.h"

G_BEGIN_DECLS

/*
 * The form of a job definition: a new one, or the next revision of one. It opens the page of the
 * console with the same labels in the same order, what the API has besides in rows to be unfolded.
 * What has more than one container is shown, and kept as it is.
 */
#define QS_TYPE_DEFINITION_DIALOG (qs_definition_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QsDefinitionDialog,
                      qs_definition_dialog,
                      QS,
                      DEFINITION_DIALOG,
                      QsFormDialog)

AdwDialog *qs_definition_dialog_new (QsAccount  *account,
                                     QsResource *original);

G_END_DECLS
