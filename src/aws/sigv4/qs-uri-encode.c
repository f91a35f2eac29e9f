#include "qs-uri-encode.h"

typedef enum
{
  UNRESERVED = 1 << 0,
  SLASH = 1 << 1,
  QUERY = 1 << 2,    /* reserved characters that a query may hold as they are (RFC 3986, 3.4) */
} ByteClass;

/* What each byte is; everything that is not listed is always encoded. */
static const unsigned char classes[256] = {
  ['A' ... 'Z'] = UNRESERVED, ['a' ... 'z'] = UNRESERVED, ['0' ... '9'] = UNRESERVED,
  ['-'] = UNRESERVED, ['.'] = UNRESERVED, ['_'] = UNRESERVED, ['~'] = UNRESERVED,
  ['/'] = SLASH | QUERY,
  ['!'] = QUERY, ['$'] = QUERY, ['%'] = QUERY, ['&'] = QUERY, ['\''] = QUERY, ['('] = QUERY,
  [')'] = QUERY, ['*'] = QUERY, ['+'] = QUERY, [','] = QUERY, [':'] = QUERY, [';'] = QUERY,
  ['='] = QUERY, ['?'] = QUERY, ['@'] = QUERY, ['['] = QUERY, [']'] = QUERY,
};

static gsize
count_kept (const char *bytes,
            gsize       length,
            guint       keep)
{
  gsize n = 0;

  while (n < length && (classes[(unsigned char) bytes[n]] & keep) != 0)
    n++;

  return n;
}

/* Runs of what is kept are copied at once: most texts are one run. */
static void
append (GString    *text,
        const char *bytes,
        gsize       length,
        guint       keep)
{
  static const char digits[] = "0123456789ABCDEF";

  while (length > 0)
    {
      gsize kept = count_kept (bytes, length, keep);

      g_string_append_len (text, bytes, (gssize) kept);
      if (kept == length)
        return;

      char escape[3] = { '%', digits[(unsigned char) bytes[kept] >> 4],
                         digits[(unsigned char) bytes[kept] & 15] };

      g_string_append_len (text, escape, sizeof escape);
      bytes += kept + 1;
      length -= kept + 1;
    }
}

/**
 * qs_uri_encode_append:
 *
 * Appends all of @bytes encoded, a slash too.
 */
void
qs_uri_encode_append (GString    *text,
                      const char *bytes,
                      gsize       length)
{
  append (text, bytes, length, UNRESERVED);
}

/**
 * qs_uri_encode_append_path:
 *
 * Appends @bytes encoded but for slashes.
 */
void
qs_uri_encode_append_path (GString    *text,
                           const char *bytes,
                           gsize       length)
{
  append (text, bytes, length, UNRESERVED | SLASH);
}

/**
 * qs_uri_query_needs_encoding:
 *
 * Returns: whether there is a byte that no query may hold, such as a part of "ሴ".
 */
gboolean
qs_uri_query_needs_encoding (const char *bytes,
                             gsize       length)
{
  return count_kept (bytes, length, UNRESERVED | QUERY) < length;
}

/**
 * qs_uri_encode_append_query:
 *
 * Appends a query in which only those bytes are encoded that no query may hold.
 */
void
qs_uri_encode_append_query (GString    *text,
                            const char *bytes,
                            gsize       length)
{
  append (text, bytes, length, UNRESERVED | QUERY);
}
