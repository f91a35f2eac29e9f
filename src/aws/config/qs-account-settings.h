#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define QS_TYPE_ACCOUNT_SETTINGS (qs_account_settings_get_type ())

/**
 * QsAccountSource:
 *
 * Where an account's credentials come from; one for each member of "credentials" in
 * data/quayside/account.json.
 */
typedef enum
{
  QS_ACCOUNT_ACCESS_KEY,
  QS_ACCOUNT_PROFILE,
  QS_ACCOUNT_ASSUME_ROLE,
  QS_ACCOUNT_IDENTITY_CENTER,
} QsAccountSource;

/**
 * QsAccountField:
 *
 * What can be asked of the settings as text. Each is a path of data/quayside/account.json, and
 * %NULL where the settings have no such member.
 */
typedef enum
{
  QS_ACCOUNT_ID,                    /* id */
  QS_ACCOUNT_NAME,                  /* name */
  QS_ACCOUNT_REGION,                /* region */

  QS_ACCOUNT_ACCESS_KEY_ID,         /* credentials.accessKey.accessKeyId */

  QS_ACCOUNT_PROFILE_NAME,          /* credentials.profile.name */
  QS_ACCOUNT_CONFIG_FILE,           /* credentials.profile.configFile */
  QS_ACCOUNT_CREDENTIALS_FILE,      /* credentials.profile.credentialsFile */

  QS_ACCOUNT_ROLE_ARN,              /* credentials.assumeRole.roleArn */
  QS_ACCOUNT_ROLE_EXTERNAL_ID,      /* credentials.assumeRole.externalId */
  QS_ACCOUNT_ROLE_MFA_SERIAL,       /* credentials.assumeRole.mfaSerial */
  QS_ACCOUNT_ROLE_SESSION_NAME,     /* credentials.assumeRole.roleSessionName */
  QS_ACCOUNT_ROLE_ACCESS_KEY_ID,    /* credentials.assumeRole.accessKeyId */
  QS_ACCOUNT_ROLE_SOURCE_PROFILE,   /* credentials.assumeRole.sourceProfile */

  QS_ACCOUNT_SSO_START_URL,         /* credentials.identityCenter.startUrl */
  QS_ACCOUNT_SSO_REGION,            /* credentials.identityCenter.region */
  QS_ACCOUNT_SSO_ACCOUNT_ID,        /* credentials.identityCenter.accountId */
  QS_ACCOUNT_SSO_ROLE_NAME,         /* credentials.identityCenter.roleName */

  QS_ACCOUNT_ENDPOINT_URL,          /* endpoints.url */

  QS_ACCOUNT_N_FIELDS,
} QsAccountField;

/**
 * QsAccountSettings:
 *
 * Everything that is kept of an AWS account but its secrets: its name, its region, where its
 * credentials come from, its endpoints. A view of a JSON document that holds the rules of
 * data/quayside/account.json, so that a form edits it as any other document.
 *
 * Threading: immutable, any thread. Ownership: reference counted; text belongs to the settings.
 */
typedef struct _QsAccountSettings QsAccountSettings;

GType              qs_account_settings_get_type (void) G_GNUC_CONST;

GPtrArray         *qs_account_settings_check (JsonNode *document) G_GNUC_WARN_UNUSED_RESULT;
QsAccountSettings *qs_account_settings_new (JsonNode *document,
                                            GError  **error) G_GNUC_WARN_UNUSED_RESULT;
QsAccountSettings *qs_account_settings_ref (QsAccountSettings *self);
void               qs_account_settings_unref (QsAccountSettings *self);

JsonNode          *qs_account_settings_get_document (QsAccountSettings *self);
QsAccountSource    qs_account_settings_get_source (QsAccountSettings *self);
const char        *qs_account_settings_get (QsAccountSettings *self,
                                            QsAccountField     field);
int                qs_account_settings_get_duration (QsAccountSettings *self);
const char        *qs_account_settings_get_service_url (QsAccountSettings *self,
                                                        const char        *service);
gboolean           qs_account_settings_get_use_fips (QsAccountSettings *self);
gboolean           qs_account_settings_get_use_dual_stack (QsAccountSettings *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsAccountSettings, qs_account_settings_unref)

G_END_DECLS
