#include "qs-keyring-provider.h"

#include <glib/gi18n.h>

#include "qs-await.h"
#include "qs-checked-credentials.h"
#include "qs-engine.h"
#include "qs-json.h"
#include "qs-secret.h"

struct _QsKeyringProvider
{
  QsAuthProvider parent_instance;

  char          *access_key_id;
};

G_DEFINE_FINAL_TYPE (QsKeyringProvider, qs_keyring_provider, QS_TYPE_AUTH_PROVIDER)

static QsCredentials *
parse_secret (QsKeyringProvider *self,
              GBytes            *secret,
              GError           **error)
{
  gsize length;
  const char *text = g_bytes_get_data (secret, &length);
  g_autoptr(QsSecretJson) node = length > 0 ? qs_json_parse (text, (gssize) length, NULL) : NULL;
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) :
                       NULL;

  return qs_checked_credentials_new (_("The keyring"), self->access_key_id,
                                     qs_json_get_string (object, "secretAccessKey", NULL),
                                     qs_json_get_string (object, "sessionToken", NULL), 0, error);
}

/* That there is no secret is something for the person to do; why the keyring does not open is said
 * by the keyring. */
static GError *
explain (QsKeyringProvider *self,
         GError            *error)
{
  QsAuthContext *context = qs_auth_provider_get_context (QS_AUTH_PROVIDER (self));
  g_autoptr(GError) cause = error;

  if (!g_error_matches (cause, QS_KEYRING_ERROR, QS_KEYRING_ERROR_NOT_FOUND))
    return g_steal_pointer (&cause);

  return g_error_new (QS_ENGINE_ERROR, QS_ENGINE_ERROR_EXPIRED,
                      /* Translators: an access key's id; an account's name */
                      _("The secret of the access key %s is not in the keyring: enter it again in "
                        "the settings of “%s”"), self->access_key_id,
                      qs_auth_context_get_name (context));
}

static QsCredentials *
qs_keyring_provider_fetch (QsAuthProvider *provider,
                           GError        **error)
{
  QsKeyringProvider *self = QS_KEYRING_PROVIDER (provider);
  QsAuthContext *context = qs_auth_provider_get_context (provider);
  g_autoptr(GError) cause = NULL;
  g_autoptr(GBytes) secret = NULL;

  if (context->access_key != NULL)
    return parse_secret (self, context->access_key, error);

  secret = qs_await_boxed (qs_keyring_lookup (context->keyring, qs_auth_context_get_id (context),
                                              QS_KEYRING_ACCESS_KEY), &cause);
  if (secret != NULL)
    return parse_secret (self, secret, error);

  g_propagate_error (error, explain (self, g_steal_pointer (&cause)));
  return NULL;
}

static void
qs_keyring_provider_finalize (GObject *object)
{
  QsKeyringProvider *self = QS_KEYRING_PROVIDER (object);

  g_free (self->access_key_id);

  G_OBJECT_CLASS (qs_keyring_provider_parent_class)->finalize (object);
}

static void
qs_keyring_provider_class_init (QsKeyringProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_keyring_provider_finalize;
  QS_AUTH_PROVIDER_CLASS (klass)->fetch = qs_keyring_provider_fetch;
}

static void
qs_keyring_provider_init (QsKeyringProvider *self)
{
}

/**
 * qs_keyring_provider_new:
 *
 * Returns: (transfer full): a provider that looks into the keyring each time it is asked.
 */
QsCredentialsProvider *
qs_keyring_provider_new (QsAuthContext *context,
                         const char    *access_key_id)
{
  QsKeyringProvider *self;

  g_return_val_if_fail (context != NULL, NULL);
  g_return_val_if_fail (access_key_id != NULL, NULL);

  self = qs_auth_provider_new (QS_TYPE_KEYRING_PROVIDER, context);
  self->access_key_id = g_strdup (access_key_id);
  return QS_CREDENTIALS_PROVIDER (self);
}
