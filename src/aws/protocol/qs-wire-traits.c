#include "qs-wire-traits.h"

/* Returns: (nullable): the trait, as the model writes it. */
JsonNode *
qs_wire_find_trait (const QsMember *member,
                    const char     *trait)
{
  JsonObject *own = qs_member_get_traits (member);
  JsonObject *of_type = qs_shape_get_traits (qs_member_get_shape (member));
  JsonNode *found = own != NULL ? json_object_get_member (own, trait) : NULL;

  if (found == NULL && of_type != NULL)
    found = json_object_get_member (of_type, trait);

  return found;
}

const char *
qs_wire_get_trait (const QsMember *member,
                   const char     *trait)
{
  JsonNode *found = qs_wire_find_trait (member, trait);

  return found != NULL && JSON_NODE_HOLDS_VALUE (found) ? json_node_get_string (found) : NULL;
}

/* There without being false. */
gboolean
qs_wire_has_trait (const QsMember *member,
                   const char     *trait)
{
  JsonNode *found = qs_wire_find_trait (member, trait);

  if (found == NULL || JSON_NODE_HOLDS_NULL (found))
    return FALSE;

  return !JSON_NODE_HOLDS_VALUE (found) || json_node_get_value_type (found) != G_TYPE_BOOLEAN ||
         json_node_get_boolean (found);
}

/* What the member is called on the wire. */
const char *
qs_wire_get_name (const QsMember *member)
{
  const char *name = qs_wire_get_trait (member, "locationName");

  return name != NULL ? name : qs_member_get_name (member);
}

/*
 * Returns: (nullable): where it travels when that is not the body: "uri", "querystring", "header"…
 */
const char *
qs_wire_get_location (const QsMember *member)
{
  return qs_wire_get_trait (member, "location");
}

/* A document is JSON of any form, which passes as it is. */
gboolean
qs_wire_is_document (const QsMember *member)
{
  return qs_shape_get_kind (qs_member_get_shape (member)) == QS_SHAPE_STRUCTURE &&
         qs_wire_has_trait (member, "document");
}

/* A single value, which can be text. */
gboolean
qs_wire_is_scalar (const QsMember *member)
{
  QsShapeKind kind = qs_shape_get_kind (qs_member_get_shape (member));

  return kind != QS_SHAPE_STRUCTURE && kind != QS_SHAPE_LIST && kind != QS_SHAPE_MAP;
}

/* Whether it is an attribute of its structure's element in XML. */
gboolean
qs_wire_is_attribute (const QsMember *member)
{
  return qs_wire_is_scalar (member) && qs_wire_has_trait (member, "xmlAttribute");
}
