#include "qs-probe-endpoint.h"

#include <string.h>

#include "qs-endpoints.h"
#include "qs-json.h"

static char **
read_environment (JsonObject *request)
{
  JsonObject *variables = qs_json_get_object (request, "environment");
  char **environment = g_new0 (char *, 1);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (variables == NULL)
    return environment;

  json_object_iter_init (&iter, variables);
  while (json_object_iter_next (&iter, &name, &value))
    environment = g_environ_setenv (environment, name, json_node_get_string (value), TRUE);

  return environment;
}

static gboolean
read_profile (JsonObject       *request,
              QsProfiles      **profiles,
              const QsProfile **profile,
              GError          **error)
{
  const char *text = qs_json_get_string (request, "config", NULL);
  g_autoptr(GBytes) config = text != NULL ? g_bytes_new (text, strlen (text)) : NULL;

  if (config == NULL)
    return TRUE;

  *profiles = qs_profiles_parse (config, "config", NULL, "credentials", error);
  if (*profiles != NULL)
    *profile = qs_profiles_lookup (*profiles, qs_json_get_string (request, "profile", "default"),
                                   error);

  return *profile != NULL;
}

static gboolean
read_settings (JsonObject         *request,
               QsAccountSettings **settings,
               GError            **error)
{
  JsonNode *document = json_object_get_member (request, "settings");

  if (document == NULL)
    return TRUE;

  return (*settings = qs_account_settings_new (document, error)) != NULL;
}

JsonNode *
qs_probe_endpoint (JsonObject *request,
                   GError    **error)
{
  g_auto(GStrv) environment = read_environment (request);
  g_autoptr(QsProfiles) profiles = NULL;
  g_autoptr(QsAccountSettings) settings = NULL;
  g_autoptr(QsEndpoint) endpoint = NULL;
  JsonObject *answer;
  QsEndpointQuery query = {
    .service = qs_json_get_string (request, "service", ""),
    .region = qs_json_get_string (request, "region", ""),
    .fips = qs_json_get_bool (request, "fips", FALSE),
    .dual_stack = qs_json_get_bool (request, "dualStack", FALSE),
    .environment = (const char * const *) environment,
  };

  if (!read_profile (request, &profiles, &query.profile, error) ||
      !read_settings (request, &settings, error))
    return NULL;

  query.settings = settings;
  if ((endpoint = qs_endpoints_resolve (&query, error)) == NULL)
    return NULL;

  answer = json_object_new ();
  json_object_set_string_member (answer, "url", endpoint->url);
  json_object_set_string_member (answer, "signingRegion", endpoint->signing_region);
  json_object_set_string_member (answer, "signingName", endpoint->signing_name);
  return qs_json_take (answer);
}
