#include "qs-wire-fault.h"

G_DEFINE_BOXED_TYPE (QsWireFault, qs_wire_fault, qs_wire_fault_copy, qs_wire_fault_free)

/* RFC 9110, section 15, and RFC 6585: the phrases of the statuses that stand without a body. */
static const struct
{
  guint       status;
  const char *phrase;
} phrases[] = {
  { 301, "Moved Permanently" },
  { 302, "Found" },
  { 303, "See Other" },
  { 304, "Not Modified" },
  { 305, "Use Proxy" },
  { 307, "Temporary Redirect" },
  { 308, "Permanent Redirect" },
  { 400, "Bad Request" },
  { 401, "Unauthorized" },
  { 402, "Payment Required" },
  { 403, "Forbidden" },
  { 404, "Not Found" },
  { 405, "Method Not Allowed" },
  { 406, "Not Acceptable" },
  { 407, "Proxy Authentication Required" },
  { 408, "Request Timeout" },
  { 409, "Conflict" },
  { 410, "Gone" },
  { 411, "Length Required" },
  { 412, "Precondition Failed" },
  { 413, "Request Entity Too Large" },
  { 414, "Request-URI Too Long" },
  { 415, "Unsupported Media Type" },
  { 416, "Requested Range Not Satisfiable" },
  { 417, "Expectation Failed" },
  { 421, "Misdirected Request" },
  { 422, "Unprocessable Entity" },
  { 423, "Locked" },
  { 424, "Failed Dependency" },
  { 425, "Too Early" },
  { 426, "Upgrade Required" },
  { 428, "Precondition Required" },
  { 429, "Too Many Requests" },
  { 431, "Request Header Fields Too Large" },
  { 451, "Unavailable For Legal Reasons" },
  { 500, "Internal Server Error" },
  { 501, "Not Implemented" },
  { 502, "Bad Gateway" },
  { 503, "Service Unavailable" },
  { 504, "Gateway Timeout" },
  { 505, "HTTP Version Not Supported" },
  { 507, "Insufficient Storage" },
  { 511, "Network Authentication Required" },
};

static const char *
find_phrase (guint status)
{
  for (guint i = 0; i < G_N_ELEMENTS (phrases); i++)
    if (phrases[i].status == status)
      return phrases[i].phrase;

  return "";
}

/**
 * qs_wire_fault_new:
 *
 * Returns: (transfer full): a fault without members.
 */
QsWireFault *
qs_wire_fault_new (const char *code,
                   const char *message)
{
  QsWireFault *self;

  g_return_val_if_fail (code != NULL, NULL);

  self = g_new0 (QsWireFault, 1);
  self->code = g_strdup (code);
  self->message = g_strdup (message != NULL ? message : "");
  return self;
}

/**
 * qs_wire_fault_new_for_status:
 *
 * What is known when a reply has nothing but its HTTP status: the answer to a HEAD request, or a
 * page that some proxy made.
 *
 * Returns: (transfer full): a fault whose code is the status and whose message HTTP's phrase for
 *   it.
 */
QsWireFault *
qs_wire_fault_new_for_status (guint status)
{
  g_autofree char *code = g_strdup_printf ("%u", status);

  return qs_wire_fault_new (code, find_phrase (status));
}

/**
 * qs_wire_fault_copy:
 *
 * Returns: (transfer full): a fault that shares the output, which nobody changes.
 */
QsWireFault *
qs_wire_fault_copy (const QsWireFault *self)
{
  QsWireFault *copy = qs_wire_fault_new (self->code, self->message);

  if (self->output != NULL)
    copy->output = json_node_ref (self->output);

  return copy;
}

void
qs_wire_fault_free (QsWireFault *self)
{
  g_clear_pointer (&self->output, json_node_unref);
  g_free (self->code);
  g_free (self->message);
  g_free (self);
}
