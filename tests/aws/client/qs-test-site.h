#pragma once

#include "qs-test-aws.h"
#include "qs-test-clock.h"
#include "qs-test-keys.h"

G_BEGIN_DECLS

#define QS_TEST_SITE_START G_GINT64_CONSTANT (1795000000000)

/* An account, and the AWS it is at, on a clock that stands at QS_TEST_SITE_START. */
typedef struct
{
  QsTestClock *clock;
  QsTestAws   *aws;
  QsTestKeys  *keys;
  QsAwsClient *client;
} QsTestSite;

void qs_test_site_init (QsTestSite *site);
void qs_test_site_clear (QsTestSite *site);

void qs_test_site_answer (QsTestSite *site,
                          guint status,
                          const char *code,
                          const char *body);

DexFuture *qs_test_site_call (QsTestSite *site,
                              const char *operation,
                              const char *input) G_GNUC_WARN_UNUSED_RESULT;

/* Turns the clock whenever somebody waits for it, until @future has settled. */
JsonNode  *qs_test_site_finish (QsTestSite *site,
                                DexFuture  *future,
                                GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QsTestSite, qs_test_site_clear)

G_END_DECLS
