#include "qs-http-url.h"

#include <gio/gio.h>

#include "qs-http-error.h"

/* Names and IPv4 addresses; what else may stand in a URL's host has no business here, least of all
 * an escape that another reader would decode. */
#define HOST_CHARACTERS G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS ".-_"

static GError *
refuse (const char *url,
        const char *why)
{
  return qs_http_error_new (QS_HTTP_ERROR_INVALID_REQUEST, TRUE, "'%s' is no address to ask: %s",
                            url, why);
}

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

/**
 * qs_http_url_parse:
 * @url: an absolute http or https URL
 *
 * Takes a URL apart without touching its path and query: g_uri_parse() removes dot segments, which
 * makes another object of an S3 key and breaks the signature.
 *
 * Returns: (transfer full) (nullable): the URL; %NULL with %QS_HTTP_ERROR_INVALID_REQUEST, or
 *   %QS_HTTP_ERROR_INSECURE for plain http with another computer.
 */
GUri *
qs_http_url_parse (const char *url,
                   GError    **error)
{
  g_autofree char *scheme = NULL;
  g_autofree char *user = NULL;
  g_autofree char *host = NULL;
  g_autofree char *path = NULL;
  g_autofree char *query = NULL;
  const char *why = NULL;
  gboolean is_plain;
  int port = -1;

  if (!is_printable (url))
    why = "it holds characters that have to be escaped";
  else if (strchr (url, '#') != NULL)
    why = "it names a part of a page";
  else if (!g_uri_split (url, G_URI_FLAGS_ENCODED, &scheme, &user, &host, &port, &path, &query,
                         NULL, NULL))
    why = "it is no URL";
  else if (scheme == NULL || (g_ascii_strcasecmp (scheme, "https") != 0 &&
                              g_ascii_strcasecmp (scheme, "http") != 0))
    why = "it begins with neither https:// nor http://";
  else if (user != NULL || !is_host (host) || port == 0)
    why = "it names no host";

  if (why != NULL)
    {
      g_propagate_error (error, refuse (url, why));
      return NULL;
    }

  is_plain = g_ascii_strcasecmp (scheme, "http") == 0;
  if (is_plain && !is_loopback_host (host))
    {
      g_propagate_error (error, qs_http_error_new (
                           QS_HTTP_ERROR_INSECURE, TRUE,
                           "%s is asked by https only: plain http is for this computer", host));
      return NULL;
    }

  return g_uri_build (G_URI_FLAGS_ENCODED, is_plain ? "http" : "https", NULL, host, port,
                      path[0] != '\0' ? path : "/", query, NULL);
}

gboolean
qs_http_url_is_loopback (GUri *url)
{
  return is_loopback_host (g_uri_get_host (url));
}
