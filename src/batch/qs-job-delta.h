#pragma once

#include "qs-job-order.h"

G_BEGIN_DECLS

/**
 * QsJobDelta:
 *
 * What a small change of a list does to a sorted selection of its rows: which rows leave it, which
 * come, and where. Rows that stay keep their order, so the cost is one pass over the selection and
 * a search for each row that comes.
 *
 * Threading: one thread at a time.
 */
typedef struct _QsJobDelta QsJobDelta;

/**
 * QsSpliceFunc:
 *
 * Told after each contiguous change of the rows, in the order in which they are to be repeated.
 */
typedef void (*QsSpliceFunc) (guint    position,
                              guint    n_removed,
                              guint    n_added,
                              gpointer user_data);

QsJobDelta *qs_job_delta_new (const QsJobOrder *order,
                              guint             n_rows) G_GNUC_WARN_UNUSED_RESULT;
void        qs_job_delta_free (QsJobDelta *self);

void        qs_job_delta_add (QsJobDelta *self,
                              guint32     row);
void        qs_job_delta_drop (QsJobDelta *self,
                               guint32     row);
void        qs_job_delta_move (QsJobDelta *self,
                               guint32     row);

void        qs_job_delta_apply (QsJobDelta  *self,
                                GArray      *rows,
                                QsSpliceFunc tell,
                                gpointer     user_data);

void        qs_job_delta_replace (GArray      *rows,
                                  GArray      *by,
                                  QsSpliceFunc tell,
                                  gpointer     user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsJobDelta, qs_job_delta_free)

G_END_DECLS
