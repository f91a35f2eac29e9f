#pragma once

#include "qs-engine.h"
#include "qs-job-list.h"
#include "qs-scope.h"

G_BEGIN_DECLS

#define QS_TYPE_WATCH_TASK (qs_watch_task_get_type ())
G_DECLARE_FINAL_TYPE (QsWatchTask,
                      qs_watch_task,
                      QS,
                      WATCH_TASK,
                      GObject)

/**
 * QsWatchTask:
 *
 * One question of a round, asked page by page, whose answers go into a list of jobs: the jobs of a
 * queue or the children of an array in one state, or the details of up to a hundred jobs.
 *
 * Threading: main thread only. Ownership: keeps the list alive.
 */

/* How many jobs DescribeJobs takes at the most. */
#define QS_WATCH_DESCRIBE_MAX 100

QsWatchTask *qs_watch_task_new_queue (QsJobList   *list,
                                      const char  *queue,
                                      QsJobStatus status) G_GNUC_WARN_UNUSED_RESULT;
QsWatchTask *qs_watch_task_new_news (QsJobList  *list,
                                     const char *queue,
                                     QsJobStatus status) G_GNUC_WARN_UNUSED_RESULT;
QsWatchTask *qs_watch_task_new_array (QsJobList  *list,
                                      const char *parent_id,
                                      QsJobStatus status) G_GNUC_WARN_UNUSED_RESULT;
QsWatchTask *qs_watch_task_new_describe (QsJobList          *list,
                                         const char  *const *ids,
                                         guint               n_ids) G_GNUC_WARN_UNUSED_RESULT;

DexFuture   *qs_watch_task_run (QsWatchTask *self,
                                QsEngine    *engine,
                                QsScope     *scope) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
