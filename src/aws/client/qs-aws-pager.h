#pragma once

#include "qs-aws-client.h"
#include "qs-service-model.h"

G_BEGIN_DECLS

/* What qs_aws_client_call_all() does. @model is %NULL when the service is not known, which the
 * call itself then says. */
DexFuture *qs_aws_pager_start (QsAwsClient    *client,
                               const char     *service,
                               const char     *operation,
                               JsonNode       *input,
                               QsServiceModel *model) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
