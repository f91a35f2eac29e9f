#include "qs-watch-rhythm.h"

/* All in ms. */
#define SHORTEST        2000
#define LONGEST         60000
#define LONGEST_ACTIVE  15000    /* a change may come at any time and is not to be shown late */
#define HEARTBEAT       300000   /* of an engine that signals */
#define SHORTEST_PERIOD 250      /* however often it is rung */

struct _QsWatchRhythm
{
  GObject     parent_instance;

  QsClock    *clock;
  gboolean    signals;   /* the engine has been found to tell by itself when jobs change */
  gint64      began;
  gint64      step;      /* what the delay grows from */
  gint64      delay;
  DexPromise *bell;      /* resolved when rung */
};

G_DEFINE_FINAL_TYPE (QsWatchRhythm, qs_watch_rhythm, G_TYPE_OBJECT)

static void
qs_watch_rhythm_finalize (GObject *object)
{
  QsWatchRhythm *self = QS_WATCH_RHYTHM (object);

  g_object_unref (self->clock);
  dex_clear (&self->bell);

  G_OBJECT_CLASS (qs_watch_rhythm_parent_class)->finalize (object);
}

static void
qs_watch_rhythm_class_init (QsWatchRhythmClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_watch_rhythm_finalize;
}

static void
qs_watch_rhythm_init (QsWatchRhythm *self)
{
  self->bell = dex_promise_new ();
}

/**
 * qs_watch_rhythm_new:
 *
 * Returns: (transfer full): the rhythm of a watcher that has not begun a round.
 */
QsWatchRhythm *
qs_watch_rhythm_new (QsClock *clock)
{
  QsWatchRhythm *self = g_object_new (QS_TYPE_WATCH_RHYTHM, NULL);

  self->clock = g_object_ref (clock);
  return self;
}

/**
 * qs_watch_rhythm_begin:
 *
 * A round begins. What it was rung for so far will be answered by this round.
 *
 * Returns: when, in ms since the epoch.
 */
gint64
qs_watch_rhythm_begin (QsWatchRhythm *self)
{
  dex_clear (&self->bell);
  self->bell = dex_promise_new ();
  self->began = qs_clock_now (self->clock);
  return self->began;
}

/* Clients that are refused together must not come back together. */
static gint64
jitter (gint64 delay)
{
  return (gint64) (delay * g_random_double_range (0.75, 1.25));
}

/**
 * qs_watch_rhythm_end:
 * @active: whether any job is yet to end
 *
 * A round has ended: says how long to wait for the next.
 */
void
qs_watch_rhythm_end (QsWatchRhythm *self,
                     QsWatchOutcome outcome,
                     gboolean       active)
{
  gint64 longest = active ? LONGEST_ACTIVE : LONGEST;

  switch (outcome)
    {
    case QS_WATCH_FAILED:
      self->step = CLAMP (self->step * 2, SHORTEST, LONGEST);
      self->delay = jitter (self->step);
      return;

    case QS_WATCH_MOVED:
      self->step = SHORTEST;
      break;

    case QS_WATCH_STILL:
    default:
      self->step = CLAMP (self->step + self->step / 2, SHORTEST, longest);
    }

  self->delay = self->signals && !active ? HEARTBEAT : self->step;
}

/* The next round is not to wait. */
void
qs_watch_rhythm_ring (QsWatchRhythm *self)
{
  if (dex_future_is_pending (DEX_FUTURE (self->bell)))
    dex_promise_resolve_boolean (self->bell, TRUE);
}

/* The engine says that something has changed. */
void
qs_watch_rhythm_signal (QsWatchRhythm *self)
{
  self->signals = TRUE;
  qs_watch_rhythm_ring (self);
}

static DexFuture *
hold_back (DexFuture *future,
           gpointer   user_data)
{
  QsWatchRhythm *self = user_data;
  gint64 pause = self->began + SHORTEST_PERIOD - qs_clock_now (self->clock);

  return pause > 0 ? qs_clock_wait (self->clock, pause) : dex_future_new_true ();
}

/**
 * qs_watch_rhythm_wait:
 *
 * Returns: (transfer full): a future that resolves when it is time for the next round.
 */
DexFuture *
qs_watch_rhythm_wait (QsWatchRhythm *self)
{
  DexFuture *waiting = dex_ref (DEX_FUTURE (self->bell));

  g_return_val_if_fail (QS_IS_WATCH_RHYTHM (self), NULL);

  if (dex_future_is_pending (waiting))
    waiting = dex_future_first (waiting, qs_clock_wait (self->clock, self->delay), NULL);

  return dex_future_then (waiting, hold_back, g_object_ref (self), g_object_unref);
}
