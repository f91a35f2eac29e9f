#include "qs-profile-provider.h"

#include <glib/gi18n.h>
#include <string.h>

#include "qs-await.h"
#include "qs-checked-credentials.h"
#include "qs-credentials-cache.h"
#include "qs-key-provider.h"
#include "qs-process-provider.h"
#include "qs-profile-files.h"
#include "qs-role-provider.h"
#include "qs-session-provider.h"
#include "qs-sso-provider.h"

struct _QsProfileProvider
{
  QsAuthProvider         parent_instance;

  char                  *name;
  QsCredentialsProvider *chain;        /* as the profile was when it was last read */
  char                  *fingerprint;  /* of what the profile said then */
};

G_DEFINE_FINAL_TYPE (QsProfileProvider, qs_profile_provider, QS_TYPE_AUTH_PROVIDER)

/* What a chain is made from; a change to anything else in a profile does not matter to it. */
static const char *chain_keys[] = {
  "aws_access_key_id", "aws_secret_access_key", "aws_session_token", "credential_process",
  "mfa_serial", "sso_session", "sso_start_url", "sso_region", "sso_account_id", "sso_role_name",
};

static void
add_text (GChecksum  *checksum,
          const char *text)
{
  /* The end counts, too: "a", "bc" is not "ab", "c". */
  if (text != NULL)
    g_checksum_update (checksum, (const guint8 *) text, (gssize) strlen (text));
  g_checksum_update (checksum, (const guint8 *) (text != NULL ? "\1" : "\2"), 1);
}

static char *
make_fingerprint (QsProfileChain *chain,
                  QsProfileSso   *sso)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  add_text (checksum, qs_profile_get_name (chain->profile));
  for (guint i = 0; i < G_N_ELEMENTS (chain_keys); i++)
    add_text (checksum, qs_profile_get (chain->profile, chain_keys[i]));
  add_text (checksum, sso->start_url);
  add_text (checksum, sso->region);

  for (guint i = 0; i < chain->roles->len; i++)
    {
      const QsProfileRole *role = &g_array_index (chain->roles, QsProfileRole, i);
      g_autofree char *duration = g_strdup_printf ("%u", role->duration_seconds);

      add_text (checksum, role->role_arn);
      add_text (checksum, role->external_id);
      add_text (checksum, role->mfa_serial);
      add_text (checksum, role->session_name);
      add_text (checksum, duration);
    }

  return g_strdup (g_checksum_get_string (checksum));
}

static QsCredentialsProvider *
new_keys (QsAuthContext  *context,
          QsProfileChain *chain,
          GError        **error)
{
  const QsProfile *profile = chain->profile;
  const char *mfa_serial = qs_profile_get (profile, "mfa_serial");
  const char *token = qs_profile_get (profile, "aws_session_token");
  /* Translators: a profile's name. The beginning of a sentence. */
  g_autofree char *source = g_strdup_printf (_("The profile “%s”"), qs_profile_get_name (profile));
  g_autoptr(QsCredentialsProvider) keys = NULL;
  g_autoptr(QsCredentials) credentials = NULL;

  credentials = qs_checked_credentials_new (source, qs_profile_get (profile, "aws_access_key_id"),
                                            qs_profile_get (profile, "aws_secret_access_key"),
                                            token, 0, error);
  if (credentials == NULL)
    return NULL;

  keys = qs_key_provider_new (credentials);

  /* A role asks for its code itself. */
  if (mfa_serial == NULL || chain->roles->len > 0 ||
      qs_credentials_get_session_token (credentials) != NULL)
    return g_steal_pointer (&keys);

  return qs_session_provider_new (context, keys, mfa_serial);
}

