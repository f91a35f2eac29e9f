#include "qs-auth.h"

#include <glib/gi18n.h>

#include "qs-auth-context.h"
#include "qs-await.h"
#include "qs-engine.h"
#include "qs-keyring-provider.h"
#include "qs-profile-files.h"
#include "qs-profile-provider.h"
#include "qs-profile-settings.h"
#include "qs-role-provider.h"
#include "qs-sso-provider.h"

static QsCredentialsProvider *
new_role (QsAuthContext *context)
{
  QsAccountSettings *settings = context->settings;
  const char *profile = qs_account_settings_get (settings, QS_ACCOUNT_ROLE_SOURCE_PROFILE);
  const char *key = qs_account_settings_get (settings, QS_ACCOUNT_ROLE_ACCESS_KEY_ID);
  g_autoptr(QsCredentialsProvider) source = NULL;
  g_autoptr(QsCredentialsCache) kept = NULL;
  QsProfileRole role = {
    .role_arn = qs_account_settings_get (settings, QS_ACCOUNT_ROLE_ARN),
    .external_id = qs_account_settings_get (settings, QS_ACCOUNT_ROLE_EXTERNAL_ID),
    .mfa_serial = qs_account_settings_get (settings, QS_ACCOUNT_ROLE_MFA_SERIAL),
    .session_name = qs_account_settings_get (settings, QS_ACCOUNT_ROLE_SESSION_NAME),
    .duration_seconds = (guint) qs_account_settings_get_duration (settings),
  };

  source = profile != NULL ? qs_profile_provider_new (context, profile) :
           qs_keyring_provider_new (context, key);
  kept = qs_credentials_cache_new (source, context->clock, NULL);
  return qs_role_provider_new (context, QS_CREDENTIALS_PROVIDER (kept), &role);
}

static QsCredentialsProvider *
new_sso (QsAuthContext *context)
{
  QsAccountSettings *settings = context->settings;
  g_autoptr(GError) error = NULL;
  g_autoptr(QsSsoSession) session = NULL;

  session = qs_auth_context_new_session (context,
                                         qs_account_settings_get (settings,
                                                                  QS_ACCOUNT_SSO_START_URL),
                                         qs_account_settings_get (settings, QS_ACCOUNT_SSO_REGION),
                                         &error);

  /* The account's settings, which hold the same, have been checked. */
  if (session == NULL)
    g_error ("%s", error->message);

  return qs_sso_provider_new (context, session,
                              qs_account_settings_get (settings, QS_ACCOUNT_SSO_ACCOUNT_ID),
                              qs_account_settings_get (settings, QS_ACCOUNT_SSO_ROLE_NAME));
}

static QsCredentialsProvider *
new_source (QsAuthContext *context)
{
  QsAccountSettings *settings = context->settings;

  switch (qs_account_settings_get_source (settings))
    {
    case QS_ACCOUNT_ACCESS_KEY:
      return qs_keyring_provider_new (context,
                                      qs_account_settings_get (settings, QS_ACCOUNT_ACCESS_KEY_ID));

    case QS_ACCOUNT_PROFILE:
      return qs_profile_provider_new (context,
                                      qs_account_settings_get (settings, QS_ACCOUNT_PROFILE_NAME));

    case QS_ACCOUNT_ASSUME_ROLE:
      return new_role (context);

    case QS_ACCOUNT_IDENTITY_CENTER:
      return new_sso (context);

    default:
      g_assert_not_reached ();
    }
}

/**
 * qs_auth_new_trial:
 * @access_key: (nullable): a secret of kind %QS_KEYRING_ACCESS_KEY that is not in the keyring yet;
 *   %NULL for the keyring's
 * @prompter: (nullable): who asks the person at the screen
 *
 * Returns: (transfer full): who answers the credentials of an account that is being tried.
 */
QsCredentialsCache *
qs_auth_new_trial (QsAccountSettings *settings,
                   GBytes            *access_key,
                   QsKeyring         *keyring,
                   QsPrompter        *prompter,
                   QsHttp            *http,
                   QsClock           *clock)
{
  g_autoptr(QsAuthContext) context = NULL;
  g_autoptr(QsCredentialsProvider) source = NULL;

  context = qs_auth_context_new (settings, keyring, prompter, http, clock, access_key);
  source = new_source (context);
  return qs_credentials_cache_new (source, clock, context->scope);
}

/**
 * qs_auth_new_provider:
 * @prompter: (nullable): who asks the person at the screen; without one, what needs an answer fails
 *   and says so
 *
 * Returns: (transfer full): who answers the account's credentials. Its last reference ends what is
 *   under way.
 */
