#include "qs-profile-chain.h"

#include <string.h>

#include <glib/gi18n.h>

#include "qs-endpoint-url.h"

#define MIN_DURATION 900
#define MAX_DURATION 43200

static gboolean
fail (GError         **error,
      QsProfileError   code,
      const QsProfile *profile,
      const char      *key,
      const char      *format,
      ...) G_GNUC_PRINTF (5, 6);

/* Begins the message with where the key stands; answers %FALSE. */
static gboolean
fail (GError         **error,
      QsProfileError   code,
      const QsProfile *profile,
      const char      *key,
      const char      *format,
      ...)
{
  g_autofree char *place = qs_profile_dup_place (profile, key);
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_set_error (error, QS_PROFILE_ERROR, code, "%s: %s", place, message);
  return FALSE;
}

static gboolean
has (const QsProfile *profile,
     const char      *key)
{
  return qs_profile_get (profile, key) != NULL;
}

static gboolean
has_keys (const QsProfile *profile)
{
  return has (profile, "aws_access_key_id") || has (profile, "aws_secret_access_key");
}

static gboolean
read_duration (const QsProfile *profile,
               guint           *seconds,
               GError         **error)
{
  static const char key[] = "duration_seconds";
  const char *text = qs_profile_get (profile, key);
  guint64 value = 0;

  if (text != NULL &&
      !g_ascii_string_to_unsigned (text, 10, MIN_DURATION, MAX_DURATION, &value, NULL))
    return fail (error, QS_PROFILE_ERROR_INVALID, profile, key,
                 _("it must be a number of seconds from %d to %d"), MIN_DURATION, MAX_DURATION);

  *seconds = (guint) value;
  return TRUE;
}

static gboolean
check_role (const QsProfile *profile,
            GError         **error)
{
  const char *source = qs_profile_get (profile, "credential_source");

  if (has (profile, "web_identity_token_file"))
    return fail (error, QS_PROFILE_ERROR_UNSUPPORTED, profile, "web_identity_token_file",
                 _("Quayside cannot take a role by a web identity"));
  if (source != NULL && has (profile, "source_profile"))
    return fail (error, QS_PROFILE_ERROR_INVALID, profile, "credential_source",
                 _("the profile “%s” has source_profile, too; one of them must go"),
                 qs_profile_get_name (profile));
  if (source != NULL)
    return fail (error, QS_PROFILE_ERROR_UNSUPPORTED, profile, "credential_source",
                 _("“%s” is where a computer at Amazon has its credentials from, and not this "
                   "one; name a source_profile"), source);
  if (!has (profile, "source_profile"))
    return fail (error, QS_PROFILE_ERROR_INVALID, profile, "role_arn",
                 _("a role needs a source_profile to be assumed with"));

  return TRUE;
}

static gboolean
add_role (QsProfileChain  *self,
          const QsProfile *profile,
          GError         **error)
{
  QsProfileRole role = {
    .role_arn = qs_profile_get (profile, "role_arn"),
    .external_id = qs_profile_get (profile, "external_id"),
    .mfa_serial = qs_profile_get (profile, "mfa_serial"),
    .session_name = qs_profile_get (profile, "role_session_name"),
  };

  if (!check_role (profile, error) || !read_duration (profile, &role.duration_seconds, error))
    return FALSE;

  /* The profile asked for names the last role, its source the one before. */
  g_array_prepend_val (self->roles, role);
  return TRUE;
}

static gboolean
fail_in_loop (GPtrArray       *visited,
              const QsProfile *profile,
              GError         **error)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < visited->len; i++)
    g_string_append_printf (names, "%s → ",
                            qs_profile_get_name (g_ptr_array_index (visited, i)));
  g_string_append (names, qs_profile_get (profile, "source_profile"));

  return fail (error, QS_PROFILE_ERROR_LOOP, profile, "source_profile",
               /* Translators: the names of profiles, each with an arrow to the next. */
               _("profiles take their credentials from each other: %s"), names->str);
}

/* Follows source_profile to the profile that has credentials of its own. A profile may name itself:
 * it then assumes the role with its own keys. */
static const QsProfile *
follow_roles (QsProfileChain  *self,
              const QsProfile *profile,
              GError         **error)
{
  g_autoptr(GPtrArray) visited = g_ptr_array_new ();

  while (has (profile, "role_arn") && (visited->len == 0 || !has_keys (profile)))
    {
      const QsProfile *source;

      g_ptr_array_add (visited, (gpointer) profile);
      if (!add_role (self, profile, error))
        return NULL;

      source = qs_profiles_lookup (self->profiles, qs_profile_get (profile, "source_profile"),
                                   NULL);
      if (source == NULL)
        {
          fail (error, QS_PROFILE_ERROR_NOT_FOUND, profile, "source_profile",
                _("there is no profile “%s”"), qs_profile_get (profile, "source_profile"));
          return NULL;
        }
      if (source == profile && has_keys (profile))
        return profile;
      if (g_ptr_array_find (visited, source, NULL))
        {
          fail_in_loop (visited, profile, error);
          return NULL;
        }

      profile = source;
    }

  return profile;
}