static QsCredentialsProvider *
new_source (QsAuthContext  *context,
            QsProfileChain *chain,
            QsProfileSso   *sso,
            GError        **error)
{
  g_autoptr(QsSsoSession) session = NULL;

  switch (chain->source)
    {
    case QS_PROFILE_KEYS:
      return new_keys (context, chain, error);

    case QS_PROFILE_PROCESS:
      return qs_process_provider_new (context, qs_profile_get_name (chain->profile),
                                      qs_profile_get (chain->profile, "credential_process"));

    case QS_PROFILE_SSO:
      session = qs_auth_context_new_session (context, sso->start_url, sso->region, error);
      return session == NULL ? NULL :
             qs_sso_provider_new (context, session, sso->account_id, sso->role_name);

    default:
      g_assert_not_reached ();
    }
}

static QsCredentialsProvider *
new_chain (QsAuthContext  *context,
           QsProfileChain *chain,
           QsProfileSso   *sso,
           GError        **error)
{
  g_autoptr(QsCredentialsProvider) provider = new_source (context, chain, sso, error);

  for (guint i = 0; provider != NULL && i < chain->roles->len; i++)
    {
      g_autoptr(QsCredentialsCache) kept = qs_credentials_cache_new (provider, context->clock,
                                                                     NULL);

      g_clear_object (&provider);
      provider = qs_role_provider_new (context, QS_CREDENTIALS_PROVIDER (kept),
                                       &g_array_index (chain->roles, QsProfileRole, i));
    }

  return g_steal_pointer (&provider);
}

static gboolean
read_profile (QsProfileProvider *self,
              GError           **error)
{
  QsAuthContext *context = qs_auth_provider_get_context (QS_AUTH_PROVIDER (self));
  g_autoptr(QsProfileChain) chain = NULL;
  g_autoptr(GError) cause = NULL;
  g_autofree char *fingerprint = NULL;
  QsProfileSso sso = { NULL };

  chain = qs_profile_files_load_chain (context->settings, self->name, error);
  if (chain == NULL)
    return FALSE;

  if (chain->source == QS_PROFILE_SSO && !qs_profile_chain_read_sso (chain, &sso, &cause))
    {
      g_propagate_error (error, qs_profile_files_explain (g_steal_pointer (&cause)));
      return FALSE;
    }

  fingerprint = make_fingerprint (chain, &sso);
  if (self->chain != NULL && g_strcmp0 (fingerprint, self->fingerprint) == 0)
    return TRUE;

  g_clear_object (&self->chain);
  self->chain = new_chain (context, chain, &sso, error);
  g_set_str (&self->fingerprint, fingerprint);
  return self->chain != NULL;
}

static QsCredentials *
qs_profile_provider_fetch (QsAuthProvider *provider,
                           GError        **error)
{
  QsProfileProvider *self = QS_PROFILE_PROVIDER (provider);

  if (!read_profile (self, error))
    return NULL;

  return qs_await_boxed (qs_credentials_provider_load (self->chain), error);
}

static void
qs_profile_provider_finalize (GObject *object)
{
  QsProfileProvider *self = QS_PROFILE_PROVIDER (object);

  g_clear_object (&self->chain);
  g_free (self->name);
  g_free (self->fingerprint);

  G_OBJECT_CLASS (qs_profile_provider_parent_class)->finalize (object);
}

static void
qs_profile_provider_class_init (QsProfileProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_profile_provider_finalize;
  QS_AUTH_PROVIDER_CLASS (klass)->fetch = qs_profile_provider_fetch;
}

static void
qs_profile_provider_init (QsProfileProvider *self)
{
}

/**
 * qs_profile_provider_new:
 * @name: the profile's; the account's settings say in which files
 *
 * Returns: (transfer full): a provider that has read nothing yet.
 */
QsCredentialsProvider *
qs_profile_provider_new (QsAuthContext *context,
                         const char    *name)
{
  QsProfileProvider *self;

  g_return_val_if_fail (context != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self = qs_auth_provider_new (QS_TYPE_PROFILE_PROVIDER, context);
  self->name = g_strdup (name);
  return QS_CREDENTIALS_PROVIDER (self);
}
