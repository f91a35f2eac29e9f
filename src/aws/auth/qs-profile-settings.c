#include "qs-profile-settings.h"

#include "qs-endpoint-query.h"
#include "qs-json.h"

/* Every service that Quayside calls. */
static const char *services[] = {
  "batch", "ec2", "ecs", "iam", "logs", "pricing", "s3", "ssm", "sso", "sso-oidc", "sts",
};

typedef struct
{
  const char *member;     /* of the account's settings */
  const char *variable;
  const char *key;        /* of a profile */
} QsSwitch;

static const QsSwitch switches[] = {
  { "useFips", "AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint" },
  { "useDualStack", "AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint" },
};

static void
merge_switches (JsonObject      *document,
                const QsProfile *profile)
{
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    {
      const char *value = g_getenv (switches[i].variable);

      if (value == NULL && profile != NULL)
        value = qs_profile_get (profile, switches[i].key);
      if (value != NULL && !json_object_has_member (document, switches[i].member))
        json_object_set_boolean_member (document, switches[i].member,
                                        g_ascii_strcasecmp (value, "true") == 0);
    }
}

static JsonObject *
find_or_add (JsonObject *parent,
             const char *member)
{
  JsonObject *object = qs_json_get_object (parent, member);

  if (object == NULL)
    {
      object = json_object_new ();
      json_object_set_object_member (parent, member, object);
    }

  return object;
}

/* Each service by itself, since which of the places counts is decided for each. */
static gboolean
merge_endpoints (JsonObject        *document,
                 QsAccountSettings *settings,
                 const QsProfile   *profile,
                 GError           **error)
{
  g_auto(GStrv) environment = g_get_environ ();
  QsEndpointQuery query = {
    .region = qs_account_settings_get (settings, QS_ACCOUNT_REGION),
    .settings = settings,
    .environment = (const char * const *) environment,
    .profile = profile,
  };

  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    {
      g_autofree char *url = NULL;

      query.service = services[i];
      if (!qs_endpoint_query_find_custom (&query, &url, error))
        return FALSE;
      if (url != NULL)
        json_object_set_string_member (find_or_add (find_or_add (document, "endpoints"),
                                                    "services"),
                                       services[i], url);
    }

  return TRUE;
}

/**
 * qs_profile_settings_merge:
 * @profile: (nullable): the one that the account uses, if it uses one
 *
 * Adds to an account's settings what the environment and its profile say about endpoints, where the
 * account itself says nothing; in the order of #QsEndpointQuery.
 *
 * Returns: (transfer full) (nullable): settings for a client; %NULL with #QsProfileError or
 *   #QsEndpointError.
 */
QsAccountSettings *
qs_profile_settings_merge (QsAccountSettings *settings,
                           const QsProfile   *profile,
                           GError           **error)
{
  g_autoptr(JsonNode) document = qs_json_copy (qs_account_settings_get_document (settings));

  merge_switches (json_node_get_object (document), profile);
  if (!merge_endpoints (json_node_get_object (document), settings, profile, error))
    return NULL;

  return qs_account_settings_new (document, error);
}
