#include "qs-xml-writer.h"

#include <glib/gi18n.h>
#include <libxml/xmlwriter.h>
#include <string.h>

#include "qs-fault.h"
#include "qs-json-path.h"
#include "qs-protocol.h"
#include "qs-wire-scalar.h"
#include "qs-wire-traits.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlBuffer, xmlBufferFree)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlTextWriter, xmlFreeTextWriter)

typedef struct
{
  xmlTextWriter *out;
  GString       *path;     /* in the document, for messages */
  GPtrArray     *faults;
} QsXmlWriter;

static void write_value (QsXmlWriter    *self,
                         const QsMember *member,
                         const char     *name,
                         JsonNode       *value);

/* XML 1.0, section 2.2: no control characters, not even escaped. */
static gboolean
is_xml_text (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (character < 0x20 && strchr ("\t\n\r", character) == NULL)
        return FALSE;
      if (character == 0xfffe || character == 0xffff)
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_text (QsXmlWriter *self,
            const char  *text)
{
  if (is_xml_text (text))
    return TRUE;

  qs_faults_add (self->faults, self->path->str, NULL,
                 _("must have no control characters, which XML cannot carry"));
  return FALSE;
}

static void
start_element (QsXmlWriter *self,
               const char  *name)
{
  xmlTextWriterStartElement (self->out, BAD_CAST name);
}

static void
end_element (QsXmlWriter *self)
{
  xmlTextWriterEndElement (self->out);
}

/* A namespace is its URI, or an object that may name a prefix as well. */
static void
write_namespace (QsXmlWriter    *self,
                 const QsMember *member)
{
  JsonNode *trait = qs_wire_find_trait (member, "xmlNamespace");
  JsonObject *object = trait != NULL && JSON_NODE_HOLDS_OBJECT (trait)
                         ? json_node_get_object (trait) : NULL;
  const char *uri = qs_wire_get_trait (member, "xmlNamespace");
  const char *prefix = NULL;
  g_autofree char *name = NULL;

  if (object != NULL)
    {
      uri = json_object_get_string_member_with_default (object, "uri", NULL);
      prefix = json_object_get_string_member_with_default (object, "prefix", NULL);
    }
  if (uri == NULL)
    return;

  name = prefix != NULL && prefix[0] != '\0' ? g_strconcat ("xmlns:", prefix, NULL)
                                             : g_strdup ("xmlns");
  xmlTextWriterWriteAttribute (self->out, BAD_CAST name, BAD_CAST uri);
}

static void
write_text_element (QsXmlWriter    *self,
                    const QsMember *member,
                    const char     *name,
                    const char     *text)
{
  if (!check_text (self, text))
    return;

  start_element (self, name);
  write_namespace (self, member);
  xmlTextWriterWriteString (self->out, BAD_CAST text);
  end_element (self);
}

/* Attributes come before everything else in their element. */
static void
write_attributes (QsXmlWriter   *self,
                  const QsShape *shape,
                  JsonObject    *members)
{
  gsize length = self->path->len;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, members);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      const QsMember *member = qs_shape_lookup_member (shape, name);
      g_autofree char *text = NULL;

      if (JSON_NODE_HOLDS_NULL (value) || !qs_wire_is_attribute (member))
        continue;
      qs_json_path_append_member (self->path, name);
      text = qs_wire_scalar_print (member, value, QS_WIRE_TIME_ISO8601);
      if (check_text (self, text))
        xmlTextWriterWriteAttribute (self->out, BAD_CAST qs_wire_get_name (member), BAD_CAST text);
      g_string_truncate (self->path, length);
    }
}

static void
write_members (QsXmlWriter   *self,
               const QsShape *shape,
               JsonObject    *members)
{
  gsize length = self->path->len;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, members);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      const QsMember *member = qs_shape_lookup_member (shape, name);

      if (qs_wire_is_attribute (member))
        continue;
      qs_json_path_append_member (self->path, name);
      write_value (self, member, qs_wire_get_name (member), value);
      g_string_truncate (self->path, length);
    }
}

static void
write_structure (QsXmlWriter    *self,
                 const QsMember *member,
                 const char     *name,
                 JsonObject     *members)
{
  const QsShape *shape = qs_member_get_shape (member);

  start_element (self, name);
  write_namespace (self, member);
  write_attributes (self, shape, members);
  write_members (self, shape, members);
  end_element (self);
}