QsCredentialsCache *
qs_auth_new_provider (QsAccountSettings *settings,
                      QsKeyring         *keyring,
                      QsPrompter        *prompter,
                      QsHttp            *http,
                      QsClock           *clock)
{
  return qs_auth_new_trial (settings, NULL, keyring, prompter, http, clock);
}

static const char *
get_profile_name (QsAccountSettings *settings)
{
  const char *name = qs_account_settings_get (settings, QS_ACCOUNT_PROFILE_NAME);

  return name != NULL ? name : qs_account_settings_get (settings, QS_ACCOUNT_ROLE_SOURCE_PROFILE);
}

static DexFuture *
settings_fiber (gpointer data)
{
  QsAccountSettings *settings = data;
  const char *name = get_profile_name (settings);
  g_autoptr(QsProfiles) profiles = NULL;
  g_autoptr(GError) error = NULL;
  const QsProfile *profile = NULL;
  QsAccountSettings *merged = NULL;

  if (name != NULL)
    profiles = qs_profile_files_load (settings, &error);
  if (profiles != NULL)
    profile = qs_profiles_lookup (profiles, name, &error);
  if (error == NULL)
    merged = qs_profile_settings_merge (settings, profile, &error);
  if (merged == NULL)
    return dex_future_new_for_error (qs_profile_files_explain (g_steal_pointer (&error)));

  return dex_future_new_take_boxed (QS_TYPE_ACCOUNT_SETTINGS, merged);
}

/**
 * qs_auth_load_settings:
 *
 * Fills in what the environment and the account's profile say about endpoints where the account
 * itself says nothing: for the client that is to call AWS. What is kept of the account stays as it
 * is.
 *
 * Returns: (transfer full): a future of #QsAccountSettings; rejected with #QsEngineError.
 */
DexFuture *
qs_auth_load_settings (QsAccountSettings *settings)
{
  g_return_val_if_fail (settings != NULL, NULL);

  return qs_fiber_start (settings_fiber, qs_account_settings_ref (settings),
                         (GDestroyNotify) qs_account_settings_unref);
}

static QsSsoSession *
load_profile_session (QsAuthContext *context,
                      const char    *name,
                      GError       **error)
{
  g_autoptr(QsProfileChain) chain = NULL;
  g_autoptr(GError) cause = NULL;
  QsSsoSession *session;
  QsProfileSso sso;
  const QsProfile *login;

  chain = qs_profile_files_load_chain (context->settings, name, error);
  if (chain == NULL)
    return NULL;

  if (chain->source != QS_PROFILE_SSO)
    {
      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID,
                   /* Translators: a profile's name */
                   _("The profile “%s” does not log in at IAM Identity Center"), name);
      return NULL;
    }
  if (!qs_profile_chain_read_sso (chain, &sso, &cause))
    {
      g_propagate_error (error, qs_profile_files_explain (g_steal_pointer (&cause)));
      return NULL;
    }

  session = qs_auth_context_new_session (context, sso.start_url, sso.region, error);
  login = sso.session != NULL ? qs_profile_lookup_sso_session (chain->profile, NULL) : NULL;
  if (session != NULL && login != NULL &&
      qs_profile_get (login, "sso_registration_scopes") != NULL)
    qs_sso_session_set_scopes (session, qs_profile_get (login, "sso_registration_scopes"));
  return session;
}

static DexFuture *
session_fiber (gpointer data)
{
  QsAuthContext *context = data;
  const char *start_url = qs_account_settings_get (context->settings, QS_ACCOUNT_SSO_START_URL);
  const char *region = qs_account_settings_get (context->settings, QS_ACCOUNT_SSO_REGION);
  const char *profile = get_profile_name (context->settings);
  g_autoptr(GError) error = NULL;
  QsSsoSession *session = NULL;

  if (start_url != NULL)
    session = qs_auth_context_new_session (context, start_url, region, &error);
  else if (profile != NULL)
    session = load_profile_session (context, profile, &error);
  else
    error = g_error_new_literal (QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID,
                                 _("This account does not log in at IAM Identity Center"));

  if (session == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_object (session);
}

/**
 * qs_auth_load_session:
 *
 * Returns: (transfer full): a future of the #QsSsoSession at which the account logs in, by itself
 *   or by its profile; rejected with %QS_ENGINE_ERROR_INVALID when it has none.
 */
DexFuture *
qs_auth_load_session (QsAccountSettings *settings,
                      QsKeyring         *keyring,
                      QsHttp            *http,
                      QsClock           *clock)
{
  g_return_val_if_fail (settings != NULL, NULL);

  return qs_fiber_start (session_fiber,
                         qs_auth_context_new (settings, keyring, NULL, http, clock, NULL),
                         (GDestroyNotify) qs_auth_context_unref);
}
