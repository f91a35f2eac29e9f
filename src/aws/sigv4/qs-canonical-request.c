#include "qs-canonical-request.h"

#include <string.h>

#include "qs-canonical-query.h"
#include "qs-header-name.h"
#include "qs-sign-error.h"
#include "qs-uri-encode.h"
#include "qs-url-parts.h"

/* What those between the two sides may change or add, and what is the signature itself. */
static const char * const unsigned_headers[] = {
  "authorization", "connection", "expect", "keep-alive", "proxy-authenticate",
  "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade", "user-agent",
  "x-amzn-trace-id",
};

#define FEW 16

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
    if (qs_header_name_equal (name, unsigned_headers[i]))
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

  for (; at > 0 && qs_header_name_compare (headers[at - 1].name, name) > 0; at--)
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
      has_host = has_host || qs_header_name_equal (name, "host");
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
    text->str[i] = qs_ascii_lower (text->str[i]);
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
  return index > 0 && qs_header_name_equal (headers[index].name, headers[index - 1].name);
}

/* "content-type;host;x-amz-date" */
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

/* A line each, "name:value,value", with the names that append_names() has written. */
static void
append_headers (GString      *text,
                const char   *names,
                const Header *headers,
                guint         n_headers)
{
  for (guint i = 0; i < n_headers; i++)
    {
      if (repeats (headers, i))
        g_string_append_c (text, ',');
      else
        {
          gsize length = strlen (headers[i].name);

          if (i > 0)
            g_string_append_c (text, '\n');
          g_string_append_len (text, names, (gssize) length);
          g_string_append_c (text, ':');
          names += length + 1;
        }
      append_trimmed (text, headers[i].value);
    }
  g_string_append_c (text, '\n');
}

/* RFC 9110, 5.6.2: a line's end in a name would begin another line of what is signed. */
static gboolean
is_token (const char *name)
{
  const char *at = name;

  while (g_ascii_isalnum (*at) || *at == '-' || (*at != '\0' && strchr ("!#$%&'*+.^_`|~", *at)))
    at++;

  return at > name && *at == '\0';
}

static gboolean
check_names (GPtrArray *headers,
             GError   **error)
{
  for (guint i = 0; headers != NULL && i + 1 < headers->len; i += 2)
    if (!is_token (g_ptr_array_index (headers, i)))
      {
        g_set_error_literal (error, QS_SIGN_ERROR, QS_SIGN_ERROR_HEADER,
                             "A header's name holds what no name can");
        return FALSE;
      }

  return TRUE;
}

/* Room for all headers and a Host; @few does for most requests. */
static Header *
make_room (GPtrArray *headers,
           Header    *few,
           Header   **many)
{
  guint count = headers != NULL ? headers->len / 2 + 1 : 1;

  if (count <= FEW)
    return few;

  return *many = g_new (Header, count);
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
  g_autofree Header *many = NULL;
  Header few[FEW];
  Header *list = make_room (headers, few, &many);

  append_names (names, list, collect_headers (list, headers, ""));
}

/**
 * qs_canonical_request_append:
 * @signed_headers: empty; gets what qs_signed_headers_append() appends
 * @method: as it goes over the wire: "POST"
 * @url: absolute, encoded as it goes over the wire
 * @headers: (nullable) (element-type utf8): name, value, name, value…; Host is added when missing
 * @body_hash: what stands for the body: its SHA-256 in hexadecimal, or a word such as
 *   "UNSIGNED-PAYLOAD"
 * @flags: the first two decide about the path
 *
 * Appends the canonical request to @text.
 *
 * Returns: %FALSE with %QS_SIGN_ERROR when the URL is none or a header's name is none.
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
  g_autofree Header *many = NULL;
  g_autofree char *host = NULL;
  Header few[FEW];
  Header *list = make_room (headers, few, &many);
  QsUrlParts parts;
  guint count;

  if (!qs_url_parts_read (&parts, url, error) || !check_names (headers, error))
    return FALSE;

  host = qs_url_parts_dup_host (&parts);
  count = collect_headers (list, headers, host);

  g_string_append (text, method);
  g_string_append_c (text, '\n');
  append_path (text, &parts.path, flags);
  g_string_append_c (text, '\n');
  qs_canonical_query_append (text, &parts.query);
  g_string_append_c (text, '\n');
  append_names (signed_headers, list, count);
  append_headers (text, signed_headers->str, list, count);
  g_string_append_c (text, '\n');
  g_string_append_len (text, signed_headers->str, (gssize) signed_headers->len);
  g_string_append_c (text, '\n');
  g_string_append (text, body_hash);

  return TRUE;
}
