#pragma once

#include "qs-test-aws.h"

G_BEGIN_DECLS

#define QS_TYPE_TEST_BATCH (qs_test_batch_get_type ())
G_DECLARE_FINAL_TYPE (QsTestBatch,
                      qs_test_batch,
                      QS,
                      TEST_BATCH,
                      GObject)

/**
 * QsTestFate:
 * @QS_TEST_ANSWERED: done, and the answer arrives
 * @QS_TEST_LOST: done, but the connection breaks before the answer
 * @QS_TEST_UNHEARD: not done; the connection breaks
 * @QS_TEST_LATE: the connection breaks; it is done minutes later, as long as its date allows
 * @QS_TEST_BUSY: refused with 429
 * @QS_TEST_BROKEN_AFTER: done, and the answer is 500
 * @QS_TEST_BROKEN_BEFORE: not done, and the answer is 503
 * @QS_TEST_GARBLED: done, and the answer cannot be read
 * @QS_TEST_NAMELESS: done, and the answer says nothing
 * @QS_TEST_STALE: refused because the key has expired
 *
 * What becomes of a request.
 */
typedef enum
{
  QS_TEST_ANSWERED,
  QS_TEST_LOST,
  QS_TEST_UNHEARD,
  QS_TEST_LATE,
  QS_TEST_BUSY,
  QS_TEST_BROKEN_AFTER,
  QS_TEST_BROKEN_BEFORE,
  QS_TEST_GARBLED,
  QS_TEST_NAMELESS,
  QS_TEST_STALE,
  QS_TEST_N_FATES,
} QsTestFate;

/*
 * Jobs as AWS Batch keeps them: SubmitJob makes one each time it is done, whoever asks; ListJobs by
 * queue and JOB_NAME, and DescribeJobs, show it some seconds later. A request whose date is more
 * than five minutes off is refused. What else becomes of requests is told one by one, or left to
 * chance.
 */

QsTestBatch *qs_test_batch_new (QsTestAws *aws) G_GNUC_WARN_UNUSED_RESULT;

void         qs_test_batch_add_fate (QsTestBatch *self,
                                     QsTestFate   fate);
void         qs_test_batch_set_chance (QsTestBatch *self,
                                       guint32      seed);

const char  *qs_test_batch_add_job (QsTestBatch *self,
                                    JsonObject  *request,
                                    gint64       delay);
guint        qs_test_batch_count_jobs (QsTestBatch *self);
guint        qs_test_batch_count_tagged (QsTestBatch *self,
                                         const char  *id);
const char  *qs_test_batch_get_tag (QsTestBatch *self,
                                    const char  *job_id);
guint        qs_test_batch_count_submitted (QsTestBatch *self);

G_END_DECLS
