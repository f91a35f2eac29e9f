#include "qs-test-provider.h"

#include "qs-engine.h"

struct _QsTestProvider
{
  GObject parent_instance;

  GQueue  asked;       /* of DexPromise: asked and not yet answered */
  GQueue  answers;     /* of DexFuture: answered before it was asked */
  guint   n_loads;
  guint   n_rejected;
};

static void credentials_provider_iface_init (QsCredentialsProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsTestProvider, qs_test_provider, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (QS_TYPE_CREDENTIALS_PROVIDER,
                                                      credentials_provider_iface_init))

static DexFuture *
qs_test_provider_load (QsCredentialsProvider *provider)
{
  QsTestProvider *self = QS_TEST_PROVIDER (provider);
  DexPromise *promise;

  self->n_loads++;
  if (!g_queue_is_empty (&self->answers))
    return g_queue_pop_head (&self->answers);

  promise = dex_promise_new ();
  g_queue_push_tail (&self->asked, dex_ref (promise));
  return DEX_FUTURE (promise);
}

static void
qs_test_provider_reject (QsCredentialsProvider *provider,
                         QsCredentials         *credentials)
{
  QS_TEST_PROVIDER (provider)->n_rejected++;
}

static void
credentials_provider_iface_init (QsCredentialsProviderInterface *iface)
{
  iface->load = qs_test_provider_load;
  iface->reject = qs_test_provider_reject;
}

static void
qs_test_provider_finalize (GObject *object)
{
  QsTestProvider *self = QS_TEST_PROVIDER (object);

  g_queue_clear_full (&self->asked, dex_unref);
  g_queue_clear_full (&self->answers, dex_unref);

  G_OBJECT_CLASS (qs_test_provider_parent_class)->finalize (object);
}

static void
qs_test_provider_class_init (QsTestProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_test_provider_finalize;
}

static void
qs_test_provider_init (QsTestProvider *self)
{
}

QsTestProvider *
qs_test_provider_new (void)
{
  return g_object_new (QS_TYPE_TEST_PROVIDER, NULL);
}

void
qs_test_provider_answer (QsTestProvider *self,
                         const char     *access_key_id,
                         gint64          expires_at)
{
  QsCredentials *credentials = qs_credentials_new (access_key_id, "canary-secret", "canary-token",
                                                   expires_at);
  g_autoptr(DexPromise) promise = g_queue_pop_head (&self->asked);

  if (promise != NULL)
    dex_promise_resolve_boxed (promise, QS_TYPE_CREDENTIALS, credentials);
  else
    g_queue_push_tail (&self->answers,
                       dex_future_new_take_boxed (QS_TYPE_CREDENTIALS, credentials));
}

void
qs_test_provider_refuse (QsTestProvider *self,
                         int             engine_error,
                         const char     *message)
{
  g_autoptr(DexPromise) promise = g_queue_pop_head (&self->asked);
  g_autoptr(GError) error = g_error_new_literal (QS_ENGINE_ERROR, engine_error, message);

  if (promise != NULL)
    dex_promise_reject (promise, g_steal_pointer (&error));
  else
    g_queue_push_tail (&self->answers, dex_future_new_for_error (g_steal_pointer (&error)));
}

guint
qs_test_provider_count_loads (QsTestProvider *self)
{
  return self->n_loads;
}

guint
qs_test_provider_count_rejected (QsTestProvider *self)
{
  return self->n_rejected;
}
