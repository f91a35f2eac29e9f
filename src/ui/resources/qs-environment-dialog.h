#pragma once

#include "qs-form-dialog.h"

#include "qs-account.h"
#include "qs-resource.h"

G_BEGIN_DECLS

/*
 * Makes a compute environment, or changes one: a form over the request, with the console's labels
 * and what today's API has beyond them. It shows what applies to the type that is chosen and, for a
 * change, what AWS lets be changed. Construct properties: "account", which is ready; "original",
 * the environment to be changed, or NULL.
 *
 * What was made or changed is followed after the dialog has closed: a toast tells whether it became
 * valid.
 */
#define QS_TYPE_ENVIRONMENT_DIALOG (qs_environment_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QsEnvironmentDialog,
                      qs_environment_dialog,
                      QS,
                      ENVIRONMENT_DIALOG,
                      QsFormDialog)

AdwDialog *qs_environment_dialog_new (QsAccount  *account,
                                      QsResource *original) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
