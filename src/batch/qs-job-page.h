#pragma once

#include <libdex.h>

#include "qs-job-record.h"

G_BEGIN_DECLS

#define QS_TYPE_JOB_PAGE (qs_job_page_get_type ())

/**
 * QsJobPage:
 *
 * The jobs of one reply of ListJobs or DescribeJobs. Its records point into the reply's document,
 * so that reading a page of a thousand copies nothing.
 *
 * Threading: immutable; any thread. Ownership: reference counted, owns what its records point to.
 */
typedef struct _QsJobPage QsJobPage;

GType              qs_job_page_get_type (void) G_GNUC_CONST;

DexFuture         *qs_job_page_parse (GBytes *reply) G_GNUC_WARN_UNUSED_RESULT;
QsJobPage         *qs_job_page_read (GBytes  *reply,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

QsJobPage         *qs_job_page_ref (QsJobPage *self);
void               qs_job_page_unref (QsJobPage *self);

QsJobRecord       *qs_job_page_get_records (QsJobPage *self,
                                            guint     *n_records);
const char        *qs_job_page_get_next_token (QsJobPage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsJobPage, qs_job_page_unref)

G_END_DECLS
