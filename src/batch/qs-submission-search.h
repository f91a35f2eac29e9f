#pragma once

#include "qs-engine.h"

G_BEGIN_DECLS

/* The tag by which the job of a submission is known; its value is the submission's id. */
#define QS_SUBMISSION_TAG "quayside:submission"

/*
 * Finding out what became of a SubmitJob whose answer was lost. SubmitJob has no token that makes a
 * repetition harmless, so that every submission carries a tag of its own by which its job is looked
 * for.
 *
 * Threading: main thread.
 */

const char *qs_submission_get_tag (JsonNode *request);
void        qs_submission_set_tag (JsonNode   *request,
                                   const char *id);

DexFuture  *qs_submission_search (QsEngine *engine,
                                  JsonNode *request,
                                  gint64    since) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
