#include "qs-sso-session.h"

#include <glib/gi18n.h>

#include "qs-await.h"
#include "qs-endpoints.h"
#include "qs-engine.h"
#include "qs-json.h"
#include "qs-secret.h"

/* A client must last for a login, which may take a person ten minutes. */
#define CLIENT_MS (15 * 60 * 1000)

struct _QsSsoSession
{
  GObject            parent_instance;

  QsAccountSettings *settings;   /* with the portal's region */
  char              *account;    /* the account's id: whose the secrets in the keyring are */
  char              *start_url;
  char              *region;
  char              *scopes;
  QsKeyring         *keyring;
  QsClock           *clock;
  QsAwsClient       *client;
};

G_DEFINE_FINAL_TYPE (QsSsoSession, qs_sso_session, G_TYPE_OBJECT)

/* Members that say how services are reached, wherever credentials come from. */
static const char *shared_members[] = { "id", "endpoints", "useFips", "useDualStack" };

/* What a client needs to know to call the portal: its region in place of the account's. The account
 * may not have been chosen yet, since that is what the login is for. */
static JsonNode *
make_settings (JsonNode   *account,
               const char *start_url,
               const char *region)
{
  JsonObject *source = json_node_get_object (account);
  JsonObject *settings = json_object_new ();
  JsonObject *credentials = json_object_new ();
  JsonObject *portal = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (shared_members); i++)
    if (json_object_has_member (source, shared_members[i]))
      json_object_set_member (settings, shared_members[i],
                              qs_json_copy (json_object_get_member (source, shared_members[i])));

  json_object_set_string_member (portal, "startUrl", start_url);
  json_object_set_string_member (portal, "region", region);
  json_object_set_string_member (portal, "accountId", "000000000000");
  json_object_set_string_member (portal, "roleName", "none");
  json_object_set_object_member (credentials, "identityCenter", portal);
  json_object_set_object_member (settings, "credentials", credentials);
  json_object_set_string_member (settings, "name", "IAM Identity Center");
  json_object_set_string_member (settings, "region", region);
  return qs_json_take (settings);
}

static void
qs_sso_session_finalize (GObject *object)
{
  QsSsoSession *self = QS_SSO_SESSION (object);

  g_clear_object (&self->client);
  g_clear_object (&self->keyring);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->settings, qs_account_settings_unref);
  g_free (self->account);
  g_free (self->start_url);
  g_free (self->region);
  g_free (self->scopes);

  G_OBJECT_CLASS (qs_sso_session_parent_class)->finalize (object);
}

static void
qs_sso_session_class_init (QsSsoSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_sso_session_finalize;
}

static void
qs_sso_session_init (QsSsoSession *self)
{
}

/**
 * qs_sso_session_new:
 * @settings: an account's settings; only "id" has to be there, and endpoints if it has its own
 * @start_url: the portal's address, "https://d-1234567890.awsapps.com/start"
 * @region: where the portal is
 *
 * Returns: (transfer full) (nullable): %NULL with an error when @region or @start_url cannot be.
 */
QsSsoSession *
qs_sso_session_new (JsonNode   *settings,
                    const char *start_url,
                    const char *region,
                    QsKeyring  *keyring,
                    QsHttp     *http,
                    QsClock    *clock,
                    GError    **error)
{
  g_autoptr(JsonNode) document = NULL;
  g_autoptr(QsAccountSettings) checked = NULL;
  g_auto(GStrv) environment = g_get_environ ();
  QsSsoSession *self;

  g_return_val_if_fail (settings != NULL && JSON_NODE_HOLDS_OBJECT (settings), NULL);
  g_return_val_if_fail (start_url != NULL && region != NULL, NULL);

  document = make_settings (settings, start_url, region);
  checked = qs_account_settings_new (document, error);
  if (checked == NULL)
    return NULL;

  self = g_object_new (QS_TYPE_SSO_SESSION, NULL);
  self->settings = g_steal_pointer (&checked);
  self->account = g_strdup (qs_account_settings_get (self->settings, QS_ACCOUNT_ID));
  self->start_url = g_strdup (start_url);
  self->region = g_strdup (region);
  self->scopes = g_strdup (QS_SSO_DEFAULT_SCOPES);
  self->keyring = g_object_ref (keyring);
  self->clock = g_object_ref (clock);
  self->client = qs_aws_client_new (self->settings, NULL, http, clock);
  qs_aws_client_set_configuration (self->client, (const char * const *) environment, NULL);
  return self;
}

/**
 * qs_sso_session_set_scopes:
 * @scopes: what to ask for at the next login, separated by blanks or commas, as
 *   sso_registration_scopes has them
 */
void
qs_sso_session_set_scopes (QsSsoSession *self,
                           const char   *scopes)
{
  g_auto(GStrv) words = NULL;
  g_autoptr(GString) joined = g_string_new (NULL);

  g_return_if_fail (QS_IS_SSO_SESSION (self));
  g_return_if_fail (scopes != NULL);

  words = g_strsplit_set (scopes, ", \t", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "", words[i]);

  g_set_str (&self->scopes, joined->len > 0 ? joined->str : QS_SSO_DEFAULT_SCOPES);
}

const char *
qs_sso_session_get_start_url (QsSsoSession *self)
{
  g_return_val_if_fail (QS_IS_SSO_SESSION (self), NULL);

  return self->start_url;
}

const char *
qs_sso_session_get_region (QsSsoSession *self)
{
  g_return_val_if_fail (QS_IS_SSO_SESSION (self), NULL);

  return self->region;
}