static gboolean
check_keys (const QsProfile *profile,
            GError         **error)
{
  if (!has (profile, "aws_secret_access_key"))
    return fail (error, QS_PROFILE_ERROR_INVALID, profile, "aws_access_key_id",
                 _("there is no aws_secret_access_key with it"));
  if (!has (profile, "aws_access_key_id"))
    return fail (error, QS_PROFILE_ERROR_INVALID, profile, "aws_secret_access_key",
                 _("there is no aws_access_key_id with it"));

  return TRUE;
}

/* In the order in which the AWS command line looks. */
static gboolean
find_source (QsProfileChain *self,
             GError        **error)
{
  const QsProfile *profile = self->profile;
  QsProfileSso sso;

  if (has (profile, "sso_account_id") || has (profile, "sso_role_name"))
    {
      self->source = QS_PROFILE_SSO;
      return qs_profile_chain_read_sso (self, &sso, error);
    }

  if (has (profile, "credential_process") &&
      !qs_profile_is_in_credentials (profile, "aws_access_key_id"))
    {
      self->source = QS_PROFILE_PROCESS;
      return TRUE;
    }

  if (has_keys (profile))
    {
      self->source = QS_PROFILE_KEYS;
      return check_keys (profile, error);
    }

  if (has (profile, "login_session"))
    return fail (error, QS_PROFILE_ERROR_UNSUPPORTED, profile, "login_session",
                 _("Quayside cannot use a login of “aws login”"));

  return fail (error, QS_PROFILE_ERROR_INVALID, profile, NULL,
               _("the profile “%s” has no credentials: no key, no role, no login and no "
                 "credential_process"), qs_profile_get_name (profile));
}

/**
 * qs_profile_chain_new:
 * @name: the profile asked for
 *
 * Follows a profile to its credentials.
 *
 * Returns: (transfer full): the way; %NULL with %QS_PROFILE_ERROR.
 */
QsProfileChain *
qs_profile_chain_new (QsProfiles *profiles,
                      const char *name,
                      GError    **error)
{
  g_autoptr(QsProfileChain) self = NULL;
  const QsProfile *profile;

  g_return_val_if_fail (profiles != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if ((profile = qs_profiles_lookup (profiles, name, error)) == NULL)
    return NULL;

  self = g_new0 (QsProfileChain, 1);
  self->profiles = qs_profiles_ref (profiles);
  self->roles = g_array_new (FALSE, FALSE, sizeof (QsProfileRole));
  self->profile = follow_roles (self, profile, error);

  if (self->profile == NULL || !find_source (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
qs_profile_chain_free (QsProfileChain *self)
{
  g_array_unref (self->roles);
  qs_profiles_unref (self->profiles);
  g_free (self);
}

static gboolean
require_key (const QsProfile *profile,
             const char      *key,
             const char     **value,
             GError         **error)
{
  *value = qs_profile_get (profile, key);

  return *value != NULL && **value != '\0'
         ? TRUE
         : fail (error, QS_PROFILE_ERROR_INVALID, profile, key, _("%s is missing"), key);
}

/* What both the profile and its session say must be the same. */
static gboolean
check_agreement (const QsProfile *profile,
                 const QsProfile *session,
                 const char      *key,
                 GError         **error)
{
  const char *own = qs_profile_get (profile, key);

  if (own == NULL || g_strcmp0 (own, qs_profile_get (session, key)) == 0)
    return TRUE;

  return fail (error, QS_PROFILE_ERROR_INVALID, profile, key,
               _("it differs from that of the sso-session “%s”"), qs_profile_get_name (session));
}

/* The session's token opens every account of a company: it goes over TLS to a region of AWS. */
static gboolean
check_sso (const QsProfile    *login,
           const QsProfileSso *sso,
           GError            **error)
{
  const char *rule = qs_endpoint_url_find_fault (sso->start_url);

  if (rule != NULL)
    return fail (error, QS_PROFILE_ERROR_INVALID, login, "sso_start_url", _("it %s"), rule);
  if (!qs_host_label_is_valid (sso->region))
    return fail (error, QS_PROFILE_ERROR_INVALID, login, "sso_region",
                 _("it must be a region, such as eu-central-1"));

  return TRUE;
}

/**
 * qs_profile_chain_read_sso:
 * @sso: (out caller-allocates): the login of a chain whose source is %QS_PROFILE_SSO
 *
 * Returns: %FALSE with %QS_PROFILE_ERROR when something is missing or contradicts itself.
 */
gboolean
qs_profile_chain_read_sso (const QsProfileChain *self,
                           QsProfileSso         *sso,
                           GError              **error)
{
  const QsProfile *profile = self->profile;
  const QsProfile *login = profile;

  *sso = (QsProfileSso){ .session = qs_profile_get (profile, "sso_session") };
  if (sso->session != NULL)
    {
      if ((login = qs_profile_lookup_sso_session (profile, error)) == NULL ||
          !check_agreement (profile, login, "sso_start_url", error) ||
          !check_agreement (profile, login, "sso_region", error))
        return FALSE;
    }

  return require_key (login, "sso_start_url", &sso->start_url, error) &&
         require_key (login, "sso_region", &sso->region, error) &&
         require_key (profile, "sso_account_id", &sso->account_id, error) &&
         require_key (profile, "sso_role_name", &sso->role_name, error) &&
         check_sso (login, sso, error);
}
