#include "qs-sso-browser.h"

#include <glib/gi18n.h>
#include <string.h>

#include "qs-await.h"
#include "qs-display-text.h"
#include "qs-engine.h"
#include "qs-loopback-listener.h"
#include "qs-pkce.h"
#include "qs-secret.h"

/* A code is good for as long; so is the patience of the AWS command line. */
#define TIMEOUT_MS (10 * 60 * 1000)

#define STATE_BYTES 24
#define VERIFIER_BYTES 48

struct _QsSsoBrowser
{
  QsSsoSession       *session;
  QsSsoClient        *client;
  QsLoopbackListener *listener;
  char               *verifier;
  char               *uri;
  gint64              expires_at;
};

static void
add_parameter (GString    *uri,
               const char *name,
               const char *value)
{
  g_autofree char *escaped = g_uri_escape_string (value, NULL, FALSE);

  g_string_append_printf (uri, "%c%s=%s", strchr (uri->str, '?') == NULL ? '?' : '&', name,
                          escaped);
}

/* The operation is in no model; its parameters are those of the AWS command line. Unlike RFC 6749's
 * "scope" the name is "scopes". */
static char *
build_uri (QsSsoBrowser *self,
           const char   *state,
           GError      **error)
{
  gboolean custom;
  g_autofree char *endpoint = qs_sso_session_dup_endpoint (self->session, &custom, error);
  g_autofree char *challenge = qs_pkce_dup_challenge (self->verifier);
  GString *uri;

  if (endpoint == NULL)
    return NULL;

  uri = g_string_new (endpoint);
  g_string_append (uri, "/authorize");
  add_parameter (uri, "response_type", "code");
  add_parameter (uri, "client_id", qs_sso_client_get_id (self->client));
  add_parameter (uri, "redirect_uri", qs_loopback_listener_get_uri (self->listener));
  add_parameter (uri, "state", state);
  add_parameter (uri, "code_challenge_method", "S256");
  add_parameter (uri, "scopes", qs_sso_session_get_scopes (self->session));
  add_parameter (uri, "code_challenge", challenge);
  return g_string_free (uri, FALSE);
}

/**
 * qs_sso_browser_new:
 * @client: one that is registered for the browser
 *
 * Returns: (transfer full) (nullable): a login that listens for the browser; %NULL with an error
 *   when it cannot.
 */
QsSsoBrowser *
qs_sso_browser_new (QsSsoSession *session,
                    QsSsoClient  *client,
                    GError      **error)
{
  g_autoptr(QsSsoBrowser) self = g_new0 (QsSsoBrowser, 1);
  g_auto(QsSecretText) state = qs_pkce_dup_random (STATE_BYTES);

  self->session = g_object_ref (session);
  self->client = qs_sso_client_ref (client);
  self->verifier = qs_pkce_dup_random (VERIFIER_BYTES);
  self->expires_at = qs_clock_now (qs_sso_session_get_clock (session)) + TIMEOUT_MS;
  self->listener = qs_loopback_listener_new (state, error);
  if (self->listener == NULL)
    return NULL;

  qs_loopback_listener_set_page (self->listener, _("Quayside"),
                                 _("You are logged in. You can close this page and go back to "
                                   "Quayside."),
                                 _("You are not logged in. Quayside says more."));
  self->uri = build_uri (self, state, error);
  return self->uri != NULL ? g_steal_pointer (&self) : NULL;
}

void
qs_sso_browser_free (QsSsoBrowser *self)
{
  g_object_unref (self->session);
  qs_sso_client_unref (self->client);
  g_clear_object (&self->listener);
  qs_secret_free (self->verifier);
  g_free (self->uri);
  g_free (self);
}

/**
 * qs_sso_browser_get_uri:
 *
 * Returns: what to open in the browser.
 */
const char *
qs_sso_browser_get_uri (QsSsoBrowser *self)
{
  return self->uri;
}

/**
 * qs_sso_browser_get_expires_at:
 *
 * Returns: ms since the epoch, after which nobody listens any more.
 */
gint64
qs_sso_browser_get_expires_at (QsSsoBrowser *self)
{
  return self->expires_at;
}

static GError *
explain (GError *error)
{
  g_autoptr(GError) cause = error;
  g_autofree char *message = NULL;

  if (g_error_matches (cause, QS_LOOPBACK_ERROR, QS_LOOPBACK_ERROR_TIMED_OUT))
    return g_error_new_literal (QS_ENGINE_ERROR, QS_ENGINE_ERROR_EXPIRED,
                                _("Nobody has logged in in the browser for ten minutes: start the "
                                  "login again"));
  if (!g_error_matches (cause, QS_LOOPBACK_ERROR, QS_LOOPBACK_ERROR_REFUSED))
    return g_steal_pointer (&cause);

  message = qs_display_line (cause->message, -1);
  return g_error_new (QS_ENGINE_ERROR, QS_ENGINE_ERROR_DENIED,
                      /* Translators: what AWS says */
                      _("The login was refused in the browser: %s"), message);
}

static JsonObject *
make_input (QsSsoBrowser *self,
            const char   *code)
{
  JsonObject *input = json_object_new ();

  json_object_set_string_member (input, "clientId", qs_sso_client_get_id (self->client));
  json_object_set_string_member (input, "clientSecret", qs_sso_client_get_secret (self->client));
  json_object_set_string_member (input, "grantType", "authorization_code");
  json_object_set_string_member (input, "redirectUri",
                                 qs_loopback_listener_get_uri (self->listener));
  json_object_set_string_member (input, "codeVerifier", self->verifier);
  json_object_set_string_member (input, "code", code);
  return input;
}

/**
 * qs_sso_browser_finish:
 *
 * Waits for the browser and gets the token.
 *
 * Returns: (transfer full) (nullable): CreateToken's output, for the caller to wipe; %NULL with
 *   #QsEngineError.
 */
JsonNode *
qs_sso_browser_finish (QsSsoBrowser *self,
                       GError      **error)
{
  g_autoptr(GError) cause = NULL;
  g_auto(QsSecretText) code = NULL;

  code = qs_await_string (qs_loopback_listener_wait (self->listener, TIMEOUT_MS), &cause);
  if (code != NULL)
    return qs_sso_session_call (self->session, "sso-oidc", "CreateToken", make_input (self, code),
                                error);

  g_propagate_error (error, explain (g_steal_pointer (&cause)));
  return NULL;
}
