#include "qs-log-work.h"

QsLogWork *
qs_log_work_new (QsLogStream *stream,
                 QsScope     *scope,
                 const char  *token,
                 gboolean     from_head)
{
  QsLogWork *self = g_new0 (QsLogWork, 1);

  g_weak_ref_init (&self->stream, stream);
  self->scope = qs_scope_ref (scope);
  self->engine = g_object_ref (qs_log_stream_get_engine (stream));
  self->name = g_strdup (qs_log_stream_get_name (stream));
  self->token = g_strdup (token);
  self->from_head = from_head;
  return self;
}

void
qs_log_work_free (gpointer data)
{
  QsLogWork *self = data;

  g_weak_ref_clear (&self->stream);
  qs_scope_unref (self->scope);
  g_object_unref (self->engine);
  g_free (self->name);
  g_free (self->token);
  g_free (self);
}

/**
 * qs_log_work_dup_stream:
 *
 * Returns: (transfer full) (nullable): the stream, %NULL when it is gone or shows another window.
 */
QsLogStream *
qs_log_work_dup_stream (QsLogWork *self)
{
  return qs_scope_is_cancelled (self->scope) ? NULL : g_weak_ref_get (&self->stream);
}

/**
 * qs_log_work_fetch:
 *
 * Returns: (transfer full): a future of the #QsLogChunk at the token.
 */
DexFuture *
qs_log_work_fetch (QsLogWork *self)
{
  return qs_scope_guard (self->scope,
                         qs_log_chunk_fetch (self->engine, self->name, self->token,
                                             self->from_head, QS_LOG_CHUNK_DISPLAY));
}
