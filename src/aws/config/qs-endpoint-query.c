#include "qs-endpoint-query.h"

#include <string.h>

#include <glib/gi18n.h>

#include "qs-endpoint-data.h"
#include "qs-endpoint-url.h"
#include "qs-json.h"

/* They are sent bearer tokens, which an endpoint meant for all services could collect. */
static const char * const never_global[] = { "signin", "sso", "sso-oidc", NULL };

G_DEFINE_QUARK (qs-endpoint-error-quark, qs_endpoint_error)

/* An endpoint that was found, and where. */
typedef struct
{
  const char *url;
  char       *place;
} Finding;

static void
clear_finding (Finding *finding)
{
  g_free (finding->place);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Finding, clear_finding)

static void
find_in_settings (const QsEndpointQuery *query,
                  const char            *name,
                  gboolean               takes_global,
                  Finding               *finding)
{
  const char *url;

  if (query->settings == NULL)
    return;

  if ((url = qs_account_settings_get_service_url (query->settings, name)) == NULL && takes_global)
    url = qs_account_settings_get (query->settings, QS_ACCOUNT_ENDPOINT_URL);

  finding->url = url;
  finding->place = g_strdup (_("the account's settings"));
}

static const char *
get_variable (const QsEndpointQuery *query,
              const char            *name)
{
  const char *value = query->environment != NULL
                      ? g_environ_getenv ((char **) query->environment, name)
                      : NULL;

  return value != NULL && *value != '\0' ? value : NULL;
}

static void
find_in_environment (const QsEndpointQuery *query,
                     const char            *id,
                     gboolean               takes_global,
                     Finding               *finding)
{
  g_autofree char *upper = g_ascii_strup (id, -1);
  g_autofree char *variable = g_strconcat ("AWS_ENDPOINT_URL_", upper, NULL);

  finding->url = get_variable (query, variable);
  if (finding->url == NULL && takes_global)
    {
      g_set_str (&variable, "AWS_ENDPOINT_URL");
      finding->url = get_variable (query, variable);
    }

  finding->place = g_strdup_printf (_("the environment variable %s"), variable);
}

static gboolean
find_in_profile (const QsEndpointQuery *query,
                 const char            *id,
                 gboolean               takes_global,
                 Finding               *finding,
                 GError               **error)
{
  const QsProfile *services = NULL;

  if (query->profile == NULL)
    return TRUE;

  if (qs_profile_get (query->profile, "services") != NULL)
    {
      if ((services = qs_profile_lookup_services (query->profile, error)) == NULL)
        return FALSE;
      finding->url = qs_profile_get_nested (services, id, "endpoint_url");
      finding->place = qs_profile_dup_place (services, id);
    }

  if (finding->url == NULL && takes_global)
    {
      finding->url = qs_profile_get (query->profile, "endpoint_url");
      g_free (finding->place);
      finding->place = qs_profile_dup_place (query->profile, "endpoint_url");
    }

  return TRUE;
}

static gboolean
is_true (const char *text)
{
  return text != NULL && g_ascii_strcasecmp (text, "true") == 0;
}

/* Whether what all AWS tools read is to be left alone. */
static gboolean
ignores_shared (const QsEndpointQuery *query)
{
  const char *value = get_variable (query, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS");

  if (value == NULL && query->profile != NULL)
    value = qs_profile_get (query->profile, "ignore_configured_endpoint_urls");

  return is_true (value);
}

/* Whoever asks for a service by another name gets the same answer. */
static const char *
read_names (const char  *service,
            const char **id)
{
  const char *name = service;
  JsonObject *facts = qs_endpoint_data_find_service (service, &name);

  *id = qs_json_get_string (facts, "id", service);
  return name;
}

static gboolean
find_custom (const QsEndpointQuery *query,
             Finding               *finding,
             GError               **error)
{
  const char *id = NULL;
  const char *name = read_names (query->service, &id);
  gboolean takes_global = !g_strv_contains (never_global, name);

  find_in_settings (query, name, takes_global, finding);
  if (finding->url != NULL || ignores_shared (query))
    return TRUE;

  clear_finding (finding);
  find_in_environment (query, id, takes_global, finding);
  if (finding->url != NULL)
    return TRUE;

  g_clear_pointer (&finding->place, g_free);
  return find_in_profile (query, id, takes_global, finding, error);
}

/**
 * qs_endpoint_query_find_custom:
 * @url: (out) (nullable): the endpoint that somebody has configured for the service, if any
 *
 * Returns: %FALSE with %QS_ENDPOINT_ERROR_URL when what is configured cannot be used, or with
 *   %QS_PROFILE_ERROR when the profile names a services section that is not there.
 */
gboolean
qs_endpoint_query_find_custom (const QsEndpointQuery *self,
                               char                 **url,
                               GError               **error)
{
  g_auto(Finding) finding = { NULL, NULL };
  const char *fault;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (url != NULL, FALSE);

  *url = NULL;
  if (!find_custom (self, &finding, error))
    return FALSE;
  if (finding.url == NULL)
    return TRUE;

  if ((fault = qs_endpoint_url_find_fault (finding.url)) != NULL)
    {
      /* Translators: the endpoint of a service, from some place, breaks a rule: "it must …". */
      g_set_error (error, QS_ENDPOINT_ERROR, QS_ENDPOINT_ERROR_URL,
                   _("The endpoint of %1$s from %2$s cannot be used: it %3$s"), self->service,
                   finding.place, fault);
      return FALSE;
    }

  *url = g_strdup (finding.url);
  return TRUE;
}
