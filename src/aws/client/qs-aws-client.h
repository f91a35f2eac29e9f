#pragma once

#include <json-glib/json-glib.h>

#include "qs-account-settings.h"
#include "qs-clock.h"
#include "qs-credentials-provider.h"
#include "qs-http.h"
#include "qs-profiles.h"

G_BEGIN_DECLS

#define QS_TYPE_AWS_CLIENT (qs_aws_client_get_type ())
G_DECLARE_FINAL_TYPE (QsAwsClient,
                      qs_aws_client,
                      QS,
                      AWS_CLIENT,
                      GObject)

/**
 * QsAwsClient:
 *
 * Calls the services of one AWS account in one region: JSON in, JSON out, by the models in
 * data/aws. It finds the endpoint, signs with what the provider answers, sends, repeats what is
 * worth repeating (see qs-retry-policy.h), corrects a wrong clock and asks once for new credentials
 * when the old ones have expired.
 *
 * At most 16 requests to one endpoint are under way at a time; further ones wait in order and are
 * signed when their turn comes. A request that asks for something that would be done twice, such as
 * SubmitJob, is sent again only when it certainly had no effect; otherwise the error says that it
 * is not known, see qs_engine_error_is_unsettled().
 *
 * Errors are #QsEngineError with details, or what the provider rejected with. They hold nothing
 * secret, and nothing is logged.
 *
 * A future that is dropped cancels its call, down to the connection.
 *
 * Threading: main thread. Ownership: references what it is given.
 */
QsAwsClient       *qs_aws_client_new (QsAccountSettings     *settings,
                                      QsCredentialsProvider *provider,
                                      QsHttp                *http,
                                      QsClock               *clock) G_GNUC_WARN_UNUSED_RESULT;

void               qs_aws_client_set_configuration (QsAwsClient        *self,
                                                    const char * const *environment,
                                                    QsProfiles         *profiles);
void               qs_aws_client_set_timeouts (QsAwsClient *self,
                                               guint        silence,
                                               guint        overall);

QsAccountSettings *qs_aws_client_get_settings (QsAwsClient *self);
QsClock           *qs_aws_client_get_clock (QsAwsClient *self);
gint64             qs_aws_client_get_server_time (QsAwsClient *self,
                                                  const char  *service);
gint64             qs_aws_client_get_signing_time (QsAwsClient *self,
                                                   const char  *service);

DexFuture         *qs_aws_client_call (QsAwsClient *self,
                                       const char  *service,
                                       const char  *operation,
                                       JsonNode    *input) G_GNUC_WARN_UNUSED_RESULT;
JsonNode          *qs_aws_client_await_call (QsAwsClient *self,
                                             const char  *service,
                                             const char  *operation,
                                             JsonNode    *input,
                                             GError     **error) G_GNUC_WARN_UNUSED_RESULT;
DexFuture         *qs_aws_client_call_all (QsAwsClient *self,
                                           const char  *service,
                                           const char  *operation,
                                           JsonNode    *input) G_GNUC_WARN_UNUSED_RESULT;
DexFuture         *qs_aws_client_call_bytes (QsAwsClient *self,
                                             const char  *service,
                                             const char  *operation,
                                             JsonNode    *input) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
