#include "qs-xml.h"

#include <glib/gi18n.h>
#include <libxml/parser.h>

#include "qs-protocol.h"

/* Deeper than any model, and well below where libxml2 itself stops. */
#define MAX_DEPTH 100

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlParserCtxt, xmlFreeParserCtxt)

typedef struct
{
  gboolean has_doctype;
  gboolean is_too_deep;
} QsXmlRefusal;

static void
on_internal_subset_cb (void          *user_data,
                       const xmlChar *name,
                       const xmlChar *external_id,
                       const xmlChar *system_id)
{
  xmlParserCtxt *context = user_data;
  QsXmlRefusal *refusal = context->_private;

  refusal->has_doctype = TRUE;
  xmlStopParser (context);
}

static void
on_start_element_cb (void           *user_data,
                     const xmlChar  *local_name,
                     const xmlChar  *prefix,
                     const xmlChar  *uri,
                     int             n_namespaces,
                     const xmlChar **namespaces,
                     int             n_attributes,
                     int             n_defaulted,
                     const xmlChar **attributes)
{
  xmlParserCtxt *context = user_data;
  QsXmlRefusal *refusal = context->_private;

  if (context->nameNr > MAX_DEPTH)
    {
      refusal->is_too_deep = TRUE;
      xmlStopParser (context);
      return;
    }

  xmlSAX2StartElementNs (context, local_name, prefix, uri, n_namespaces, namespaces, n_attributes,
                         n_defaulted, attributes);
}

static void
set_error (GError       **error,
           QsXmlRefusal  *refusal,
           xmlParserCtxt *context)
{
  const xmlError *found = xmlCtxtGetLastError (context);
  const char *why = found != NULL && found->message != NULL ? found->message : "";
  g_autofree char *line = g_strchomp (g_utf8_make_valid (why, -1));

  if (refusal->has_doctype)
    why = _("it declares a document type, which may hide anything");
  else if (refusal->is_too_deep)
    why = _("it is nested too deeply");
  else
    why = line;

  g_set_error (error, QS_PROTOCOL_ERROR, QS_PROTOCOL_ERROR_INVALID_REPLY,
               _("The service’s reply is no XML to be read: %s"), why);
}

/* libxml2 prints to stderr what it says outside of a context, with bytes of what it reads: a reply
 * may hold credentials. */
static void
drop_error (void           *user_data,
            const xmlError *error)
{
}

/**
 * qs_xml_parse:
 *
 * Returns: (transfer full) (nullable): the document, which has a root element, or %NULL with
 *   %QS_PROTOCOL_ERROR_INVALID_REPLY.
 */
xmlDoc *
qs_xml_parse (GBytes  *bytes,
              GError **error)
{
  static gsize initialized;
  g_autoptr(xmlParserCtxt) context = NULL;
  g_autoptr(xmlDoc) document = NULL;
  QsXmlRefusal refusal = { FALSE, FALSE };
  gsize size = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (g_once_init_enter (&initialized))
    {
      xmlInitParser ();
      xmlSetStructuredErrorFunc (NULL, (xmlStructuredErrorFunc) drop_error);
      g_once_init_leave (&initialized, 1);
    }

  context = xmlNewParserCtxt ();
  context->_private = &refusal;
  context->sax->internalSubset = on_internal_subset_cb;
  context->sax->startElementNs = on_start_element_cb;
  document = xmlCtxtReadMemory (context, data != NULL ? data : "", MIN (size, G_MAXINT), NULL, NULL,
                                XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                XML_PARSE_NOCDATA);
  if (document == NULL || refusal.has_doctype || refusal.is_too_deep ||
      xmlDocGetRootElement (document) == NULL)
    {
      set_error (error, &refusal, context);
      return NULL;
    }

  return g_steal_pointer (&document);
}

gboolean
qs_xml_is_named (const xmlNode *node,
                 const char    *name)
{
  return g_str_equal (node->name, name);
}

static xmlNode *
skip_to_element (xmlNode *node)
{
  while (node != NULL && node->type != XML_ELEMENT_NODE)
    node = node->next;

  return node;
}

/* Returns: (nullable): the first element in @node. */
xmlNode *
qs_xml_first (const xmlNode *node)
{
  return skip_to_element (node->children);
}

/* Returns: (nullable): the element behind @node. */
xmlNode *
qs_xml_next (const xmlNode *node)
{
  return skip_to_element (node->next);
}

/* Returns: (nullable): the first element of that name in @node. */
xmlNode *
qs_xml_find_child (const xmlNode *node,
                   const char    *name)
{
  for (xmlNode *child = qs_xml_first (node); child != NULL; child = qs_xml_next (child))
    if (qs_xml_is_named (child, name))
      return child;

  return NULL;
}

/* Returns: (transfer full): the text in an element, up to the first element in it. */
char *
qs_xml_dup_text (const xmlNode *node)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if (child->type == XML_ELEMENT_NODE)
        break;
      if ((child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) &&
          child->content != NULL)
        g_string_append (text, (const char *) child->content);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* Returns: (transfer full) (nullable): the text of the first element of that name in @node. */
char *
qs_xml_dup_child_text (const xmlNode *node,
                       const char    *name)
{
  const xmlNode *child = qs_xml_find_child (node, name);

  return child != NULL ? qs_xml_dup_text (child) : NULL;
}
