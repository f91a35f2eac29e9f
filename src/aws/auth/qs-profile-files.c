#include "qs-profile-files.h"

#include <gio/gio.h>

#include "qs-await.h"
#include "qs-endpoint-query.h"
#include "qs-engine.h"

/* "~" is how a person writes it, and how it stays right when the folder moves. */
static char *
expand (const char *path)
{
  if (path[0] == '~' && (path[1] == '/' || path[1] == '\0'))
    return g_build_filename (g_get_home_dir (), path + 1, NULL);

  return g_strdup (path);
}

/**
 * qs_profile_files_explain:
 * @error: (transfer full): of #QsProfileError, #QsEndpointError or another
 *
 * Returns: (transfer full): #QsEngineError with the same words: they name the file and the line to
 *   be changed. A cancellation stays one.
 */
GError *
qs_profile_files_explain (GError *error)
{
  g_autoptr(GError) cause = error;

  if (cause->domain != QS_PROFILE_ERROR && cause->domain != QS_ENDPOINT_ERROR)
    return g_steal_pointer (&cause);

  return g_error_new_literal (QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID, cause->message);
}

/**
 * qs_profile_files_load:
 *
 * Returns: (transfer full) (nullable): what AWS's configuration files say, those that @settings
 *   name or those that all AWS tools read; %NULL with #QsProfileError.
 */
QsProfiles *
qs_profile_files_load (QsAccountSettings *settings,
                       GError           **error)
{
  g_auto(GStrv) environment = g_get_environ ();
  const char * const *variables = (const char * const *) environment;
  const char *config = qs_account_settings_get (settings, QS_ACCOUNT_CONFIG_FILE);
  const char *credentials = qs_account_settings_get (settings, QS_ACCOUNT_CREDENTIALS_FILE);
  g_autofree char *config_path = NULL;
  g_autofree char *credentials_path = NULL;

  config_path = config != NULL ? expand (config) : qs_profiles_dup_config_path (variables);
  credentials_path = credentials != NULL ? expand (credentials) :
                     qs_profiles_dup_credentials_path (variables);
  return qs_await_boxed (qs_profiles_load (config_path, credentials_path), error);
}

/**
 * qs_profile_files_load_chain:
 * @name: of a profile
 *
 * Returns: (transfer full) (nullable): how to come by the profile's credentials; %NULL with
 *   #QsEngineError.
 */
QsProfileChain *
qs_profile_files_load_chain (QsAccountSettings *settings,
                             const char        *name,
                             GError           **error)
{
  g_autoptr(GError) cause = NULL;
  g_autoptr(QsProfiles) profiles = qs_profile_files_load (settings, &cause);
  QsProfileChain *chain = profiles != NULL ? qs_profile_chain_new (profiles, name, &cause) : NULL;

  if (chain == NULL)
    g_propagate_error (error, qs_profile_files_explain (g_steal_pointer (&cause)));
  return chain;
}
