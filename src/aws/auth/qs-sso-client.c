#include "qs-sso-client.h"

#include "qs-json.h"
#include "qs-secret.h"

struct _QsSsoClient
{
  gatomicrefcount ref_count;

  char           *start_url;
  char           *region;
  QsSsoFlow       flow;
  char           *scopes;       /* separated by blanks */
  char           *id;
  char           *secret;
  gint64          expires_at;   /* ms since the epoch */
};

static const char *flow_names[] = {
  [QS_SSO_FLOW_BROWSER] = "browser",
  [QS_SSO_FLOW_DEVICE] = "device",
};

G_DEFINE_ENUM_TYPE (QsSsoFlow, qs_sso_flow,
                    G_DEFINE_ENUM_VALUE (QS_SSO_FLOW_BROWSER, "browser"),
                    G_DEFINE_ENUM_VALUE (QS_SSO_FLOW_DEVICE, "device"))

G_DEFINE_BOXED_TYPE (QsSsoClient, qs_sso_client, qs_sso_client_ref, qs_sso_client_unref)

/**
 * qs_sso_client_new:
 * @start_url: the portal's address
 * @region: where the portal is
 * @flow: what it may log in by
 * @scopes: what it has asked for, separated by blanks
 * @expires_at: ms since the epoch
 *
 * Returns: (transfer full): a client with copies of its own.
 */
QsSsoClient *
qs_sso_client_new (const char *start_url,
                   const char *region,
                   QsSsoFlow flow,
                   const char *scopes,
                   const char *id,
                   const char *secret,
                   gint64 expires_at)
{
  QsSsoClient *self;

  g_return_val_if_fail (start_url != NULL && region != NULL && scopes != NULL, NULL);
  g_return_val_if_fail (id != NULL && secret != NULL, NULL);

  self = g_new0 (QsSsoClient, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->start_url = g_strdup (start_url);
  self->region = g_strdup (region);
  self->flow = flow;
  self->scopes = g_strdup (scopes);
  self->id = g_strdup (id);
  self->secret = g_strdup (secret);
  self->expires_at = expires_at;
  return self;
}

/**
 * qs_sso_client_parse:
 * @json: what qs_sso_client_print() wrote
 *
 * Returns: (transfer full) (nullable): %NULL when it is none, which is as good as not registered.
 */
QsSsoClient *
qs_sso_client_parse (GBytes *json)
{
  gsize length;
  const char *text = g_bytes_get_data (json, &length);
  g_autoptr(QsSecretJson) node = length > 0 ? qs_json_parse (text, (gssize) length, NULL) : NULL;
  JsonObject *object;
  const char *members[] = { "startUrl", "region", "flow", "scopes", "clientId", "clientSecret" };
  const char *values[G_N_ELEMENTS (members)];
  QsSsoFlow flow;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  object = json_node_get_object (node);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      values[i] = qs_json_get_string (object, members[i], NULL);
      if (values[i] == NULL)
        return NULL;
    }

  flow = g_str_equal (values[2], flow_names[QS_SSO_FLOW_BROWSER]) ? QS_SSO_FLOW_BROWSER :
         QS_SSO_FLOW_DEVICE;
  return qs_sso_client_new (values[0], values[1], flow, values[3], values[4], values[5],
                            qs_json_get_int (object, "expiresAt", 0));
}

QsSsoClient *
qs_sso_client_ref (QsSsoClient *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qs_sso_client_unref (QsSsoClient *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->start_url);
  g_free (self->region);
  g_free (self->scopes);
  g_free (self->id);
  qs_secret_free (self->secret);
  g_free (self);
}

/**
 * qs_sso_client_print:
 *
 * Returns: (transfer full): JSON for the keyring, wiped when the last reference goes.
 */
GBytes *
qs_sso_client_print (QsSsoClient *self)
{
  JsonObject *object = json_object_new ();
  g_autoptr(QsSecretJson) node = qs_json_take (object);

  json_object_set_string_member (object, "startUrl", self->start_url);
  json_object_set_string_member (object, "region", self->region);
  json_object_set_string_member (object, "flow", flow_names[self->flow]);
  json_object_set_string_member (object, "scopes", self->scopes);
  json_object_set_string_member (object, "clientId", self->id);
  json_object_set_string_member (object, "clientSecret", self->secret);
  json_object_set_int_member (object, "expiresAt", self->expires_at);

  return qs_secret_print_json (node);
}

const char *
qs_sso_client_get_id (QsSsoClient *self)
{
  return self->id;
}

const char *
qs_sso_client_get_secret (QsSsoClient *self)
{
  return self->secret;
}

gint64
qs_sso_client_get_expires_at (QsSsoClient *self)
{
  return self->expires_at;
}

gboolean
qs_sso_client_is_of (QsSsoClient *self,
                     const char  *start_url,
                     const char  *region)
{
  return g_str_equal (self->start_url, start_url) && g_str_equal (self->region, region);
}

gboolean
qs_sso_client_is_for (QsSsoClient *self,
                      QsSsoFlow    flow,
                      const char  *scopes)
{
  return self->flow == flow && g_str_equal (self->scopes, scopes);
}
