#include <stdint.h>

#include "qs-json.h"
#include "qs-protocol.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static const struct
{
  const char *service;
  const char *operation;
} calls[] = {
  { "batch", "SubmitJob" },
  { "batch", "TagResource" },
  { "logs", "FilterLogEvents" },
  { "iam", "CreateRole" },
  { "ec2", "CreateLaunchTemplate" },
  { "s3", "PutObject" },
  { "s3", "DeleteObjects" },
  { "sso", "GetRoleCredentials" },
};

static void
judge_head (QsWireRequest *request)
{
  g_assert_true (request->uri[0] == '/');
  for (const char *p = request->uri; *p != '\0'; p++)
    g_assert_true (g_ascii_isgraph (*p));

  for (guint i = 0; i < request->headers->len; i++)
    for (const char *p = g_ptr_array_index (request->headers, i); *p != '\0'; p++)
      g_assert_true (*p == '\t' || (unsigned char) *p >= ' ');
}

/* What is said to be JSON is JSON. */
static void
judge_body (QsWireRequest *request)
{
  gsize size = 0;
  const char *data = request->body != NULL ? g_bytes_get_data (request->body, &size) : NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i + 1 < request->headers->len && size > 0; i += 2)
    if (g_str_equal (g_ptr_array_index (request->headers, i), "Content-Type") &&
        strstr (g_ptr_array_index (request->headers, i + 1), "json") != NULL)
      {
        node = qs_json_parse (data, size, &error);
        g_assert_no_error (error);
        return;
      }
}

/* The first byte says which call; the rest is its input. It is refused, or can be sent. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  guint call = size > 0 ? data[0] % G_N_ELEMENTS (calls) : 0;
  g_autoptr(QsServiceModel) model = qs_service_model_load (calls[call].service, NULL);
  g_autoptr(JsonNode) input = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(QsWireRequest) request = NULL;

  if (size < 2 || (input = qs_json_parse ((const char *) data + 1, size - 1, NULL)) == NULL)
    return 0;

  request = qs_protocol_serialize (model, calls[call].operation, input,
                                   QS_PROTOCOL_KEEP_UNKNOWN, &error);
  g_assert_true ((request == NULL) == (error != NULL));
  if (request == NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }

  judge_head (request);
  judge_body (request);
  return 0;
}
