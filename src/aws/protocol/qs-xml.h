#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/*
 * XML from outside. A document type declaration, and with it every entity of the sender's, is
 * refused before it is read; nothing is fetched; depth is capped. Names are compared without their
 * namespaces, as AWS's own clients do.
 */

xmlDoc     *qs_xml_parse (GBytes  *bytes,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean    qs_xml_is_named (const xmlNode *node,
                             const char    *name);
xmlNode    *qs_xml_find_child (const xmlNode *node,
                               const char    *name);
char       *qs_xml_dup_text (const xmlNode *node) G_GNUC_WARN_UNUSED_RESULT;
char       *qs_xml_dup_child_text (const xmlNode *node,
                                   const char    *name) G_GNUC_WARN_UNUSED_RESULT;

/* The elements in an element, one after the other. */
xmlNode    *qs_xml_first (const xmlNode *node);
xmlNode    *qs_xml_next (const xmlNode *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, xmlFreeDoc)

G_END_DECLS
