#include "qs-profile.h"

#include <glib/gi18n.h>

#include "qs-profile-private.h"

const char *
qs_profile_get_name (const QsProfile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

static gboolean
has_key (const QsIniSection *section,
         const char         *key)
{
  return section != NULL && qs_ini_section_get_key_line (section, key) > 0;
}

/* The section that has the last word on @key. */
static const QsIniSection *
find_section (const QsProfile *self,
              const char      *key)
{
  return has_key (self->credentials, key) ? self->credentials : self->config;
}

/**
 * qs_profile_get:
 * @key: in lower case: "region"
 *
 * Returns: (nullable): its value; %NULL when there is none or when it is a block.
 */
const char *
qs_profile_get (const QsProfile *self,
                const char      *key)
{
  const QsIniSection *section;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  section = find_section (self, key);
  return section != NULL ? qs_ini_section_get (section, key) : NULL;
}

/**
 * qs_profile_get_nested:
 * @key: a block: "s3"
 * @nested: a key of the block: "addressing_style"
 *
 * Returns: (nullable): its value.
 */
const char *
qs_profile_get_nested (const QsProfile *self,
                       const char      *key,
                       const char      *nested)
{
  const QsIniSection *section;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (nested != NULL, NULL);

  section = find_section (self, key);
  return section != NULL ? qs_ini_section_get_nested (section, key, nested) : NULL;
}

/**
 * qs_profile_is_in_credentials:
 *
 * Returns: whether the credentials file has @key for the profile.
 */
gboolean
qs_profile_is_in_credentials (const QsProfile *self,
                              const char      *key)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  return has_key (self->credentials, key);
}

/**
 * qs_profile_dup_place:
 * @key: (nullable): %NULL for the profile itself
 *
 * Returns: (transfer full): where that stands, for messages: "/home/me/.aws/config, line 12,
 *   region".
 */
char *
qs_profile_dup_place (const QsProfile *self,
                      const char      *key)
{
  const QsIniSection *section;
  const char *file;

  g_return_val_if_fail (self != NULL, NULL);

  section = key != NULL ? find_section (self, key) : NULL;
  if (section == NULL)
    section = self->config != NULL ? self->config : self->credentials;
  file = section == self->config ? self->config_file : self->credentials_file;

  if (!has_key (section, key != NULL ? key : ""))
    /* Translators: a file and a line in it. */
    return g_strdup_printf (_("%1$s, line %2$u"), file, qs_ini_section_get_line (section));

  /* Translators: a file, a line in it and the key that stands there. */
  return g_strdup_printf (_("%1$s, line %2$u, %3$s"), file,
                          qs_ini_section_get_key_line (section, key), key);
}
