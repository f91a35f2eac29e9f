#include <stdint.h>
#include <string.h>

#include "qs-aws-error.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* Whatever a service says of a failure, an error comes of it, and no action that is none. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *message = g_strndup ((const char *) data, size);
  g_autofree char *action = qs_aws_error_dup_action (message);
  QsErrorDetails details = {
    .service = (char *) "batch", .operation = (char *) "SubmitJob", .code = message,
    .status = size > 0 ? 200 + data[0] * 2u : 0,
  };
  g_autoptr(GError) error = qs_aws_error_from_fault (&details, message);

  g_assert_true (action == NULL || (strchr (action, ':') != NULL && strlen (action) <= 128));
  g_assert_cmpuint (error->domain, ==, QS_ENGINE_ERROR);
  g_assert_cmpstr (qs_engine_error_get_details (error)->code, ==, message);

  return 0;
}
