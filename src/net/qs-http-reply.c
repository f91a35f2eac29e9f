#include "qs-http-reply.h"

G_DEFINE_BOXED_TYPE (QsHttpReply, qs_http_reply, qs_http_reply_ref, qs_http_reply_unref)

/**
 * qs_http_reply_new:
 *
 * Returns: (transfer full): a reply without headers, for #QsHttp to fill.
 */
QsHttpReply *
qs_http_reply_new (guint status)
{
  QsHttpReply *self = g_new0 (QsHttpReply, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->status = status;
  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

QsHttpReply *
qs_http_reply_ref (QsHttpReply *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qs_http_reply_unref (QsHttpReply *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_hash_table_unref (self->headers);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_object (&self->stream);
  g_free (self);
}

gboolean
qs_http_reply_is_success (QsHttpReply *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->status >= 200 && self->status < 300;
}

/**
 * qs_http_reply_get_header:
 *
 * Returns: (transfer none) (nullable): the value of the header @name, in any case.
 */
const char *
qs_http_reply_get_header (QsHttpReply *self,
                          const char  *name)
{
  g_autofree char *lower = NULL;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  lower = g_ascii_strdown (name, -1);
  return g_hash_table_lookup (self->headers, lower);
}
