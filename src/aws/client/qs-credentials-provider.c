#include "qs-credentials-provider.h"

G_DEFINE_INTERFACE (QsCredentialsProvider, qs_credentials_provider, G_TYPE_OBJECT)

static void
qs_credentials_provider_default_init (QsCredentialsProviderInterface *iface)
{
}

/**
 * qs_credentials_provider_load:
 *
 * Returns: (transfer full): a future of #QsCredentials that are good now; rejected with
 *   #QsEngineError, %QS_ENGINE_ERROR_EXPIRED when a person has to log in first.
 */
DexFuture *
qs_credentials_provider_load (QsCredentialsProvider *self)
{
  g_return_val_if_fail (QS_IS_CREDENTIALS_PROVIDER (self), NULL);

  return QS_CREDENTIALS_PROVIDER_GET_IFACE (self)->load (self);
}

/**
 * qs_credentials_provider_reject:
 * @credentials: what AWS has just refused as expired
 *
 * Says that credentials are no longer good, whatever their time of expiry says. The next
 * qs_credentials_provider_load() does not answer them again if there are others to be had.
 */
void
qs_credentials_provider_reject (QsCredentialsProvider *self,
                                QsCredentials         *credentials)
{
  g_return_if_fail (QS_IS_CREDENTIALS_PROVIDER (self));
  g_return_if_fail (credentials != NULL);

  if (QS_CREDENTIALS_PROVIDER_GET_IFACE (self)->reject != NULL)
    QS_CREDENTIALS_PROVIDER_GET_IFACE (self)->reject (self, credentials);
}
