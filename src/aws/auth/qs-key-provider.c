#include "qs-key-provider.h"

struct _QsKeyProvider
{
  GObject        parent_instance;

  QsCredentials *credentials;
};

static void credentials_provider_iface_init (QsCredentialsProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsKeyProvider, qs_key_provider, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (QS_TYPE_CREDENTIALS_PROVIDER,
                                                      credentials_provider_iface_init))

static DexFuture *
qs_key_provider_load (QsCredentialsProvider *provider)
{
  return dex_future_new_take_boxed (QS_TYPE_CREDENTIALS,
                                    qs_credentials_ref (QS_KEY_PROVIDER (provider)->credentials));
}

static void
credentials_provider_iface_init (QsCredentialsProviderInterface *iface)
{
  iface->load = qs_key_provider_load;
}

static void
qs_key_provider_finalize (GObject *object)
{
  g_clear_pointer (&QS_KEY_PROVIDER (object)->credentials, qs_credentials_unref);

  G_OBJECT_CLASS (qs_key_provider_parent_class)->finalize (object);
}

static void
qs_key_provider_class_init (QsKeyProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_key_provider_finalize;
}

static void
qs_key_provider_init (QsKeyProvider *self)
{
}

/**
 * qs_key_provider_new:
 *
 * Returns: (transfer full): a provider of @credentials and no others.
 */
QsCredentialsProvider *
qs_key_provider_new (QsCredentials *credentials)
{
  QsKeyProvider *self;

  g_return_val_if_fail (credentials != NULL, NULL);

  self = g_object_new (QS_TYPE_KEY_PROVIDER, NULL);
  self->credentials = qs_credentials_ref (credentials);
  return QS_CREDENTIALS_PROVIDER (self);
}
