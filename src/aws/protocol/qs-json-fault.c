#include "qs-json-fault.h"

#include <string.h>

#include "qs-json.h"

/* A proxy's page need not be told whole. */
#define MAX_MESSAGE 1000

/* "aws.protocoltests#FooError:http://internal.amazon.com/coral/" is FooError. */
static char *
dup_bare_code (const char *text)
{
  g_autofree char *start = g_strndup (text, strcspn (text, ":"));
  const char *hash = strrchr (start, '#');

  return g_strdup (hash != NULL ? hash + 1 : start);
}

static char *
dup_code (const QsReplySource *source,
          JsonObject          *body,
          gboolean             header_first)
{
  const char *typed = qs_json_get_string (body, "__type", NULL);
  const char *header = qs_reply_source_find_header (source, "x-amzn-errortype");
  const char *code = qs_json_get_string (body, "code", NULL);
  const char *found;

  if (code == NULL)
    code = qs_json_get_string (body, "Code", NULL);

  if (header_first)
    found = header != NULL ? header : code != NULL ? code : typed;
  else
    found = typed != NULL ? typed : header != NULL ? header : code;

  return found != NULL && g_utf8_validate (found, -1, NULL) ? dup_bare_code (found) : NULL;
}

/*
 * A service that once spoke the query protocol says its old code in a header, "Code;Sender", and
 * that is the code that was documented
 * (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait).
 */
static char *
dup_query_code (const QsReplySource *source)
{
  const char *header = qs_reply_source_find_header (source, "x-amzn-query-error");
  g_auto(GStrv) parts = header != NULL ? g_strsplit (header, ";", -1) : NULL;

  if (parts == NULL || g_strv_length (parts) != 2 || parts[0][0] == '\0' ||
      !g_utf8_validate (parts[0], -1, NULL))
    return NULL;

  return g_strdup (parts[0]);
}

static QsWireFault *
new_for_text (const QsReplySource *source)
{
  g_autofree char *text = qs_reply_source_dup_text (source);
  g_autofree char *start = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_MESSAGE));
  g_autofree char *status = g_strdup_printf ("%u", source->status);

  return qs_wire_fault_new (status, start);
}

static const char *
get_message (JsonObject *body)
{
  const char *message = qs_json_get_string (body, "message", NULL);

  return message != NULL ? message : qs_json_get_string (body, "Message", "");
}

/*
 * The code alone tells which error it is; what the old query code is called says who documents it.
 */
static void
use_query_code (const QsReplySource *source,
                QsWireFault         *fault)
{
  g_autofree char *query_code = dup_query_code (source);

  if (query_code == NULL)
    return;

  g_free (fault->code);
  fault->code = g_steal_pointer (&query_code);
}

/**
 * qs_json_fault_read:
 * @header_first: whether the header is asked before the body, as rest-json has it
 *
 * Reads anything: where there is no code it is the status, where there is no JSON the body itself
 * is the message.
 *
 * Returns: (transfer full): what went wrong, without the members of the error's own shape.
 */
QsWireFault *
qs_json_fault_read (const QsReplySource *source,
                    gboolean             header_first)
{
  g_autoptr(JsonNode) document = qs_reply_source_parse_json (source, NULL);
  gboolean readable = document != NULL && JSON_NODE_HOLDS_OBJECT (document);
  JsonObject *body = readable ? json_node_get_object (document) : NULL;
  g_autofree char *code = dup_code (source, body, header_first);
  g_autoptr(QsWireFault) fault = NULL;

  fault = readable ? qs_wire_fault_new ("", get_message (body)) : new_for_text (source);
  if (readable || code != NULL)
    {
      g_free (fault->code);
      fault->code = code != NULL ? g_steal_pointer (&code)
                                 : g_strdup_printf ("%u", source->status);
    }

  use_query_code (source, fault);
  return g_steal_pointer (&fault);
}
