#pragma once

#include "qs-draft.h"
#include "qs-job-preflight.h"
#include "qs-resource-list.h"
#include "qs-submit-change.h"

G_BEGIN_DECLS

#define QS_TYPE_SUBMIT_DRAFT (qs_submit_draft_get_type ())
G_DECLARE_FINAL_TYPE (QsSubmitDraft,
                      qs_submit_draft,
                      QS,
                      SUBMIT_DRAFT,
                      QsDraft)

/**
 * QsSubmitDraft:
 *
 * A job about to be submitted: besides what every draft has, the definitions and queues to choose
 * from. The chosen definition's values are the request's defaults. A draft that was sent and not
 * answered is not sent again before it is known that the job does not exist.
 *
 * Properties for the UI: "definitions", "queues", "preflight". #QsDraft::sent carries the id of the
 * new job.
 *
 * Threading: main thread. Ownership: reference counted.
 */

QsSubmitDraft  *qs_submit_draft_new (QsEngine      *engine) G_GNUC_WARN_UNUSED_RESULT;

QsResourceList *qs_submit_draft_get_definitions (QsSubmitDraft *self);
QsResourceList *qs_submit_draft_get_queues (QsSubmitDraft *self);

QsJobPreflight *qs_submit_draft_get_preflight (QsSubmitDraft *self);

void            qs_submit_draft_clone (QsSubmitDraft *self,
                                       const char    *job_id,
                                       QsSubmitChange change);

G_END_DECLS
