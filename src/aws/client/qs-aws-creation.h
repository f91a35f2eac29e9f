#pragma once

#include "qs-aws-client.h"

G_BEGIN_DECLS

/*
 * Creations in AWS Batch whose answer was lost. What has a name of its own cannot be made twice, so
 * the request is repeated; and when the service then says that such a thing exists, or when it can
 * be seen, it is compared with what was asked for: if it is that, it is ours. A job definition
 * would get another revision, so that the newest one is looked at first.
 *
 * Threading: main thread.
 */

gboolean   qs_aws_creation_knows (const char *operation);

DexFuture *qs_aws_creation_start (QsAwsClient *client,
                                  const char  *operation,
                                  JsonNode    *input) G_GNUC_WARN_UNUSED_RESULT;

gboolean   qs_aws_creation_matches (JsonNode *asked,
                                    JsonNode *found);

G_END_DECLS
