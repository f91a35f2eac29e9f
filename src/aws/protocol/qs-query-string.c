#include "qs-query-string.h"

#include <string.h>

struct _QsQueryString
{
  GString *text;
};

QsQueryString *
qs_query_string_new (void)
{
  QsQueryString *self = g_new0 (QsQueryString, 1);

  self->text = g_string_new (NULL);
  return self;
}

void
qs_query_string_free (QsQueryString *self)
{
  g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * qs_percent_encode:
 * @kept: characters that stay as they are, beside the unreserved ones of RFC 3986 section 2.3
 *
 * Appends @text to @out.
 */
void
qs_percent_encode (GString    *out,
                   const char *text,
                   const char *kept)
{
  for (const unsigned char *p = (const unsigned char *) text; *p != '\0'; p++)
    if (g_ascii_isalnum (*p) || strchr ("-._~", *p) != NULL || strchr (kept, *p) != NULL)
      g_string_append_c (out, *p);
    else
      g_string_append_printf (out, "%%%02X", *p);
}

void
qs_query_string_add (QsQueryString *self,
                     const char    *name,
                     const char    *value)
{
  if (self->text->len > 0)
    g_string_append_c (self->text, '&');
  qs_percent_encode (self->text, name, "");
  g_string_append_c (self->text, '=');
  qs_percent_encode (self->text, value, "");
}

/* Returns: (transfer full): all of it, "" when nothing was added. */
char *
qs_query_string_print (QsQueryString *self)
{
  return g_strdup (self->text->str);
}

/**
 * qs_query_string_print_form:
 *
 * As a body of application/x-www-form-urlencoded. https://url.spec.whatwg.org/#urlencoded-serializing
 *
 * Returns: (transfer full): all of it.
 */
GBytes *
qs_query_string_print_form (QsQueryString *self)
{
  GString *form = g_string_new_len (self->text->str, (gssize) self->text->len);

  g_string_replace (form, "%20", "+", 0);
  return g_string_free_to_bytes (form);
}
