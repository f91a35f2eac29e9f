#pragma once

#include "qs-auth-provider.h"

G_BEGIN_DECLS

#define QS_TYPE_SESSION_PROVIDER (qs_session_provider_get_type ())
G_DECLARE_FINAL_TYPE (QsSessionProvider,
                      qs_session_provider,
                      QS,
                      SESSION_PROVIDER,
                      QsAuthProvider)

/**
 * QsSessionProvider:
 *
 * Temporary credentials of the same user, got with a key that lasts and the code of an MFA device:
 * for policies that want to see that a code was entered. Good for twelve hours, as AWS has it.
 *
 * Threading: main thread.
 */
QsCredentialsProvider *qs_session_provider_new (QsAuthContext         *context,
                                                QsCredentialsProvider *source,
                                                const char            *mfa_serial)
G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
