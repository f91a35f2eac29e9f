#include "qs-aws-service.h"

#include "qs-endpoints.h"

/* The best number for many small calls; libsoup's own is two. */
#define MAX_UNDER_WAY 16

static gboolean
resolve (QsAwsService          *self,
         const QsEndpointQuery *query,
         GError               **error)
{
  g_autoptr(QsEndpoint) endpoint = qs_endpoints_resolve (query, error);

  if (endpoint == NULL)
    return FALSE;

  self->url = g_strdup (endpoint->url);
  self->signing_region = g_strdup (endpoint->signing_region);
  self->signing_name = g_strdup (endpoint->signing_name);
  return TRUE;
}

/**
 * qs_aws_service_new:
 * @query: which service of which account
 *
 * Returns: (transfer full) (nullable): the service; %NULL when Quayside carries no model of it, or
 *   when it has no endpoint.
 */
QsAwsService *
qs_aws_service_new (const QsEndpointQuery *query,
                    GError               **error)
{
  g_autoptr(QsAwsService) self = g_new0 (QsAwsService, 1);
  const char *protocol;

  g_atomic_ref_count_init (&self->ref_count);
  self->name = g_strdup (query->service);
  self->gate = qs_aws_gate_new (MAX_UNDER_WAY);
  self->flags = g_str_equal (self->name, "s3") ? QS_SIGN_S3 : QS_SIGN_DEFAULT;
  if (!(self->model = qs_service_model_load (self->name, error)) || !resolve (self, query, error))
    return NULL;

  protocol = qs_service_model_get_metadata (self->model, "protocol");
  self->speaks_json = g_strcmp0 (protocol, "rest-json") == 0 || g_strcmp0 (protocol, "json") == 0;
  return g_steal_pointer (&self);
}

QsAwsService *
qs_aws_service_ref (QsAwsService *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qs_aws_service_unref (QsAwsService *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->model, qs_service_model_unref);
  g_clear_pointer (&self->gate, qs_aws_gate_unref);
  g_free (self->name);
  g_free (self->url);
  g_free (self->signing_region);
  g_free (self->signing_name);
  g_free (self);
}
