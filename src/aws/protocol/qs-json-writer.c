#include "qs-json-writer.h"

#include "qs-json-text.h"
#include "qs-wire-scalar.h"
#include "qs-wire-traits.h"

/* Seconds since 1970 are a number, the other formats text. */
static void
write_time (GString        *out,
            const QsMember *member,
            JsonNode       *value)
{
  QsWireTimeFormat format = qs_wire_time_get_format (member, QS_WIRE_TIME_UNIX);
  g_autofree char *text = qs_wire_time_print (value, format);

  if (format == QS_WIRE_TIME_UNIX)
    g_string_append (out, text);
  else
    qs_json_text_append_string (out, text);
}

static void
write_list (GString        *out,
            const QsMember *element,
            JsonArray      *array)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      qs_json_write (out, element, json_array_get_element (array, i));
    }
  g_string_append_c (out, ']');
}

static void
write_map (GString        *out,
           const QsMember *map_value,
           JsonObject     *map)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;
  gboolean first = TRUE;

  g_string_append_c (out, '{');
  json_object_iter_init_ordered (&iter, map);
  while (json_object_iter_next_ordered (&iter, &key, &value))
    {
      if (!first)
        g_string_append_c (out, ',');
      first = FALSE;
      qs_json_text_append_string (out, key);
      g_string_append_c (out, ':');
      qs_json_write (out, map_value, value);
    }
  g_string_append_c (out, '}');
}

/* Writes an object of the members that are given; null is the same as not given. A member that the
 * model does not know is written as it is. */
void
qs_json_write_members (GString       *out,
                       const QsShape *shape,
                       JsonObject    *members)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;
  gboolean first = TRUE;

  g_string_append_c (out, '{');
  json_object_iter_init_ordered (&iter, members);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      const QsMember *member = qs_shape_lookup_member (shape, name);

      if (JSON_NODE_HOLDS_NULL (value))
        continue;
      if (!first)
        g_string_append_c (out, ',');
      first = FALSE;
      qs_json_text_append_string (out, member != NULL ? qs_wire_get_name (member) : name);
      g_string_append_c (out, ':');
      if (member != NULL)
        qs_json_write (out, member, value);
      else
        qs_json_text_append (out, value);
    }
  g_string_append_c (out, '}');
}

static void
write_scalar (GString        *out,
              const QsMember *member,
              JsonNode       *value)
{
  GType type = json_node_get_value_type (value);
  g_autofree char *text = NULL;

  if (qs_shape_get_kind (qs_member_get_shape (member)) == QS_SHAPE_TIMESTAMP)
    {
      write_time (out, member, value);
      return;
    }

  text = qs_wire_scalar_print (member, value, QS_WIRE_TIME_UNIX);
  if (type == G_TYPE_STRING)
    qs_json_text_append_string (out, text);
  else
    g_string_append (out, text);
}

/* Writes a value. In lists and maps, null is a value of its own. */
void
qs_json_write (GString        *out,
               const QsMember *member,
               JsonNode       *value)
{
  const QsShape *shape = qs_member_get_shape (member);

  if (JSON_NODE_HOLDS_NULL (value) || qs_wire_is_document (member))
    qs_json_text_append (out, value);
  else if (qs_shape_get_kind (shape) == QS_SHAPE_STRUCTURE)
    qs_json_write_members (out, shape, json_node_get_object (value));
  else if (qs_shape_get_kind (shape) == QS_SHAPE_LIST)
    write_list (out, qs_shape_get_element (shape), json_node_get_array (value));
  else if (qs_shape_get_kind (shape) == QS_SHAPE_MAP)
    write_map (out, qs_shape_get_map_value (shape), json_node_get_object (value));
  else
    write_scalar (out, member, value);
}
