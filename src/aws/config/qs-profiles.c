#include "qs-profiles.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "qs-command-line.h"
#include "qs-ini.h"
#include "qs-profile-private.h"
#include "qs-worker.h"

/* A thousand profiles are a tenth of it. */
#define MAX_BYTES (1024 * 1024)

struct _QsProfiles
{
  gatomicrefcount ref_count;

  QsIni          *config;
  QsIni          *credentials;
  GHashTable     *profiles;        /* name → QsProfile */
  GHashTable     *sso_sessions;    /* the same for [sso-session name] */
  GHashTable     *services;        /* the same for [services name] */
  GPtrArray      *names;           /* of profiles; ends with NULL */
};

G_DEFINE_BOXED_TYPE (QsProfiles, qs_profiles, qs_profiles_ref, qs_profiles_unref)

static void
free_profile (QsProfile *profile)
{
  g_free (profile->name);
  g_free (profile);
}

static QsProfile *
ensure_profile (QsProfiles *self,
                GHashTable *table,
                const char *name)
{
  QsProfile *profile = g_hash_table_lookup (table, name);

  if (profile != NULL)
    return profile;

  profile = g_new0 (QsProfile, 1);
  profile->owner = self;
  profile->name = g_strdup (name);
  g_hash_table_insert (table, profile->name, profile);
  if (table == self->profiles)
    g_ptr_array_add (self->names, profile->name);

  return profile;
}

/* "research" of "profile research" and of 'profile "research"'. */
static char *
dup_second_word (const char *section)
{
  g_auto(GStrv) words = qs_command_line_split (section, NULL);

  return words != NULL && g_strv_length (words) == 2 ? g_strdup (words[1]) : NULL;
}

/* Which table a section of the configuration file belongs to, and under which name. */
static GHashTable *
classify (QsProfiles *self,
          const char *section,
          char      **name)
{
  GHashTable *table = NULL;

  if (strcmp (section, "default") == 0)
    {
      *name = g_strdup (section);
      return self->profiles;
    }

  if (g_str_has_prefix (section, "profile"))
    table = self->profiles;
  else if (g_str_has_prefix (section, "sso-session"))
    table = self->sso_sessions;
  else if (g_str_has_prefix (section, "services"))
    table = self->services;

  *name = table != NULL ? dup_second_word (section) : NULL;
  return *name != NULL ? table : NULL;
}

/* Of two sections of one name the later counts. */
static void
add_config (QsProfiles *self)
{
  for (guint i = 0; i < qs_ini_get_n_sections (self->config); i++)
    {
      const QsIniSection *section = qs_ini_get_section (self->config, i);
      g_autofree char *name = NULL;
      GHashTable *table = classify (self, qs_ini_section_get_name (section), &name);

      if (table != NULL)
        {
          QsProfile *profile = ensure_profile (self, table, name);

          profile->config = section;
          profile->config_file = qs_ini_get_file (self->config);
        }
    }
}

/* In the credentials file every section is a profile. */
static void
add_credentials (QsProfiles *self)
{
  for (guint i = 0; i < qs_ini_get_n_sections (self->credentials); i++)
    {
      const QsIniSection *section = qs_ini_get_section (self->credentials, i);

      QsProfile *profile = ensure_profile (self, self->profiles,
                                           qs_ini_section_get_name (section));

      profile->credentials = section;
      profile->credentials_file = qs_ini_get_file (self->credentials);
    }
}

static GHashTable *
make_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) free_profile);
}

static QsIni *
parse_file (GBytes     *bytes,
            const char *path,
            GError    **error)
{
  gsize length = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  return qs_ini_parse (text != NULL ? text : "", length, path, error);
}

/**
 * qs_profiles_parse:
 * @config: (nullable): what the configuration file holds; %NULL when there is none
 * @config_path: its name, for messages
 * @credentials: (nullable): what the credentials file holds; %NULL when there is none
 * @credentials_path: its name, for messages
 *
 * Returns: (transfer full): the profiles; %NULL with %QS_PROFILE_ERROR_SYNTAX.
 */
