#pragma once

#include "qs-auth-provider.h"
#include "qs-profile-chain.h"

G_BEGIN_DECLS

#define QS_TYPE_ROLE_PROVIDER (qs_role_provider_get_type ())
G_DECLARE_FINAL_TYPE (QsRoleProvider,
                      qs_role_provider,
                      QS,
                      ROLE_PROVIDER,
                      QsAuthProvider)

/**
 * QsRoleProvider:
 *
 * The credentials of a role, assumed with those of another provider; with the code of an MFA device
 * if the role wants one.
 *
 * Threading: main thread. Ownership: copies the role's description.
 */
QsCredentialsProvider *qs_role_provider_new (QsAuthContext         *context,
                                             QsCredentialsProvider *source,
                                             const QsProfileRole   *role) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
