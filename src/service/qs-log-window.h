#pragma once

#include "qs-log-chunk.h"

G_BEGIN_DECLS

/**
 * QsLogWindow:
 *
 * The bookkeeping of the part of a log that is held: pieces in order, each with its size and with
 * the tokens that lead on from it, so that what was let go can be asked for again. There is no text
 * in it.
 *
 * Threading: main thread only. Private to the log stream.
 */
typedef struct
{
  GQueue pieces;    /* of QsLogPiece */
  guint  n_lines;
  gsize  n_bytes;
} QsLogWindow;

void        qs_log_window_clear (QsLogWindow *self);

void        qs_log_window_append (QsLogWindow      *self,
                                  const QsLogChunk *chunk);
void        qs_log_window_prepend (QsLogWindow      *self,
                                   const QsLogChunk *chunk);

guint       qs_log_window_trim_start (QsLogWindow *self);
guint       qs_log_window_trim_end (QsLogWindow *self);

const char *qs_log_window_get_forward (QsLogWindow *self);
const char *qs_log_window_get_backward (QsLogWindow *self);

G_END_DECLS
