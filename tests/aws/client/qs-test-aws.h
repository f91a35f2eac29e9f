#pragma once

#include <json-glib/json-glib.h>

#include "qs-aws-client.h"

G_BEGIN_DECLS

#define QS_TYPE_TEST_AWS (qs_test_aws_get_type ())
G_DECLARE_FINAL_TYPE (QsTestAws,
                      qs_test_aws,
                      QS,
                      TEST_AWS,
                      GObject)

/**
 * QsTestAnswer:
 * @status: of HTTP; 0 closes the connection without a word
 * @code: (nullable): of a failure, as rest-json says it: in x-amzn-errortype
 * @body: (nullable): %NULL is "{}"
 * @header: (nullable): one more header, with @value
 */
typedef struct
{
  guint       status;
  const char *code;
  const char *body;
  const char *header;
  const char *value;
} QsTestAnswer;

/* What a request is answered; @body is what it brought, %NULL when that is no JSON object. */
typedef void (*QsTestAwsFunc) (QsTestAws    *aws,
                               const char   *path,
                               JsonObject   *body,
                               QsTestAnswer *answer,
                               gpointer      user_data);

/*
 * A server on this computer that answers over HTTP what a test tells it to, by a list or by a
 * function. Its clock is the test's and may go wrong. Signatures are not checked here: only that
 * they are there, and what date and key they name is kept for the test to read.
 */

QsTestAws   *qs_test_aws_new (QsClock *clock) G_GNUC_WARN_UNUSED_RESULT;
QsAwsClient *qs_test_aws_connect (QsTestAws             *self,
                                  QsCredentialsProvider *provider) G_GNUC_WARN_UNUSED_RESULT;

void         qs_test_aws_add (QsTestAws          *self,
                              const QsTestAnswer *answer);
void         qs_test_aws_set_func (QsTestAws    *self,
                                   QsTestAwsFunc func,
                                   gpointer      user_data);
void         qs_test_aws_set_skew (QsTestAws *self,
                                   gint64     ahead);

gint64       qs_test_aws_get_time (QsTestAws *self);
guint        qs_test_aws_count_requests (QsTestAws *self);
gint64       qs_test_aws_get_signed_at (QsTestAws *self);
const char  *qs_test_aws_get_header (QsTestAws  *self,
                                     const char *name);
const char  *qs_test_aws_get_path (QsTestAws *self);

G_END_DECLS
