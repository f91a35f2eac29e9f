#pragma once

#include "qs-engine.h"

G_BEGIN_DECLS

#define QS_TYPE_LOG_CHUNK (qs_log_chunk_get_type ())

/**
 * QsLogChunkForm:
 * @QS_LOG_CHUNK_DISPLAY: lines fit to be shown, see qs_display_line()
 * @QS_LOG_CHUNK_RAW: each event's message as it came, and a line feed
 */
typedef enum
{
  QS_LOG_CHUNK_DISPLAY,
  QS_LOG_CHUNK_RAW,
} QsLogChunkForm;

/**
 * QsLogChunk:
 *
 * One page of GetLogEvents as text, and the tokens that lead on from it. Made on a worker and not
 * changed afterwards. Every line of @text ends with a line feed.
 *
 * Threading: immutable. Ownership: a boxed type, reference counted (g_atomic_rc_box).
 */
typedef struct
{
  char *text;
  gsize length;
  guint n_lines;
  guint n_events;
  char *asked;       /* the token it was asked by, or NULL */
  char *forward;
  char *backward;
} QsLogChunk;

GType       qs_log_chunk_get_type (void) G_GNUC_CONST;

QsLogChunk *qs_log_chunk_ref (QsLogChunk *self);
void        qs_log_chunk_unref (QsLogChunk *self);

gboolean    qs_log_chunk_is_end (const QsLogChunk *self);

DexFuture  *qs_log_chunk_fetch (QsEngine      *engine,
                                const char    *stream,
                                const char    *token,
                                gboolean       from_head,
                                QsLogChunkForm form) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsLogChunk, qs_log_chunk_unref)

G_END_DECLS
