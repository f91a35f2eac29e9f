#pragma once

#include "qs-form-dialog.h"

#include "qs-account.h"
#include "qs-submit-change.h"

G_BEGIN_DECLS

/*
 * Submits a job: a form over a SubmitJob request that shows what the definition says and sends only
 * what differs. Construct properties: "account", which is ready; "clone-of", the id of a job to
 * begin from, or NULL; "change", what is to be different from that job, which then has the focus;
 * "definition", the name of a definition to begin from, or NULL.
 */
#define QS_TYPE_SUBMIT_DIALOG (qs_submit_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QsSubmitDialog,
                      qs_submit_dialog,
                      QS,
                      SUBMIT_DIALOG,
                      QsFormDialog)

QsSubmitDialog *qs_submit_dialog_new (QsAccount  *account,
                                      const char *clone_of,
                                      const char *definition) G_GNUC_WARN_UNUSED_RESULT;
QsSubmitDialog *qs_submit_dialog_new_again (QsAccount     *account,
                                            const char    *clone_of,
                                            QsSubmitChange change) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
