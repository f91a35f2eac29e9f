#pragma once

#include "qs-account.h"
#include "qs-form-dialog.h"
#include "qs-resource.h"

G_BEGIN_DECLS

/* The form of a job queue: to make one, or to change what UpdateJobQueue takes of one. */
#define QS_TYPE_QUEUE_DIALOG (qs_queue_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QsQueueDialog,
                      qs_queue_dialog,
                      QS,
                      QUEUE_DIALOG,
                      QsFormDialog)

/* @original: (nullable): the queue to change. The account is ready. */
AdwDialog *qs_queue_dialog_new (QsAccount  *account,
                                QsResource *original) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
