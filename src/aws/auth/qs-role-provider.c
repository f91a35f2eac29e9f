#include "qs-role-provider.h"

#include <glib/gi18n.h>

#include "qs-await.h"
#include "qs-json.h"
#include "qs-mfa-code.h"
#include "qs-secret.h"
#include "qs-sts-call.h"

/* What AWS allows a role that is assumed by a role; more is refused.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining */
#define MAX_CHAINED_SECONDS (60 * 60)

#define SESSION_NAME "quayside"

struct _QsRoleProvider
{
  QsAuthProvider         parent_instance;

  QsCredentialsProvider *source;
  QsAwsClient           *client;

  char                  *role_arn;
  char                  *external_id;    /* nullable */
  char                  *mfa_serial;     /* nullable */
  char                  *session_name;   /* nullable */
  guint                  duration;       /* s; 0 for what AWS takes by itself */
};

G_DEFINE_FINAL_TYPE (QsRoleProvider, qs_role_provider, QS_TYPE_AUTH_PROVIDER)

static guint
find_duration (QsRoleProvider *self,
               QsCredentials  *source)
{
  gboolean is_chained = qs_credentials_get_session_token (source) != NULL;

  return is_chained ? MIN (self->duration, MAX_CHAINED_SECONDS) : self->duration;
}

static JsonNode *
make_input (QsRoleProvider *self,
            QsCredentials  *source)
{
  JsonObject *input = json_object_new ();
  guint duration = find_duration (self, source);

  json_object_set_string_member (input, "RoleArn", self->role_arn);
  json_object_set_string_member (input, "RoleSessionName",
                                 self->session_name != NULL ? self->session_name : SESSION_NAME);
  if (self->external_id != NULL)
    json_object_set_string_member (input, "ExternalId", self->external_id);
  if (duration > 0)
    json_object_set_int_member (input, "DurationSeconds", duration);

  return qs_json_take (input);
}

static QsCredentials *
assume (QsRoleProvider *self,
        QsCredentials  *source,
        GError        **error)
{
  g_autoptr(QsSecretJson) input = make_input (self, source);
  g_autofree char *hint = qs_credentials_dup_hint (source);
  QsAuthContext *context = qs_auth_provider_get_context (QS_AUTH_PROVIDER (self));
  QsCredentials *credentials;

  if (self->mfa_serial != NULL &&
      !qs_mfa_code_ask (context, self->mfa_serial, json_node_get_object (input), error))
    return NULL;

  credentials = qs_sts_call (self->client, "AssumeRole", input, error);
  if (credentials != NULL)
    return credentials;

  /* Translators: a role; the end of an access key's id */
  g_prefix_error (error, _("The role %s could not be assumed with the key %s: "), self->role_arn,
                  hint);
  if (self->mfa_serial != NULL)
    qs_mfa_code_mark_used (context, self->mfa_serial, *error);
  return NULL;
}

static QsCredentials *
qs_role_provider_fetch (QsAuthProvider *provider,
                        GError        **error)
{
  QsRoleProvider *self = QS_ROLE_PROVIDER (provider);
  g_autoptr(QsCredentials) source = NULL;

  /* Asked here too, so that a source that cannot answer is not hidden in the failure of a call and
   * nobody is asked for a code in vain. */
  source = qs_await_boxed (qs_credentials_provider_load (self->source), error);
  return source != NULL ? assume (self, source, error) : NULL;
}

static void
qs_role_provider_finalize (GObject *object)
{
  QsRoleProvider *self = QS_ROLE_PROVIDER (object);

  g_clear_object (&self->client);
  g_clear_object (&self->source);
  g_free (self->role_arn);
  g_free (self->external_id);
  g_free (self->mfa_serial);
  g_free (self->session_name);

  G_OBJECT_CLASS (qs_role_provider_parent_class)->finalize (object);
}

static void
qs_role_provider_class_init (QsRoleProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_role_provider_finalize;
  QS_AUTH_PROVIDER_CLASS (klass)->fetch = qs_role_provider_fetch;
}

static void
qs_role_provider_init (QsRoleProvider *self)
{
}

/**
 * qs_role_provider_new:
 * @source: whose credentials may assume the role
 *
 * Returns: (transfer full): a provider that assumes the role each time it is asked.
 */
QsCredentialsProvider *
qs_role_provider_new (QsAuthContext         *context,
                      QsCredentialsProvider *source,
                      const QsProfileRole   *role)
{
  QsRoleProvider *self;

  g_return_val_if_fail (context != NULL, NULL);
  g_return_val_if_fail (QS_IS_CREDENTIALS_PROVIDER (source), NULL);
  g_return_val_if_fail (role != NULL && role->role_arn != NULL, NULL);

  self = qs_auth_provider_new (QS_TYPE_ROLE_PROVIDER, context);
  self->source = g_object_ref (source);
  self->client = qs_auth_context_new_client (context, source);
  self->role_arn = g_strdup (role->role_arn);
  self->external_id = g_strdup (role->external_id);
  self->mfa_serial = g_strdup (role->mfa_serial);
  self->session_name = g_strdup (role->session_name);
  self->duration = role->duration_seconds;
  return QS_CREDENTIALS_PROVIDER (self);
}
