#include "qs-protocol-kind.h"

#include <string.h>

#include "qs-json-fault.h"
#include "qs-json.h"
#include "qs-json-rpc.h"
#include "qs-query-rpc.h"
#include "qs-rest-reader.h"
#include "qs-rest-writer.h"
#include "qs-wire-traits.h"
#include "qs-xml-fault.h"

static QsWireRequest *
write_rest_json (QsServiceModel    *model,
                 const QsOperation *operation,
                 JsonObject        *input,
                 GError           **error)
{
  return qs_rest_write (QS_REST_JSON, operation, input, error);
}

static gboolean
read_rest_json (const QsReplySource *source,
                const QsShape       *shape,
                JsonObject          *output,
                GError             **error)
{
  return qs_rest_read (QS_REST_JSON, source, shape, output, error);
}

static gboolean
read_rest_json_output (const QsReplySource *source,
                       const QsMember      *member,
                       JsonObject          *output,
                       char               **request_id,
                       GError             **error)
{
  return qs_rest_read (QS_REST_JSON, source, qs_member_get_shape (member), output, error);
}

static QsWireFault *
read_rest_json_fault (const QsReplySource *source,
                      char               **request_id)
{
  return qs_json_fault_read (source, TRUE);
}

static QsWireRequest *
write_rest_xml (QsServiceModel    *model,
                const QsOperation *operation,
                JsonObject        *input,
                GError           **error)
{
  return qs_rest_write (QS_REST_XML, operation, input, error);
}

static gboolean
read_rest_xml (const QsReplySource *source,
               const QsShape       *shape,
               JsonObject          *output,
               GError             **error)
{
  return qs_rest_read (QS_REST_XML, source, shape, output, error);
}

static gboolean
read_rest_xml_output (const QsReplySource *source,
                      const QsMember      *member,
                      JsonObject          *output,
                      char               **request_id,
                      GError             **error)
{
  return qs_rest_read (QS_REST_XML, source, qs_member_get_shape (member), output, error);
}

static gboolean
answers_stream (const QsOperation *operation)
{
  const QsMember *output = qs_operation_get_output (operation);
  const char *name = output != NULL ? qs_wire_get_trait (output, "payload") : NULL;
  const QsMember *payload = name != NULL
                              ? qs_shape_lookup_member (qs_member_get_shape (output), name) : NULL;
  QsShapeKind kind = payload != NULL ? qs_shape_get_kind (qs_member_get_shape (payload))
                                     : QS_SHAPE_STRUCTURE;

  return kind == QS_SHAPE_BLOB || kind == QS_SHAPE_STRING;
}

/*
 * S3 says 200 before it begins with what takes long, CopyObject or CompleteMultipartUpload, and may
 * then still fail: the document is an error. An object that happens to look like one is none.
 */
static gboolean
is_rest_xml_late_fault (const QsReplySource *source)
{
  g_autofree char *text = NULL;
  const char *start;
  const char *end;

  if (answers_stream (source->operation) || !qs_reply_source_has_body (source))
    return FALSE;

  text = qs_reply_source_dup_text (source);
  start = text + strspn (text, " \t\r\n");
  if (g_str_has_prefix (start, "<?xml") && (end = strstr (start, "?>")) != NULL)
    start = end + 2 + strspn (end + 2, " \t\r\n");

  return g_str_has_prefix (start, "<Error>") || g_str_has_prefix (start, "<Error ");
}

static QsWireFault *
read_json_fault (const QsReplySource *source,
                 char               **request_id)
{
  return qs_json_fault_read (source, FALSE);
}

static const QsProtocolKind kinds[] = {
  {
    "rest-json", TRUE,
    write_rest_json, read_rest_json_output, read_rest_json, read_rest_json_fault, NULL
  },
  {
    "rest-xml", FALSE,
    write_rest_xml, read_rest_xml_output, read_rest_xml, qs_xml_fault_read, is_rest_xml_late_fault
  },
  {
    "query", FALSE,
    qs_query_rpc_write, qs_query_rpc_read_output, qs_query_rpc_read, qs_xml_fault_read, NULL
  },
  {
    "ec2", FALSE,
    qs_query_rpc_write_ec2, qs_query_rpc_read_ec2_output, qs_query_rpc_read, qs_xml_fault_read,
    NULL
  },
  {
    "json", TRUE,
    qs_json_rpc_write, qs_json_rpc_read_output, qs_json_rpc_read, read_json_fault, NULL
  },
};

static const QsProtocolKind *
find (const char *name)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, name))
      return &kinds[i];

  return NULL;
}

/**
 * qs_protocol_kind_find:
 *
 * Returns: (nullable): how a service is spoken with. A newer service may prefer a protocol that
 *   Quayside does not know; then one of the others that its model lists.
 */
const QsProtocolKind *
qs_protocol_kind_find (QsServiceModel *model)
{
  const QsProtocolKind *found = find (qs_service_model_get_metadata (model, "protocol"));
  g_auto(GStrv) others = qs_service_model_dup_protocols (model);

  for (guint i = 0; found == NULL && others[i] != NULL; i++)
    found = find (others[i]);

  return found;
}
