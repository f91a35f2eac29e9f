#include "qs-canonical-request.h"

#include <string.h>

#include "qs-canonical-query.h"
#include "qs-uri-encode.h"
#include "qs-url-parts.h"

/* What those between the two sides may change or add, and what is the signature itself. */
static const char * const unsigned_headers[] = {
  "authorization", "connection", "expect", "keep-alive", "proxy-authenticate",
  "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade", "user-agent",
  "x-amzn-trace-id",
};

typedef struct
{
  const char *name;
  const char *value;
} Header;

static void
append_segment (GString    *text,
                const char *segment,
                gsize       length,
                QsSignFlags flags)
{
  if ((flags & QS_SIGN_ENCODE_ONCE) != 0)
    g_string_append_len (text, segment, (gssize) length);
  else
    qs_uri_encode_append_path (text, segment, length);
}

/* Takes the last segment back, down to @start. */
static void
drop_segment (GString *text,
              gsize    start)
{
  const char *slash = memrchr (text->str + start, '/', text->len - start);

  g_string_truncate (text, slash != NULL ? (gsize) (slash - text->str) : start);
}

/* RFC 3986, 5.2.4, and without empty segments:  /a//b/./../c/  →  /a/c/ */
static void
append_normal_path (GString          *text,
                    const QsTextSpan *path,
                    QsSignFlags       flags)
{
  const char *end = path->text + path->length;
  const gsize start = text->len;

  for (const char *segment = path->text; segment < end;)
    {
      const char *slash = memchr (segment, '/', (gsize) (end - segment));
      gsize length = (gsize) ((slash != NULL ? slash : end) - segment);

      if (length == 2 && segment[0] == '.' && segment[1] == '.')
        drop_segment (text, start);
      else if (length > 0 && !(length == 1 && segment[0] == '.'))
        {
          g_string_append_c (text, '/');
          append_segment (text, segment, length, flags);
        }
      segment += length + 1;
    }

  if (text->len == start || end[-1] == '/')
    g_string_append_c (text, '/');
}

static void
append_path (GString          *text,
             const QsTextSpan *path,
             QsSignFlags       flags)
{
  if (path->length == 0)
    g_string_append_c (text, '/');
  else if ((flags & QS_SIGN_KEEP_PATH) != 0)
    append_segment (text, path->text, path->length, flags);
  else
    append_normal_path (text, path, flags);
}

static gboolean
is_signed (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (unsigned_headers); i++)
    if (g_ascii_strcasecmp (name, unsigned_headers[i]) == 0)
      return FALSE;

  return TRUE;
}

/* Puts a header behind those whose name is not greater, so that values keep their order. There are
 * few, and most come sorted. */
static void
insert_header (Header     *headers,
               guint       n_headers,
               const char *name,
               const char *value)
{
  guint at = n_headers;

  for (; at > 0 && g_ascii_strcasecmp (headers[at - 1].name, name) > 0; at--)
    headers[at] = headers[at - 1];
  headers[at] = (Header){ name, value };
}

static guint
collect_headers (Header     *headers,
                 GPtrArray  *list,
                 const char *host)
{
  gboolean has_host = FALSE;
  guint count = 0;

  for (guint i = 0; list != NULL && i + 1 < list->len; i += 2)
    {
      const char *name = g_ptr_array_index (list, i);

      if (!is_signed (name))
        continue;
      has_host = has_host || g_ascii_strcasecmp (name, "host") == 0;
      insert_header (headers, count++, name, g_ptr_array_index (list, i + 1));
    }
  if (!has_host)
    insert_header (headers, count++, "host", host);

  return count;
}

static void
append_lower_case (GString    *text,
                   const char *name)
{
  const gsize start = text->len;

  g_string_append (text, name);
  for (gsize i = start; i < text->len; i++)
    text->str[i] = g_ascii_tolower (text->str[i]);
}

/* White space around a value goes, within it becomes one space, the end of a line too. */
static void
append_trimmed (GString    *text,
                const char *value)
{
  static const char space[] = " \t\n\v\f\r";

  for (value += strspn (value, space); *value != '\0';)
    {
      gsize word = strcspn (value, space);

      g_string_append_len (text, value, (gssize) word);
      value += word;
      value += strspn (value, space);
      if (*value != '\0')
        g_string_append_c (text, ' ');
    }
}

static gboolean
repeats (const Header *headers,
         guint         index)
{
  return index > 0 && g_ascii_strcasecmp (headers[index].name, headers[index - 1].name) == 0;
}

static void
append_names (GString      *names,
              const Header *headers,
              guint         n_headers)
{
  for (guint i = 0; i < n_headers; i++)
    {
      if (repeats (headers, i))
        continue;
      if (i > 0)
        g_string_append_c (names, ';');
      append_lower_case (names, headers[i].name);
    }
}

/* A line each: "name:value,value". */
static void
append_headers (GString      *text,
                const Header *headers,
                guint         n_headers)
{
  for (guint i = 0; i < n_headers; i++)
    {
      if (repeats (headers, i))
        g_string_append_c (text, ',');
      else
        {
          if (i > 0)
            g_string_append_c (text, '\n');
          append_lower_case (text, headers[i].name);
          g_string_append_c (text, ':');
        }
      append_trimmed (text, headers[i].value);
    }
  g_string_append_c (text, '\n');
}

static Header *
make_list (GPtrArray *headers)
{
  return g_new (Header, headers != NULL ? headers->len / 2 + 1 : 1);
}

/**
 * qs_signed_headers_append:
 * @headers: (nullable) (element-type utf8): name, value, name, value…
 *
 * Appends the names of the headers that are signed, "content-type;host;x-amz-date".
 */
void
qs_signed_headers_append (GString   *names,
                          GPtrArray *headers)
{
  g_autofree Header *list = make_list (headers);

  append_names (names, list, collect_headers (list, headers, ""));
}

/**
 * qs_canonical_request_append:
 * @signed_headers: gets what qs_signed_headers_append() appends
 * @method: as it goes over the wire: "POST"
 * @url: absolute, encoded as it goes over the wire
 * @headers: (nullable) (element-type utf8): name, value, name, value…; Host is added when missing
 * @body_hash: what stands for the body: its SHA-256 in hexadecimal, or a word such as
 *   "UNSIGNED-PAYLOAD"
 * @flags: the first two decide about the path
 *
 * Appends the canonical request to @text.
 *
 * Returns: %FALSE with %QS_SIGN_ERROR_URL when the URL is none.
 */
gboolean
qs_canonical_request_append (GString    *text,
                             GString    *signed_headers,
                             const char *method,
                             const char *url,
                             GPtrArray  *headers,
                             const char *body_hash,
                             QsSignFlags flags,
                             GError    **error)
{
  g_autofree Header *list = NULL;
  g_autofree char *host = NULL;
  QsUrlParts parts;
  guint count;

  if (!qs_url_parts_read (&parts, url, error))
    return FALSE;

  list = make_list (headers);
  host = qs_url_parts_dup_host (&parts);
  count = collect_headers (list, headers, host);

  g_string_append (text, method);
  g_string_append_c (text, '\n');
  append_path (text, &parts.path, flags);
  g_string_append_c (text, '\n');
  qs_canonical_query_append (text, &parts.query);
  g_string_append_c (text, '\n');
  append_headers (text, list, count);
  g_string_append_c (text, '\n');
  append_names (signed_headers, list, count);
  g_string_append_len (text, signed_headers->str, (gssize) signed_headers->len);
  g_string_append_c (text, '\n');
  g_string_append (text, body_hash);

  return TRUE;
}
