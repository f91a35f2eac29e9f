#include "qs-log-window.h"

#include "qs-log-stream.h"

/* Pieces are let go whole, so the lines of a quiet log are gathered into pieces of some size. */
#define PIECE_BYTES (64 * 1024)

typedef struct
{
  char *forward;
  char *backward;
  guint n_lines;
  gsize n_bytes;
} QsLogPiece;

static void
free_piece (gpointer data)
{
  QsLogPiece *piece = data;

  g_free (piece->forward);
  g_free (piece->backward);
  g_free (piece);
}

static QsLogPiece *
make_piece (const QsLogChunk *chunk)
{
  QsLogPiece *piece = g_new0 (QsLogPiece, 1);

  piece->forward = g_strdup (chunk->forward);
  piece->backward = g_strdup (chunk->backward);
  piece->n_lines = chunk->n_lines;
  piece->n_bytes = chunk->length;
  return piece;
}

static gboolean
is_too_large (QsLogWindow *self)
{
  return self->pieces.length > 1 &&
         (self->n_lines > QS_LOG_MAX_LINES || self->n_bytes > QS_LOG_MAX_BYTES);
}

static guint
drop_piece (QsLogWindow *self,
            QsLogPiece  *piece)
{
  guint n_lines = piece->n_lines;

  self->n_lines -= n_lines;
  self->n_bytes -= piece->n_bytes;
  free_piece (piece);
  return n_lines;
}

void
qs_log_window_clear (QsLogWindow *self)
{
  g_queue_clear_full (&self->pieces, free_piece);
  self->n_lines = 0;
  self->n_bytes = 0;
}

void
qs_log_window_append (QsLogWindow      *self,
                      const QsLogChunk *chunk)
{
  QsLogPiece *last = g_queue_peek_tail (&self->pieces);

  self->n_lines += chunk->n_lines;
  self->n_bytes += chunk->length;

  if (last == NULL || last->n_bytes + chunk->length > PIECE_BYTES)
    {
      g_queue_push_tail (&self->pieces, make_piece (chunk));
      return;
    }

  last->n_lines += chunk->n_lines;
  last->n_bytes += chunk->length;
  g_set_str (&last->forward, chunk->forward);
}

void
qs_log_window_prepend (QsLogWindow      *self,
                       const QsLogChunk *chunk)
{
  self->n_lines += chunk->n_lines;
  self->n_bytes += chunk->length;
  g_queue_push_head (&self->pieces, make_piece (chunk));
}

/* Returns: how many lines went at the start so that the window is no larger than allowed. */
guint
qs_log_window_trim_start (QsLogWindow *self)
{
  guint n_lines = 0;

  while (is_too_large (self))
    n_lines += drop_piece (self, g_queue_pop_head (&self->pieces));

  return n_lines;
}

/* Returns: how many lines went at the end. */
guint
qs_log_window_trim_end (QsLogWindow *self)
{
  guint n_lines = 0;

  while (is_too_large (self))
    n_lines += drop_piece (self, g_queue_pop_tail (&self->pieces));

  return n_lines;
}

/* Returns: (nullable): the token of what comes after the window. */
const char *
qs_log_window_get_forward (QsLogWindow *self)
{
  QsLogPiece *last = g_queue_peek_tail (&self->pieces);

  return last != NULL ? last->forward : NULL;
}

/* Returns: (nullable): the token of what comes before the window. */
const char *
qs_log_window_get_backward (QsLogWindow *self)
{
  QsLogPiece *first = g_queue_peek_head (&self->pieces);

  return first != NULL ? first->backward : NULL;
}
