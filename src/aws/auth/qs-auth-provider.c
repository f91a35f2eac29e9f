#include "qs-auth-provider.h"

#include "qs-await.h"

typedef struct
{
  QsAuthContext *context;
} QsAuthProviderPrivate;

static void credentials_provider_iface_init (QsCredentialsProviderInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (QsAuthProvider, qs_auth_provider, G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (QsAuthProvider)
                                  G_IMPLEMENT_INTERFACE (QS_TYPE_CREDENTIALS_PROVIDER,
                                                         credentials_provider_iface_init))

#define get_private(self) \
        ((QsAuthProviderPrivate *) qs_auth_provider_get_instance_private (self))

static DexFuture *
fetch_fiber (gpointer data)
{
  QsAuthProvider *self = data;
  g_autoptr(GError) error = NULL;
  QsCredentials *credentials = QS_AUTH_PROVIDER_GET_CLASS (self)->fetch (self, &error);

  if (credentials == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (QS_TYPE_CREDENTIALS, credentials);
}

static DexFuture *
qs_auth_provider_load (QsCredentialsProvider *provider)
{
  QsAuthProvider *self = QS_AUTH_PROVIDER (provider);

  return qs_scope_run (get_private (self)->context->scope, fetch_fiber, g_object_ref (self),
                       g_object_unref);
}

static void
credentials_provider_iface_init (QsCredentialsProviderInterface *iface)
{
  iface->load = qs_auth_provider_load;
}

static void
qs_auth_provider_finalize (GObject *object)
{
  g_clear_pointer (&get_private (QS_AUTH_PROVIDER (object))->context, qs_auth_context_unref);

  G_OBJECT_CLASS (qs_auth_provider_parent_class)->finalize (object);
}

static void
qs_auth_provider_class_init (QsAuthProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_auth_provider_finalize;
}

static void
qs_auth_provider_init (QsAuthProvider *self)
{
}

/**
 * qs_auth_provider_new:
 * @type: of a provider
 *
 * For providers' own constructors.
 *
 * Returns: (transfer full): a new provider in @context.
 */
gpointer
qs_auth_provider_new (GType          type,
                      QsAuthContext *context)
{
  QsAuthProvider *self;

  g_return_val_if_fail (g_type_is_a (type, QS_TYPE_AUTH_PROVIDER), NULL);
  g_return_val_if_fail (context != NULL, NULL);

  self = g_object_new (type, NULL);
  get_private (self)->context = qs_auth_context_ref (context);
  return self;
}

QsAuthContext *
qs_auth_provider_get_context (QsAuthProvider *self)
{
  g_return_val_if_fail (QS_IS_AUTH_PROVIDER (self), NULL);

  return get_private (self)->context;
}
