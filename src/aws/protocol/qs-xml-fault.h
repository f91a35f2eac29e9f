#pragma once

#include "qs-reply-source.h"
#include "qs-wire-fault.h"
#include "qs-xml.h"

G_BEGIN_DECLS

/*
 * Errors of rest-xml, query and ec2. An element "Error" holds code and message; it stands in
 * "ErrorResponse", with EC2 in "Response" and "Errors", with S3 alone.
 */

const xmlNode *qs_xml_fault_find_error (const xmlNode *root);
QsWireFault   *qs_xml_fault_read (const QsReplySource *source,
                                  char               **request_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
