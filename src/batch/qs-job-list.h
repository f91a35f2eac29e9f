#pragma once

#include <gio/gio.h>

#include "qs-job.h"

G_BEGIN_DECLS

#define QS_TYPE_JOB_LIST (qs_job_list_get_type ())
G_DECLARE_FINAL_TYPE (QsJobList,
                      qs_job_list,
                      QS,
                      JOB_LIST,
                      GObject)

/**
 * QsJobList:
 *
 * The jobs of an account: a #GListModel of #QsJob over packed rows, in the order in which they
 * were first seen. A job keeps its place for good: an update changes it where it is and notifies on
 * its object if there is one; new jobs are appended, with one items-changed for all of a merge.
 * Jobs are never taken out: a finished job is history, which the engine may forget and the list
 * does not.
 *
 * The signal #QsJobList::transition (QsJob *job, QsJobStatus from, QsJobStatus to) tells each
 * change of state once a merge is complete; @from is %QS_JOB_STATUS_UNKNOWN for a job not seen
 * before.
 *
 * To filter and sort use #QsJobView, which reads the rows as they are packed; GTK's models would
 * make an object for each.
 *
 * Threading: main thread only. Ownership: owns its rows; objects are owned by who asked for them.
 */

QsJobList *qs_job_list_new (void) G_GNUC_WARN_UNUSED_RESULT;

guint       qs_job_list_merge (QsJobList         *self,
                               const QsJobRecord *records,
                               guint              n_records);

QsJob     *qs_job_list_find (QsJobList  *self,
                             const char *id) G_GNUC_WARN_UNUSED_RESULT;
gboolean   qs_job_list_contains (QsJobList  *self,
                                 const char *id);

guint qs_job_list_get_count (QsJobList  *self,
                             QsJobStatus status);

gboolean qs_job_list_has_active (QsJobList *self);

void qs_job_list_begin_round (QsJobList *self);
char **qs_job_list_dup_unseen (QsJobList *self) G_GNUC_WARN_UNUSED_RESULT;
char **qs_job_list_dup_active_arrays (QsJobList *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
