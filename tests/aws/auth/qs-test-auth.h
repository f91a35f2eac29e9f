#pragma once

#include "qs-auth.h"
#include "qs-test-clock.h"
#include "qs-test-cloud.h"
#include "qs-test-prompter.h"

G_BEGIN_DECLS

#define QS_TEST_AUTH_START G_GINT64_CONSTANT (1795000000000)

#define QS_TEST_AUTH_SECRET "CanarySecretCanarySecretCanarySecret0001"

/* An account that wants credentials, on a clock that stands at QS_TEST_AUTH_START: AWS, a person, a
 * keyring in memory. */
typedef struct
{
  QsTestClock        *clock;
  QsTestCloud        *cloud;
  QsTestPrompter     *prompter;
  QsKeyring          *keyring;
  QsHttp             *http;
  char               *folder;
  QsCredentialsCache *provider;
} QsTestAuth;

void qs_test_auth_init (QsTestAuth *self);
void qs_test_auth_clear (QsTestAuth *self);

void qs_test_auth_keep (QsTestAuth *self,
                        const char *kind,
                        const char *secret);
char *qs_test_auth_dup_kept (QsTestAuth *self,
                             const char *kind) G_GNUC_WARN_UNUSED_RESULT;

/* Writes a file into the folder; "config" and "credentials" are what profiles are read from. */
void qs_test_auth_write (QsTestAuth *self,
                         const char *name,
                         const char *contents);

/* Makes the account's provider; in @credentials, JSON, FOLDER stands for the folder. */
void qs_test_auth_open (QsTestAuth *self,
                        const char *credentials);
void qs_test_auth_open_profile (QsTestAuth *self,
                                const char *profile,
                                const char *config,
                                const char *credentials);

/* Both check that no message tells a secret. */
void qs_test_auth_expect (QsTestAuth *self,
                          const char *access_key_id);
void qs_test_auth_refuse (QsTestAuth *self,
                          int code,
                          const char *part);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QsTestAuth, qs_test_auth_clear)

G_END_DECLS
