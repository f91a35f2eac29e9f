#pragma once

#include "qs-shape.h"
#include "qs-xml.h"

G_BEGIN_DECLS

/*
 * What came as XML, in the shapes of the model, for rest-xml, query and ec2. Elements that the
 * model does not know are left out. Errors are %QS_PROTOCOL_ERROR_INVALID_REPLY and name the
 * member.
 */

JsonNode *qs_xml_read (const QsMember *member,
                       const xmlNode  *node,
                       GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  qs_xml_read_members (const QsShape *shape,
                               const xmlNode *node,
                               JsonObject    *output,
                               GError       **error);

G_END_DECLS
