#include "qs-endpoint-url.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n.h>

#define MAX_LABEL 63

/**
 * qs_endpoint_host_is_loopback:
 * @host: a name or an address, without brackets
 *
 * Returns: whether what is sent there stays on this computer.
 */
gboolean
qs_endpoint_host_is_loopback (const char *host)
{
  g_autoptr(GInetAddress) address = NULL;

  g_return_val_if_fail (host != NULL, FALSE);

  address = g_inet_address_new_from_string (host);
  if (address != NULL)
    return g_inet_address_get_is_loopback (address);

  return g_ascii_strcasecmp (host, "localhost") == 0;
}

/* GUri is lenient, and what it lets through would go into requests as it is. */
static gboolean
has_sound_characters (const char *url)
{
  for (; *url != '\0'; url++)
    if (!g_ascii_isgraph (*url))
      return FALSE;

  return TRUE;
}

static gboolean
is_host (const char *host)
{
  if (host == NULL || *host == '\0')
    return FALSE;

  return g_hostname_is_ip_address (host) ||
         host[strspn (host, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-._")] == '\0';
}

/**
 * qs_endpoint_url_find_fault:
 *
 * Returns: (nullable): the rule that @url breaks, in words to follow "it"; %NULL when it can stand
 *   for an endpoint.
 */
const char *
qs_endpoint_url_find_fault (const char *url)
{
  g_autoptr(GUri) uri = NULL;
  const char *scheme, *host;

  g_return_val_if_fail (url != NULL, NULL);

  if (has_sound_characters (url))
    uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (!is_host (host) ||
      (strcmp (scheme, "https") != 0 && strcmp (scheme, "http") != 0))
    return _("must be an address such as https://example.com");
  if (strcmp (scheme, "http") == 0 && !qs_endpoint_host_is_loopback (host))
    return _("must begin with https: only this computer may be spoken with in plain text");
  if (g_uri_get_userinfo (uri) != NULL)
    return _("must have no user name and no password in it");
  if (g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return _("must end with its path");

  return NULL;
}

/**
 * qs_host_label_is_valid:
 *
 * Returns: whether @label can be one part of a host name (RFC 1123, 2.1): letters, digits and
 *   hyphens, at most 63, a hyphen neither first nor last, not digits alone. What is put into a host
 *   name is held against this first, or a region could send a signed request anywhere.
 */
gboolean
qs_host_label_is_valid (const char *label)
{
  gsize length = 0;
  gboolean has_other = FALSE;

  g_return_val_if_fail (label != NULL, FALSE);

  for (; label[length] != '\0'; length++)
    {
      if (!g_ascii_isalnum (label[length]) && label[length] != '-')
        return FALSE;
      has_other = has_other || !g_ascii_isdigit (label[length]);
    }

  return length > 0 && length <= MAX_LABEL && has_other && label[0] != '-' &&
         label[length - 1] != '-';
}
