#include "qs-test-keys.h"

struct _QsTestKeys
{
  GObject parent_instance;

  guint   n_loads;
  guint   n_rejected;
};

static void credentials_provider_iface_init (QsCredentialsProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsTestKeys, qs_test_keys, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (QS_TYPE_CREDENTIALS_PROVIDER,
                                                      credentials_provider_iface_init))

static char *
name_key (QsTestKeys *self)
{
  return g_strdup_printf ("ASIAEXAMPLEKEY%u", self->n_rejected);
}

static DexFuture *
qs_test_keys_load (QsCredentialsProvider *provider)
{
  QsTestKeys *self = QS_TEST_KEYS (provider);
  g_autofree char *name = name_key (self);

  self->n_loads++;
  return dex_future_new_take_boxed (QS_TYPE_CREDENTIALS,
                                    qs_credentials_new (name, "secret/example", "token/example",
                                                        0));
}

/* Several requests that were under way together are refused together. */
static void
qs_test_keys_reject (QsCredentialsProvider *provider,
                     QsCredentials         *credentials)
{
  QsTestKeys *self = QS_TEST_KEYS (provider);
  g_autofree char *name = name_key (self);

  if (g_str_equal (qs_credentials_get_access_key_id (credentials), name))
    self->n_rejected++;
}

static void
credentials_provider_iface_init (QsCredentialsProviderInterface *iface)
{
  iface->load = qs_test_keys_load;
  iface->reject = qs_test_keys_reject;
}

static void
qs_test_keys_class_init (QsTestKeysClass *klass)
{
}

static void
qs_test_keys_init (QsTestKeys *self)
{
}

QsTestKeys *
qs_test_keys_new (void)
{
  return g_object_new (QS_TYPE_TEST_KEYS, NULL);
}

guint
qs_test_keys_count_loads (QsTestKeys *self)
{
  return self->n_loads;
}

guint
qs_test_keys_count_rejected (QsTestKeys *self)
{
  return self->n_rejected;
}
