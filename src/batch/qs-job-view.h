#pragma once

#include "qs-clock.h"
#include "qs-job-list.h"
#include "qs-job-order.h"

G_BEGIN_DECLS

#define QS_TYPE_JOB_VIEW (qs_job_view_get_type ())
G_DECLARE_FINAL_TYPE (QsJobView,
                      qs_job_view,
                      QS,
                      JOB_VIEW,
                      GObject)

/**
 * QsJobView:
 *
 * The jobs of a #QsJobList that match a set of states, a queue and a search text, in a chosen
 * order: a #GListModel of #QsJob that follows the list. The newest come first unless told
 * otherwise; among equals the newest come first too. A small change of the list costs a small
 * change of the view, and objects keep their identity, so that a selection above it survives.
 *
 * Properties: list, clock (construct only), statuses, queue, search, sort-key, descending, and how
 * many jobs of the queue match the search in each state, whether or not that state is shown:
 * n-submitted, n-pending, n-runnable, n-starting, n-running, n-succeeded, n-failed, n-total; and
 * n-in-queue, how many there are in the queue whatever the search.
 *
 * Threading: main thread only. Ownership: keeps its list alive.
 */

QsJobView   *qs_job_view_new (QsJobList    *list) G_GNUC_WARN_UNUSED_RESULT;

QsJobList   *qs_job_view_get_list (QsJobView *self);

guint        qs_job_view_get_statuses (QsJobView *self);
void         qs_job_view_set_statuses (QsJobView *self,
                                       guint      statuses);
const char  *qs_job_view_get_queue (QsJobView *self);
void         qs_job_view_set_queue (QsJobView  *self,
                                    const char *queue);
const char  *qs_job_view_get_search (QsJobView *self);
void         qs_job_view_set_search (QsJobView  *self,
                                     const char *search);
QsJobSortKey qs_job_view_get_sort_key (QsJobView *self);
gboolean     qs_job_view_get_descending (QsJobView *self);
void         qs_job_view_sort (QsJobView   *self,
                               QsJobSortKey key,
                               gboolean     descending);

guint        qs_job_view_get_count (QsJobView  *self,
                                    QsJobStatus status);

G_END_DECLS
