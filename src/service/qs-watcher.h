#pragma once

#include "qs-clock.h"
#include "qs-engine.h"
#include "qs-job-list.h"
#include "qs-watcher-state.h"

G_BEGIN_DECLS

#define QS_TYPE_WATCHER (qs_watcher_get_type ())
G_DECLARE_FINAL_TYPE (QsWatcher,
                      qs_watcher,
                      QS,
                      WATCHER,
                      GObject)

/**
 * QsWatcher:
 *
 * Keeps the list of an account's jobs as the engine has it, in rounds: the queues, the active jobs
 * of each, those that ended when some did, and details of what changed or is pinned. Rounds follow
 * each other after 2 s while jobs move and up to 60 s later while nothing does; an engine that
 * signals activity is asked at once then, and hardly ever otherwise.
 *
 * Properties for the UI: "jobs" (#QsJobList), "queues" (#GListModel of #QsJobQueue, by name),
 * "state", "error" (#GError), "complete" (the first round has been told in full), "last-round" (ms
 * since the epoch, 0 for none), "catching-up".
 *
 * The signal #QsWatcher::transition (QsJob *job, QsJobStatus from, QsJobStatus to) tells changes of
 * state after the first round; @from is %QS_JOB_STATUS_UNKNOWN for a job not seen before. While
 * "catching-up" is %TRUE the changes are those of a long time in which nobody looked, such as a
 * suspended computer's: better summed up than told one by one.
 *
 * Threading: main thread only. Ownership: the last reference ends the watching.
 */
QsWatcher      *qs_watcher_new (QsEngine *engine,
                                QsClock  *clock) G_GNUC_WARN_UNUSED_RESULT;

void            qs_watcher_start (QsWatcher *self);
DexFuture      *qs_watcher_refresh (QsWatcher *self) G_GNUC_WARN_UNUSED_RESULT;

void            qs_watcher_pin (QsWatcher  *self,
                                const char *id);
void            qs_watcher_unpin (QsWatcher  *self,
                                  const char *id);
QsJobList      *qs_watcher_open_children (QsWatcher  *self,
                                          const char *parent_id) G_GNUC_WARN_UNUSED_RESULT;

QsJobList      *qs_watcher_get_jobs (QsWatcher *self);
GListModel     *qs_watcher_get_queues (QsWatcher *self);

QsWatcherState  qs_watcher_get_state (QsWatcher *self);
const GError   *qs_watcher_get_error (QsWatcher *self);
gboolean        qs_watcher_get_complete (QsWatcher *self);
gboolean        qs_watcher_get_catching_up (QsWatcher *self);

G_END_DECLS
