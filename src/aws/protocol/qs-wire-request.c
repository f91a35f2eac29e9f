#include "qs-wire-request.h"

#include "qs-secret.h"

G_DEFINE_BOXED_TYPE (QsWireRequest, qs_wire_request, qs_wire_request_ref, qs_wire_request_unref)

/**
 * qs_wire_request_new:
 * @uri: the encoded path, with the query if there is one
 *
 * Returns: (transfer full): a request without headers and body.
 */
QsWireRequest *
qs_wire_request_new (const char *method,
                     const char *uri)
{
  QsWireRequest *self;

  g_return_val_if_fail (method != NULL, NULL);
  g_return_val_if_fail (uri != NULL && uri[0] == '/', NULL);

  self = g_new0 (QsWireRequest, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->method = g_strdup (method);
  self->uri = g_strdup (uri);
  self->headers = g_ptr_array_new_with_free_func (qs_secret_free);
  return self;
}

QsWireRequest *
qs_wire_request_ref (QsWireRequest *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qs_wire_request_unref (QsWireRequest *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->method);
  g_free (self->uri);
  g_ptr_array_unref (self->headers);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->host_prefix);
  g_free (self);
}

void
qs_wire_request_add_header (QsWireRequest *self,
                            const char    *name,
                            const char    *value)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL && value != NULL);

  g_ptr_array_add (self->headers, g_strdup (name));
  g_ptr_array_add (self->headers, g_strdup (value));
}
