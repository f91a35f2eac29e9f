#pragma once

#include "qs-log-chunk.h"

G_BEGIN_DECLS

/**
 * QsLogPace:
 * @delay: how long to wait before the next look, in ms
 *
 * How often to look for more of a log: at once while pages are full or empty on the way, every half
 * second while lines come, ever more rarely while none do. Private to the log stream.
 */
typedef struct
{
  gint64 delay;
  guint  idle_looks;
} QsLogPace;

void     qs_log_pace_reset (QsLogPace *self);
void     qs_log_pace_step (QsLogPace        *self,
                           const QsLogChunk *chunk);
gboolean qs_log_pace_is_over (const QsLogPace *self,
                              gboolean         live);

G_END_DECLS
