#include "qs-url-parts.h"

#include <string.h>

#include "qs-sign-error.h"

static QsTextSpan
make_span (const char *start,
           const char *end)
{
  return (QsTextSpan){ start, (gsize) (end - start) };
}

/* Text from the last @mark before @end on, or from @start where there is none. */
static const char *
skip_past (const char *start,
           const char *end,
           char        mark)
{
  const char *found = memrchr (start, mark, (gsize) (end - start));

  return found != NULL ? found + 1 : start;
}

static gboolean
fail (GError    **error,
      const char *message)
{
  g_set_error_literal (error, QS_SIGN_ERROR, QS_SIGN_ERROR_URL, message);
  return FALSE;
}

/* A line's end in a URL would begin another line of what is signed. */
static gboolean
has_control (const char *url)
{
  for (; *url != '\0'; url++)
    if (g_ascii_iscntrl (*url))
      return TRUE;

  return FALSE;
}

/**
 * qs_url_parts_read:
 * @self: (out caller-allocates): points into @url
 * @url: an absolute URL as it goes over the wire; a fragment is left out
 *
 * Returns: %FALSE with %QS_SIGN_ERROR_URL when there is no scheme, no host or a control
 *   character.
 */
gboolean
qs_url_parts_read (QsUrlParts *self,
                   const char *url,
                   GError    **error)
{
  const char *host = url + strspn (url, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "+-.");
  const char *path, *query, *end;

  if (host == url || !g_str_has_prefix (host, "://") || strchr ("/?#", host[3]) != NULL)
    return fail (error, "The URL has no scheme or no host");
  if (has_control (url))
    return fail (error, "The URL has a control character in it");

  self->scheme = make_span (url, host);
  host += strlen ("://");
  path = host + strcspn (host, "/?#");
  query = path + strcspn (path, "?#");
  end = query + strcspn (query, "#");

  self->host = make_span (skip_past (host, path, '@'), path);
  self->path = make_span (path, query);
  self->query = make_span (query < end ? query + 1 : end, end);

  return TRUE;
}

static gboolean
is_default_port (const QsTextSpan *scheme,
                 const char       *port)
{
  if (scheme->length == strlen ("https"))
    return strcmp (port, ":443") == 0;

  return strcmp (port, ":80") == 0;
}

/**
 * qs_url_parts_dup_host:
 *
 * Returns: (transfer full): what a client sends as Host: in lower case, without the port that the
 *   scheme implies.
 */
char *
qs_url_parts_dup_host (const QsUrlParts *self)
{
  g_autofree char *host = g_ascii_strdown (self->host.text, (gssize) self->host.length);
  char *port = strrchr (host, ':');

  /* The colons of an IPv6 address stand within brackets. */
  if (port != NULL && strchr (port, ']') == NULL && is_default_port (&self->scheme, port))
    *port = '\0';

  return g_steal_pointer (&host);
}
