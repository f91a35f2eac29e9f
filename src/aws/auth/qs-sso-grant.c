#include "qs-sso-grant.h"

#include <glib/gi18n.h>

#include "qs-engine.h"
#include "qs-json.h"
#include "qs-secret.h"

/* A token that has not longer to go is refreshed when it is next needed; botocore does so, too. */
#define REFRESH_MS (15 * 60 * 1000)

/* Returns: %FALSE when the keyring cannot be asked; %TRUE with %NULL when nobody has logged in. */
static gboolean
look_up_token (QsSsoSession *session,
               QsSsoToken  **token,
               GError      **error)
{
  g_autoptr(GBytes) secret = NULL;

  *token = NULL;
  if (!qs_sso_session_look_up (session, QS_KEYRING_SSO_TOKEN, &secret, error))
    return FALSE;

  if (secret != NULL)
    *token = qs_sso_token_parse (secret);
  if (*token != NULL && !qs_sso_token_is_of (*token, qs_sso_session_get_start_url (session),
                                             qs_sso_session_get_region (session)))
    g_clear_pointer (token, qs_sso_token_unref);
  return TRUE;
}

/**
 * qs_sso_grant_accept:
 * @reply: of CreateToken
 * @refresh_token: (nullable): what to keep when the reply has none
 *
 * Puts the token into the keyring.
 */
gboolean
qs_sso_grant_accept (QsSsoSession *session,
                     JsonNode     *reply,
                     const char   *refresh_token,
                     GError      **error)
{
  JsonObject *object = json_node_get_object (reply);
  const char *access_token = qs_json_get_string (object, "accessToken", NULL);
  gint64 seconds = CLAMP (qs_json_get_int (object, "expiresIn", 0), 0, G_MAXINT32);
  g_autoptr(QsSsoToken) token = NULL;
  g_autoptr(GBytes) secret = NULL;

  g_return_val_if_fail (QS_IS_SSO_SESSION (session), FALSE);

  if (access_token == NULL || *access_token == '\0')
    {
      g_autofree char *host = qs_sso_session_dup_host (session);

      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY,
                   /* Translators: a host */
                   _("The answer of %s to the login has no token"), host);
      return FALSE;
    }

  token = qs_sso_token_new (qs_sso_session_get_start_url (session),
                            qs_sso_session_get_region (session), access_token,
                            qs_json_get_string (object, "refreshToken", refresh_token),
                            qs_clock_now (qs_sso_session_get_clock (session)) + seconds * 1000);
  secret = qs_sso_token_print (token);
  return qs_sso_session_keep (session, QS_KEYRING_SSO_TOKEN, secret, error);
}

/* Returns: the ms that @token is still good for; none or less when it has expired. */
static gint64
get_rest (QsSsoSession *session,
          QsSsoToken   *token)
{
  return qs_sso_token_get_expires_at (token) - qs_clock_now (qs_sso_session_get_clock (session));
}

static JsonObject *
make_refresh_input (QsSsoClient *client,
                    const char  *refresh_token)
{
  JsonObject *input = json_object_new ();

  json_object_set_string_member (input, "clientId", qs_sso_client_get_id (client));
  json_object_set_string_member (input, "clientSecret", qs_sso_client_get_secret (client));
  json_object_set_string_member (input, "grantType", "refresh_token");
  json_object_set_string_member (input, "refreshToken", refresh_token);
  return input;
}

