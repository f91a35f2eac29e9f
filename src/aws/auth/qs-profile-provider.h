#pragma once

#include "qs-auth-provider.h"

G_BEGIN_DECLS

#define QS_TYPE_PROFILE_PROVIDER (qs_profile_provider_get_type ())
G_DECLARE_FINAL_TYPE (QsProfileProvider,
                      qs_profile_provider,
                      QS,
                      PROFILE_PROVIDER,
                      QsAuthProvider)

/**
 * QsProfileProvider:
 *
 * The credentials of a profile of AWS's configuration files: its keys, its command, its login or
 * the roles that it assumes. The files are read each time, so that a change to them counts at the
 * next renewal; as long as the profile says the same, what has been got on the way is kept.
 *
 * Threading: main thread.
 */
QsCredentialsProvider *qs_profile_provider_new (QsAuthContext *context,
                                                const char    *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
