#include "qs-http-request.h"

#include "qs-secret.h"

G_DEFINE_BOXED_TYPE (QsHttpRequest, qs_http_request, qs_http_request_ref, qs_http_request_unref)

/**
 * qs_http_request_new:
 *
 * Returns: (transfer full): a request without headers and body, with the usual limits.
 */
QsHttpRequest *
qs_http_request_new (const char *method,
                     const char *target)
{
  QsHttpRequest *self;

  g_return_val_if_fail (method != NULL, NULL);
  g_return_val_if_fail (target != NULL, NULL);

  self = g_new0 (QsHttpRequest, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->method = g_strdup (method);
  self->target = g_strdup (target);
  /* Tokens and signatures are among them. */
  self->headers = g_ptr_array_new_with_free_func (qs_secret_free);
  self->max_body = QS_HTTP_MAX_BODY;
  self->io_timeout = QS_HTTP_IO_TIMEOUT;
  return self;
}

QsHttpRequest *
qs_http_request_ref (QsHttpRequest *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qs_http_request_unref (QsHttpRequest *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->method);
  g_free (self->target);
  g_ptr_array_unref (self->headers);
  g_free (self->content_type);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

void
qs_http_request_add_header (QsHttpRequest *self,
                            const char    *name,
                            const char    *value)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL && value != NULL);

  g_ptr_array_add (self->headers, g_strdup (name));
  g_ptr_array_add (self->headers, g_strdup (value));
}

/**
 * qs_http_request_set_body:
 * @content_type: (nullable): %NULL when it is among the headers already
 */
void
qs_http_request_set_body (QsHttpRequest *self,
                          const char    *content_type,
                          GBytes        *body)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (body != NULL);

  g_set_str (&self->content_type, content_type);
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = g_bytes_ref (body);
}
