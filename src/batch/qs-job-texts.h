#pragma once

#include <libdex.h>

G_BEGIN_DECLS

#define QS_TYPE_JOB_TEXTS (qs_job_texts_get_type ())

/**
 * QsJobTexts:
 *
 * The jobs of a reply of DescribeJobs, each as the JSON text that it was, to be kept.
 *
 * Threading: immutable; any thread. Ownership: a boxed type, reference counted.
 */
typedef struct _QsJobTexts QsJobTexts;

GType       qs_job_texts_get_type (void) G_GNUC_CONST;

DexFuture  *qs_job_texts_split (GBytes *reply) G_GNUC_WARN_UNUSED_RESULT;

QsJobTexts *qs_job_texts_ref (QsJobTexts *self);
void        qs_job_texts_unref (QsJobTexts *self);

guint       qs_job_texts_get_length (QsJobTexts *self);
const char *qs_job_texts_get_id (QsJobTexts *self,
                                 guint       position);
const char *qs_job_texts_get_text (QsJobTexts *self,
                                   guint       position);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsJobTexts, qs_job_texts_unref)

G_END_DECLS