/* A flattened list has no element of its own: each of its elements bears the list's name. */
static void
write_list (QsXmlWriter    *self,
            const QsMember *member,
            const char     *name,
            JsonArray      *array)
{
  const QsMember *element = qs_shape_get_element (qs_member_get_shape (member));
  const char *element_name = qs_wire_get_trait (element, "locationName");
  gboolean flattened = qs_wire_has_trait (member, "flattened");
  gsize length = self->path->len;

  if (!flattened)
    {
      start_element (self, name);
      write_namespace (self, member);
    }
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      qs_json_path_append_index (self->path, i);
      write_value (self, element,
                   flattened ? name : element_name != NULL ? element_name : "member",
                   json_array_get_element (array, i));
      g_string_truncate (self->path, length);
    }
  if (!flattened)
    end_element (self);
}

static void
write_entry (QsXmlWriter   *self,
             const QsShape *map,
             const char    *name,
             const char    *key,
             JsonNode      *value)
{
  const QsMember *key_member = qs_shape_get_map_key (map);
  const QsMember *value_member = qs_shape_get_map_value (map);
  const char *key_name = qs_wire_get_trait (key_member, "locationName");
  const char *value_name = qs_wire_get_trait (value_member, "locationName");

  start_element (self, name);
  write_text_element (self, key_member, key_name != NULL ? key_name : "key", key);
  write_value (self, value_member, value_name != NULL ? value_name : "value", value);
  end_element (self);
}

static void
write_map (QsXmlWriter    *self,
           const QsMember *member,
           const char     *name,
           JsonObject     *map)
{
  gboolean flattened = qs_wire_has_trait (member, "flattened");
  gsize length = self->path->len;
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;

  if (!flattened)
    {
      start_element (self, name);
      write_namespace (self, member);
    }
  json_object_iter_init_ordered (&iter, map);
  while (json_object_iter_next_ordered (&iter, &key, &value))
    {
      qs_json_path_append_member (self->path, key);
      write_entry (self, qs_member_get_shape (member), flattened ? name : "entry", key, value);
      g_string_truncate (self->path, length);
    }
  if (!flattened)
    end_element (self);
}

static void
write_value (QsXmlWriter    *self,
             const QsMember *member,
             const char     *name,
             JsonNode       *value)
{
  QsShapeKind kind = qs_shape_get_kind (qs_member_get_shape (member));
  g_autofree char *text = NULL;

  /* XML as these services read it has no null. */
  if (JSON_NODE_HOLDS_NULL (value))
    return;

  if (kind == QS_SHAPE_STRUCTURE)
    write_structure (self, member, name, json_node_get_object (value));
  else if (kind == QS_SHAPE_LIST)
    write_list (self, member, name, json_node_get_array (value));
  else if (kind == QS_SHAPE_MAP)
    write_map (self, member, name, json_node_get_object (value));
  else
    {
      text = qs_wire_scalar_print (member, value, QS_WIRE_TIME_ISO8601);
      write_text_element (self, member, name, text);
    }
}

/* Without a name of its own the root bears that of its type. */
static const char *
find_root_name (const QsMember *member)
{
  const char *name = qs_wire_get_trait (member, "locationName");

  return name != NULL ? name : qs_shape_get_name (qs_member_get_shape (member));
}

/**
 * qs_xml_write:
 * @member: the place of a structure: the input itself, or its payload
 * @members: those of its members that travel in the body
 *
 * Returns: (transfer full) (nullable): the document, or %NULL with
 *   %QS_PROTOCOL_ERROR_INVALID_INPUT.
 */
GBytes *
qs_xml_write (const QsMember *member,
              JsonObject     *members,
              GError        **error)
{
  g_autoptr(xmlBuffer) buffer = xmlBufferCreate ();
  g_autoptr(xmlTextWriter) out = xmlNewTextWriterMemory (buffer, 0);
  g_autoptr(GString) path = g_string_new (NULL);
  g_autoptr(GPtrArray) faults = qs_faults_new ();
  QsXmlWriter self = { out, path, faults };
  g_autofree char *message = NULL;

  xmlTextWriterStartDocument (out, NULL, "UTF-8", NULL);
  write_structure (&self, member, find_root_name (member), members);
  xmlTextWriterEndDocument (out);
  if (faults->len == 0)
    return g_bytes_new (xmlBufferContent (buffer), xmlBufferLength (buffer));

  message = qs_faults_dup_message (faults);
  g_set_error_literal (error, QS_PROTOCOL_ERROR, QS_PROTOCOL_ERROR_INVALID_INPUT, message);
  return NULL;
}
