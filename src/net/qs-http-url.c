#include "qs-http-url.h"

#include <gio/gio.h>
#include <string.h>

#include "qs-http-error.h"

/* Names and IPv4 addresses; what else may stand in a URL's host has no business here, least of all
 * an escape, which GLib has decoded already. */
#define HOST_CHARACTERS G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS ".-_"

static gboolean
is_printable (const char *url)
{
  for (const char *at = url; *at != '\0'; at++)
    if (!g_ascii_isgraph (*at))
      return FALSE;

  return TRUE;
}

static gboolean
is_host (const char *host)
{
  if (host == NULL || host[0] == '\0')
    return FALSE;

  return strspn (host, HOST_CHARACTERS) == strlen (host) || g_hostname_is_ip_address (host);
}

static gboolean
is_loopback_host (const char *host)
{
  g_autoptr(GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);

  return g_ascii_strcasecmp (host, "localhost") == 0;
}

/* Where the path begins, or what stands in its place: at the end of the authority. */
static const char *
find_path (const char *url)
{
  const char *authority = strstr (url, "://");

  return authority != NULL ? authority + 3 + strcspn (authority + 3, "/?#") : NULL;
}

/* Returns: what is wrong with @origin, the URL up to its path; %NULL when nothing is. */
static const char *
split_origin (const char *origin,
              char      **scheme,
              char      **host,
              int        *port)
{
  g_autofree char *user = NULL;

  if (!g_uri_split (origin, G_URI_FLAGS_ENCODED, scheme, &user, host, port, NULL, NULL, NULL, NULL))
    return "it is no URL";
  if (*scheme == NULL ||
      (g_ascii_strcasecmp (*scheme, "https") != 0 && g_ascii_strcasecmp (*scheme, "http") != 0))
    return "it begins with neither https:// nor http://";
  if (user != NULL || *port == 0 || !is_host (*host) || strchr (origin, '%') != NULL)
    return "it names no host";

  return NULL;
}

static GUri *
build (const char *scheme,
       const char *host,
       int         port,
       const char *target)
{
  const char *query = strchr (target, '?');
  g_autofree char *path = query != NULL ? g_strndup (target, (gsize) (query - target))
                                        : g_strdup (target);

  return g_uri_build (G_URI_FLAGS_ENCODED, scheme, NULL, host, port, path[0] != '\0' ? path : "/",
                      query != NULL ? query + 1 : NULL, NULL);
}

/**
 * qs_http_url_parse:
 * @url: an absolute http or https URL
 *
 * Takes a URL apart without touching its path and query. GLib's own parsers remove dot segments
 * and write escapes anew, which makes another object of an S3 key and breaks the signature.
 *
 * Returns: (transfer full) (nullable): the URL; %NULL with %QS_HTTP_ERROR_INVALID_REQUEST, or
 *   %QS_HTTP_ERROR_INSECURE for plain http with another computer.
 */
GUri *
qs_http_url_parse (const char *url,
                   GError    **error)
{
  const char *target = find_path (url);
  g_autofree char *origin = target != NULL ? g_strndup (url, (gsize) (target - url)) : NULL;
  g_autofree char *scheme = NULL;
  g_autofree char *host = NULL;
  const char *why;
  int port = -1;

  if (!is_printable (url))
    why = "it holds characters that have to be escaped";
  else if (strchr (url, '#') != NULL)
    why = "it names a part of a page";
  else if (origin == NULL)
    why = "it is no URL";
  else
    why = split_origin (origin, &scheme, &host, &port);

  if (why != NULL)
    {
      /* Without the URL, which may hold a password or a signature. */
      g_propagate_error (error, qs_http_error_new (QS_HTTP_ERROR_INVALID_REQUEST, TRUE,
                                                   "The address cannot be asked: %s", why));
      return NULL;
    }

  if (g_ascii_strcasecmp (scheme, "https") == 0)
    return build ("https", host, port, target);
  if (is_loopback_host (host))
    return build ("http", host, port, target);

  g_propagate_error (error, qs_http_error_new (
                       QS_HTTP_ERROR_INSECURE, TRUE,
                       "%s is asked by https only: plain http is for this computer", host));
  return NULL;
}

gboolean
qs_http_url_is_loopback (GUri *url)
{
  return is_loopback_host (g_uri_get_host (url));
}
