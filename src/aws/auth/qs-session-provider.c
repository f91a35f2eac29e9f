#include "qs-session-provider.h"

#include <glib/gi18n.h>

#include "qs-await.h"
#include "qs-json.h"
#include "qs-mfa-code.h"
#include "qs-secret.h"
#include "qs-sts-call.h"

struct _QsSessionProvider
{
  QsAuthProvider         parent_instance;

  QsCredentialsProvider *source;
  QsAwsClient           *client;

  char                  *mfa_serial;
};

G_DEFINE_FINAL_TYPE (QsSessionProvider, qs_session_provider, QS_TYPE_AUTH_PROVIDER)

static QsCredentials *
get_session (QsSessionProvider *self,
             QsCredentials     *source,
             GError           **error)
{
  g_autoptr(QsSecretJson) input = qs_json_take (json_object_new ());
  g_autofree char *hint = qs_credentials_dup_hint (source);
  QsAuthContext *context = qs_auth_provider_get_context (QS_AUTH_PROVIDER (self));
  QsCredentials *credentials;

  if (!qs_mfa_code_ask (context, self->mfa_serial, json_node_get_object (input), error))
    return NULL;

  credentials = qs_sts_call (self->client, "GetSessionToken", input, error);
  if (credentials != NULL)
    return credentials;

  /* Translators: the end of an access key's id */
  g_prefix_error (error, _("No session could be got with the key %s: "), hint);
  qs_mfa_code_mark_used (context, self->mfa_serial, *error);
  return NULL;
}

static QsCredentials *
qs_session_provider_fetch (QsAuthProvider *provider,
                           GError        **error)
{
  QsSessionProvider *self = QS_SESSION_PROVIDER (provider);
  g_autoptr(QsCredentials) source = NULL;

  /* Asked here too, so that a source that cannot answer is not hidden in the failure of a call and
   * nobody is asked for a code in vain. */
  source = qs_await_boxed (qs_credentials_provider_load (self->source), error);
  return source != NULL ? get_session (self, source, error) : NULL;
}

static void
qs_session_provider_finalize (GObject *object)
{
  QsSessionProvider *self = QS_SESSION_PROVIDER (object);

  g_clear_object (&self->client);
  g_clear_object (&self->source);
  g_free (self->mfa_serial);

  G_OBJECT_CLASS (qs_session_provider_parent_class)->finalize (object);
}

static void
qs_session_provider_class_init (QsSessionProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_session_provider_finalize;
  QS_AUTH_PROVIDER_CLASS (klass)->fetch = qs_session_provider_fetch;
}

static void
qs_session_provider_init (QsSessionProvider *self)
{
}

/**
 * qs_session_provider_new:
 * @source: whose key it is
 * @mfa_serial: the device that shows the codes: an ARN, or a serial number
 *
 * Returns: (transfer full): a provider that gets a session each time it is asked.
 */
QsCredentialsProvider *
qs_session_provider_new (QsAuthContext         *context,
                         QsCredentialsProvider *source,
                         const char            *mfa_serial)
{
  QsSessionProvider *self;

  g_return_val_if_fail (context != NULL, NULL);
  g_return_val_if_fail (QS_IS_CREDENTIALS_PROVIDER (source), NULL);
  g_return_val_if_fail (mfa_serial != NULL, NULL);

  self = qs_auth_provider_new (QS_TYPE_SESSION_PROVIDER, context);
  self->source = g_object_ref (source);
  self->client = qs_auth_context_new_client (context, source);
  self->mfa_serial = g_strdup (mfa_serial);
  return QS_CREDENTIALS_PROVIDER (self);
}
