#include "qs-query-writer.h"

#include "qs-wire-scalar.h"
#include "qs-wire-traits.h"

typedef struct
{
  QsQueryString *form;
  QsQueryDialect dialect;
  GString       *name;      /* of the field that is being written */
} QsQueryWriter;

static void write_value (QsQueryWriter  *self,
                         const QsMember *member,
                         JsonNode       *value);

/* EC2's rule: queryName as it is, anything else with a capital. */
static char *
dup_name (QsQueryWriter  *self,
          const QsMember *member)
{
  const char *query_name = qs_wire_get_trait (member, "queryName");
  char *name;

  if (self->dialect == QS_QUERY_PLAIN)
    return g_strdup (qs_wire_get_name (member));
  if (query_name != NULL)
    return g_strdup (query_name);

  name = g_strdup (qs_wire_get_name (member));
  name[0] = g_ascii_toupper (name[0]);
  return name;
}

static void
append_step (QsQueryWriter *self,
             const char    *step)
{
  if (self->name->len > 0)
    g_string_append_c (self->name, '.');
  g_string_append (self->name, step);
}

static void
write_members (QsQueryWriter *self,
               const QsShape *shape,
               JsonObject    *members)
{
  gsize length = self->name->len;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, members);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      const QsMember *member = qs_shape_lookup_member (shape, name);
      g_autofree char *step = dup_name (self, member);

      append_step (self, step);
      write_value (self, member, value);
      g_string_truncate (self->name, length);
    }
}

/*
 * Where the elements of a list go. Plain lists are "List.member.1". A list whose type is flattened
 * is named as its element, if that has a name; one that is flattened where it stands keeps its own.
 */
static void
append_list_step (QsQueryWriter  *self,
                  const QsMember *member)
{
  const QsShape *shape = qs_member_get_shape (member);
  const char *element = qs_wire_get_trait (qs_shape_get_element (shape), "locationName");
  const char *last;

  if (self->dialect == QS_QUERY_EC2 || qs_member_has_trait (member, "flattened"))
    return;

  if (!qs_shape_has_trait (shape, "flattened"))
    {
      append_step (self, element != NULL ? element : "member");
      return;
    }

  if (element == NULL)
    return;
  last = strrchr (self->name->str, '.');
  g_string_truncate (self->name, last != NULL ? (gsize) (last - self->name->str) : 0);
  append_step (self, element);
}

static void
write_list (QsQueryWriter  *self,
            const QsMember *member,
            JsonArray      *array)
{
  const QsMember *element = qs_shape_get_element (qs_member_get_shape (member));
  g_autofree char *name = g_strdup (self->name->str);
  gsize length;

  /* A list without elements is said to be empty, but not to EC2. */
  if (json_array_get_length (array) == 0)
    {
      if (self->dialect == QS_QUERY_PLAIN)
        qs_query_string_add (self->form, name, "");
      return;
    }

  append_list_step (self, member);
  length = self->name->len;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_string_append_printf (self->name, ".%u", i + 1);
      write_value (self, element, json_array_get_element (array, i));
      g_string_truncate (self->name, length);
    }
  g_string_assign (self->name, name);
}

static void
write_entry (QsQueryWriter *self,
             const QsShape *map,
             const char    *key,
             JsonNode      *value)
{
  const char *key_name = qs_wire_get_trait (qs_shape_get_map_key (map), "locationName");
  const char *value_name = qs_wire_get_trait (qs_shape_get_map_value (map), "locationName");
  gsize length = self->name->len;

  append_step (self, key_name != NULL ? key_name : "key");
  qs_query_string_add (self->form, self->name->str, key);
  g_string_truncate (self->name, length);

  append_step (self, value_name != NULL ? value_name : "value");
  write_value (self, qs_shape_get_map_value (map), value);
  g_string_truncate (self->name, length);
}

static void
write_map (QsQueryWriter  *self,
           const QsMember *member,
           JsonObject     *map)
{
  const QsShape *shape = qs_member_get_shape (member);
  gsize outer = self->name->len;
  gsize length;
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;
  guint position = 0;

  if (!qs_wire_has_trait (member, "flattened"))
    append_step (self, "entry");

  length = self->name->len;
  json_object_iter_init_ordered (&iter, map);
  while (json_object_iter_next_ordered (&iter, &key, &value))
    {
      g_string_append_printf (self->name, ".%u", ++position);
      write_entry (self, shape, key, value);
      g_string_truncate (self->name, length);
    }
  g_string_truncate (self->name, outer);
}

static void
write_value (QsQueryWriter  *self,
             const QsMember *member,
             JsonNode       *value)
{
  const QsShape *shape = qs_member_get_shape (member);
  QsShapeKind kind = qs_shape_get_kind (shape);
  g_autofree char *text = NULL;

  /* A form has no null. */
  if (JSON_NODE_HOLDS_NULL (value))
    return;

  if (kind == QS_SHAPE_STRUCTURE)
    write_members (self, shape, json_node_get_object (value));
  else if (kind == QS_SHAPE_LIST)
    write_list (self, member, json_node_get_array (value));
  else if (kind == QS_SHAPE_MAP)
    write_map (self, member, json_node_get_object (value));
  else
    {
      text = qs_wire_scalar_print (member, value, QS_WIRE_TIME_ISO8601);
      qs_query_string_add (self->form, self->name->str, text);
    }
}

/* Adds a field for every value of @input to @form. */
void
qs_query_write (QsQueryString *form,
                QsQueryDialect dialect,
                const QsShape *shape,
                JsonObject    *input)
{
  g_autoptr(GString) name = g_string_new (NULL);
  QsQueryWriter self = { form, dialect, name };

  write_members (&self, shape, input);
}
