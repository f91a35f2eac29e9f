#include <stdint.h>

#include "qs-json.h"
#include "qs-protocol.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* Each protocol, what went well and what went wrong. */
static const struct
{
  const char *service;
  const char *operation;
  guint       status;
} calls[] = {
  { "batch", "DescribeJobs", 200 },
  { "batch", "SubmitJob", 400 },
  { "logs", "GetLogEvents", 200 },
  { "ssm", "GetParameters", 400 },
  { "sts", "AssumeRole", 200 },
  { "iam", "ListRoles", 403 },
  { "ec2", "DescribeSubnets", 200 },
  { "ec2", "DescribeInstances", 503 },
  { "s3", "ListObjectsV2", 200 },
  { "s3", "GetBucketLocation", 200 },
  { "s3", "CopyObject", 200 },
  { "s3", "GetObject", 404 },
};

/* What comes in the body comes in the headers as well. */
static GHashTable *
make_headers (const char *text)
{
  static const char * const names[] = {
    "x-amzn-requestid", "x-amzn-errortype", "x-amzn-query-error", "last-modified", "expires",
    "x-amz-meta-a", "content-length", "x-amz-missing-meta", "x-amz-delete-marker",
  };
  GHashTable *headers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; strlen (text) % 3 == 0 && i < G_N_ELEMENTS (names); i++)
    g_hash_table_insert (headers, (char *) names[i], g_strndup (text, 40));

  return headers;
}

static void
judge (QsWireReply *reply)
{
  g_autofree char *text = NULL;
  g_autoptr(JsonNode) again = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true ((reply->output == NULL) != (reply->fault == NULL));
  g_assert_true (reply->request_id == NULL || g_utf8_validate (reply->request_id, -1, NULL));
  if (reply->fault != NULL)
    {
      g_assert_true (g_utf8_validate (reply->fault->code, -1, NULL));
      g_assert_true (g_utf8_validate (reply->fault->message, -1, NULL));
      return;
    }

  g_assert_true (JSON_NODE_HOLDS_OBJECT (reply->output));
  text = qs_json_print (reply->output, FALSE);
  again = qs_json_parse (text, -1, &error);
  g_assert_no_error (error);
}

/* The first byte says to what call it is a reply; the rest is its body. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  guint call = size > 0 ? data[0] % G_N_ELEMENTS (calls) : 0;
  g_autoptr(QsServiceModel) model = qs_service_model_load (calls[call].service, NULL);
  g_autoptr(GBytes) body = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GHashTable) headers = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(QsWireReply) reply = NULL;

  if (size == 0)
    return 0;

  body = g_bytes_new_static (data + 1, size - 1);
  text = g_strndup ((const char *) data + 1, size - 1);
  headers = make_headers (text);
  reply = qs_protocol_parse (model, calls[call].operation, calls[call].status, headers, body,
                             size % 2 == 0 ? QS_PROTOCOL_BY_MODEL : QS_PROTOCOL_KEEP_UNKNOWN,
                             &error);
  g_assert_true ((reply == NULL) == (error != NULL));
  if (reply != NULL)
    judge (reply);
  else
    g_assert_true (g_utf8_validate (error->message, -1, NULL));

  return 0;
}
