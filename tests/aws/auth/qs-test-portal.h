#pragma once

#include "qs-sso-login.h"
#include "qs-test-auth.h"

G_BEGIN_DECLS

#define QS_TEST_START_URL "https://lab.awsapps.com/start"
#define QS_TEST_ACCESS_TOKEN "CanaryAccessTokenCanaryAccessToken0004"
#define QS_TEST_REFRESH_TOKEN "CanaryRefreshTokenCanaryRefreshToken0005"

/* An account of IAM Identity Center, and its portal as it is when all goes well. */
typedef struct
{
  QsTestAuth    auth;
  QsSsoSession *session;
  QsSsoLogin   *login;
} QsTestPortal;

void       qs_test_portal_init (QsTestPortal *self);
void       qs_test_portal_clear (QsTestPortal *self);

/* What the portal says next; a NULL error is what it says when all goes well. */
void       qs_test_portal_register (QsTestPortal *self,
                                    const char   *error);
void       qs_test_portal_give_code (QsTestPortal *self,
                                     const char   *verification_uri);
void       qs_test_portal_give_token (QsTestPortal *self,
                                      const char   *access_token,
                                      int           seconds);
void       qs_test_portal_refuse_token (QsTestPortal *self,
                                        guint         status,
                                        const char   *code);
void       qs_test_portal_give_credentials (QsTestPortal *self,
                                            const char   *access_key_id);

/* Puts a token into the keyring that is good for so many seconds, and a client that is. */
void       qs_test_portal_keep (QsTestPortal *self,
                                int           seconds,
                                gboolean      with_refresh_token);

DexFuture *qs_test_portal_start (QsTestPortal *self,
                                 QsSsoFlow     flow) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QsTestPortal, qs_test_portal_clear)

G_END_DECLS
