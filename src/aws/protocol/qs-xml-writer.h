#pragma once

#include "qs-shape.h"

G_BEGIN_DECLS

/*
 * Bodies of rest-xml (https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html): elements,
 * attributes, namespaces. What is written has been checked, but for characters that XML lacks.
 */

GBytes *qs_xml_write (const QsMember *member,
                      JsonObject     *members,
                      GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
