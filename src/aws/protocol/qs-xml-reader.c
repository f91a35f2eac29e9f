#include "qs-xml-reader.h"

#include <glib/gi18n.h>

#include "qs-reply-path.h"
#include "qs-wire-scalar.h"
#include "qs-wire-traits.h"

static JsonNode *read_value (QsReplyPath    *path,
                             const QsMember *member,
                             const xmlNode  *node);

static JsonNode *
take_array (JsonArray *array)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);
  return node;
}

static JsonNode *
take_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

/*
 * What the elements of a flattened list are called. A list whose type is flattened is named as its
 * element, if that has a name; one that is flattened where it stands keeps its own.
 */
static const char *
get_element_name (const QsMember *member)
{
  const QsShape *shape = qs_member_get_shape (member);
  const char *name = NULL;

  if (qs_shape_get_kind (shape) == QS_SHAPE_LIST && qs_shape_has_trait (shape, "flattened") &&
      !qs_member_has_trait (member, "flattened"))
    name = qs_wire_get_trait (qs_shape_get_element (shape), "locationName");

  return name != NULL ? name : qs_wire_get_name (member);
}

static gboolean
add_element (QsReplyPath    *path,
             const QsMember *element,
             const xmlNode  *node,
             JsonArray      *output)
{
  gsize mark = qs_reply_path_enter_index (path, json_array_get_length (output));
  JsonNode *read = read_value (path, element, node);

  if (read == NULL)
    return FALSE;

  json_array_add_element (output, read);
  qs_reply_path_leave (path, mark);
  return TRUE;
}

/* @name: (nullable): what the elements are called; %NULL takes all. */
static JsonNode *
read_elements (QsReplyPath    *path,
               const QsMember *element,
               const xmlNode  *parent,
               const char     *name)
{
  g_autoptr(JsonArray) output = json_array_new ();

  for (xmlNode *child = qs_xml_first (parent); child != NULL; child = qs_xml_next (child))
    if ((name == NULL || qs_xml_is_named (child, name)) &&
        !add_element (path, element, child, output))
      return NULL;

  return take_array (g_steal_pointer (&output));
}

static gboolean
add_entry (QsReplyPath   *path,
           const QsShape *map,
           const xmlNode *entry,
           JsonObject    *output)
{
  const QsMember *value_member = qs_shape_get_map_value (map);
  const char *key_name = qs_wire_get_trait (qs_shape_get_map_key (map), "locationName");
  const char *value_name = qs_wire_get_trait (value_member, "locationName");
  g_autofree char *key = qs_xml_dup_child_text (entry, key_name != NULL ? key_name : "key");
  const xmlNode *value = qs_xml_find_child (entry, value_name != NULL ? value_name : "value");
  JsonNode *read;
  gsize mark;

  if (key == NULL || value == NULL)
    return qs_reply_path_fail (path, _("has an entry without key or value"));

  mark = qs_reply_path_enter (path, key);
  if ((read = read_value (path, value_member, value)) == NULL)
    return FALSE;

  json_object_set_member (output, key, read);
  qs_reply_path_leave (path, mark);
  return TRUE;
}

static JsonNode *
read_entries (QsReplyPath   *path,
              const QsShape *map,
              const xmlNode *parent,
              const char    *name)
{
  g_autoptr(JsonObject) output = json_object_new ();

  for (xmlNode *child = qs_xml_first (parent); child != NULL; child = qs_xml_next (child))
    if ((name == NULL || qs_xml_is_named (child, name)) && !add_entry (path, map, child, output))
      return NULL;

  return take_object (g_steal_pointer (&output));
}

/* "xsi:type" is found by what stands behind the colon, whatever prefix the sender chose. */
static char *
dup_attribute (const xmlNode *node,
               const char    *name)
{
  const char *colon = strchr (name, ':');

  for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    if (g_str_equal (attribute->name, colon != NULL ? colon + 1 : name) &&
        (attribute->ns != NULL) == (colon != NULL))
      return qs_xml_dup_text ((const xmlNode *) attribute);

  return NULL;
}

