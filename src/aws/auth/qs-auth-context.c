#include "qs-auth-context.h"

G_DEFINE_BOXED_TYPE (QsAuthContext, qs_auth_context, qs_auth_context_ref, qs_auth_context_unref)

/**
 * qs_auth_context_new:
 * @prompter: (nullable): who asks the person at the screen
 * @access_key: (nullable): a secret of kind %QS_KEYRING_ACCESS_KEY that has been typed in and is
 *   not in the keyring
 *
 * Returns: (transfer full): a context with a scope of its own.
 */
QsAuthContext *
qs_auth_context_new (QsAccountSettings *settings,
                     QsKeyring         *keyring,
                     QsPrompter        *prompter,
                     QsHttp            *http,
                     QsClock           *clock,
                     GBytes            *access_key)
{
  QsAuthContext *self;

  g_return_val_if_fail (settings != NULL, NULL);
  g_return_val_if_fail (QS_IS_KEYRING (keyring), NULL);
  g_return_val_if_fail (prompter == NULL || QS_IS_PROMPTER (prompter), NULL);
  g_return_val_if_fail (QS_IS_HTTP (http), NULL);
  g_return_val_if_fail (QS_IS_CLOCK (clock), NULL);

  self = g_new0 (QsAuthContext, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->settings = qs_account_settings_ref (settings);
  self->keyring = g_object_ref (keyring);
  self->prompter = prompter != NULL ? g_object_ref (prompter) : NULL;
  self->http = g_object_ref (http);
  self->clock = g_object_ref (clock);
  self->scope = qs_scope_new ();
  self->access_key = access_key != NULL ? g_bytes_ref (access_key) : NULL;
  return self;
}

QsAuthContext *
qs_auth_context_ref (QsAuthContext *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qs_auth_context_unref (QsAuthContext *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  qs_account_settings_unref (self->settings);
  g_object_unref (self->keyring);
  g_clear_object (&self->prompter);
  g_object_unref (self->http);
  g_object_unref (self->clock);
  qs_scope_unref (self->scope);
  g_clear_pointer (&self->access_key, g_bytes_unref);
  g_free (self);
}

const char *
qs_auth_context_get_id (QsAuthContext *self)
{
  return qs_account_settings_get (self->settings, QS_ACCOUNT_ID);
}

const char *
qs_auth_context_get_name (QsAuthContext *self)
{
  return qs_account_settings_get (self->settings, QS_ACCOUNT_NAME);
}

/**
 * qs_auth_context_new_client:
 * @provider: who signs; not the account's own, which is still being had
 *
 * Returns: (transfer full): a client of the account's region and endpoints.
 */
QsAwsClient *
qs_auth_context_new_client (QsAuthContext         *self,
                            QsCredentialsProvider *provider)
{
  g_auto(GStrv) environment = g_get_environ ();
  QsAwsClient *client = qs_aws_client_new (self->settings, provider, self->http, self->clock);

  qs_aws_client_set_configuration (client, (const char * const *) environment, NULL);
  return client;
}

/**
 * qs_auth_context_new_session:
 *
 * Returns: (transfer full) (nullable): the account's session at a portal of IAM Identity Center;
 *   %NULL with an error when @start_url or @region cannot be.
 */
QsSsoSession *
qs_auth_context_new_session (QsAuthContext *self,
                             const char    *start_url,
                             const char    *region,
                             GError       **error)
{
  return qs_sso_session_new (qs_account_settings_get_document (self->settings), start_url, region,
                             self->keyring, self->http, self->clock, error);
}
