#include "qs-wire-scalar.h"

#include "qs-wire-number.h"

/* JSON does not tell 4.0 from 4, but what is sent as a whole number is written as one. */
static char *
print_whole (JsonNode *value)
{
  if (json_node_get_value_type (value) == G_TYPE_DOUBLE)
    return g_strdup_printf ("%.0f", json_node_get_double (value));

  return qs_wire_number_print (value);
}

/**
 * qs_wire_scalar_print:
 * @member: a place for neither structure, list nor map
 * @value: what a check found to fit there
 * @time_format: how this place writes a time if the model does not say
 *
 * Returns: (transfer full): the text, as it is before anything is escaped.
 */
char *
qs_wire_scalar_print (const QsMember  *member,
                      JsonNode        *value,
                      QsWireTimeFormat time_format)
{
  switch (qs_shape_get_kind (qs_member_get_shape (member)))
    {
    case QS_SHAPE_BOOLEAN:
      return g_strdup (json_node_get_boolean (value) ? "true" : "false");

    case QS_SHAPE_INTEGER:
    case QS_SHAPE_LONG:
      return print_whole (value);

    case QS_SHAPE_FLOAT:
    case QS_SHAPE_DOUBLE:
      return qs_wire_number_print (value);

    case QS_SHAPE_TIMESTAMP:
      return qs_wire_time_print (value, qs_wire_time_get_format (member, time_format));

    case QS_SHAPE_STRING:
    case QS_SHAPE_BLOB:
    case QS_SHAPE_STRUCTURE:
    case QS_SHAPE_LIST:
    case QS_SHAPE_MAP:
    default:
      return json_node_dup_string (value);
    }
}

static JsonNode *
new_string (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

/* Base64 may come in lines; what goes on is canonical. */
static JsonNode *
read_blob (const char *text)
{
  gsize length = 0;
  g_autofree unsigned char *bytes = g_base64_decode (text, &length);
  g_autofree char *canonical = g_base64_encode (bytes, length);

  return new_string (canonical);
}

/**
 * qs_wire_scalar_read:
 * @member: a place for neither structure, list nor map
 *
 * Returns: (transfer full) (nullable): the value, %NULL when @text is none of the member's type.
 *   A choice that the model does not know is a text like any other.
 */
JsonNode *
qs_wire_scalar_read (const QsMember *member,
                     const char     *text)
{
  switch (qs_shape_get_kind (qs_member_get_shape (member)))
    {
    case QS_SHAPE_BOOLEAN:
      return json_node_init_boolean (json_node_alloc (), g_ascii_strcasecmp (text, "true") == 0);

    case QS_SHAPE_INTEGER:
    case QS_SHAPE_LONG:
      return qs_wire_number_read_whole (text);

    case QS_SHAPE_FLOAT:
    case QS_SHAPE_DOUBLE:
      return qs_wire_number_read (text);

    case QS_SHAPE_TIMESTAMP:
      return qs_wire_time_read (text);

    case QS_SHAPE_BLOB:
      return read_blob (text);

    case QS_SHAPE_STRING:
    case QS_SHAPE_STRUCTURE:
    case QS_SHAPE_LIST:
    case QS_SHAPE_MAP:
    default:
      return new_string (text);
    }
}
