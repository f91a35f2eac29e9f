#pragma once

#include "qs-profiles.h"

G_BEGIN_DECLS

/**
 * QsProfileSource:
 * @QS_PROFILE_KEYS: aws_access_key_id, aws_secret_access_key and perhaps aws_session_token of
 *   @profile
 * @QS_PROFILE_PROCESS: credential_process of @profile, to be run without a shell once the person
 *   has agreed
 * @QS_PROFILE_SSO: the sso_* keys of @profile, see qs_profile_chain_read_sso()
 */
typedef enum
{
  QS_PROFILE_KEYS,
  QS_PROFILE_PROCESS,
  QS_PROFILE_SSO,
} QsProfileSource;

/**
 * QsProfileRole:
 * @role_arn: the role to assume
 * @external_id: (nullable): to be sent along
 * @mfa_serial: (nullable): a code of this device is needed
 * @session_name: (nullable): the name to appear under
 * @duration_seconds: 0 when the profile does not say
 *
 * One role that a profile assumes. Strings belong to the #QsProfiles.
 */
typedef struct
{
  const char *role_arn;
  const char *external_id;
  const char *mfa_serial;
  const char *session_name;
  guint       duration_seconds;
} QsProfileRole;

/**
 * QsProfileSso:
 * @session: (nullable): the name of the sso-session section; without one the profile has a login of
 *   its own
 *
 * A login at IAM Identity Center. Strings belong to the #QsProfiles.
 */
typedef struct
{
  const char *session;
  const char *start_url;
  const char *region;
  const char *account_id;
  const char *role_name;
} QsProfileSso;

/**
 * QsProfileChain:
 * @source: where the first credentials come from
 * @profile: whose they are
 * @roles: (element-type QsProfileRole): what is assumed with them, one after the other
 *
 * How to come by the credentials of a profile. Checked: what its source needs is there.
 *
 * Ownership: freed by qs_profile_chain_free(); holds the #QsProfiles.
 */
typedef struct
{
  QsProfileSource  source;
  const QsProfile *profile;
  GArray          *roles;
  QsProfiles      *profiles;
} QsProfileChain;

QsProfileChain *qs_profile_chain_new (QsProfiles *profiles,
                                      const char *name,
                                      GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void            qs_profile_chain_free (QsProfileChain *self);

gboolean        qs_profile_chain_read_sso (const QsProfileChain *self,
                                           QsProfileSso         *sso,
                                           GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsProfileChain, qs_profile_chain_free)

G_END_DECLS
