#pragma once

#include "qs-aws-client.h"

G_BEGIN_DECLS

QsCredentials *qs_sts_call (QsAwsClient *client,
                            const char  *operation,
                            JsonNode    *input,
                            GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
