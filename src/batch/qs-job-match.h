#pragma once

#include "qs-job-rows.h"

G_BEGIN_DECLS

/**
 * QsJobMatch:
 *
 * A search text held against rows: is it, without regard to case, part of a job's name, id or
 * definition? A definition is compared once for all jobs that share it.
 *
 * Threading: one thread at a time. Ownership: does not own the rows.
 */
typedef struct _QsJobMatch QsJobMatch;

QsJobMatch *qs_job_match_new (QsJobRows  *rows,
                              const char *search) G_GNUC_WARN_UNUSED_RESULT;
void        qs_job_match_free (QsJobMatch *self);

gboolean    qs_job_match_matches (QsJobMatch     *self,
                                  const QsJobRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsJobMatch, qs_job_match_free)

G_END_DECLS
