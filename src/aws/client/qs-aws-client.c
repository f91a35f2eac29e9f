#include "qs-aws-client.h"

#include "qs-account-settings.h"
#include "qs-aws-call.h"
#include "qs-aws-pager.h"
#include "qs-engine-error.h"
#include "qs-json.h"

struct _QsAwsClient
{
  GObject            parent_instance;

  QsAccountSettings *settings;
  char             **environment;
  QsProfiles        *profiles;
  QsAwsContext      *context;
  GHashTable        *services;   /* of QsAwsService by name */
};

G_DEFINE_FINAL_TYPE (QsAwsClient, qs_aws_client, G_TYPE_OBJECT)

static QsAwsService *
find_service (QsAwsClient *self,
              const char  *name,
              GError     **error)
{
  QsAwsService *service = g_hash_table_lookup (self->services, name);
  const char *profile = qs_account_settings_get (self->settings, QS_ACCOUNT_PROFILE_NAME);
  QsEndpointQuery query;

  if (service != NULL)
    return service;

  query = (QsEndpointQuery) {
    .service = name,
    .region = qs_account_settings_get (self->settings, QS_ACCOUNT_REGION),
    .fips = qs_account_settings_get_use_fips (self->settings),
    .dual_stack = qs_account_settings_get_use_dual_stack (self->settings),
    .settings = self->settings,
    .environment = (const char * const *) self->environment,
    .profile = self->profiles != NULL && profile != NULL ?
               qs_profiles_lookup (self->profiles, profile, NULL) : NULL,
  };
  service = qs_aws_service_new (&query, error);
  if (service != NULL)
    g_hash_table_insert (self->services, service->name, service);
  return service;
}

static DexFuture *
start_call (QsAwsClient   *self,
            const char    *name,
            const char    *operation,
            JsonNode      *input,
            QsAwsReplyKind kind)
{
  g_autoptr(JsonNode) empty = NULL;
  g_autoptr(GError) error = NULL;
  QsErrorDetails details = { .service = (char *) name, .operation = (char *) operation };
  QsAwsService *service = find_service (self, name, &error);

  if (service == NULL)
    return dex_future_new_for_error (qs_engine_error_new (QS_ENGINE_ERROR_INVALID, &details,
                                                          error->message));

  if (input == NULL)
    input = empty = qs_json_take (json_object_new ());
  return qs_aws_call_start (self->context, service, operation, input, kind);
}

static void
qs_aws_client_finalize (GObject *object)
{
  QsAwsClient *self = QS_AWS_CLIENT (object);

  g_clear_pointer (&self->services, g_hash_table_unref);
  g_clear_pointer (&self->context, qs_aws_context_unref);
  g_clear_pointer (&self->environment, g_strfreev);
  g_clear_pointer (&self->profiles, qs_profiles_unref);
  g_clear_pointer (&self->settings, qs_account_settings_unref);

  G_OBJECT_CLASS (qs_aws_client_parent_class)->finalize (object);
}

static void
qs_aws_client_class_init (QsAwsClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_aws_client_finalize;
}

static void
qs_aws_client_init (QsAwsClient *self)
{
  self->services = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                          (GDestroyNotify) qs_aws_service_unref);
}

/**
 * qs_aws_client_new:
 * @provider: (nullable): %NULL for operations that want no signature
 *
 * Returns: (transfer full): a client that has not called anybody yet.
 */
QsAwsClient *
qs_aws_client_new (QsAccountSettings     *settings,
                   QsCredentialsProvider *provider,
                   QsHttp                *http,
                   QsClock               *clock)
{
  QsAwsClient *self;

  g_return_val_if_fail (settings != NULL, NULL);
  g_return_val_if_fail (provider == NULL || QS_IS_CREDENTIALS_PROVIDER (provider), NULL);
  g_return_val_if_fail (QS_IS_HTTP (http), NULL);
  g_return_val_if_fail (QS_IS_CLOCK (clock), NULL);

  self = g_object_new (QS_TYPE_AWS_CLIENT, NULL);
  self->settings = qs_account_settings_ref (settings);
  self->context = qs_aws_context_new (provider, http, clock);
  return self;
}

/**
 * qs_aws_client_set_configuration:
 * @environment: (nullable): NAME=VALUE, as g_get_environ() answers
 * @profiles: (nullable): where the account's profile is, if it uses one
 *
 * Sets where endpoints are looked for besides the account's settings, see #QsEndpointQuery.
 */
void
qs_aws_client_set_configuration (QsAwsClient        *self,
                                 const char * const *environment,
                                 QsProfiles         *profiles)
{
  g_return_if_fail (QS_IS_AWS_CLIENT (self));

  g_strfreev (self->environment);
  self->environment = g_strdupv ((char **) environment);
  g_clear_pointer (&self->profiles, qs_profiles_unref);
  self->profiles = profiles != NULL ? qs_profiles_ref (profiles) : NULL;
  g_hash_table_remove_all (self->services);
}

/**
 * qs_aws_client_set_timeouts:
 * @silence: ms without any progress after which a request is given up; 30 s at first
 * @overall: ms that a call may take with its repetitions; two minutes at first. What it waits for
 *   its turn or for credentials does not count
 */