/**
 * qs_sso_session_get_scopes:
 *
 * Returns: what to ask for, separated by single blanks.
 */
const char *
qs_sso_session_get_scopes (QsSsoSession *self)
{
  g_return_val_if_fail (QS_IS_SSO_SESSION (self), NULL);

  return self->scopes;
}

/**
 * qs_sso_session_dup_host:
 *
 * Returns: (transfer full): what tells a person which login is meant.
 */
char *
qs_sso_session_dup_host (QsSsoSession *self)
{
  g_autoptr(GUri) uri = NULL;

  g_return_val_if_fail (QS_IS_SSO_SESSION (self), NULL);

  uri = g_uri_parse (self->start_url, G_URI_FLAGS_NONE, NULL);
  return g_strdup (uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) :
                   self->start_url);
}

QsClock *
qs_sso_session_get_clock (QsSsoSession *self)
{
  g_return_val_if_fail (QS_IS_SSO_SESSION (self), NULL);

  return self->clock;
}

/**
 * qs_sso_session_dup_endpoint:
 * @custom: (out): whether the account has an endpoint of its own for logins
 *
 * Returns: (transfer full) (nullable): where tokens are got, without a slash at its end.
 */
char *
qs_sso_session_dup_endpoint (QsSsoSession *self,
                             gboolean     *custom,
                             GError      **error)
{
  g_autoptr(QsEndpoint) endpoint = NULL;
  g_auto(GStrv) environment = g_get_environ ();
  QsEndpointQuery query = {
    .service = "sso-oidc",
    .region = self->region,
    .fips = qs_account_settings_get_use_fips (self->settings),
    .dual_stack = qs_account_settings_get_use_dual_stack (self->settings),
    .settings = self->settings,
    .environment = (const char * const *) environment,
  };

  g_return_val_if_fail (QS_IS_SSO_SESSION (self), NULL);

  endpoint = qs_endpoints_resolve (&query, error);
  if (endpoint == NULL)
    return NULL;

  *custom = endpoint->custom;
  return g_strdup (endpoint->url);
}

/**
 * qs_sso_session_call:
 * @service: "sso-oidc" or "sso"
 * @input: (transfer full): wiped afterwards
 *
 * Waits, so it is for fibers.
 *
 * Returns: (transfer full) (nullable): the output, for the caller to wipe; %NULL with
 *   #QsEngineError.
 */
JsonNode *
qs_sso_session_call (QsSsoSession *self,
                     const char   *service,
                     const char   *operation,
                     JsonObject   *input,
                     GError      **error)
{
  g_autoptr(QsSecretJson) node = qs_json_take (input);

  return qs_await_boxed (qs_aws_client_call (self->client, service, operation, node), error);
}

/**
 * qs_sso_session_look_up:
 * @kind: of secret, see qs-keyring.h
 * @secret: (out) (nullable): %NULL when there is none
 *
 * Waits, so it is for fibers.
 *
 * Returns: %FALSE with an error when the keyring cannot be asked.
 */
gboolean
qs_sso_session_look_up (QsSsoSession *self,
                        const char   *kind,
                        GBytes      **secret,
                        GError      **error)
{
  g_autoptr(GError) cause = NULL;

  g_return_val_if_fail (QS_IS_SSO_SESSION (self), FALSE);

  *secret = qs_await_boxed (qs_keyring_lookup (self->keyring, self->account, kind), &cause);
  if (*secret != NULL || g_error_matches (cause, QS_KEYRING_ERROR, QS_KEYRING_ERROR_NOT_FOUND))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

/**
 * qs_sso_session_keep:
 * @kind: of secret, see qs-keyring.h
 * @secret: (nullable): what to keep; %NULL to forget it
 *
 * Waits, so it is for fibers.
 */
gboolean
qs_sso_session_keep (QsSsoSession *self,
                     const char   *kind,
                     GBytes       *secret,
                     GError      **error)
{
  g_autofree char *host = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (QS_IS_SSO_SESSION (self), FALSE);

  if (secret == NULL)
    return qs_await (qs_keyring_clear (self->keyring, self->account, kind), error);

  host = qs_sso_session_dup_host (self);
  /* Translators: what the keyring's own window calls it; a host */
  label = g_strdup_printf (_("Quayside’s login at %s"), host);
  return qs_await (qs_keyring_store (self->keyring, self->account, kind, label, secret), error);
}

/**
 * qs_sso_session_load_client:
 *
 * Waits, so it is for fibers.
 *
 * Returns: (transfer full) (nullable): the client that the portal has registered, if it is still
 *   good; a keyring that cannot be asked has none.
 */
QsSsoClient *
qs_sso_session_load_client (QsSsoSession *self)
{
  g_autoptr(GBytes) secret = NULL;
  g_autoptr(QsSsoClient) client = NULL;

  g_return_val_if_fail (QS_IS_SSO_SESSION (self), NULL);

  if (qs_sso_session_look_up (self, QS_KEYRING_SSO_CLIENT, &secret, NULL) && secret != NULL)
    client = qs_sso_client_parse (secret);

  if (client == NULL || !qs_sso_client_is_of (client, self->start_url, self->region) ||
      qs_sso_client_get_expires_at (client) - qs_clock_now (self->clock) < CLIENT_MS)
    return NULL;

  return g_steal_pointer (&client);
}

gboolean
qs_sso_session_keep_client (QsSsoSession *self,
                            QsSsoClient  *client,
                            GError      **error)
{
  g_autoptr(GBytes) secret = qs_sso_client_print (client);

  return qs_sso_session_keep (self, QS_KEYRING_SSO_CLIENT, secret, error);
}
