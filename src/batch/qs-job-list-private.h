#pragma once

#include "qs-job-list.h"
#include "qs-job-rows.h"

G_BEGIN_DECLS

/* For QsJob and QsJobView, which read the packed rows of the list they belong to. */

QsJobRows *qs_job_list_get_rows (QsJobList *self);
QsJob     *qs_job_list_ref_job (QsJobList *self,
                                guint32    number) G_GNUC_WARN_UNUSED_RESULT;
void       qs_job_list_forget (QsJobList *self,
                               guint32    number);

/**
 * QsJobChanges:
 * @changed: rows that were there before and have changed, ascending
 * @first_new: the first row that was not there before; @n_new rows follow each other
 * @fields: what has changed in any of @changed
 *
 * What the signal "merged" of a list tells.
 */
typedef struct
{
  const guint32 *changed;
  guint          n_changed;
  guint          first_new;
  guint          n_new;
  QsJobFields    fields;
} QsJobChanges;

QsJob     *qs_job_new (QsJobList *list,
                       guint32    number) G_GNUC_WARN_UNUSED_RESULT;
void       qs_job_notify (QsJob      *self,
                          QsJobFields fields);

G_END_DECLS
