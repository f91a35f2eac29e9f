#pragma once

#include "qs-account-settings.h"
#include "qs-endpoint-query.h"

G_BEGIN_DECLS

#define QS_TYPE_ENDPOINT (qs_endpoint_get_type ())

/**
 * QsEndpoint:
 * @url: without a slash at its end: "https://batch.eu-central-1.amazonaws.com"
 * @signing_region: the region that its requests are signed for; not the one asked for where there
 *   is one endpoint for all, as IAM's
 * @signing_name: the name that its requests are signed for: "batch"
 * @custom: whether somebody has configured it
 *
 * Where a service is.
 *
 * Threading: immutable, any thread. Ownership: freed by qs_endpoint_free().
 */
typedef struct
{
  char    *url;
  char    *signing_region;
  char    *signing_name;
  gboolean custom;
} QsEndpoint;

GType       qs_endpoint_get_type (void) G_GNUC_CONST;
QsEndpoint *qs_endpoint_copy (const QsEndpoint *self) G_GNUC_WARN_UNUSED_RESULT;
void        qs_endpoint_free (QsEndpoint *self);

QsEndpoint *qs_endpoints_resolve (const QsEndpointQuery *query,
                                  GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsEndpoint, qs_endpoint_free)

G_END_DECLS
