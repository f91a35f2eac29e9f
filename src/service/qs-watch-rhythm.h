#pragma once

#include "qs-clock.h"

G_BEGIN_DECLS

#define QS_TYPE_WATCH_RHYTHM (qs_watch_rhythm_get_type ())
G_DECLARE_FINAL_TYPE (QsWatchRhythm,
                      qs_watch_rhythm,
                      QS,
                      WATCH_RHYTHM,
                      GObject)

/**
 * QsWatchOutcome:
 * @QS_WATCH_MOVED: the round told something new
 * @QS_WATCH_STILL: the round told nothing new
 * @QS_WATCH_FAILED: the engine could not be asked, or wants to be asked less
 */
typedef enum
{
  QS_WATCH_MOVED,
  QS_WATCH_STILL,
  QS_WATCH_FAILED,
} QsWatchOutcome;

/**
 * QsWatchRhythm:
 *
 * When the rounds of a watcher begin: 2 s after the last while jobs move, later and later while
 * nothing does or the engine refuses, and at once when rung, though never more than four times a
 * second. An engine that is known to signal is asked every five minutes while no job is active, in
 * case a signal has been missed.
 *
 * Threading: main thread only.
 */

QsWatchRhythm *qs_watch_rhythm_new (QsClock *clock) G_GNUC_WARN_UNUSED_RESULT;

gint64         qs_watch_rhythm_begin (QsWatchRhythm *self);
void           qs_watch_rhythm_end (QsWatchRhythm *self,
                                    QsWatchOutcome outcome,
                                    gboolean       active);

void           qs_watch_rhythm_ring (QsWatchRhythm *self);
void           qs_watch_rhythm_signal (QsWatchRhythm *self);

DexFuture     *qs_watch_rhythm_wait (QsWatchRhythm *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
