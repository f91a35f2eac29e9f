#include "qs-sso-device.h"

#include <glib/gi18n.h>
#include <string.h>

#include "qs-await.h"
#include "qs-display-text.h"
#include "qs-engine.h"
#include "qs-json.h"
#include "qs-login-host.h"
#include "qs-secret.h"

#define GRANT "urn:ietf:params:oauth:grant-type:device_code"

/* RFC 8628, sections 3.2 and 3.5. */
#define DEFAULT_INTERVAL_S 5
#define SLOW_DOWN_S 5

#define MAX_INTERVAL_S 60
#define MAX_LIFE_S (60 * 60)
#define MAX_USER_CODE 64

struct _QsSsoDevice
{
  QsSsoSession *session;
  QsSsoClient  *client;
  char         *device_code;
  char         *user_code;
  char         *uri;
  gint64        interval;     /* s */
  gint64        expires_at;
};

static JsonObject *
make_input (QsSsoClient *client)
{
  JsonObject *input = json_object_new ();

  json_object_set_string_member (input, "clientId", qs_sso_client_get_id (client));
  json_object_set_string_member (input, "clientSecret", qs_sso_client_get_secret (client));
  return input;
}

/* The address that has the code in it already, unless it is not as good as the one without. */
static char *
choose_uri (QsSsoDevice *self,
            JsonObject  *reply,
            GError     **error)
{
  const char *uri = qs_json_get_string (reply, "verificationUri", "");
  const char *complete = qs_json_get_string (reply, "verificationUriComplete", "");
  gboolean custom = FALSE;
  g_autofree char *endpoint = qs_sso_session_dup_endpoint (self->session, &custom, error);
  g_autofree char *shown = NULL;

  if (endpoint == NULL)
    return NULL;
  if (qs_login_host_allows (complete, custom))
    return g_strdup (complete);
  if (qs_login_host_allows (uri, custom))
    return g_strdup (uri);

  shown = qs_display_line (uri, -1);
  g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY,
               /* Translators: an address */
               _("The login is to go on at %s, which is no login page of AWS: it is not opened"),
               shown);
  return NULL;
}

static gboolean
read_authorization (QsSsoDevice *self,
                    JsonObject  *reply,
                    GError     **error)
{
  gint64 life = CLAMP (qs_json_get_int (reply, "expiresIn", 0), 0, MAX_LIFE_S);
  const char *user_code = qs_json_get_string (reply, "userCode", "");

  self->device_code = g_strdup (qs_json_get_string (reply, "deviceCode", NULL));
  if (self->device_code == NULL || *user_code == '\0')
    {
      g_set_error_literal (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY,
                           _("IAM Identity Center gave no code to log in with"));
      return FALSE;
    }

  self->user_code = qs_display_line (user_code, (gssize) strnlen (user_code, MAX_USER_CODE));
  self->interval = CLAMP (qs_json_get_int (reply, "interval", DEFAULT_INTERVAL_S), 1,
                          MAX_INTERVAL_S);
  self->expires_at = qs_clock_now (qs_sso_session_get_clock (self->session)) + life * 1000;
  self->uri = choose_uri (self, reply, error);
  return self->uri != NULL;
}

/**
 * qs_sso_device_new:
 *
 * Asks for a code.
 *
 * Returns: (transfer full) (nullable): a login whose code is to be shown; %NULL with
 *   #QsEngineError.
 */
QsSsoDevice *
qs_sso_device_new (QsSsoSession *session,
                   QsSsoClient  *client,
                   GError      **error)
{
  g_autoptr(QsSsoDevice) self = g_new0 (QsSsoDevice, 1);
  g_autoptr(QsSecretJson) reply = NULL;
  JsonObject *input = make_input (client);

  self->session = g_object_ref (session);
  self->client = qs_sso_client_ref (client);

  json_object_set_string_member (input, "startUrl", qs_sso_session_get_start_url (session));
  reply = qs_sso_session_call (session, "sso-oidc", "StartDeviceAuthorization", input, error);
  if (reply == NULL || !read_authorization (self, json_node_get_object (reply), error))
    return NULL;

  return g_steal_pointer (&self);
}

void
qs_sso_device_free (QsSsoDevice *self)
{
  g_object_unref (self->session);
  qs_sso_client_unref (self->client);
  qs_secret_free (self->device_code);
  g_free (self->user_code);
  g_free (self->uri);
  g_free (self);
}

/**
 * qs_sso_device_get_uri:
 *
 * Returns: what to open in a browser: a page of AWS.
 */
const char *
qs_sso_device_get_uri (QsSsoDevice *self)
{
  return self->uri;
}

/**
 * qs_sso_device_get_user_code:
 *
 * Returns: what the person is to see or to type there.
 */
const char *
qs_sso_device_get_user_code (QsSsoDevice *self)
{
  return self->user_code;
}

/**
 * qs_sso_device_get_expires_at:
 *
 * Returns: ms since the epoch, until when the code is good.
 */
gint64
qs_sso_device_get_expires_at (QsSsoDevice *self)
{
  return self->expires_at;
}

static JsonNode *
ask_for_token (QsSsoDevice *self,
               GError     **error)
{
  JsonObject *input = make_input (self->client);

  json_object_set_string_member (input, "grantType", GRANT);
  json_object_set_string_member (input, "deviceCode", self->device_code);
  return qs_sso_session_call (self->session, "sso-oidc", "CreateToken", input, error);
}

static gboolean
has_code (const GError *error,
          const char   *code)
{
  const QsErrorDetails *details = qs_engine_error_get_details (error);

  return details != NULL && g_strcmp0 (details->code, code) == 0;
}

/* Returns: whether to go on asking. */
static gboolean
note_answer (QsSsoDevice *self,
             GError      *error)
{
  if (has_code (error, "SlowDownException"))
    {
      self->interval = MIN (self->interval + SLOW_DOWN_S, MAX_INTERVAL_S);
      return TRUE;
    }

  return has_code (error, "AuthorizationPendingException") || qs_engine_error_is_passing (error);
}

static GError *
new_expired (void)
{
  return g_error_new_literal (QS_ENGINE_ERROR, QS_ENGINE_ERROR_EXPIRED,
                              _("The code has expired before it was confirmed in the browser: "
                                "start the login again"));
}

static GError *
explain (GError *error)
{
  g_autoptr(GError) cause = error;

  if (has_code (cause, "ExpiredTokenException"))
    return new_expired ();
  if (has_code (cause, "AccessDeniedException"))
    return g_error_new_literal (QS_ENGINE_ERROR, QS_ENGINE_ERROR_DENIED,
                                _("The login was refused in the browser"));

  return g_steal_pointer (&cause);
}

/**
 * qs_sso_device_finish:
 *
 * Asks until the person has confirmed the code, refused, or the code has expired.
 *
 * Returns: (transfer full) (nullable): CreateToken's output, for the caller to wipe; %NULL with
 *   #QsEngineError.
 */
JsonNode *
qs_sso_device_finish (QsSsoDevice *self,
                      GError     **error)
{
  QsClock *clock = qs_sso_session_get_clock (self->session);

  while (qs_clock_now (clock) < self->expires_at)
    {
      g_autoptr(GError) cause = NULL;
      JsonNode *reply;

      if (!qs_await (qs_clock_wait (clock, self->interval * 1000), error))
        return NULL;

      reply = ask_for_token (self, &cause);
      if (reply != NULL)
        return reply;
      if (note_answer (self, cause))
        continue;

      g_propagate_error (error, explain (g_steal_pointer (&cause)));
      return NULL;
    }

  g_propagate_error (error, new_expired ());
  return NULL;
}
