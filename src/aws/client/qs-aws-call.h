#pragma once

#include <json-glib/json-glib.h>

#include "qs-aws-context.h"
#include "qs-aws-service.h"

G_BEGIN_DECLS

/**
 * QsAwsReplyKind:
 * @QS_AWS_REPLY_NODE: the call resolves to a #JsonNode that holds an object
 * @QS_AWS_REPLY_BYTES: it resolves to a #GBytes of UTF-8 JSON, which for services that speak JSON
 *   is their own text, unread
 */
typedef enum
{
  QS_AWS_REPLY_NODE,
  QS_AWS_REPLY_BYTES,
} QsAwsReplyKind;

/*
 * One call of one operation, with its repetitions: a place, credentials, a signature, the request,
 * its reply; and when it fails, whether to do all that again.
 *
 * Dropping the future cancels the call. Threading: main thread.
 */
DexFuture *qs_aws_call_start (QsAwsContext  *context,
                              QsAwsService  *service,
                              const char    *operation,
                              JsonNode      *input,
                              QsAwsReplyKind kind) G_GNUC_WARN_UNUSED_RESULT;
JsonNode  *qs_aws_call_await (QsAwsContext *context,
                              QsAwsService *service,
                              const char   *operation,
                              JsonNode     *input,
                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
