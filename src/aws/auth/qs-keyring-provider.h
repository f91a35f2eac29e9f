#pragma once

#include "qs-auth-provider.h"

G_BEGIN_DECLS

#define QS_TYPE_KEYRING_PROVIDER (qs_keyring_provider_get_type ())
G_DECLARE_FINAL_TYPE (QsKeyringProvider,
                      qs_keyring_provider,
                      QS,
                      KEYRING_PROVIDER,
                      QsAuthProvider)

/**
 * QsKeyringProvider:
 *
 * An access key whose id is in the account's settings and whose secret, perhaps with a session
 * token, is in the keyring.
 *
 * Threading: main thread.
 */
QsCredentialsProvider *qs_keyring_provider_new (QsAuthContext *context,
                                                const char    *access_key_id)
G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
