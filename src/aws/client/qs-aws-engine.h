#pragma once

#include "qs-aws-client.h"
#include "qs-engine.h"
#include "qs-submit-journal.h"

G_BEGIN_DECLS

#define QS_TYPE_AWS_ENGINE (qs_aws_engine_get_type ())
G_DECLARE_FINAL_TYPE (QsAwsEngine,
                      qs_aws_engine,
                      QS,
                      AWS_ENGINE,
                      GObject)

/**
 * QsAwsEngine:
 *
 * AWS Batch as an engine: all operations of the Batch API, GetLogEvents of CloudWatch Logs, and the
 * account's other services by qs_engine_call_service().
 *
 * SubmitJob is done once, whatever happens on the way: it is noted in the journal before it is
 * sent, its job carries the tag %QS_SUBMISSION_TAG (added when it has none), and when no answer
 * came the job is looked for. It is sent again only when it is not there and the request that was
 * lost can no longer arrive, because AWS refuses a signature older than five minutes. A request
 * with the tag of a submission under way waits for that one's answer, so that repeating a
 * submission is harmless. A submission goes on when nobody waits for it.
 *
 * Environments, queues and policies have unique names: when no answer came to a creation it is
 * repeated, and if the thing turns out to exist with just what was asked for, that is the answer.
 *
 * Threading: main thread. Ownership: references what it is given.
 */
QsEngine    *qs_aws_engine_new (QsAwsClient     *client,
                                QsSubmitJournal *journal) G_GNUC_WARN_UNUSED_RESULT;

QsAwsClient *qs_aws_engine_get_client (QsAwsEngine *self);
DexFuture   *qs_aws_engine_recover (QsAwsEngine *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
