#include "qs-sso-token.h"

#include "qs-json.h"
#include "qs-secret.h"

struct _QsSsoToken
{
  gatomicrefcount ref_count;

  char           *start_url;
  char           *region;
  char           *access_token;
  char           *refresh_token;   /* nullable */
  gint64          expires_at;      /* ms since the epoch */
};

G_DEFINE_BOXED_TYPE (QsSsoToken, qs_sso_token, qs_sso_token_ref, qs_sso_token_unref)

/**
 * qs_sso_token_new:
 * @start_url: the portal's address
 * @region: where the portal is
 * @refresh_token: (nullable): what gets the next token
 * @expires_at: ms since the epoch
 *
 * Returns: (transfer full): a token with copies of its own.
 */
QsSsoToken *
qs_sso_token_new (const char *start_url,
                  const char *region,
                  const char *access_token,
                  const char *refresh_token,
                  gint64 expires_at)
{
  QsSsoToken *self;

  g_return_val_if_fail (start_url != NULL && region != NULL, NULL);
  g_return_val_if_fail (access_token != NULL, NULL);

  self = g_new0 (QsSsoToken, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->start_url = g_strdup (start_url);
  self->region = g_strdup (region);
  self->access_token = g_strdup (access_token);
  self->refresh_token = g_strdup (refresh_token);
  self->expires_at = expires_at;
  return self;
}

/**
 * qs_sso_token_parse:
 * @json: what qs_sso_token_print() wrote
 *
 * Returns: (transfer full) (nullable): %NULL when it is none, which is as good as not logged in.
 */
QsSsoToken *
qs_sso_token_parse (GBytes *json)
{
  gsize length;
  const char *text = g_bytes_get_data (json, &length);
  g_autoptr(QsSecretJson) node = length > 0 ? qs_json_parse (text, (gssize) length, NULL) : NULL;
  JsonObject *object;
  const char *start_url;
  const char *region;
  const char *access_token;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  object = json_node_get_object (node);
  start_url = qs_json_get_string (object, "startUrl", NULL);
  region = qs_json_get_string (object, "region", NULL);
  access_token = qs_json_get_string (object, "accessToken", NULL);
  if (start_url == NULL || region == NULL || access_token == NULL)
    return NULL;

  return qs_sso_token_new (start_url, region, access_token,
                           qs_json_get_string (object, "refreshToken", NULL),
                           qs_json_get_int (object, "expiresAt", 0));
}

QsSsoToken *
qs_sso_token_ref (QsSsoToken *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qs_sso_token_unref (QsSsoToken *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->start_url);
  g_free (self->region);
  qs_secret_free (self->access_token);
  qs_secret_free (self->refresh_token);
  g_free (self);
}

/**
 * qs_sso_token_print:
 *
 * Returns: (transfer full): JSON for the keyring, wiped when the last reference goes.
 */
GBytes *
qs_sso_token_print (QsSsoToken *self)
{
  JsonObject *object = json_object_new ();
  g_autoptr(QsSecretJson) node = qs_json_take (object);

  json_object_set_string_member (object, "startUrl", self->start_url);
  json_object_set_string_member (object, "region", self->region);
  json_object_set_string_member (object, "accessToken", self->access_token);
  if (self->refresh_token != NULL)
    json_object_set_string_member (object, "refreshToken", self->refresh_token);
  json_object_set_int_member (object, "expiresAt", self->expires_at);

  return qs_secret_print_json (node);
}

const char *
qs_sso_token_get_access_token (QsSsoToken *self)
{
  return self->access_token;
}

/**
 * qs_sso_token_get_refresh_token:
 *
 * Returns: (nullable): what gets the next token without a login.
 */
const char *
qs_sso_token_get_refresh_token (QsSsoToken *self)
{
  return self->refresh_token;
}

gint64
qs_sso_token_get_expires_at (QsSsoToken *self)
{
  return self->expires_at;
}

gboolean
qs_sso_token_is_of (QsSsoToken *self,
                    const char *start_url,
                    const char *region)
{
  return g_str_equal (self->start_url, start_url) && g_str_equal (self->region, region);
}
