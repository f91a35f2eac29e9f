#pragma once

#include "qs-request.h"
#include "qs-resource-list.h"

G_BEGIN_DECLS

#define QS_TYPE_SUBMIT_DRAFT (qs_submit_draft_get_type ())
G_DECLARE_FINAL_TYPE (QsSubmitDraft,
                      qs_submit_draft,
                      QS,
                      SUBMIT_DRAFT,
                      GObject)

/**
 * QsSubmitDraft:
 *
 * A job about to be submitted: the request, the definitions and queues to choose from, and the
 * sending. The chosen definition's values are the request's defaults. A draft that was sent and not
 * answered is not sent again before it is known that the job does not exist.
 *
 * Properties for the UI: "request", "definitions", "queues", "busy", "error" (#GError). The signal
 * #QsSubmitDraft::submitted carries the id of the new job.
 *
 * Threading: main thread. Ownership: reference counted; qs_submit_draft_cancel() ends what it waits
 * for, not a job that is on its way.
 */

QsSubmitDraft  *qs_submit_draft_new (QsEngine      *engine) G_GNUC_WARN_UNUSED_RESULT;

QsRequest      *qs_submit_draft_get_request (QsSubmitDraft *self);
QsDocument     *qs_submit_draft_get_document (QsSubmitDraft *self);
QsResourceList *qs_submit_draft_get_definitions (QsSubmitDraft *self);
QsResourceList *qs_submit_draft_get_queues (QsSubmitDraft *self);
gboolean        qs_submit_draft_get_busy (QsSubmitDraft *self);
const GError   *qs_submit_draft_get_error (QsSubmitDraft *self);
void            qs_submit_draft_set_error (QsSubmitDraft *self,
                                           const GError  *error);

void            qs_submit_draft_begin (QsSubmitDraft *self,
                                       const char    *path,
                                       const char    *value);
void            qs_submit_draft_clone (QsSubmitDraft *self,
                                       const char    *job_id);
void            qs_submit_draft_send (QsSubmitDraft *self);
void            qs_submit_draft_cancel (QsSubmitDraft *self);

G_END_DECLS
