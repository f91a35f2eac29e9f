#include "qs-account-settings.h"

#include <string.h>

#include <glib/gi18n.h>
#include <gio/gio.h>

#include "qs-account-rules.h"
#include "qs-json.h"
#include "qs-json-path.h"

struct _QsAccountSettings
{
  gatomicrefcount ref_count;

  JsonNode       *document;
  JsonObject     *root;                           /* of @document */
  QsAccountSource source;
  const char     *fields[QS_ACCOUNT_N_FIELDS];    /* in @document; nullable */
};

G_DEFINE_BOXED_TYPE (QsAccountSettings, qs_account_settings, qs_account_settings_ref,
                     qs_account_settings_unref)

static const char * const field_paths[QS_ACCOUNT_N_FIELDS] = {
  [QS_ACCOUNT_ID] = "id",
  [QS_ACCOUNT_NAME] = "name",
  [QS_ACCOUNT_REGION] = "region",
  [QS_ACCOUNT_ACCESS_KEY_ID] = "credentials.accessKey.accessKeyId",
  [QS_ACCOUNT_PROFILE_NAME] = "credentials.profile.name",
  [QS_ACCOUNT_CONFIG_FILE] = "credentials.profile.configFile",
  [QS_ACCOUNT_CREDENTIALS_FILE] = "credentials.profile.credentialsFile",
  [QS_ACCOUNT_ROLE_ARN] = "credentials.assumeRole.roleArn",
  [QS_ACCOUNT_ROLE_EXTERNAL_ID] = "credentials.assumeRole.externalId",
  [QS_ACCOUNT_ROLE_MFA_SERIAL] = "credentials.assumeRole.mfaSerial",
  [QS_ACCOUNT_ROLE_SESSION_NAME] = "credentials.assumeRole.roleSessionName",
  [QS_ACCOUNT_ROLE_ACCESS_KEY_ID] = "credentials.assumeRole.accessKeyId",
  [QS_ACCOUNT_ROLE_SOURCE_PROFILE] = "credentials.assumeRole.sourceProfile",
  [QS_ACCOUNT_SSO_START_URL] = "credentials.identityCenter.startUrl",
  [QS_ACCOUNT_SSO_REGION] = "credentials.identityCenter.region",
  [QS_ACCOUNT_SSO_ACCOUNT_ID] = "credentials.identityCenter.accountId",
  [QS_ACCOUNT_SSO_ROLE_NAME] = "credentials.identityCenter.roleName",
  [QS_ACCOUNT_ENDPOINT_URL] = "endpoints.url",
};

static const char *
find_text (JsonNode   *document,
           const char *path)
{
  g_autoptr(QsJsonPath) place = qs_json_path_new (path, NULL);
  JsonNode *node = qs_json_path_find (place, document);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static QsAccountSource
find_source (JsonObject *root)
{
  JsonObject *credentials = qs_json_get_object (root, "credentials");
  guint source = 0;

  while (qs_json_get_object (credentials, qs_account_source_names[source]) == NULL)
    source++;

  return source;
}

/**
 * qs_account_settings_check:
 * @document: anything
 *
 * Returns: (transfer full) (element-type QsFault): every rule that the document breaks; empty when
 *   qs_account_settings_new() takes it.
 */
GPtrArray *
qs_account_settings_check (JsonNode *document)
{
  g_return_val_if_fail (document != NULL, NULL);

  return qs_account_rules_check (document);
}

/**
 * qs_account_settings_new:
 * @document: of the form of data/quayside/account.json
 *
 * Returns: (transfer full): the settings, with a copy of the document; %NULL with
 *   %G_IO_ERROR_INVALID_DATA, whose message has the faults, when the document breaks a rule.
 */
QsAccountSettings *
qs_account_settings_new (JsonNode *document,
                         GError  **error)
{
  g_autoptr(GPtrArray) faults = NULL;
  QsAccountSettings *self;

  g_return_val_if_fail (document != NULL, NULL);

  faults = qs_account_rules_check (document);
  if (faults->len > 0)
    {
      g_autofree char *message = qs_faults_dup_message (faults);

      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, message);
      return NULL;
    }

  self = g_new0 (QsAccountSettings, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->document = qs_json_copy (document);
  self->root = json_node_get_object (self->document);
  self->source = find_source (self->root);
  for (guint i = 0; i < QS_ACCOUNT_N_FIELDS; i++)
    self->fields[i] = find_text (self->document, field_paths[i]);

  return self;
}

QsAccountSettings *
qs_account_settings_ref (QsAccountSettings *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qs_account_settings_unref (QsAccountSettings *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  json_node_unref (self->document);
  g_free (self);
}

/**
 * qs_account_settings_get_document:
 *
 * Returns: (transfer none): the document, to be kept or edited as a copy.
 */
JsonNode *
qs_account_settings_get_document (QsAccountSettings *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->document;
}

QsAccountSource
qs_account_settings_get_source (QsAccountSettings *self)
{
  g_return_val_if_fail (self != NULL, QS_ACCOUNT_ACCESS_KEY);

  return self->source;
}

/**
 * qs_account_settings_get:
 *
 * Returns: (nullable): what the settings say there.
 */
const char *
qs_account_settings_get (QsAccountSettings *self,
                         QsAccountField     field)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (field < QS_ACCOUNT_N_FIELDS, NULL);

  return self->fields[field];
}

/**
 * qs_account_settings_get_duration:
 *
 * Returns: for how many seconds a role is to be assumed; 0 when the settings do not say.
 */
int
qs_account_settings_get_duration (QsAccountSettings *self)
{
  JsonObject *credentials, *role;

  g_return_val_if_fail (self != NULL, 0);

  credentials = qs_json_get_object (self->root, "credentials");
  role = qs_json_get_object (credentials, "assumeRole");
  return (int) qs_json_get_int (role, "durationSeconds", 0);
}

/**
 * qs_account_settings_get_service_url:
 * @service: as botocore names it: "batch"
 *
 * Returns: (nullable): the endpoint that the settings give for this service alone.
 */
const char *
qs_account_settings_get_service_url (QsAccountSettings *self,
                                     const char        *service)
{
  JsonObject *endpoints;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (service != NULL, NULL);

  endpoints = qs_json_get_object (self->root, "endpoints");
  return qs_json_get_string (qs_json_get_object (endpoints, "services"), service, NULL);
}

gboolean
qs_account_settings_get_use_fips (QsAccountSettings *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return qs_json_get_bool (self->root, "useFips", FALSE);
}

gboolean
qs_account_settings_get_use_dual_stack (QsAccountSettings *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return qs_json_get_bool (self->root, "useDualStack", FALSE);
}
