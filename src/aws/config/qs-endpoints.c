#include "qs-endpoints.h"

#include <string.h>

#include <glib/gi18n.h>

#include "qs-endpoint-data.h"
#include "qs-endpoint-url.h"
#include "qs-json.h"

/* FIPS × dual stack, as data/aws/endpoints.json names it. */
static const char * const variants[2][2] = {
  { "plain", "dualStack" },
  { "fips", "fipsDualStack" },
};

G_DEFINE_BOXED_TYPE (QsEndpoint, qs_endpoint, qs_endpoint_copy, qs_endpoint_free)

static QsEndpoint *
make_endpoint (const char *url,
               const char *signing_region,
               const char *signing_name,
               gboolean custom)
{
  QsEndpoint *self = g_new0 (QsEndpoint, 1);

  self->url = g_strdup (url);
  self->signing_region = g_strdup (signing_region);
  self->signing_name = g_strdup (signing_name);
  self->custom = custom;

  return self;
}

QsEndpoint *
qs_endpoint_copy (const QsEndpoint *self)
{
  return make_endpoint (self->url, self->signing_region, self->signing_name, self->custom);
}

void
qs_endpoint_free (QsEndpoint *self)
{
  g_free (self->url);
  g_free (self->signing_region);
  g_free (self->signing_name);
  g_free (self);
}

/* Every part of a prefix such as "portal.sso" becomes part of a host name. */
static gboolean
is_host_prefix (const char *prefix)
{
  g_auto(GStrv) labels = g_strsplit (prefix, ".", -1);

  for (guint i = 0; labels[i] != NULL; i++)
    if (!qs_host_label_is_valid (labels[i]))
      return FALSE;

  return labels[0] != NULL;
}

static gboolean
check_names (const QsEndpointQuery *query,
             GError               **error)
{
  if (!qs_host_label_is_valid (query->region))
    {
      g_set_error (error, QS_ENDPOINT_ERROR, QS_ENDPOINT_ERROR_REGION,
                   _("“%s” is no region; one is named such as eu-central-1"), query->region);
      return FALSE;
    }
  if (!is_host_prefix (query->service))
    {
      g_set_error (error, QS_ENDPOINT_ERROR, QS_ENDPOINT_ERROR_REGION,
                   _("“%s” is no service of AWS; one is named such as batch"), query->service);
      return FALSE;
    }

  return TRUE;
}

/* What is listed for the region, or else for its partition; most services list nothing. */
static JsonObject *
find_listed (JsonObject *service,
             JsonObject *partition,
             const char *region,
             const char *variant)
{
  JsonObject *regions = qs_json_get_object (service, "regions");
  JsonObject *partitions = qs_json_get_object (service, "partitions");
  const char *id = qs_json_get_string (partition, "id", "");
  JsonObject *found = qs_json_get_object (qs_json_get_object (regions, region), variant);

  if (found == NULL)
    found = qs_json_get_object (qs_json_get_object (partitions, id), variant);

  return found;
}

static char *
put_region (const char *template,
            const char *region)
{
  g_autoptr(GString) url = g_string_new (template);

  g_string_replace (url, "{region}", region, 0);
  return g_string_free_and_steal (g_steal_pointer (&url));
}

/* "https://batch-fips.eu-central-1.api.aws": what a partition's services are called by. */
static char *
make_usual_url (const QsEndpointQuery *query,
                JsonObject            *service,
                JsonObject            *partition)
{
  const char *suffix = query->dual_stack ? "dualStackDnsSuffix" : "dnsSuffix";

  return g_strdup_printf ("https://%s%s.%s.%s",
                          qs_json_get_string (service, "prefix", query->service),
                          query->fips ? "-fips" : "", query->region,
                          qs_json_get_string (partition, suffix, ""));
}

/* Where AWS has the service. */
static QsEndpoint *
resolve_public (const QsEndpointQuery *query,
                GError               **error)
{
  JsonObject *service = qs_endpoint_data_find_service (query->service, NULL);
  JsonObject *partition = qs_endpoint_data_find_partition (query->region);
  const char *variant = variants[query->fips ? 1 : 0][query->dual_stack ? 1 : 0];
  JsonObject *listed = find_listed (service, partition, query->region, variant);
  const char *template = qs_json_get_string (listed, "url", NULL);
  g_autofree char *url = NULL;

  if (qs_json_get_string (listed, "error", NULL) != NULL)
    {
      g_set_error (error, QS_ENDPOINT_ERROR, QS_ENDPOINT_ERROR_VARIANT,
                   _("There is no FIPS endpoint of %s in the region %s"), query->service,
                   query->region);
      return NULL;
    }

  url = template != NULL ? put_region (template, query->region)
                         : make_usual_url (query, service, partition);
  return make_endpoint (url, qs_json_get_string (listed, "signingRegion", query->region),
                        qs_json_get_string (service, "signingName", query->service), FALSE);
}

static QsEndpoint *
make_custom (const QsEndpointQuery *query,
             const char            *url,
             GError               **error)
{
  g_autoptr(QsEndpoint) public = NULL;
  g_autofree char *trimmed = g_strdup (url);

  if (query->fips || query->dual_stack)
    {
      g_set_error (error, QS_ENDPOINT_ERROR, QS_ENDPOINT_ERROR_VARIANT,
                   _("FIPS and dual stack cannot be chosen together with an endpoint of one's own; "
                     "%s has %s"), query->service, url);
      return NULL;
    }

  while (g_str_has_suffix (trimmed, "/"))
    trimmed[strlen (trimmed) - 1] = '\0';

  if ((public = resolve_public (query, error)) == NULL)
    return NULL;

  return make_endpoint (trimmed, public->signing_region, public->signing_name, TRUE);
}

/**
 * qs_endpoints_resolve:
 *
 * Returns: (transfer full): where to send the service's requests; %NULL with %QS_ENDPOINT_ERROR.
 */
QsEndpoint *
qs_endpoints_resolve (const QsEndpointQuery *query,
                      GError               **error)
{
  g_autofree char *custom = NULL;

  g_return_val_if_fail (query != NULL, NULL);
  g_return_val_if_fail (query->service != NULL, NULL);
  g_return_val_if_fail (query->region != NULL, NULL);

  if (!check_names (query, error) || !qs_endpoint_query_find_custom (query, &custom, error))
    return NULL;

  if (custom != NULL)
    return make_custom (query, custom, error);

  return resolve_public (query, error);
}
