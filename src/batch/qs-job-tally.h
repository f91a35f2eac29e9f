#pragma once

#include "qs-job-rows.h"

G_BEGIN_DECLS

/* What qs_job_tally_get() answers for a row that does not match. */
#define QS_JOB_TALLY_NONE 0xff

/**
 * QsJobTally:
 *
 * Which rows are jobs of a queue and match a search text, counted by state. The counts tell what a
 * choice of states would show, whichever states are chosen now.
 *
 * Threading: one thread at a time. Ownership: does not own the rows.
 */
typedef struct _QsJobTally QsJobTally;

QsJobTally  *qs_job_tally_new (QsJobRows *rows) G_GNUC_WARN_UNUSED_RESULT;
void         qs_job_tally_free (QsJobTally *self);

const char  *qs_job_tally_get_queue (QsJobTally *self);
gboolean     qs_job_tally_set_queue (QsJobTally *self,
                                     const char *queue);
const char  *qs_job_tally_get_search (QsJobTally *self);
gboolean     qs_job_tally_set_search (QsJobTally *self,
                                      const char *search);

void         qs_job_tally_begin (QsJobTally *self);
void         qs_job_tally_count (QsJobTally *self,
                                 guint32     row);
void         qs_job_tally_end (QsJobTally *self);

guint        qs_job_tally_get_length (QsJobTally *self);
guint        qs_job_tally_get (QsJobTally *self,
                               guint32     row);
const guint *qs_job_tally_get_counts (QsJobTally *self);
guint        qs_job_tally_get_n_other (QsJobTally *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsJobTally, qs_job_tally_free)

G_END_DECLS
