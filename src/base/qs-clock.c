#include "qs-clock.h"

G_DEFINE_TYPE (QsClock, qs_clock, G_TYPE_OBJECT)

static gint64
qs_clock_real_now (QsClock *self)
{
  return g_get_real_time () / 1000;
}

/* A timeout is a rejection in libdex; for a clock the end of the wait is what was asked for. */
static DexFuture *
accept_timeout (DexFuture *future,
                gpointer   user_data)
{
  g_autoptr(GError) error = NULL;

  dex_future_get_value (future, &error);
  if (g_error_matches (error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    return dex_future_new_true ();

  return dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
qs_clock_real_wait (QsClock *self,
                    gint64   milliseconds)
{
  return dex_future_catch (dex_timeout_new_msec ((int) CLAMP (milliseconds, 0, G_MAXINT)),
                           accept_timeout, NULL, NULL);
}

static void
qs_clock_class_init (QsClockClass *klass)
{
  klass->now = qs_clock_real_now;
  klass->wait = qs_clock_real_wait;
}

static void
qs_clock_init (QsClock *self)
{
}

/**
 * qs_clock_new:
 *
 * Returns: (transfer full): the computer's clock.
 */
QsClock *
qs_clock_new (void)
{
  return g_object_new (QS_TYPE_CLOCK, NULL);
}

/**
 * qs_clock_now:
 *
 * Returns: ms since the epoch, as AWS Batch counts.
 */
gint64
qs_clock_now (QsClock *self)
{
  g_return_val_if_fail (QS_IS_CLOCK (self), 0);

  return QS_CLOCK_GET_CLASS (self)->now (self);
}

/**
 * qs_clock_wait:
 *
 * Returns: (transfer full): a future that resolves to %TRUE after @milliseconds.
 */
DexFuture *
qs_clock_wait (QsClock *self,
               gint64   milliseconds)
{
  g_return_val_if_fail (QS_IS_CLOCK (self), NULL);

  return QS_CLOCK_GET_CLASS (self)->wait (self, milliseconds);
}
