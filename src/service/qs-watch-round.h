#pragma once

#include "qs-engine.h"
#include "qs-job-list.h"
#include "qs-scope.h"
#include "qs-watch-children.h"

G_BEGIN_DECLS

#define QS_TYPE_WATCH_ROUND (qs_watch_round_get_type ())
G_DECLARE_FINAL_TYPE (QsWatchRound,
                      qs_watch_round,
                      QS,
                      WATCH_ROUND,
                      GObject)

/**
 * QsWatchDepth:
 * @QS_WATCH_DEPTH_ACTIVE: what is active, and what has ended if some active job is missed
 * @QS_WATCH_DEPTH_NEWS: also what has ended lately
 * @QS_WATCH_DEPTH_ALL: all jobs in all states
 *
 * How far a round looks.
 */
typedef enum
{
  QS_WATCH_DEPTH_ACTIVE,
  QS_WATCH_DEPTH_NEWS,
  QS_WATCH_DEPTH_ALL,
} QsWatchDepth;

/**
 * QsWatchRound:
 *
 * One round of a #QsWatcher: asks the engine for queues and jobs, and puts the answers into the
 * list as they come. It knows nothing of its watcher, which may go while a reply is awaited.
 *
 * Threading: main thread only. Ownership: keeps engine and list alive.
 */

QsWatchRound      *qs_watch_round_new (QsEngine    *engine,
                                       QsJobList   *list,
                                       QsScope     *scope,
                                       QsWatchDepth depth) G_GNUC_WARN_UNUSED_RESULT;

void               qs_watch_round_look_at (QsWatchRound *self,
                                           const char   *id);
void               qs_watch_round_add_children (QsWatchRound    *self,
                                                QsWatchChildren *children);

DexFuture         *qs_watch_round_run (QsWatchRound *self) G_GNUC_WARN_UNUSED_RESULT;

const char *const *qs_watch_round_get_queues (QsWatchRound *self);
gboolean           qs_watch_round_get_moved (QsWatchRound *self);

G_END_DECLS
