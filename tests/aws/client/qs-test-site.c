#include "qs-test-site.h"

#include "qs-json.h"
#include "qs-test.h"

void
qs_test_site_init (QsTestSite *site)
{
  site->clock = qs_test_clock_new (QS_TEST_SITE_START);
  site->aws = qs_test_aws_new (QS_CLOCK (site->clock));
  site->keys = qs_test_keys_new ();
  site->client = qs_test_aws_connect (site->aws, QS_CREDENTIALS_PROVIDER (site->keys));
}

void
qs_test_site_clear (QsTestSite *site)
{
  g_clear_object (&site->client);
  g_clear_object (&site->keys);
  g_clear_object (&site->aws);
  g_clear_object (&site->clock);
}

void
qs_test_site_answer (QsTestSite *site,
                     guint       status,
                     const char *code,
                     const char *body)
{
  QsTestAnswer given = { .status = status, .code = code, .body = body };

  qs_test_aws_add (site->aws, &given);
}

DexFuture *
qs_test_site_call (QsTestSite *site,
                   const char *operation,
                   const char *input)
{
  g_autoptr(JsonNode) node = qs_json_parse (input, -1, NULL);

  return qs_aws_client_call (site->client, "batch", operation, node);
}

JsonNode *
qs_test_site_finish (QsTestSite *site,
                     DexFuture  *future,
                     GError    **error)
{
  while (dex_future_is_pending (future))
    {
      if (qs_test_clock_waiting (site->clock) > 0)
        qs_test_clock_advance (site->clock, 2000);
      qs_test_iterate ();
    }

  return dex_await_boxed (future, error);
}
