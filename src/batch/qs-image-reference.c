#include "qs-image-reference.h"

#include <glib/gi18n.h>
#include <string.h>

/* The grammar stands in github.com/distribution/reference, reference.go. */
#define LABEL "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?"
#define REGISTRY "^(?:" LABEL "(?:\\." LABEL ")*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$"
#define PART "[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*"
#define REPOSITORY "^" PART "(?:/" PART ")*$"
#define TAG "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$"
#define DIGEST "^(?:sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})$"

#define MAX_LENGTH 255

static gboolean
matches (const char *pattern,
         const char *text)
{
  return g_regex_match_simple (pattern, text, G_REGEX_DOLLAR_ENDONLY, 0);
}

/* The first part is a registry only if it looks like a host; otherwise it is a folder of Docker
 * Hub's. */
static gboolean
is_registry (const char *part)
{
  return strpbrk (part, ".:[") != NULL || g_str_equal (part, "localhost");
}

static char *
check_name (char *name)
{
  char *slash = strchr (name, '/');
  const char *repository = name;

  if (slash != NULL)
    {
      *slash = '\0';
      if (is_registry (name))
        {
          if (!matches (REGISTRY, name))
            return g_strdup_printf (_("“%s” is not the name of a registry"), name);
          repository = slash + 1;
        }
      else
        *slash = '/';
    }

  if (*repository == '\0')
    return g_strdup (_("it names no repository"));
  if (strlen (repository) > MAX_LENGTH)
    return g_strdup (_("it is too long"));
  if (matches (REPOSITORY, repository))
    return NULL;
  if (g_regex_match_simple ("[A-Z]", repository, 0, 0))
    return g_strdup (_("a repository has no capital letters"));

  return g_strdup_printf (_("“%s” is not the name of a repository"), repository);
}

/**
 * qs_image_reference_dup_fault:
 *
 * Returns: (transfer full) (nullable): why @image names no container image, as a phrase; %NULL when
 *   it may name one.
 */
char *
qs_image_reference_dup_fault (const char *image)
{
  g_autofree char *name = g_strdup (image);
  char *at, *colon;

  g_return_val_if_fail (image != NULL, NULL);

  if (strstr (name, "://") != NULL)
    return g_strdup (_("it is written without http://"));
  if (strpbrk (name, " \t\n") != NULL)
    return g_strdup (_("it has a space in it"));

  if ((at = strchr (name, '@')) != NULL)
    {
      *at = '\0';
      if (!matches (DIGEST, at + 1))
        return g_strdup (_("the digest after @ is not one: sha256: and 64 hexadecimal digits"));
    }

  colon = strrchr (name, ':');
  if (colon != NULL && strchr (colon, '/') == NULL)
    {
      *colon = '\0';
      if (!matches (TAG, colon + 1))
        return g_strdup_printf (_("“%s” is not a tag"), colon + 1);
    }

  return check_name (name);
}

/**
 * qs_image_reference_dup_architecture:
 *
 * An image's name often says what it was built for ("arm64v8/debian", "tool:1.2-amd64"); only the
 * registry knows for certain.
 *
 * Returns: (transfer full) (nullable): "arm64" or "x86_64"; %NULL when the name says neither.
 */
char *
qs_image_reference_dup_architecture (const char *image)
{
  g_return_val_if_fail (image != NULL, NULL);

  if (g_regex_match_simple ("(?:^|[/:._-])(?:arm64|aarch64|arm64v8)(?:$|[/:._@-])", image, 0, 0))
    return g_strdup ("arm64");
  if (g_regex_match_simple ("(?:^|[/:._-])(?:amd64|x86_64|x86-64)(?:$|[/:._@-])", image, 0, 0))
    return g_strdup ("x86_64");

  return NULL;
}
