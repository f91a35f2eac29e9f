#pragma once

#include <libdex.h>

#include "qs-profile-error.h"
#include "qs-profile.h"

G_BEGIN_DECLS

#define QS_TYPE_PROFILES (qs_profiles_get_type ())

/**
 * QsProfiles:
 *
 * What ~/.aws/config and ~/.aws/credentials say, by the rules that the AWS command line reads them:
 * profiles, SSO sessions and services sections. They are read and never written.
 *
 * Every value is treated as a secret: it is wiped when the last reference goes.
 *
 * Threading: immutable, any thread. Ownership: reference counted.
 *
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
typedef struct _QsProfiles QsProfiles;

GType               qs_profiles_get_type (void) G_GNUC_CONST;

char               *qs_profiles_dup_config_path (const char * const *environment)
G_GNUC_WARN_UNUSED_RESULT;
char               *qs_profiles_dup_credentials_path (const char * const *environment)
G_GNUC_WARN_UNUSED_RESULT;

DexFuture          *qs_profiles_load (const char *config_path,
                                      const char *credentials_path) G_GNUC_WARN_UNUSED_RESULT;
QsProfiles         *qs_profiles_parse (GBytes     *config,
                                       const char *config_path,
                                       GBytes     *credentials,
                                       const char *credentials_path,
                                       GError    **error) G_GNUC_WARN_UNUSED_RESULT;
QsProfiles         *qs_profiles_ref (QsProfiles *self);
void                qs_profiles_unref (QsProfiles *self);

const char * const *qs_profiles_get_names (QsProfiles *self);
const QsProfile    *qs_profiles_lookup (QsProfiles *self,
                                        const char *name,
                                        GError    **error);

const QsProfile    *qs_profile_lookup_sso_session (const QsProfile *self,
                                                   GError         **error);
const QsProfile    *qs_profile_lookup_services (const QsProfile *self,
                                                GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsProfiles, qs_profiles_unref)

G_END_DECLS