/* Sets @read to %NULL when the element has no such member; answers whether reading may go on. */
static gboolean
read_member (QsReplyPath    *path,
             const QsMember *member,
             const xmlNode  *parent,
             JsonNode      **read)
{
  const QsShape *shape = qs_member_get_shape (member);
  const char *name = get_element_name (member);
  const xmlNode *node = qs_xml_find_child (parent, name);
  gboolean flattened = qs_wire_has_trait (member, "flattened");
  g_autofree char *attribute = NULL;

  *read = NULL;
  if (node == NULL)
    {
      if (qs_wire_is_attribute (member))
        attribute = dup_attribute (parent, name);
      if (attribute != NULL && (*read = qs_wire_scalar_read (member, attribute)) == NULL)
        return qs_reply_path_fail (path, _("is of another type than the service model says"));
      return TRUE;
    }

  if (flattened && qs_shape_get_kind (shape) == QS_SHAPE_LIST)
    *read = read_elements (path, qs_shape_get_element (shape), parent, name);
  else if (flattened && qs_shape_get_kind (shape) == QS_SHAPE_MAP)
    *read = read_entries (path, shape, parent, name);
  else
    *read = read_value (path, member, node);

  return *read != NULL;
}

static gboolean
read_members (QsReplyPath   *path,
              const QsShape *shape,
              const xmlNode *node,
              JsonObject    *output)
{
  for (guint i = 0; i < qs_shape_get_n_members (shape); i++)
    {
      const QsMember *member = qs_shape_get_member (shape, i);
      gsize mark;
      JsonNode *read;

      if (qs_reply_is_bound_elsewhere (member))
        continue;
      mark = qs_reply_path_enter (path, qs_member_get_name (member));
      if (!read_member (path, member, node, &read))
        return FALSE;
      if (read != NULL)
        json_object_set_member (output, qs_member_get_name (member), read);
      qs_reply_path_leave (path, mark);
    }

  return TRUE;
}

static JsonNode *
read_structure (QsReplyPath    *path,
                const QsMember *member,
                const xmlNode  *node)
{
  g_autoptr(JsonObject) output = json_object_new ();
  const xmlNode *first = qs_xml_first (node);

  if (!read_members (path, qs_member_get_shape (member), node, output))
    return NULL;
  if (qs_wire_has_trait (member, "union") && first != NULL && json_object_get_size (output) == 0)
    qs_reply_add_unknown_member (output, (const char *) first->name);

  return take_object (g_steal_pointer (&output));
}

static JsonNode *
read_scalar (QsReplyPath    *path,
             const QsMember *member,
             const xmlNode  *node)
{
  g_autofree char *text = qs_xml_dup_text (node);
  JsonNode *read = qs_wire_scalar_read (member, text);

  if (read == NULL)
    (void) qs_reply_path_fail (path, _("is of another type than the service model says"));

  return read;
}

static JsonNode *
read_value (QsReplyPath    *path,
            const QsMember *member,
            const xmlNode  *node)
{
  const QsShape *shape = qs_member_get_shape (member);
  QsShapeKind kind = qs_shape_get_kind (shape);

  if (qs_reply_path_is_too_deep (path))
    return NULL;

  if (kind == QS_SHAPE_STRUCTURE)
    return read_structure (path, member, node);
  if (kind == QS_SHAPE_LIST)
    return read_elements (path, qs_shape_get_element (shape), node, NULL);
  if (kind == QS_SHAPE_MAP)
    return read_entries (path, shape, node, NULL);

  return read_scalar (path, member, node);
}

/**
 * qs_xml_read:
 *
 * Returns: (transfer full) (nullable): what the element holds, in the shape of @member, or %NULL
 *   with an error.
 */
JsonNode *
qs_xml_read (const QsMember *member,
             const xmlNode  *node,
             GError        **error)
{
  g_auto(QsReplyPath) path = QS_REPLY_PATH_INIT (error);

  return read_value (&path, member, node);
}

/*
 * S3's GetBucketLocation answers <LocationConstraint>eu-west-1</LocationConstraint>, and no more.
 */
static gboolean
is_sole_member (const QsShape *shape,
                const xmlNode *node)
{
  return qs_shape_get_n_members (shape) == 1 && qs_xml_first (node) == NULL &&
         qs_xml_is_named (node, qs_wire_get_name (qs_shape_get_member (shape, 0)));
}

/**
 * qs_xml_read_members:
 * @output: gets the members of @shape that @node has, but for those bound to headers or status
 *
 * Returns: whether it could be read.
 */
gboolean
qs_xml_read_members (const QsShape *shape,
                     const xmlNode *node,
                     JsonObject    *output,
                     GError       **error)
{
  g_auto(QsReplyPath) path = QS_REPLY_PATH_INIT (error);
  const QsMember *member;
  JsonNode *read;

  if (!is_sole_member (shape, node))
    return read_members (&path, shape, node, output);

  member = qs_shape_get_member (shape, 0);
  if ((read = read_value (&path, member, node)) == NULL)
    return FALSE;

  json_object_set_member (output, qs_member_get_name (member), read);
  return TRUE;
}
