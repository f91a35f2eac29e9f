#include "qs-query-rpc.h"

#include <glib/gi18n.h>

#include "qs-protocol.h"
#include "qs-query-writer.h"
#include "qs-wire-traits.h"
#include "qs-xml-fault.h"
#include "qs-xml-reader.h"

static QsWireRequest *
write_form (QsServiceModel    *model,
            const QsOperation *operation,
            JsonObject        *input,
            QsQueryDialect     dialect)
{
  g_autoptr(QsQueryString) form = qs_query_string_new ();
  const QsMember *member = qs_operation_get_input (operation);
  const char *version = qs_service_model_get_metadata (model, "apiVersion");
  QsWireRequest *request = qs_wire_request_new (qs_operation_get_method (operation), "/");

  qs_query_string_add (form, "Action", qs_operation_get_name (operation));
  qs_query_string_add (form, "Version", version != NULL ? version : "");
  if (member != NULL)
    qs_query_write (form, dialect, qs_member_get_shape (member), input);

  qs_wire_request_add_header (request, "Content-Type",
                              "application/x-www-form-urlencoded; charset=utf-8");
  request->body = qs_query_string_print_form (form);

  return request;
}

QsWireRequest *
qs_query_rpc_write (QsServiceModel    *model,
                    const QsOperation *operation,
                    JsonObject        *input,
                    GError           **error)
{
  return write_form (model, operation, input, QS_QUERY_PLAIN);
}

QsWireRequest *
qs_query_rpc_write_ec2 (QsServiceModel    *model,
                        const QsOperation *operation,
                        JsonObject        *input,
                        GError           **error)
{
  return write_form (model, operation, input, QS_QUERY_EC2);
}

/* The members stand in an element of their own, "DescribeThingsResult". */
static const xmlNode *
find_result (const QsReplySource *source,
             const QsMember      *member,
             const xmlNode       *root,
             GError             **error)
{
  const char *wrapper = qs_wire_get_trait (member, "resultWrapper");
  g_autofree char *usual = g_strconcat (qs_operation_get_name (source->operation), "Result", NULL);
  const xmlNode *found = qs_xml_find_child (root, wrapper != NULL ? wrapper : usual);

  if (found != NULL)
    return found;
  if (wrapper == NULL || qs_shape_get_n_members (qs_member_get_shape (member)) == 0)
    return root;

  g_set_error (error, QS_PROTOCOL_ERROR, QS_PROTOCOL_ERROR_INVALID_REPLY,
               _("The service’s reply does not fit its model: it has no %s"), wrapper);
  return NULL;
}

gboolean
qs_query_rpc_read_output (const QsReplySource *source,
                          const QsMember      *member,
                          JsonObject          *output,
                          char               **request_id,
                          GError             **error)
{
  g_autoptr(xmlDoc) document = qs_xml_parse (source->body, error);
  const xmlNode *root = document != NULL ? xmlDocGetRootElement (document) : NULL;
  const xmlNode *metadata;
  const xmlNode *result;

  if (document == NULL || (result = find_result (source, member, root, error)) == NULL)
    return FALSE;

  if ((metadata = qs_xml_find_child (root, "ResponseMetadata")) != NULL)
    *request_id = qs_xml_dup_child_text (metadata, "RequestId");

  return qs_xml_read_members (qs_member_get_shape (member), result, output, error);
}

gboolean
qs_query_rpc_read_ec2_output (const QsReplySource *source,
                              const QsMember      *member,
                              JsonObject          *output,
                              char               **request_id,
                              GError             **error)
{
  g_autoptr(xmlDoc) document = qs_xml_parse (source->body, error);

  if (document == NULL)
    return FALSE;

  *request_id = qs_xml_dup_child_text (xmlDocGetRootElement (document), "requestId");
  return qs_xml_read_members (qs_member_get_shape (member), xmlDocGetRootElement (document), output,
                              error);
}

/* Reads the members of an error. */
gboolean
qs_query_rpc_read (const QsReplySource *source,
                   const QsShape       *shape,
                   JsonObject          *output,
                   GError             **error)
{
  g_autoptr(xmlDoc) document = qs_xml_parse (source->body, error);
  const xmlNode *found = document != NULL
                           ? qs_xml_fault_find_error (xmlDocGetRootElement (document)) : NULL;

  return document != NULL &&
         (found == NULL || qs_xml_read_members (shape, found, output, error));
}
