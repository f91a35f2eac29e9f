#include "qs-json-text.h"

#include "qs-wire-number.h"

/* Beyond the first plane a character is two escapes: RFC 8259, section 7. */
static void
append_escaped (GString *out,
                gunichar character)
{
  if (character < 0x10000)
    {
      g_string_append_printf (out, "\\u%04x", character);
      return;
    }

  character -= 0x10000;
  g_string_append_printf (out, "\\u%04x\\u%04x", 0xd800 + (character >> 10),
                          0xdc00 + (character & 0x3ff));
}

void
qs_json_text_append_string (GString    *out,
                            const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (*p == '"' || *p == '\\')
        g_string_append_printf (out, "\\%c", *p);
      else if (*p >= 0x20 && *p < 0x7f)
        g_string_append_c (out, *p);
      else
        append_escaped (out, g_utf8_get_char (p));
    }
  g_string_append_c (out, '"');
}

static void
append_object (GString    *out,
               JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;
  gboolean first = TRUE;

  g_string_append_c (out, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      if (!first)
        g_string_append_c (out, ',');
      first = FALSE;
      qs_json_text_append_string (out, name);
      g_string_append_c (out, ':');
      qs_json_text_append (out, value);
    }
  g_string_append_c (out, '}');
}

static void
append_array (GString   *out,
              JsonArray *array)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      qs_json_text_append (out, json_array_get_element (array, i));
    }
  g_string_append_c (out, ']');
}

static void
append_value (GString  *out,
              JsonNode *value)
{
  g_autofree char *number = NULL;

  if (json_node_get_value_type (value) == G_TYPE_STRING)
    qs_json_text_append_string (out, json_node_get_string (value));
  else if (json_node_get_value_type (value) == G_TYPE_BOOLEAN)
    g_string_append (out, json_node_get_boolean (value) ? "true" : "false");
  else
    g_string_append (out, number = qs_wire_number_print (value));
}

/* Appends any JSON; its depth has been checked. */
void
qs_json_text_append (GString  *out,
                     JsonNode *value)
{
  if (JSON_NODE_HOLDS_OBJECT (value))
    append_object (out, json_node_get_object (value));
  else if (JSON_NODE_HOLDS_ARRAY (value))
    append_array (out, json_node_get_array (value));
  else if (JSON_NODE_HOLDS_VALUE (value))
    append_value (out, value);
  else
    g_string_append (out, "null");
}
