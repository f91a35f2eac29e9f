#pragma once

#include "qs-auth-provider.h"

G_BEGIN_DECLS

#define QS_TYPE_PROCESS_PROVIDER (qs_process_provider_get_type ())
G_DECLARE_FINAL_TYPE (QsProcessProvider,
                      qs_process_provider,
                      QS,
                      PROCESS_PROVIDER,
                      QsAuthProvider)

/**
 * QsProcessProvider:
 *
 * What the credential_process of a profile writes. A profile is a file that others may have
 * written, so its command runs only when the account's settings allow exactly this command or the
 * person has agreed to it.
 *
 * Threading: main thread.
 */
QsCredentialsProvider *qs_process_provider_new (QsAuthContext *context,
                                                const char    *profile,
                                                const char    *command) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
