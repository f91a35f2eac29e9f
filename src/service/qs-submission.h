#pragma once

#include "qs-engine.h"
#include "qs-submission-search.h"

G_BEGIN_DECLS

#define QS_TYPE_SUBMISSION (qs_submission_get_type ())
G_DECLARE_FINAL_TYPE (QsSubmission,
                      qs_submission,
                      QS,
                      SUBMISSION,
                      GObject)

/**
 * QsSubmission:
 *
 * One job to be submitted once. SubmitJob has no token that makes a repetition harmless, so every
 * submission carries a tag of its own: when an answer is lost, the job is looked for by that tag
 * before it is ever sent again.
 *
 * Property for the UI: "seeking", whether that is being done now, which can take five minutes.
 *
 * Threading: main thread only. Ownership: the request is copied and never changes.
 */
QsSubmission *qs_submission_new (QsEngine *engine,
                                 JsonNode *request) G_GNUC_WARN_UNUSED_RESULT;
QsSubmission *qs_submission_new_for_clone (QsEngine   *engine,
                                           JsonObject *detail) G_GNUC_WARN_UNUSED_RESULT;

const char   *qs_submission_get_id (QsSubmission *self);
const char   *qs_submission_get_job_id (QsSubmission *self);
JsonNode     *qs_submission_get_request (QsSubmission *self);

gboolean      qs_submission_get_seeking (QsSubmission *self);

DexFuture    *qs_submission_send (QsSubmission *self) G_GNUC_WARN_UNUSED_RESULT;
void          qs_submission_cancel (QsSubmission *self);

G_END_DECLS
