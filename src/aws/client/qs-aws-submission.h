#pragma once

#include "qs-aws-client.h"
#include "qs-aws-gate.h"
#include "qs-engine.h"
#include "qs-submit-journal.h"

G_BEGIN_DECLS

/**
 * QsAwsSubmission:
 * @id: as the tag of @request says
 * @journal: (nullable)
 * @place: (nullable): what it holds while it sends; given back while it seeks
 * @lost_at: the latest date, in ms since the epoch, of a request to which no answer came; 0 when
 *   there is none. Until AWS's clock says five minutes later a job may come of it
 * @n_waiting: who wants the job. When nobody does it is still brought to its end, but what was lost
 *   is not sent again
 *
 * One SubmitJob on its way, carried to its end:
 *
 *     begin ─▶ send ─▶ answered ─────────────▶ finish
 *               ▲ │ └▶ refused ──────────────▶ abandon
 *               │ ▼
 *               │ seek ─▶ found ─────────────▶ finish
 *               │  │ └──▶ cannot be told: stays unfinished, @lost_at says since when
 *               └──┘ it is not there and can no longer come
 *
 * Threading: main thread. Ownership: reference counted.
 */
typedef struct
{
  gatomicrefcount  ref_count;

  char            *id;
  JsonNode        *request;
  QsEngine        *engine;     /* by which the job is looked for */
  QsAwsClient     *client;
  QsSubmitJournal *journal;
  QsAwsGate       *gate;
  QsAwsPlace      *place;
  gint64           lost_at;
  guint            n_waiting;
} QsAwsSubmission;

QsAwsSubmission *qs_aws_submission_new (QsEngine        *engine,
                                        QsAwsClient     *client,
                                        QsSubmitJournal *journal,
                                        QsAwsGate       *gate,
                                        JsonNode        *request) G_GNUC_WARN_UNUSED_RESULT;
QsAwsSubmission *qs_aws_submission_ref (QsAwsSubmission *self);
void             qs_aws_submission_unref (QsAwsSubmission *self);

void             qs_aws_submission_lose (QsAwsSubmission *self);

JsonNode        *qs_aws_submission_await (QsAwsSubmission *self,
                                          GError         **error) G_GNUC_WARN_UNUSED_RESULT;
DexFuture       *qs_aws_submission_settle (QsAwsSubmission *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsAwsSubmission, qs_aws_submission_unref)

G_END_DECLS
