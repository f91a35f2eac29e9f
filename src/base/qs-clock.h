#pragma once

#include <libdex.h>

G_BEGIN_DECLS

#define QS_TYPE_CLOCK (qs_clock_get_type ())
G_DECLARE_DERIVABLE_TYPE (QsClock,
                          qs_clock,
                          QS,
                          CLOCK,
                          GObject)

/**
 * QsClock:
 *
 * What time it is, and waiting. Injected wherever time matters so that tests can turn the hands;
 * qs_clock_new() is the real one.
 *
 * Threading: reading is allowed on any thread, waiting on the main thread.
 */
struct _QsClockClass
{
  GObjectClass parent_class;

  gint64       (*now)  (QsClock *self);
  DexFuture   *(*wait) (QsClock *self,
                        gint64   milliseconds);
};

QsClock   *qs_clock_new (void) G_GNUC_WARN_UNUSED_RESULT;

gint64     qs_clock_now (QsClock *self);
DexFuture *qs_clock_wait (QsClock *self,
                          gint64   milliseconds) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
