#pragma once

#include "qs-auth-provider.h"
#include "qs-sso-session.h"

G_BEGIN_DECLS

#define QS_TYPE_SSO_PROVIDER (qs_sso_provider_get_type ())
G_DECLARE_FINAL_TYPE (QsSsoProvider,
                      qs_sso_provider,
                      QS,
                      SSO_PROVIDER,
                      QsAuthProvider)

/**
 * QsSsoProvider:
 *
 * The credentials of one role in one AWS account, given by IAM Identity Center to whoever has
 * logged in.
 *
 * Threading: main thread.
 */
QsCredentialsProvider *qs_sso_provider_new (QsAuthContext *context,
                                            QsSsoSession  *session,
                                            const char    *account_id,
                                            const char    *role_name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
