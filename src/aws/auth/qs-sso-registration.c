#include "qs-sso-registration.h"

#include <glib/gi18n.h>

#include "qs-engine.h"
#include "qs-json.h"
#include "qs-secret.h"

#define CLIENT_NAME "Quayside"

static void
set_strings (JsonObject  *object,
             const char  *member,
             const char **strings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);
  json_object_set_array_member (object, member, array);
}

/* As the AWS command line registers itself: for a code by device nothing but the scopes. */
static JsonObject *
make_input (QsSsoSession *session,
            QsSsoFlow     flow)
{
  const char *grants[] = { "authorization_code", "refresh_token", NULL };
  const char *redirects[] = { QS_SSO_REDIRECT_URI, NULL };
  g_auto(GStrv) scopes = g_strsplit (qs_sso_session_get_scopes (session), " ", -1);
  JsonObject *input = json_object_new ();

  json_object_set_string_member (input, "clientName", CLIENT_NAME);
  json_object_set_string_member (input, "clientType", "public");
  set_strings (input, "scopes", (const char **) scopes);
  if (flow == QS_SSO_FLOW_DEVICE)
    return input;

  set_strings (input, "grantTypes", grants);
  set_strings (input, "redirectUris", redirects);
  json_object_set_string_member (input, "issuerUrl", qs_sso_session_get_start_url (session));
  return input;
}

static QsSsoClient *
read_reply (QsSsoSession *session,
            QsSsoFlow     flow,
            JsonObject   *reply,
            GError      **error)
{
  const char *id = qs_json_get_string (reply, "clientId", NULL);
  const char *secret = qs_json_get_string (reply, "clientSecret", NULL);
  gint64 expires_at = CLAMP (qs_json_get_int (reply, "clientSecretExpiresAt", 0), 0, G_MAXINT32 *
                             G_GINT64_CONSTANT (4));

  if (id != NULL && secret != NULL)
    return qs_sso_client_new (qs_sso_session_get_start_url (session),
                              qs_sso_session_get_region (session), flow,
                              qs_sso_session_get_scopes (session), id, secret, expires_at * 1000);

  g_set_error_literal (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY,
                       _("IAM Identity Center has registered Quayside, but did not say as what"));
  return NULL;
}

/**
 * qs_sso_registration_get:
 *
 * Returns: (transfer full) (nullable): Quayside as the portal's region knows it; registered now
 *   unless the keyring has a client that is still good. %NULL with #QsEngineError.
 */
QsSsoClient *
qs_sso_registration_get (QsSsoSession *session,
                         QsSsoFlow     flow,
                         GError      **error)
{
  g_autoptr(QsSsoClient) client = qs_sso_session_load_client (session);
  g_autoptr(QsSecretJson) reply = NULL;

  if (client != NULL &&
      qs_sso_client_is_for (client, flow, qs_sso_session_get_scopes (session)))
    return g_steal_pointer (&client);

  g_clear_pointer (&client, qs_sso_client_unref);
  reply = qs_sso_session_call (session, "sso-oidc", "RegisterClient", make_input (session, flow),
                               error);
  if (reply == NULL)
    return NULL;

  client = read_reply (session, flow, json_node_get_object (reply), error);
  if (client == NULL || !qs_sso_session_keep_client (session, client, error))
    return NULL;

  return g_steal_pointer (&client);
}

gboolean
qs_sso_registration_forget (QsSsoSession *session,
                            GError      **error)
{
  return qs_sso_session_keep (session, QS_KEYRING_SSO_CLIENT, NULL, error);
}

static gboolean
has_code (const GError       *error,
          const char * const *codes)
{
  const QsErrorDetails *details = qs_engine_error_get_details (error);

  return details != NULL && details->code != NULL && g_strv_contains (codes, details->code);
}

/**
 * qs_sso_registration_is_refused:
 *
 * Returns: whether the portal no longer knows the client: it has to be registered anew.
 */
gboolean
qs_sso_registration_is_refused (const GError *error)
{
  const char *codes[] = { "InvalidClientException", "UnauthorizedClientException", NULL };

  return has_code (error, codes);
}

/**
 * qs_sso_registration_is_flow_refused:
 *
 * Returns: whether the portal does not take clients that log in by the browser: an old one.
 */
gboolean
qs_sso_registration_is_flow_refused (const GError *error)
{
  const char *codes[] = { "InvalidClientMetadataException", "InvalidRedirectUriException",
                          "InvalidRequestException", "UnsupportedGrantTypeException", NULL };

  return has_code (error, codes);
}
