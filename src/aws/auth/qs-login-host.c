#include "qs-login-host.h"

#include <gio/gio.h>
#include <string.h>

/* Everything beneath these is AWS's own: the access portal and its sign-in pages.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/enable-identity-center.html */
static const char *suffixes[] = {
  ".awsapps.com",
  ".awsapps.cn",
  ".app.aws",
  ".signin.aws",
  ".sso.amazonaws.com",
  ".sso.amazonaws.com.cn",
};

/* One of these, one label for the region, and the domain of a partition. */
static const char *services[] = { "device.sso", "oidc", "oidc-fips", "portal.sso" };

static const char *domains[] = {
  "amazonaws.com",
  "amazonaws.com.cn",
  "amazonaws.eu",
  "api.aws",
};

static gboolean
is_label (const char *text)
{
  size_t length = strlen (text);

  return length > 0 && length <= 63 && text[0] != '-' && text[length - 1] != '-' &&
         strspn (text, "-" G_CSET_a_2_z G_CSET_DIGITS) == length;
}

static gboolean
are_labels (const char *host)
{
  g_auto(GStrv) labels = g_strsplit (host, ".", -1);

  for (guint i = 0; labels[i] != NULL; i++)
    if (!is_label (labels[i]))
      return FALSE;

  return strlen (host) <= 253;
}

/* Whether @host is "SERVICE.REGION.DOMAIN". */
static gboolean
is_regional (const char *host,
             const char *service,
             const char *domain)
{
  size_t before = strlen (service) + 1;
  size_t behind = strlen (domain) + 1;
  g_autofree char *region = NULL;

  if (strlen (host) <= before + behind || !g_str_has_prefix (host, service) ||
      host[before - 1] != '.' || !g_str_has_suffix (host, domain) ||
      host[strlen (host) - behind] != '.')
    return FALSE;

  region = g_strndup (host + before, strlen (host) - before - behind);
  return is_label (region);
}

static gboolean
is_aws (const char *host)
{
  if (!are_labels (host))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (host, suffixes[i]))
      return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    for (guint j = 0; j < G_N_ELEMENTS (domains); j++)
      if (is_regional (host, services[i], domains[j]))
        return TRUE;

  return g_str_equal (host, "signin.aws.amazon.com");
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr(GInetAddress) address = g_inet_address_new_from_string (host);

  return g_str_equal (host, "localhost") ||
         (address != NULL && g_inet_address_get_is_loopback (address));
}

/**
 * qs_login_host_allows:
 * @uri: where a server wants a person to go
 * @loopback: whether this computer will do, over plain http too: for accounts with an endpoint of
 *   their own
 *
 * Returns: whether @uri is an https address of a login page of AWS.
 */
gboolean
qs_login_host_allows (const char *uri,
                      gboolean    loopback)
{
  g_autoptr(GUri) parsed = NULL;
  g_autofree char *host = NULL;
  const char *scheme;

  g_return_val_if_fail (uri != NULL, FALSE);

  /* Browsers turn backslashes into slashes and drop control characters: what they would read
   * differently is not read at all. */
  for (const char *at = uri; *at != '\0'; at++)
    if (*at <= ' ' || *at >= 0x7f || *at == '\\')
      return FALSE;

  parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  if (parsed == NULL || g_uri_get_userinfo (parsed) != NULL || g_uri_get_host (parsed) == NULL)
    return FALSE;

  scheme = g_uri_get_scheme (parsed);
  host = g_ascii_strdown (g_uri_get_host (parsed), -1);
  if (loopback && is_loopback (host))
    return g_str_equal (scheme, "http") || g_str_equal (scheme, "https");

  return g_str_equal (scheme, "https") && is_aws (host) &&
         (g_uri_get_port (parsed) == -1 || g_uri_get_port (parsed) == 443);
}
