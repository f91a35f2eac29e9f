#include "qs-header-text.h"

#include <string.h>

#include "qs-wire-scalar.h"

/* A token of RFC 9110, section 5.6.2. */
gboolean
qs_header_text_is_name (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("!#$%&'*+-.^_`|~", *p) == NULL)
      return FALSE;

  return text[0] != '\0';
}

/* A line break would begin another header. */
gboolean
qs_header_text_is_value (const char *text)
{
  for (const unsigned char *p = (const unsigned char *) text; *p != '\0'; p++)
    if ((*p < 0x20 && *p != '\t') || *p == 0x7f)
      return FALSE;

  return TRUE;
}

static void
append_quoted (GString    *out,
               const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

/* Returns: (transfer full): the elements in one header; null is left out. */
char *
qs_header_text_print_list (const QsMember *member,
                           JsonArray      *list)
{
  const QsMember *element = qs_shape_get_element (qs_member_get_shape (member));
  gboolean is_string = qs_shape_get_kind (qs_member_get_shape (element)) == QS_SHAPE_STRING;
  g_autoptr(GString) out = g_string_new (NULL);
  gboolean first = TRUE;

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *value = json_array_get_element (list, i);
      g_autofree char *text = NULL;

      if (JSON_NODE_HOLDS_NULL (value))
        continue;
      if (!first)
        g_string_append_c (out, ',');
      first = FALSE;
      text = qs_wire_scalar_print (element, value, QS_WIRE_TIME_RFC822);
      if (is_string && strpbrk (text, "\",") != NULL)
        append_quoted (out, text);
      else
        g_string_append (out, text);
    }

  return g_string_free_and_steal (g_steal_pointer (&out));
}

/* From an opening quote to behind the closing one, without the backslashes. */
static const char *
read_quoted (const char *text,
             GString    *out)
{
  const char *p = text + 1;

  for (; *p != '\0' && *p != '"'; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      g_string_append_c (out, *p);
    }

  return *p == '"' ? p + 1 : p;
}

static const char *
read_plain (const char *text,
            guint       commas,
            GString    *out)
{
  const char *p = text;

  for (; *p != '\0' && (*p != ',' || commas > 0); p++)
    {
      if (*p == ',')
        commas--;
      g_string_append_c (out, *p);
    }
  g_strchomp (out->str);

  return p;
}

/**
 * qs_header_text_split_list:
 * @element: what the list holds: a time like "Sun, 25 Jan 2015 08:00:00 GMT" has a comma in it
 *
 * Returns: (transfer full): the elements, bare of quotes and of space around them.
 */
char **
qs_header_text_split_list (const QsMember *element,
                           const char     *text)
{
  g_autoptr(GStrvBuilder) elements = g_strv_builder_new ();
  gboolean dates = qs_shape_get_kind (qs_member_get_shape (element)) == QS_SHAPE_TIMESTAMP &&
                   qs_wire_time_get_format (element, QS_WIRE_TIME_RFC822) == QS_WIRE_TIME_RFC822;
  const char *p = text;

  for (;;)
    {
      g_autoptr(GString) value = g_string_new (NULL);

      p += strspn (p, " \t");
      p = *p == '"' ? read_quoted (p, value) : read_plain (p, dates ? 1 : 0, value);
      g_strv_builder_add (elements, value->str);
      p = strchr (p, ',');
      if (p == NULL)
        break;
      p++;
    }

  return g_strv_builder_end (elements);
}
