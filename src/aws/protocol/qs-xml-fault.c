#include "qs-xml-fault.h"

/* Returns: (nullable): the element with code and message. */
const xmlNode *
qs_xml_fault_find_error (const xmlNode *root)
{
  const xmlNode *errors = qs_xml_find_child (root, "Errors");

  if (qs_xml_is_named (root, "Error"))
    return root;
  if (errors != NULL)
    return qs_xml_find_child (errors, "Error");

  return qs_xml_find_child (root, "Error");
}

static char *
dup_request_id (const xmlNode *root)
{
  static const char * const names[] = { "RequestId", "RequestID", "requestId" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      char *id = qs_xml_dup_child_text (root, names[i]);

      if (id != NULL)
        return id;
    }

  return NULL;
}

/**
 * qs_xml_fault_read:
 * @request_id: (out) (transfer full) (nullable): what the body says of it
 *
 * Reads anything: what is no error in XML is known by its HTTP status only.
 *
 * Returns: (transfer full): what went wrong, without the members of the error's own shape.
 */
QsWireFault *
qs_xml_fault_read (const QsReplySource *source,
                   char               **request_id)
{
  g_autoptr(xmlDoc) document = NULL;
  const xmlNode *error = NULL;
  g_autofree char *code = NULL;
  g_autofree char *message = NULL;

  *request_id = NULL;
  if (qs_reply_source_has_body (source))
    document = qs_xml_parse (source->body, NULL);
  if (document != NULL)
    {
      *request_id = dup_request_id (xmlDocGetRootElement (document));
      error = qs_xml_fault_find_error (xmlDocGetRootElement (document));
    }
  if (error != NULL)
    code = qs_xml_dup_child_text (error, "Code");
  if (code == NULL)
    return qs_wire_fault_new_for_status (source->status);

  message = qs_xml_dup_child_text (error, "Message");
  if (message == NULL)
    message = qs_xml_dup_child_text (error, "message");

  return qs_wire_fault_new (code, message);
}
