#include "qs-sso-provider.h"

#include <glib/gi18n.h>

#include "qs-checked-credentials.h"
#include "qs-json.h"
#include "qs-secret.h"
#include "qs-sso-portal.h"

struct _QsSsoProvider
{
  QsAuthProvider parent_instance;

  QsSsoSession  *session;
  char          *account_id;
  char          *role_name;
};

G_DEFINE_FINAL_TYPE (QsSsoProvider, qs_sso_provider, QS_TYPE_AUTH_PROVIDER)

static QsCredentials *
qs_sso_provider_fetch (QsAuthProvider *provider,
                       GError        **error)
{
  QsSsoProvider *self = QS_SSO_PROVIDER (provider);
  JsonObject *input = json_object_new ();
  g_autoptr(QsSecretJson) reply = NULL;
  JsonObject *credentials;

  json_object_set_string_member (input, "accountId", self->account_id);
  json_object_set_string_member (input, "roleName", self->role_name);
  reply = qs_sso_portal_call (self->session, "GetRoleCredentials", input, error);
  if (reply == NULL)
    {
      /* Translators: a role's name; an account's number */
      g_prefix_error (error, _("No credentials for the role %s in the account %s: "),
                      self->role_name, self->account_id);
      return NULL;
    }

  /* The portal counts in milliseconds. */
  credentials = qs_json_get_object (json_node_get_object (reply), "roleCredentials");
  return qs_checked_credentials_new ("IAM Identity Center",
                                     qs_json_get_string (credentials, "accessKeyId", NULL),
                                     qs_json_get_string (credentials, "secretAccessKey", NULL),
                                     qs_json_get_string (credentials, "sessionToken", NULL),
                                     MAX (qs_json_get_int (credentials, "expiration", 1), 1),
                                     error);
}

static void
qs_sso_provider_finalize (GObject *object)
{
  QsSsoProvider *self = QS_SSO_PROVIDER (object);

  g_clear_object (&self->session);
  g_free (self->account_id);
  g_free (self->role_name);

  G_OBJECT_CLASS (qs_sso_provider_parent_class)->finalize (object);
}

static void
qs_sso_provider_class_init (QsSsoProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_sso_provider_finalize;
  QS_AUTH_PROVIDER_CLASS (klass)->fetch = qs_sso_provider_fetch;
}

static void
qs_sso_provider_init (QsSsoProvider *self)
{
}

/**
 * qs_sso_provider_new:
 * @session: where the person logs in
 * @account_id: twelve digits
 * @role_name: the permission set's name
 *
 * Returns: (transfer full): a provider that asks the portal each time it is asked.
 */
QsCredentialsProvider *
qs_sso_provider_new (QsAuthContext *context,
                     QsSsoSession  *session,
                     const char    *account_id,
                     const char    *role_name)
{
  QsSsoProvider *self;

  g_return_val_if_fail (context != NULL, NULL);
  g_return_val_if_fail (QS_IS_SSO_SESSION (session), NULL);
  g_return_val_if_fail (account_id != NULL && role_name != NULL, NULL);

  self = qs_auth_provider_new (QS_TYPE_SSO_PROVIDER, context);
  self->session = g_object_ref (session);
  self->account_id = g_strdup (account_id);
  self->role_name = g_strdup (role_name);
  return QS_CREDENTIALS_PROVIDER (self);
}
