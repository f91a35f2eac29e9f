#pragma once

#include "qs-clock.h"
#include "qs-engine.h"

G_BEGIN_DECLS

#define QS_TYPE_JOB_FOLLOWER (qs_job_follower_get_type ())
G_DECLARE_FINAL_TYPE (QsJobFollower,
                      qs_job_follower,
                      QS,
                      JOB_FOLLOWER,
                      GObject)

/**
 * QsJobFollower:
 *
 * Follows one job from where it is to its end. It asks at once when the engine tells of activity,
 * and every two seconds where an engine cannot tell; an engine that does not answer is asked again.
 *
 * The signal #QsJobFollower::changed says that the job's status or the reason for it is another,
 * #QsJobFollower::refreshed that the engine has described the job once more.
 *
 * Threading: main thread only.
 */
QsJobFollower *qs_job_follower_new (QsEngine   *engine,
                                    QsClock    *clock,
                                    const char *job_id) G_GNUC_WARN_UNUSED_RESULT;

const char    *qs_job_follower_get_job_id (QsJobFollower *self);
const char    *qs_job_follower_get_status (QsJobFollower *self);
const char    *qs_job_follower_get_status_reason (QsJobFollower *self);
JsonObject    *qs_job_follower_get_detail (QsJobFollower *self);
gboolean       qs_job_follower_has_ended (QsJobFollower *self);

DexFuture     *qs_job_follower_look (QsJobFollower *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *qs_job_follower_run (QsJobFollower *self) G_GNUC_WARN_UNUSED_RESULT;
void           qs_job_follower_stop (QsJobFollower *self);

G_END_DECLS
