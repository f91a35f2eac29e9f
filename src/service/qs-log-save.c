#include "qs-log-save.h"

#include "qs-await.h"
#include "qs-log-chunk.h"
#include "qs-scope.h"

struct _QsLogSave
{
  QsRecord  parent_instance;

  QsEngine *engine;
  char     *stream;
  GFile    *file;
  QsScope  *scope;
};

G_DEFINE_FINAL_TYPE (QsLogSave, qs_log_save, QS_TYPE_RECORD)

enum
{
  N_BYTES,
  N_LINES,
};

static const QsRecordField fields[] = {
  [N_BYTES] = { "n-bytes", G_TYPE_INT64 },
  [N_LINES] = { "n-lines", G_TYPE_INT64 },
};

static void
count (QsLogSave  *self,
       QsLogChunk *chunk)
{
  QsRecord *record = QS_RECORD (self);

  qs_record_set_int (record, N_BYTES, qs_record_get_int (record, N_BYTES) + chunk->length);
  qs_record_set_int (record, N_LINES, qs_record_get_int (record, N_LINES) + chunk->n_lines);
}

/* Not guarded: a file that is being written to cannot be abandoned, see below. */
static gboolean
write_chunk (QsLogSave     *self,
             GOutputStream *output,
             QsLogChunk    *chunk,
             GError       **error)
{
  gsize at = 0;

  while (at < chunk->length)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_with_free_func (chunk->text + at, chunk->length - at,
                                                            (GDestroyNotify) qs_log_chunk_unref,
                                                            qs_log_chunk_ref (chunk));
      DexFuture *writing = dex_output_stream_write_bytes (output, bytes, G_PRIORITY_DEFAULT);
      gint64 written = qs_await_int64 (writing, error);

      if (written <= 0)
        return FALSE;
      at += written;
    }

  count (self, chunk);
  return TRUE;
}

static gboolean
write_pages (QsLogSave     *self,
             GOutputStream *output,
             GError       **error)
{
  g_autofree char *token = NULL;

  for (;;)
    {
      g_autoptr(QsLogChunk) chunk =
        qs_await_boxed (qs_scope_guard (self->scope,
                                        qs_log_chunk_fetch (self->engine, self->stream, token,
                                                            TRUE, QS_LOG_CHUNK_RAW)), error);

      if (chunk == NULL || !write_chunk (self, output, chunk, error))
        return FALSE;
      if (qs_log_chunk_is_end (chunk) || chunk->forward == NULL)
        return TRUE;

      g_set_str (&token, chunk->forward);
    }
}

/* Closing with a cancelled cancellable lets the file beside go instead of moving it into place. */
static void
abandon (GOutputStream *output)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_output_stream_close (output, cancellable, NULL);
}

static DexFuture *
save_fiber (gpointer data)
{
  QsLogSave *self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GOutputStream) output = NULL;

  output = qs_await_object (dex_file_replace (self->file, NULL, FALSE,
                                              G_FILE_CREATE_REPLACE_DESTINATION,
                                              G_PRIORITY_DEFAULT), &error);
  if (output == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (!write_pages (self, output, &error))
    {
      abandon (output);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  return dex_output_stream_close (output, G_PRIORITY_DEFAULT);
}

static void
qs_log_save_finalize (GObject *object)
{
  QsLogSave *self = QS_LOG_SAVE (object);

  qs_scope_unref (self->scope);
  g_clear_object (&self->engine);
  g_clear_object (&self->file);
  g_free (self->stream);

  G_OBJECT_CLASS (qs_log_save_parent_class)->finalize (object);
}

static void
qs_log_save_class_init (QsLogSaveClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_log_save_finalize;
  qs_record_class_install (QS_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
qs_log_save_init (QsLogSave *self)
{
  self->scope = qs_scope_new ();
}

/**
 * qs_log_save_new:
 * @stream: the log stream's name
 * @file: where to; replaced if it exists
 *
 * Returns: (transfer full): a saving that has not begun.
 */
QsLogSave *
qs_log_save_new (QsEngine   *engine,
                 const char *stream,
                 GFile      *file)
{
  QsLogSave *self;

  g_return_val_if_fail (QS_IS_ENGINE (engine), NULL);
  g_return_val_if_fail (stream != NULL, NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (QS_TYPE_LOG_SAVE, NULL);
  self->engine = g_object_ref (engine);
  self->stream = g_strdup (stream);
  self->file = g_object_ref (file);
  return self;
}

/**
 * qs_log_save_run:
 *
 * Saves, once. The saving stays alive until it is done.
 *
 * Returns: (transfer full): a future of %TRUE when the file is in its place; rejected with
 *   #QsEngineError, #GIOErrorEnum, or %G_IO_ERROR_CANCELLED.
 */
DexFuture *
qs_log_save_run (QsLogSave *self)
{
  g_return_val_if_fail (QS_IS_LOG_SAVE (self), NULL);

  /* Not guarded as a whole: a cancelled saving still has to let go of its file. */
  return qs_fiber_start (save_fiber, g_object_ref (self), g_object_unref);
}

/**
 * qs_log_save_cancel:
 *
 * Ends the saving; nothing is left behind.
 */
void
qs_log_save_cancel (QsLogSave *self)
{
  g_return_if_fail (QS_IS_LOG_SAVE (self));

  qs_scope_cancel (self->scope);
}

gint64
qs_log_save_get_n_bytes (QsLogSave *self)
{
  g_return_val_if_fail (QS_IS_LOG_SAVE (self), 0);

  return qs_record_get_int (QS_RECORD (self), N_BYTES);
}