/* Returns: (nullable): a new token; %NULL, with an error if it may be had later. */
static QsSsoToken *
refresh (QsSsoSession *session,
         QsSsoToken   *token,
         GError      **error)
{
  const char *refresh_token = qs_sso_token_get_refresh_token (token);
  g_autoptr(QsSsoClient) client = NULL;
  g_autoptr(QsSecretJson) reply = NULL;
  g_autoptr(GError) cause = NULL;
  QsSsoToken *fresh = NULL;

  client = refresh_token != NULL ? qs_sso_session_load_client (session) : NULL;
  if (client == NULL)
    return NULL;

  reply = qs_sso_session_call (session, "sso-oidc", "CreateToken",
                               make_refresh_input (client, refresh_token), &cause);
  if (reply != NULL && !qs_sso_grant_accept (session, reply, refresh_token, error))
    return NULL;

  /* A refresh token may be good for one use: perhaps another object of this session has had it. */
  if (!look_up_token (session, &fresh, error))
    return NULL;
  if (fresh != NULL && get_rest (session, fresh) > 0 &&
      g_strcmp0 (qs_sso_token_get_access_token (fresh), qs_sso_token_get_access_token (token)) != 0)
    return fresh;

  g_clear_pointer (&fresh, qs_sso_token_unref);
  if (cause != NULL &&
      (qs_engine_error_is_passing (cause) || cause->domain != QS_ENGINE_ERROR))
    g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}

/* Returns: %NULL. @message: (transfer full) */
static QsSsoToken *
need_login (char    *message,
            GError **error)
{
  g_autofree char *text = message;

  g_set_error_literal (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_EXPIRED, text);
  return NULL;
}

/**
 * qs_sso_grant_load:
 *
 * Returns: (transfer full) (nullable): a token that is good now, refreshed if need be; %NULL with
 *   %QS_ENGINE_ERROR_EXPIRED when a person has to log in, or another error of the keyring or of
 *   the refreshing.
 */
QsSsoToken *
qs_sso_grant_load (QsSsoSession *session,
                   GError      **error)
{
  g_autoptr(QsSsoToken) token = NULL;
  g_autoptr(GError) cause = NULL;
  g_autofree char *host = qs_sso_session_dup_host (session);
  QsSsoToken *fresh;

  g_return_val_if_fail (QS_IS_SSO_SESSION (session), NULL);

  if (!look_up_token (session, &token, error))
    return NULL;
  if (token == NULL)
    return need_login (g_strdup_printf (_("You are not logged in at %s: log in"), host), error);

  if (get_rest (session, token) > REFRESH_MS)
    return g_steal_pointer (&token);

  fresh = refresh (session, token, &cause);
  if (fresh != NULL)
    return fresh;
  if (get_rest (session, token) > 0)
    return g_steal_pointer (&token);

  if (cause == NULL)
    return need_login (g_strdup_printf (_("Your login at %s has expired: log in again"), host),
                       error);

  g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}

/**
 * qs_sso_grant_replace:
 * @refused: a token that the portal has just refused, whatever its time of expiry says
 *
 * Returns: (transfer full) (nullable): another token; %NULL as qs_sso_grant_load().
 */
QsSsoToken *
qs_sso_grant_replace (QsSsoSession *session,
                      QsSsoToken   *refused,
                      GError      **error)
{
  g_autoptr(QsSsoToken) token = NULL;
  g_autoptr(GError) cause = NULL;
  g_autofree char *host = qs_sso_session_dup_host (session);
  QsSsoToken *fresh;

  g_return_val_if_fail (QS_IS_SSO_SESSION (session), NULL);

  if (!look_up_token (session, &token, error))
    return NULL;
  if (token != NULL && get_rest (session, token) > 0 &&
      g_strcmp0 (qs_sso_token_get_access_token (token),
                 qs_sso_token_get_access_token (refused)) != 0)
    return g_steal_pointer (&token);

  fresh = refresh (session, refused, &cause);
  if (fresh != NULL)
    return fresh;

  if (cause == NULL)
    return need_login (g_strdup_printf (_("%s no longer accepts your login: log in again"), host),
                       error);

  g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}

/**
 * qs_sso_grant_forget:
 *
 * Takes the token out of the keyring.
 */
gboolean
qs_sso_grant_forget (QsSsoSession *session,
                     GError      **error)
{
  g_return_val_if_fail (QS_IS_SSO_SESSION (session), FALSE);

  return qs_sso_session_keep (session, QS_KEYRING_SSO_TOKEN, NULL, error);
}