void
qs_aws_client_set_timeouts (QsAwsClient *self,
                            guint        silence,
                            guint        overall)
{
  g_return_if_fail (QS_IS_AWS_CLIENT (self));
  g_return_if_fail (silence > 0 && overall > 0);

  self->context->io_timeout = silence;
  self->context->deadline = overall;
}

QsAccountSettings *
qs_aws_client_get_settings (QsAwsClient *self)
{
  g_return_val_if_fail (QS_IS_AWS_CLIENT (self), NULL);

  return self->settings;
}

QsClock *
qs_aws_client_get_clock (QsAwsClient *self)
{
  g_return_val_if_fail (QS_IS_AWS_CLIENT (self), NULL);

  return self->context->clock;
}

/**
 * qs_aws_client_get_server_time:
 *
 * Returns: what time it is for @service, in ms since the epoch, as far as its replies have told.
 */
gint64
qs_aws_client_get_server_time (QsAwsClient *self,
                               const char  *service)
{
  QsAwsService *known;
  gint64 now;

  g_return_val_if_fail (QS_IS_AWS_CLIENT (self), 0);
  g_return_val_if_fail (service != NULL, 0);

  now = qs_clock_now (self->context->clock);
  known = g_hash_table_lookup (self->services, service);
  return known != NULL ? qs_clock_skew_get_server_time (&known->skew, now) : now;
}

/**
 * qs_aws_client_get_signing_time:
 *
 * Returns: the date that a request to @service which is signed now bears, in ms since the epoch. It
 *   differs from the server's time as long as the service does not mind.
 */
gint64
qs_aws_client_get_signing_time (QsAwsClient *self,
                                const char  *service)
{
  QsAwsService *known;
  gint64 now;

  g_return_val_if_fail (QS_IS_AWS_CLIENT (self), 0);
  g_return_val_if_fail (service != NULL, 0);

  now = qs_clock_now (self->context->clock);
  known = g_hash_table_lookup (self->services, service);
  return known != NULL ? qs_clock_skew_get_signing_time (&known->skew, now) : now;
}

/**
 * qs_aws_client_call:
 * @service: the name in botocore's models, such as "batch", "iam", "ec2"
 * @operation: such as "SubmitJob"
 * @input: (nullable): the input document; %NULL is an empty one. Borrowed, and read at once
 *
 * Returns: (transfer full): a future of the output document, a #JsonNode that holds an object;
 *   rejected with #QsEngineError.
 */
DexFuture *
qs_aws_client_call (QsAwsClient *self,
                    const char  *service,
                    const char  *operation,
                    JsonNode    *input)
{
  g_return_val_if_fail (QS_IS_AWS_CLIENT (self), NULL);
  g_return_val_if_fail (service != NULL && operation != NULL, NULL);

  return start_call (self, service, operation, input, QS_AWS_REPLY_NODE);
}

/**
 * qs_aws_client_await_call:
 *
 * As qs_aws_client_call(), for fibers: it waits in the caller's own. For what is called thousands
 * of times.
 *
 * Returns: (transfer full) (nullable): the output document.
 */
JsonNode *
qs_aws_client_await_call (QsAwsClient *self,
                          const char  *service,
                          const char  *operation,
                          JsonNode    *input,
                          GError     **error)
{
  g_autoptr(GError) cause = NULL;
  QsErrorDetails details = { .service = (char *) service, .operation = (char *) operation };
  QsAwsService *known;

  g_return_val_if_fail (QS_IS_AWS_CLIENT (self), NULL);
  g_return_val_if_fail (service != NULL && operation != NULL && input != NULL, NULL);

  known = find_service (self, service, &cause);
  if (known != NULL)
    return qs_aws_call_await (self->context, known, operation, input, error);

  g_propagate_error (error, qs_engine_error_new (QS_ENGINE_ERROR_INVALID, &details,
                                                 cause->message));
  return NULL;
}

/**
 * qs_aws_client_call_all:
 *
 * As qs_aws_client_call(), for what comes in pages: asks for one after the other and puts their
 * lists together.
 *
 * Returns: (transfer full): a future of the first page's document, with the items of all pages in
 *   its lists and without a token.
 */
DexFuture *
qs_aws_client_call_all (QsAwsClient *self,
                        const char  *service,
                        const char  *operation,
                        JsonNode    *input)
{
  QsAwsService *known;

  g_return_val_if_fail (QS_IS_AWS_CLIENT (self), NULL);
  g_return_val_if_fail (service != NULL && operation != NULL, NULL);

  known = find_service (self, service, NULL);
  return qs_aws_pager_start (self, service, operation, input, known != NULL ? known->model : NULL);
}

/**
 * qs_aws_client_call_bytes:
 *
 * As qs_aws_client_call(), for readers that parse large replies themselves.
 *
 * Returns: (transfer full): a future of the output document's text, a #GBytes of UTF-8 JSON. For
 *   services that speak JSON it is their own text, unread: members that the model does not know are
 *   there, and times and names are as the wire has them.
 */
DexFuture *
qs_aws_client_call_bytes (QsAwsClient *self,
                          const char  *service,
                          const char  *operation,
                          JsonNode    *input)
{
  g_return_val_if_fail (QS_IS_AWS_CLIENT (self), NULL);
  g_return_val_if_fail (service != NULL && operation != NULL, NULL);

  return start_call (self, service, operation, input, QS_AWS_REPLY_BYTES);
}
