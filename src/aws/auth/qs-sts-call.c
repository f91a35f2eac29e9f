#include "qs-sts-call.h"

#include "qs-await.h"
#include "qs-checked-credentials.h"
#include "qs-json.h"
#include "qs-secret.h"

/**
 * qs_sts_call:
 * @operation: "AssumeRole" or "GetSessionToken"
 *
 * Gets temporary credentials. Waits, so it is for fibers.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 *
 * Returns: (transfer full) (nullable): %NULL with #QsEngineError.
 */
QsCredentials *
qs_sts_call (QsAwsClient *client,
             const char  *operation,
             JsonNode    *input,
             GError     **error)
{
  g_autoptr(QsSecretJson) reply = NULL;
  JsonObject *credentials;

  reply = qs_await_boxed (qs_aws_client_call (client, "sts", operation, input), error);
  if (reply == NULL)
    return NULL;

  credentials = qs_json_get_object (json_node_get_object (reply), "Credentials");
  return qs_checked_credentials_new ("AWS STS",
                                     qs_json_get_string (credentials, "AccessKeyId", NULL),
                                     qs_json_get_string (credentials, "SecretAccessKey", NULL),
                                     qs_json_get_string (credentials, "SessionToken", NULL),
                                     MAX (qs_json_get_int (credentials, "Expiration", 1), 1) * 1000,
                                     error);
}
