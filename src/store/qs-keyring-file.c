#include "qs-keyring-file.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "qs-keyring-state.h"

/* As libsecret/secret-file-collection.c writes it: a name, two bytes of version, a GVariant with
 * the salt's length, the salt, what the key was derived by, and the items. */
#define HEADER        "GnomeKeyring\n\r\0\n"
#define HEADER_LENGTH 16
#define PREFIX_LENGTH (HEADER_LENGTH + 2)
#define LAYOUT        "(uayutua(a{say}ay))"

static gboolean
is_whole (const char *contents,
          gsize       length)
{
  g_autoptr(GBytes) body = NULL;
  g_autoptr(GVariant) variant = NULL;
  g_autoptr(GVariant) salt = NULL;
  guint32 salt_length;

  if (length <= PREFIX_LENGTH || memcmp (contents, HEADER, HEADER_LENGTH) != 0)
    return FALSE;

  body = g_bytes_new (contents + PREFIX_LENGTH, length - PREFIX_LENGTH);
  variant = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (LAYOUT), body, FALSE));
  if (!g_variant_is_normal_form (variant))
    return FALSE;

  g_variant_get_child (variant, 0, "u", &salt_length);
  salt = g_variant_get_child_value (variant, 1);
  return GUINT32_FROM_LE (salt_length) == g_variant_n_children (salt) && salt_length > 0;
}

/**
 * qs_keyring_file_dup_path:
 *
 * Returns: (transfer full) (nullable): the file, %NULL when libsecret is to use the desktop's
 *   Secret Service. The rules are those of libsecret/secret-backend.c, but for the version of the
 *   portal, which costs a question: a file that is not used does no harm.
 */
char *
qs_keyring_file_dup_path (void)
{
  const char *test_path = g_getenv ("SECRET_FILE_TEST_PATH");

  if (!g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) && g_getenv ("SNAP_NAME") == NULL &&
      g_strcmp0 (g_getenv ("SECRET_BACKEND"), "file") != 0)
    return NULL;

  return test_path != NULL ? g_strdup (test_path)
                           : g_build_filename (g_get_user_data_dir (), "keyrings",
                                               "default.keyring", NULL);
}

/**
 * qs_keyring_file_check:
 *
 * Returns: whether libsecret can safely be shown the file: it is absent, or whole. Otherwise
 *   %QS_KEYRING_ERROR_UNREADABLE is set.
 */
gboolean
qs_keyring_file_check (const char *path,
                       GError    **error)
{
  g_autofree char *contents = NULL;
  g_autoptr(GError) problem = NULL;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, &problem))
    {
      if (g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return TRUE;

      g_set_error_literal (error, QS_KEYRING_ERROR, QS_KEYRING_ERROR_UNREADABLE, problem->message);
      return FALSE;
    }

  if (is_whole (contents, length))
    return TRUE;

  g_set_error (error, QS_KEYRING_ERROR, QS_KEYRING_ERROR_UNREADABLE, "%s is damaged", path);
  return FALSE;
}

/**
 * qs_keyring_file_set_aside:
 *
 * Renames a damaged file, which is kept, so that a new one can be begun.
 */
gboolean
qs_keyring_file_set_aside (const char *path,
                           GError    **error)
{
  g_autofree char *aside = g_strdup_printf ("%s.damaged-%" G_GINT64_FORMAT, path,
                                            g_get_real_time ());

  if (g_rename (path, aside) == 0)
    return TRUE;

  g_set_error (error, QS_KEYRING_ERROR, QS_KEYRING_ERROR_FAILED, "%s cannot be set aside: %s",
               path, g_strerror (errno));
  return FALSE;
}