QsProfiles *
qs_profiles_parse (GBytes     *config,
                   const char *config_path,
                   GBytes     *credentials,
                   const char *credentials_path,
                   GError    **error)
{
  g_autoptr(QsIni) config_ini = NULL;
  g_autoptr(QsIni) credentials_ini = NULL;
  QsProfiles *self;

  g_return_val_if_fail (config_path != NULL, NULL);
  g_return_val_if_fail (credentials_path != NULL, NULL);

  if ((config_ini = parse_file (config, config_path, error)) == NULL ||
      (credentials_ini = parse_file (credentials, credentials_path, error)) == NULL)
    return NULL;

  self = g_new0 (QsProfiles, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->config = g_steal_pointer (&config_ini);
  self->credentials = g_steal_pointer (&credentials_ini);
  self->profiles = make_table ();
  self->sso_sessions = make_table ();
  self->services = make_table ();
  self->names = g_ptr_array_new_null_terminated (8, NULL, TRUE);

  add_config (self);
  add_credentials (self);
  return self;
}

QsProfiles *
qs_profiles_ref (QsProfiles *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qs_profiles_unref (QsProfiles *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->names);
  g_hash_table_unref (self->profiles);
  g_hash_table_unref (self->sso_sessions);
  g_hash_table_unref (self->services);
  qs_ini_unref (self->config);
  qs_ini_unref (self->credentials);
  g_free (self);
}

static char *
dup_path (const char * const *environment,
          const char         *variable,
          const char         *name)
{
  const char *path = environment != NULL ? g_environ_getenv ((char **) environment, variable)
                                         : NULL;

  if (path != NULL && *path != '\0')
    return g_strdup (path);

  return g_build_filename (g_get_home_dir (), ".aws", name, NULL);
}

/**
 * qs_profiles_dup_config_path:
 * @environment: (nullable): NAME=VALUE, as g_get_environ() answers
 *
 * Returns: (transfer full): AWS_CONFIG_FILE, or else ~/.aws/config.
 */
char *
qs_profiles_dup_config_path (const char * const *environment)
{
  return dup_path (environment, "AWS_CONFIG_FILE", "config");
}

/**
 * qs_profiles_dup_credentials_path:
 * @environment: (nullable): NAME=VALUE, as g_get_environ() answers
 *
 * Returns: (transfer full): AWS_SHARED_CREDENTIALS_FILE, or else ~/.aws/credentials.
 */
char *
qs_profiles_dup_credentials_path (const char * const *environment)
{
  return dup_path (environment, "AWS_SHARED_CREDENTIALS_FILE", "credentials");
}

typedef struct
{
  char *text;
  gsize length;
} Secret;

static void
free_secret (Secret *secret)
{
  explicit_bzero (secret->text, secret->length);
  g_free (secret->text);
  g_free (secret);
}

/* Answers no bytes for a file that is not there: who has one of the two files is well. */
static gboolean
read_file (const char *path,
           GBytes    **bytes,
           GError    **error)
{
  g_autoptr(GError) local_error = NULL;
  Secret *secret = g_new0 (Secret, 1);

  if (g_file_get_contents (path, &secret->text, &secret->length, &local_error))
    *bytes = g_bytes_new_with_free_func (secret->text, secret->length,
                                         (GDestroyNotify) free_secret, secret);
  else
    g_free (secret);

  if (*bytes != NULL && g_bytes_get_size (*bytes) > MAX_BYTES)
    g_set_error (error, QS_PROFILE_ERROR, QS_PROFILE_ERROR_UNREADABLE,
                 _("%s is longer than a megabyte"), path);
  else if (*bytes == NULL && !g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_set_error (error, QS_PROFILE_ERROR, QS_PROFILE_ERROR_UNREADABLE, "%s",
                 local_error->message);
  else
    return TRUE;

  return FALSE;
}

static void
load_files (gpointer    data,
            DexPromise *promise)
{
  char **paths = data;
  g_autoptr(GBytes) config = NULL;
  g_autoptr(GBytes) credentials = NULL;
  QsProfiles *profiles = NULL;
  GError *error = NULL;

  if (read_file (paths[0], &config, &error) && read_file (paths[1], &credentials, &error))
    profiles = qs_profiles_parse (config, paths[0], credentials, paths[1], &error);

  if (profiles != NULL)
    dex_promise_resolve_boxed (promise, QS_TYPE_PROFILES, profiles);
  else
    dex_promise_reject (promise, error);
}

static char *
expand_home (const char *path)
{
  if (g_str_has_prefix (path, "~/"))
    return g_build_filename (g_get_home_dir (), path + strlen ("~/"), NULL);

  return g_strdup (path);
}

/**
 * qs_profiles_load:
 * @config_path: such as ~/.aws/config; the file need not be there
 * @credentials_path: such as ~/.aws/credentials; the file need not be there
 *
 * Reads both files.
 *
 * Returns: (transfer full): a future of a #QsProfiles; rejects with %QS_PROFILE_ERROR_UNREADABLE or
 *   %QS_PROFILE_ERROR_SYNTAX.
 */
DexFuture *
qs_profiles_load (const char *config_path,
                  const char *credentials_path)
{
  char **paths;

  g_return_val_if_fail (config_path != NULL, NULL);
  g_return_val_if_fail (credentials_path != NULL, NULL);

  paths = g_new0 (char *, 3);
  paths[0] = expand_home (config_path);
  paths[1] = expand_home (credentials_path);
  return qs_worker_run (load_files, paths, (GDestroyNotify) g_strfreev);
}

/**
 * qs_profiles_get_names:
 *
 * Returns: (transfer none): the names of all profiles, in the files' order; ends with %NULL.
 */
const char * const *
qs_profiles_get_names (QsProfiles *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char * const *) self->names->pdata;
}

/**
 * qs_profiles_lookup:
 *
 * Returns: (transfer none): the profile; %NULL with %QS_PROFILE_ERROR_NOT_FOUND.
 */
const QsProfile *
qs_profiles_lookup (QsProfiles *self,
                    const char *name,
                    GError    **error)
{
  const QsProfile *profile;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  profile = g_hash_table_lookup (self->profiles, name);
  if (profile == NULL)
    /* Translators: the name of a profile, and the two files that have none of that name. */
    g_set_error (error, QS_PROFILE_ERROR, QS_PROFILE_ERROR_NOT_FOUND,
                 _("There is no profile “%1$s” in %2$s and none in %3$s"), name,
                 qs_ini_get_file (self->config), qs_ini_get_file (self->credentials));

  return profile;
}

/* The section that @key of the profile names. */
static const QsProfile *
lookup_named (const QsProfile *self,
              const char      *key,
              GHashTable      *table,
              const char      *kind,
              GError         **error)
{
  const char *name = qs_profile_get (self, key);
  const QsProfile *found = name != NULL ? g_hash_table_lookup (table, name) : NULL;
  g_autofree char *place = NULL;

  if (found != NULL)
    return found;

  place = qs_profile_dup_place (self, key);
  /* Translators: a place in a file, and the section that it names: "[services local]". */
  g_set_error (error, QS_PROFILE_ERROR, QS_PROFILE_ERROR_NOT_FOUND,
               _("%1$s: there is no section [%2$s %3$s]"), place, kind, name != NULL ? name : "");
  return NULL;
}

/**
 * qs_profile_lookup_sso_session:
 *
 * Returns: (transfer none): the [sso-session …] section that "sso_session" names; %NULL with
 *   %QS_PROFILE_ERROR_NOT_FOUND.
 */
const QsProfile *
qs_profile_lookup_sso_session (const QsProfile *self,
                               GError         **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return lookup_named (self, "sso_session", self->owner->sso_sessions, "sso-session", error);
}

/**
 * qs_profile_lookup_services:
 *
 * Returns: (transfer none): the [services …] section that "services" names, a block for each
 *   service; %NULL with %QS_PROFILE_ERROR_NOT_FOUND.
 */
const QsProfile *
qs_profile_lookup_services (const QsProfile *self,
                            GError         **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return lookup_named (self, "services", self->owner->services, "services", error);
}
