#pragma once

#include "qs-watch-round.h"

G_BEGIN_DECLS

/**
 * QsWatchPins:
 *
 * What a watcher is to look at more closely than at the rest: jobs that somebody shows, and arrays
 * whose children somebody lists.
 *
 * Threading: main thread only.
 */
typedef struct _QsWatchPins QsWatchPins;

QsWatchPins *qs_watch_pins_new (void) G_GNUC_WARN_UNUSED_RESULT;
void         qs_watch_pins_free (QsWatchPins *self);

gboolean     qs_watch_pins_pin (QsWatchPins *self,
                                const char  *id);
void         qs_watch_pins_unpin (QsWatchPins *self,
                                  const char  *id);
QsJobList   *qs_watch_pins_open_children (QsWatchPins *self,
                                          const char  *parent_id) G_GNUC_WARN_UNUSED_RESULT;

void         qs_watch_pins_apply (QsWatchPins  *self,
                                  QsWatchRound *round);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsWatchPins, qs_watch_pins_free)

G_END_DECLS
