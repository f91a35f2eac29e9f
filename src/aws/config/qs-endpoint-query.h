#pragma once

#include "qs-account-settings.h"
#include "qs-profiles.h"

G_BEGIN_DECLS

#define QS_ENDPOINT_ERROR (qs_endpoint_error_quark ())

/**
 * QsEndpointError:
 * @QS_ENDPOINT_ERROR_REGION: the region, or the service, cannot be part of a host name
 * @QS_ENDPOINT_ERROR_VARIANT: there is no such endpoint with FIPS or dual stack
 * @QS_ENDPOINT_ERROR_URL: the endpoint that somebody has configured is none; the message names
 *   where
 */
typedef enum
{
  QS_ENDPOINT_ERROR_REGION,
  QS_ENDPOINT_ERROR_VARIANT,
  QS_ENDPOINT_ERROR_URL,
} QsEndpointError;

/**
 * QsEndpointQuery:
 * @service: as botocore names it: "batch", "sso-oidc"; or by its endpoint's prefix, "oidc"
 * @region: "eu-central-1"
 * @fips: whether to use validated cryptography alone
 * @dual_stack: whether to use the endpoint that has IPv6 too
 * @settings: (nullable): the account's own endpoints
 * @environment: (nullable): NAME=VALUE, as g_get_environ() answers
 * @profile: (nullable): the profile that the account uses
 *
 * What is asked of qs_endpoints_resolve(). An endpoint of one's own is looked for in this order:
 *
 * 1. the account's "endpoints.services", for the service
 * 2. the account's "endpoints.url"
 * 3. AWS_ENDPOINT_URL_<SERVICE>
 * 4. AWS_ENDPOINT_URL
 * 5. the profile's "services" section, for the service
 * 6. the profile's "endpoint_url"
 *
 * 3 to 6 are what all AWS tools read, and in their order; AWS_IGNORE_CONFIGURED_ENDPOINT_URLS and
 * the profile's "ignore_configured_endpoint_urls" turn them off. The account's own come first:
 * a person has chosen them for this account by name.
 *
 * What is meant for all services (2, 4, 6) is never meant for "sso", "sso-oidc" and "signin": they
 * are sent tokens that are good for every account of a company.
 *
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
typedef struct
{
  const char         *service;
  const char         *region;
  gboolean            fips;
  gboolean            dual_stack;
  QsAccountSettings  *settings;
  const char * const *environment;
  const QsProfile    *profile;
} QsEndpointQuery;

GQuark   qs_endpoint_error_quark (void);

gboolean qs_endpoint_query_find_custom (const QsEndpointQuery *self,
                                        char                 **url,
                                        GError               **error);

G_END_DECLS
